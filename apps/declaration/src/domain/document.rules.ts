import type { DeclaredList, ListFacts } from '@alataw/contracts';
import { documentIdOf, type DocumentKind, type Timetable } from '@alataw/values';
import { tradeModes } from './declaration.rules';

/** Whose lists need a document of their own besides. */
export interface DocumentNeed {
  readonly document: DocumentKind;
  /** Codes of platforms; `*` for all. */
  readonly platforms: readonly string[];
  readonly tradeModes: readonly string[];
}

/** Which documents a list has to match, by the day on which it is filed. How the rules are written is no concern of the domain. */
export interface DocumentRules {
  readonly version: string;
  readonly needs: Timetable<DocumentNeed>;
  /** How long a list waits for its documents, ms. */
  readonly waitMs: Timetable<number>;
  /** So many lists may share one order and its payment. */
  readonly listsPerDocument: Timetable<number>;
  /** By so much the gross weight may differ from the waybill's, grams. */
  readonly massToleranceGrams: Timetable<number>;
}

/** What the matching of one list is about. */
export interface Needed {
  /** In the order of order, waybill, payment; empty where the list carries what they say itself. */
  readonly documentIds: readonly string[];
  readonly facts: ListFacts;
  /** Until then they have to be there, epoch ms UTC. */
  readonly due: number;
}

/** Without an entry, one order is matched by one list, and the weights have to be the same. */
const ONE_LIST = 1;
const NO_TOLERANCE = 0;
const NO_WAIT = 0;

/**
 * What a list needs by the rules of the day.
 * @param at epoch ms UTC
 */
export function neededBy(rules: DocumentRules, platform: string, list: DeclaredList, at: number): Needed {
  // Order, waybill and payment are those of the sale, and stay bound to the parcel that left.
  const isReturn = list.returnOf !== null;
  const needs = rules.needs.at(at).filter((need) => !isReturn && isOf(need, platform, list));
  const kinds = (['order', 'waybill', 'payment'] as const).filter((kind) => needs.some((n) => n.document === kind));
  const mode = tradeModes.at(at).find(({ code }) => code === list.tradeMode);
  return {
    documentIds: kinds.map((kind) =>
      kind === 'waybill'
        ? documentIdOf(kind, list.logisticsCode, list.logisticsNo)
        : documentIdOf(kind, platform, list.orderNo),
    ),
    facts: {
      merchantCode: list.merchantCode,
      currency: list.currency,
      declaredValueMinor: list.declaredValueMinor,
      orderKind: mode?.orderKind ?? 'SALE',
      grossWeightGrams: list.grossWeightGrams,
      packages: list.packages,
      listsPerDocument: rules.listsPerDocument.inForce(at) ?? ONE_LIST,
      massToleranceGrams: rules.massToleranceGrams.inForce(at) ?? NO_TOLERANCE,
    },
    due: at + (rules.waitMs.inForce(at) ?? NO_WAIT),
  };
}

const isOf = (need: DocumentNeed, platform: string, { tradeMode }: DeclaredList): boolean =>
  need.tradeModes.includes(tradeMode) && (need.platforms.includes('*') || need.platforms.includes(platform));
