import { customsCountryCode, currencyAt, customsUnitCode, decimalOf } from '@alataw/values';
import { appTimeText, group, messageHead, messageTail, type MessageNo } from './ceb-xml';

/** What every document says of itself. */
export interface ReportNames {
  /** 36 characters. */
  readonly guid: string;
  /** At most 30 characters. */
  readonly copNo: string;
  readonly preNo: string | null;
  readonly invtNo: string | null;
  /** When it is declared, epoch ms UTC. */
  readonly appTime: number;
}

/** The goods of a list. */
export interface ListItem {
  readonly lineNo: number;
  readonly hsCode: string;
  readonly description: string;
  readonly quantity: number;
  /** UN/ECE Recommendation 20. */
  readonly unit: string;
  readonly netWeightGrams: number;
  readonly priceMinor: number;
  /** ISO 3166-1 alpha-2. */
  readonly countryOfOrigin: string;
}

/** A declaration as it is reported; amounts in minor units of its currency, weights in grams. */
export interface ReportedDeclaration {
  readonly logisticsCode: string;
  readonly logisticsNo: string;
  readonly platform: string;
  readonly orderNo: string;
  readonly tradeMode: string;
  readonly customsCode: string;
  readonly portCode: string;
  readonly destinationCountry: string;
  readonly merchantCode: string;
  readonly merchantName: string;
  readonly consigneeCity: string;
  readonly currency: string;
  readonly packages: number;
  readonly grossWeightGrams: number;
  readonly netWeightGrams: number;
  readonly freightMinor: number | null;
  readonly insuranceMinor: number | null;
  readonly accountBookNo: string | null;
  readonly statisticsFlag: string | null;
  /** Not null: the goods come back, and the list is one of imports. */
  readonly returnOf: string | null;
  readonly items: readonly ListItem[];
}

/** By road, as customs numbers the modes of transport. */
const ROAD = '4';
/** A total, as customs marks freight and insurance. */
const TOTAL = '3';
const KILOGRAM = '035';
const NEW = '1';
const CHANGE = '2';
/** Declared, not only stored. */
const DECLARED = '2';

/** A message of customs with these documents. @param guid of the message itself */
export function reportMessage(no: MessageNo, guid: string, documents: readonly string[]): string {
  return `${messageHead(no, guid)}${documents.join('')}${messageTail(no)}`;
}

/**
 * An export list (603).
 * @param isChange of a list that customs has
 * @throws {RangeError} when a code has no counterpart at customs
 */
export function listDocument(names: ReportNames, of: ReportedDeclaration, isChange: boolean): string {
  const currency = currencyAt(of.currency, names.appTime);
  const exponent = currency?.exponent ?? 0;
  const currencyCode = needed(currency?.customsCode ?? null, 'currency', of.currency);
  const charge = (name: 'f' | 'i', minor: number | null): Record<string, string | null> => ({
    [`${name}Currency`]: minor === null ? null : currencyCode,
    [`${name}Flag`]: minor === null ? null : TOTAL,
  });
  const amount = (minor: number | null): string | null => (minor === null ? null : decimalOf(minor, exponent));
  const head = group('InventoryHead', {
    ...headOf(names, isChange ? CHANGE : NEW),
    customsCode: of.customsCode,
    ebpCode: of.platform,
    orderNo: of.orderNo,
    logisticsCode: of.logisticsCode,
    logisticsNo: of.logisticsNo,
    ...numbersOf(names),
    ieFlag: of.returnOf === null ? 'E' : 'I',
    portCode: of.portCode,
    ieDate: appTimeText(names.appTime).slice(0, 8),
    statisticsFlag: of.statisticsFlag,
    ebcCode: of.merchantCode,
    ebcName: of.merchantName,
    emsNo: of.accountBookNo,
    tradeMode: of.tradeMode,
    trafMode: ROAD,
    country: needed(customsCountryCode(of.destinationCountry), 'country', of.destinationCountry),
    POD: of.consigneeCity,
    freight: amount(of.freightMinor),
    ...charge('f', of.freightMinor),
    insuredFee: amount(of.insuranceMinor),
    ...charge('i', of.insuranceMinor),
    packNo: of.packages,
    grossWeight: decimalOf(of.grossWeightGrams, 3),
    netWeight: decimalOf(of.netWeightGrams, 3),
  });
  const rows = of.items.map((item) =>
    group('InventoryList', {
      gnum: item.lineNo,
      gcode: item.hsCode,
      gname: item.description,
      country: needed(customsCountryCode(item.countryOfOrigin), 'country', item.countryOfOrigin),
      currency: currencyCode,
      qty: item.quantity,
      qty1: decimalOf(item.netWeightGrams, 3),
      unit: needed(customsUnitCode(item.unit), 'unit', item.unit),
      unit1: KILOGRAM,
      totalPrice: amount(item.priceMinor),
    }),
  );
  return `  <ceb:Inventory>\n${head}${rows.join('')}  </ceb:Inventory>\n`;
}

/**
 * An arrival at the supervised site (507), a departure (509) or a cancellation (605) of one waybill. The names of the elements are from memory of
 * public implementations, which group the waybills of a master bill; here each has a document of its own.
 */
export function waybillDocument(
  no: 507 | 509 | 605,
  names: ReportNames,
  of: Pick<ReportedDeclaration, 'customsCode' | 'platform' | 'orderNo' | 'logisticsCode' | 'logisticsNo'>,
): string {
  const root = { 507: 'Arrival', 509: 'Departure', 605: 'InvtCancel' }[no];
  const own =
    no === 605 ? { ebpCode: of.platform, orderNo: of.orderNo, reason: 'CANCELLED' } : { ieFlag: 'E', trafMode: ROAD };
  const head = group(`${root}Head`, {
    ...headOf(names, NEW),
    customsCode: of.customsCode,
    ...numbersOf(names),
    logisticsCode: of.logisticsCode,
    ...(no === 605 ? { logisticsNo: of.logisticsNo } : {}),
    ...own,
  });
  const row = no === 605 ? '' : group(`${root}List`, { gnum: 1, logisticsNo: of.logisticsNo });
  return `  <ceb:${root}>\n${head}${row}  </ceb:${root}>\n`;
}

function headOf({ guid, appTime }: ReportNames, appType: string): Record<string, string> {
  return { guid, appType, appTime: appTimeText(appTime), appStatus: DECLARED };
}

function numbersOf({ copNo, preNo, invtNo }: ReportNames): Record<string, string | null> {
  return { copNo, preNo, invtNo };
}

function needed(code: string | null, what: string, ours: string): string {
  if (code === null) throw new RangeError(`Customs has no code for the ${what} ${ours}`);
  return code;
}
