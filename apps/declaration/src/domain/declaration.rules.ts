import type { OrderKind } from '@alataw/contracts';
import { Timetable } from '@alataw/values';

/** What a customs supervision mode asks of a declaration. */
export interface TradeMode {
  readonly code: string;
  /** How many digits an HS code may have. */
  readonly hsDigits: readonly number[];
  /** The same under statistics flag A; null where that flag does not go with the mode. */
  readonly hsDigitsUnderA: readonly number[] | null;
  readonly needsAccountBook: boolean;
  /** What its order is, where lists are matched with orders. */
  readonly orderKind: OrderKind;
  /** Above this value in CNY minor units a list is not enough; null for no bound. Other currencies are not converted. */
  readonly listLimitFen: number | null;
}

/** Whose customs territory the port stands in, ISO 3166-1. */
export const HOME = 'CN';
/** Lines of one declaration, as customs' list message has them. */
export const MAX_ITEMS = 100;
/** Faults that one rejection names; whoever has more of them corrects these first. */
export const MAX_FAULTS = 20;
/** Length of customs' field for the name of the goods (CEB603 `gname`), characters. */
export const DESCRIPTION_LENGTH = { min: 2, max: 250 } as const;
/** Length of a customs registration code, characters. */
export const CUSTOMS_REGISTRATION_LENGTH = 10;

/** Flags that say how a list gets into the statistics (CEB603 `statisticsFlag`). */
export const STATISTICS_FLAGS: readonly string[] = ['A', 'B'];

/**
 * Supervision modes by the day from which they are open nationwide. A retail list may shorten the HS code to 4 digits under
 * statistics flag A, which is for goods without licence, export duty or rebate.
 */
export const tradeModes = new Timetable<TradeMode>([
  {
    from: '2014-02-10',
    value: {
      code: '9610',
      hsDigits: [10],
      hsDigitsUnderA: [4, 10],
      needsAccountBook: false,
      listLimitFen: null,
      orderKind: 'SALE',
    },
    source: 'General Administration of Customs, announcement 12 of 2014',
  },
  {
    from: '2014-08-01',
    value: {
      code: '1210',
      hsDigits: [10],
      hsDigitsUnderA: null,
      needsAccountBook: true,
      listLimitFen: null,
      orderKind: 'SALE',
    },
    source: 'General Administration of Customs, announcement 57 of 2014; account book number in the CEB603 list',
  },
  {
    from: '2021-07-01',
    value: {
      code: '9710',
      hsDigits: [6, 10],
      hsDigitsUnderA: null,
      needsAccountBook: false,
      listLimitFen: 500_000,
      orderKind: 'SALE',
    },
    source: 'General Administration of Customs, announcement 47 of 2021: lists up to 5,000 CNY, 6 digits allowed',
  },
  {
    from: '2021-07-01',
    value: {
      code: '9810',
      hsDigits: [6, 10],
      hsDigitsUnderA: null,
      needsAccountBook: false,
      listLimitFen: 500_000,
      orderKind: 'WAREHOUSE',
    },
    source:
      'General Administration of Customs, announcement 47 of 2021: as 9710, with the booking of an overseas warehouse as order',
  },
]);

const HOUSE_RULE = 'House rule of the centre, to be replaced by the list of the customs office in charge';

/** HS headings that are not cleared as parcels: arms, explosives and fireworks, ivory and horn, antiques. */
export const prohibitedHeadings = new Timetable<string>(
  ['9301', '9302', '9305', '9306', '3601', '3602', '3603', '3604', '0507', '9706'].map((value) => ({
    from: '2020-01-21', // the day on which the port took up e-commerce parcels
    value,
    source: HOUSE_RULE,
  })),
);

/** Countries to which nothing is cleared here, ISO 3166-1 alpha-2. */
export const prohibitedDestinations = new Timetable<string>([
  { from: '2020-01-21', value: 'KP', source: `${HOUSE_RULE}; cf. UN Security Council resolution 2397 (2017)` },
]);
