import type { FieldRules } from './avro-json-schema';

/**
 * Text without control characters and lone surrogates, which the wire format does not carry. What a text must say is a rule of
 * its stage, which answers with a published code; here stands only what keeps a record readable and small.
 */
const TEXT = '^[^\\p{Cc}\\p{Cs}]*$';
/** Codes of platforms and carriers. */
export const PARTY_CODE = '^[A-Z0-9-]{2,20}$';
export const PARCEL_ID = '^[A-Z0-9]{2,18}\\.[A-Z0-9-]{1,80}$';
/** A parcel, one piece of it as `<parcel id>#<number>`, or a load unit that another carries. */
export const CONTENT_ID =
  '^([A-Z0-9]{2,18}\\.[A-Z0-9-]{1,80}(#[1-9][0-9]{0,2})?|(bag|pallet|container|wagon):[A-Z0-9-]{2,35})$';
/** A number as it is painted on the unit, blanks and look-alike letters included: it is normalised here. */
export const NUMBER = { pattern: '^[^\\p{Cc}\\p{Cs}]{1,40}$', examples: ['KZ-123ABC02'] };

/** A text of `min` to `max` characters. */
const text = (min: number, max: number, example: string): Record<string, unknown> => ({
  minLength: min,
  maxLength: max,
  pattern: TEXT,
  examples: [example],
});

/** A code whose form is checked by the stage; no real one is longer. */
const code = (example: string): Record<string, unknown> => text(0, 40, example);

/** Keywords for the fields of a declaration. */
export const DECLARATION_RULES: FieldRules = {
  logisticsCode: { pattern: '^[A-Za-z0-9]{2,18}$', examples: ['CNPOST'] },
  logisticsNo: { pattern: '^[A-Za-z0-9-]{1,80}$', examples: ['LX473124829CN'] },
  orderNo: text(1, 60, 'PO-2026-000123'),
  tradeMode: code('9610'),
  customsCode: code('9404'),
  portCode: code('9404'),
  destinationCountry: code('KZ'),
  merchantCode: code('91350100M000100Y43'),
  merchantName: text(1, 100, 'Urumqi Trading Co.'),
  consigneeCountry: code('KZ'),
  consigneeCity: text(1, 100, 'Almaty'),
  carrier: { pattern: PARTY_CODE, examples: ['KAZPOST'] },
  currency: code('CNY'),
  packages: { examples: [1] },
  grossWeightGrams: { examples: [1250] },
  netWeightGrams: { examples: [1100] },
  volumeCm3: { examples: [8400] },
  declaredValueMinor: { examples: [25900] },
  freightMinor: { examples: [1200] },
  insuranceMinor: { examples: [100] },
  accountBookNo: text(1, 30, 'H94041234567'),
  statisticsFlag: code('B'),
  predecessorId: { pattern: PARCEL_ID, examples: ['CNPOST.LX473124838CN'] },
  returnOf: { pattern: PARCEL_ID, examples: ['CNPOST.LX473124838CN'] },
  // The stage's rule says 100; this only keeps the work of judging a line small.
  items: { maxItems: 500 },
};

/** Keywords for the lines of a declaration. */
export const ITEM_RULES: FieldRules = {
  lineNo: { examples: [1] },
  hsCode: code('6109100010'),
  description: text(0, 1000, 'Cotton T-shirt'),
  quantity: { examples: [2] },
  unit: code('H87'),
  netWeightGrams: { examples: [1100] },
  priceMinor: { examples: [25900] },
  countryOfOrigin: code('CN'),
};

/** Keywords for the fields of orders, waybills and payments: those of declarations, and a few of their own. */
export const DOCUMENT_RULES: FieldRules = {
  ...DECLARATION_RULES,
  goodsValueMinor: { examples: [25900] },
  amountMinor: { examples: [27100] },
  payerCode: { pattern: '^[A-Z0-9]{2,18}$', examples: ['ALIPAY'] },
  paymentNo: text(1, 60, '2026112400001'),
  paidAt: { minimum: 1, examples: [1_795_000_000_000] },
};

/** Reasons that customs alone has: nobody here speaks in its name. */
const OWN_REASON = { not: { enum: ['CUSTOMS_HOLD', 'CUSTOMS_INSPECTION', 'CUSTOMS'] } };
const REMARK = { maxLength: 500, pattern: TEXT, examples: ['Label does not match the contents.'] };

/** Keywords for the fields of staff commands, by field name: the same name means the same everywhere. */
export const STAFF_RULES: FieldRules = {
  remark: REMARK,
  reason: OWN_REASON,
  carrier: { pattern: PARTY_CODE, examples: ['KAZPOST'] },
  maxMassGrams: { minimum: 1, examples: [20_000_000] },
  massGrams: { minimum: 1, examples: [14_250_000] },
  weighing: { enum: ['TARE', 'GROSS'] },
  maxPieces: { minimum: 1, examples: [2_000] },
  maxVolumeCm3: { minimum: 1, examples: [90_000_000] },
  dock: { minLength: 1, maxLength: 20, pattern: TEXT, examples: ['D4'] },
  place: { minLength: 1, maxLength: 20, pattern: TEXT, examples: ['S2'] },
  track: { minLength: 1, maxLength: 20, pattern: TEXT, examples: ['T4'] },
  tareGrams: { minimum: 0, examples: [2_250_000] },
  sizeType: { pattern: '^[0-9A-Z]{4}$', examples: ['22G1'] },
  axles: { minimum: 2, maximum: 16, examples: [4] },
  loadingLengthMm: { minimum: 1, maximum: 100_000, examples: [13_300] },
  bays: { minimum: 1, maximum: 99, examples: [20] },
  rows: { minimum: 1, maximum: 99, examples: [6] },
  tiers: { minimum: 1, maximum: 9, examples: [3] },
  contentId: { pattern: CONTENT_ID, examples: ['container:CSQU3054383'] },
  position: { pattern: '^([0-9]{2}-[0-9]{2}-[1-9]|[1-9][0-9]{0,2})$', examples: ['04-02-1'] },
  issuer: { pattern: '^[A-Za-z0-9]{2,20}$', examples: ['CNCUSTOMS'] },
  number: { pattern: '^[A-Za-z0-9-]{1,30}$', examples: ['AL0012345'] },
  sealId: { pattern: '^(seal:[A-Z0-9]{2,20}:)?[A-Za-z0-9-]{1,40}$', examples: ['seal:CNCUSTOMS:AL0012345'] },
  seals: {
    maxItems: 8,
    uniqueItems: true,
    items: { type: 'string', minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9-]*$', examples: ['AL0012345'] },
  },
};

/** A party of a hand-over or an officer, as the log names actors. */
const PARTY = { minLength: 1, maxLength: 60, pattern: TEXT, examples: ['staff:inspector-7'] };
const SHA256 = '^[0-9a-f]{64}$';
const A_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/** Content of a paper, bytes: the log has its hash alone, a store for it has to hold this. */
export const MAX_PAPER_BYTES = 256 * 1024;

/** Keywords for the fields of what is said at the benches of the inspection. */
export const BENCH_RULES: FieldRules = {
  remark: REMARK,
  place: { minLength: 1, maxLength: 40, pattern: TEXT, examples: ['INTAKE-2'] },
  due: { minimum: 1, examples: [1_800_000_000_000] },
  kinds: { minItems: 1, maxItems: 10, examples: [['LICENCE']] },
  name: { minLength: 1, maxLength: 200, pattern: TEXT, examples: ['licence.pdf'] },
  mediaType: { maxLength: 100, pattern: '^[a-z0-9.+-]+/[a-z0-9.+-]+$', examples: ['application/pdf'] },
  sizeBytes: { minimum: 1, maximum: MAX_PAPER_BYTES, examples: [48_211] },
  sha256: { pattern: SHA256, examples: [A_HASH] },
  answers: { minItems: 1, maxItems: 20 },
  photos: { maxItems: 20, items: { type: 'string', pattern: SHA256 }, examples: [[A_HASH]] },
  item: { minLength: 1, maxLength: 40, pattern: '^[A-Z0-9_]*$', examples: ['PACKAGING'] },
  seal: { minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9-]*$', examples: ['LS0000123'] },
  quantityGrams: { minimum: 1, examples: [50] },
  from: PARTY,
  to: PARTY,
  officer: PARTY,
};

/** Most receipts that one request of customs may have. */
export const MAX_RECEIPTS = 1_000;
/** Keywords for the fields of a receipt. */
export const RECEIPT_RULES: FieldRules = {
  guid: { pattern: '^[0-9A-Za-z-]{1,36}$', examples: ['3F2B6C1E-7A90-5D44-8E21-0C9B7A6D5E4F'] },
  info: { maxLength: 1_000, pattern: TEXT, examples: ['[Waiting for the arrival report]'] },
  preNo: text(1, 60, 'B20261124000000001'),
  invtNo: text(1, 60, '94042026E000000001'),
};

/** Most parcels and units that one request may load or take off, or that an X-ray line may ask about. */
export const MAX_SCANS = 500;
