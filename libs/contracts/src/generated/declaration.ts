// GENERATED from schemas/declaration/*.avsc by "npm run codegen". Do not edit.

import { keyless, type Contract } from '../contract';

/** A platform changes what it declared, before the release. Carries the whole declaration as it shall be. */
export interface AmendParcel {
  readonly type: 'AmendParcel';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Customs registration code of the logistics company, 2 to 18 characters A-Z 0-9. */
  readonly logisticsCode: string;
  /** Waybill number, 1 to 80 characters A-Z 0-9 and hyphen. */
  readonly logisticsNo: string;
  /** The platform's order number, 1 to 60 characters. */
  readonly orderNo: string;
  /** Customs supervision mode: 9610 retail, 9710 business to business, 9810 overseas warehouse, 1210 bonded. */
  readonly tradeMode: string;
  /** Customs district that the list is declared to, 4 digits. */
  readonly customsCode: string;
  /** Customs district through which the parcel leaves, 4 digits, e.g. 9404. */
  readonly portCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountry: string;
  /** The merchant: an 18-character social credit code, or its 10-character customs registration. */
  readonly merchantCode: string;
  /** 1 to 100 characters. */
  readonly merchantName: string;
  /** ISO 3166-1 alpha-2. */
  readonly consigneeCountry: string;
  /** 1 to 100 characters. Nothing else is asked about the consignee. */
  readonly consigneeCity: string;
  /** Code of the carrier that takes the parcel abroad, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** ISO 4217 code of every amount in this record. */
  readonly currency: string;
  /** Pieces that travel under this waybill. */
  readonly packages: number;
  /** Mass with packing, grams. */
  readonly grossWeightGrams: number;
  /** Mass without packing, grams. */
  readonly netWeightGrams: number;
  /** Room that all packages take, cubic centimetres; null: not declared. */
  readonly volumeCm3: number | null;
  /** Value of the goods in minor units of currency: the sum of the items' prices. */
  readonly declaredValueMinor: number;
  /** Freight in minor units of currency. */
  readonly freightMinor: number | null;
  /** Insurance in minor units of currency. */
  readonly insuranceMinor: number | null;
  /** Account book of the bonded area, 1 to 30 characters; needed in mode 1210. */
  readonly accountBookNo: string | null;
  /**
   * How a retail list (9610) gets into the statistics: A, aggregated without merging, for goods without licence, export
   * duty or rebate, whose HS codes may then have 4 digits; B, merged into full declarations. Null counts as B.
   */
  readonly statisticsFlag: string | null;
  /**
   * The parcel whose declaration this one takes up again: of the same platform, and rejected, cancelled or returned.
   */
  readonly predecessorId: string | null;
  /** The parcel whose goods come back with this one: of the same platform, and departed. */
  readonly returnOf: string | null;
  /** 1 to 100 lines. */
  readonly items: readonly DeclaredItem[];
}

export const AmendParcel: Contract<AmendParcel> = {
  name: 'AmendParcel',
  fullName: 'alataw.declaration.AmendParcel',
  kind: 'command',
  topic: 'declaration.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** A changed content that is not in force yet. */
export interface Amendment {
  /** Which content of this parcel it would be. */
  readonly version: number;
  /** 32 hexadecimal digits over the declared content. */
  readonly contentHash: string;
  readonly list: DeclaredList;
  /** 0 to 4 documents that it needs. */
  readonly documents: readonly ListDocument[];
  /** Until then its documents have to be there, epoch ms UTC; 0: they are. */
  readonly due: number;
  /** Whether the release stage is being asked. */
  readonly asked: boolean;
}

/**
 * The changed content keeps every rule and matches its documents: the release stage is asked whether it may still take
 * the place of the one in force.
 */
export interface AmendmentAsked {
  readonly type: 'AmendmentAsked';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Which content of this parcel it would be. */
  readonly version: number;
  /** 32 hexadecimal digits over the declared content. */
  readonly contentHash: string;
  readonly list: DeclaredList;
  /** 0 to 3 documents that it was matched with. */
  readonly documentIds: readonly string[];
}

export const AmendmentAsked: Contract<AmendmentAsked> = {
  name: 'AmendmentAsked',
  fullName: 'alataw.declaration.AmendmentAsked',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Published reasons for which an amendment is refused. */
export const AmendmentRefusal = [
  'UNKNOWN_PARCEL',
  'NOT_ACCEPTED',
  'AMENDMENT_PENDING',
  'AMENDMENT_FAULTS',
  'ALREADY_RELEASED',
  'DEPARTED',
  'ALREADY_RETURNED',
  'DETAINED',
  'ALREADY_CANCELLED',
  'CANCEL_PENDING',
  'OTHER',
] as const;
export type AmendmentRefusal = (typeof AmendmentRefusal)[number];

/** The change does not come into force; what stood before stands. */
export interface AmendmentRefused {
  readonly type: 'AmendmentRefused';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** The version that it would have become; 0: it was refused at once. */
  readonly version: number;
  readonly reason: AmendmentRefusal;
  /** 0 to 20; what is wrong with the changed content. */
  readonly faults: readonly DeclarationFault[];
}

export const AmendmentRefused: Contract<AmendmentRefused> = {
  name: 'AmendmentRefused',
  fullName: 'alataw.declaration.AmendmentRefused',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Why a declaration contradicts an earlier one of the same waybill number. */
export const ConflictReason = ['CONTENT_DIFFERS', 'OTHER_PLATFORM', 'CLOSED', 'NUMBER_TAKEN'] as const;
export type ConflictReason = (typeof ConflictReason)[number];

/**
 * The parcel was cancelled or returned: its goods may be declared again under another waybill number. Or it departed:
 * they may come back, as a return of it.
 */
export interface DeclarationClosed {
  readonly type: 'DeclarationClosed';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** The version that stood. */
  readonly version: number;
  readonly reason: DeclarationEnd;
}

export const DeclarationClosed: Contract<DeclarationClosed> = {
  name: 'DeclarationClosed',
  fullName: 'alataw.declaration.DeclarationClosed',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/**
 * The waybill number already stands for something else. Says nothing about the earlier declaration; it is meant for the
 * sender alone.
 */
export interface DeclarationConflicted {
  readonly type: 'DeclarationConflicted';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The platform that sent the contradicting declaration. */
  readonly platform: string;
  readonly reason: ConflictReason;
}

export const DeclarationConflicted: Contract<DeclarationConflicted> = {
  name: 'DeclarationConflicted',
  fullName: 'alataw.declaration.DeclarationConflicted',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What was decided about a declared content; PENDING: it waits for its documents. */
export const DeclarationDecision = ['ACCEPTED', 'REJECTED', 'PENDING'] as const;
export type DeclarationDecision = (typeof DeclarationDecision)[number];

/** How a declaration is over: its goods do not leave under it, or have left. */
export const DeclarationEnd = ['CANCELLED', 'RETURNED', 'DEPARTED', 'OTHER'] as const;
export type DeclarationEnd = (typeof DeclarationEnd)[number];

/** One thing that is wrong with a declaration. */
export interface DeclarationFault {
  readonly code: DeclarationFaultCode;
  /** RFC 6901 pointer into the declaration, e.g. /items/0/hsCode. */
  readonly pointer: string;
}

/** Published reasons for which a declaration is rejected. */
export const DeclarationFaultCode = [
  'PARCEL_ID_MISMATCH',
  'PARCEL_ID_FORM',
  'S10_CHECK_DIGIT',
  'TRADE_MODE_UNKNOWN',
  'CUSTOMS_CODE_FORM',
  'PORT_CODE_FORM',
  'DESTINATION_UNKNOWN',
  'DESTINATION_PROHIBITED',
  'CONSIGNEE_COUNTRY_UNKNOWN',
  'MERCHANT_CODE_CHECK',
  'CURRENCY_UNKNOWN',
  'PACKAGES_NOT_POSITIVE',
  'GROSS_WEIGHT_NOT_POSITIVE',
  'NET_WEIGHT_NOT_POSITIVE',
  'NET_WEIGHT_OVER_GROSS',
  'ITEM_WEIGHTS_OVER_GROSS',
  'VALUE_NOT_POSITIVE',
  'VALUE_NOT_SUM_OF_ITEMS',
  'FULL_DECLARATION_REQUIRED',
  'FREIGHT_NEGATIVE',
  'INSURANCE_NEGATIVE',
  'ACCOUNT_BOOK_MISSING',
  'ITEMS_MISSING',
  'ITEMS_TOO_MANY',
  'LINE_NUMBER_ORDER',
  'HS_CODE_FORM',
  'HS_CODE_LENGTH',
  'HS_CODE_PROHIBITED',
  'DESCRIPTION_LENGTH',
  'QUANTITY_NOT_POSITIVE',
  'UNIT_UNKNOWN',
  'ITEM_WEIGHT_NOT_POSITIVE',
  'PRICE_NEGATIVE',
  'ORIGIN_UNKNOWN',
  'STATISTICS_FLAG_UNKNOWN',
  'STATISTICS_FLAG_MODE',
  'ORDER_MISSING',
  'ORDER_TAKEN',
  'ORDER_MISMATCH_KIND',
  'ORDER_MISMATCH_MERCHANT',
  'ORDER_MISMATCH_CURRENCY',
  'ORDER_MISMATCH_VALUE',
  'WAYBILL_MISSING',
  'WAYBILL_TAKEN',
  'WAYBILL_MISMATCH_MASS',
  'WAYBILL_MISMATCH_PIECES',
  'PAYMENT_MISSING',
  'PAYMENT_TAKEN',
  'PAYMENT_MISMATCH_MERCHANT',
  'PAYMENT_MISMATCH_CURRENCY',
  'PAYMENT_MISMATCH_AMOUNT',
  'DOCUMENT_ID_FORM',
  'DOCUMENT_MATCHED',
  'PREDECESSOR_FORM',
  'PREDECESSOR_UNKNOWN',
  'PREDECESSOR_OPEN',
  'PREDECESSOR_TAKEN',
  'PREDECESSOR_FIXED',
  'ORIGINAL_FORM',
  'ORIGINAL_UNKNOWN',
  'ORIGINAL_NOT_DEPARTED',
  'ORIGINAL_RETURNED',
  'ORIGINAL_FIXED',
  'RETURN_DESTINATION',
  'VOLUME_NOT_POSITIVE',
  'OTHER',
] as const;
export type DeclarationFaultCode = (typeof DeclarationFaultCode)[number];

/** The declaration, or the change of one that stands, kept every rule in force and waits for what has to match it. */
export interface DeclarationFiled {
  readonly type: 'DeclarationFiled';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Which content of this parcel it is, from 1; what becomes of it has the same version. */
  readonly version: number;
  /** 32 hexadecimal digits over the declared content. */
  readonly contentHash: string;
  readonly list: DeclaredList;
  /**
   * 1 to 5: documents that have to match, and last the predecessor and the original of a return, if they are named;
   * each asked for in its own lane.
   */
  readonly documentIds: readonly string[];
  readonly facts: ListFacts;
  /** Until then its documents have to be there, epoch ms UTC. */
  readonly due: number;
}

export const DeclarationFiled: Contract<DeclarationFiled> = {
  name: 'DeclarationFiled',
  fullName: 'alataw.declaration.DeclarationFiled',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The declaration breaks rules. It may be sent again, corrected, under the same waybill number. */
export interface DeclarationRejected {
  readonly type: 'DeclarationRejected';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Which decided content of this parcel it is, from 1. */
  readonly version: number;
  /** 32 hexadecimal digits over the declared content. */
  readonly contentHash: string;
  readonly orderNo: string;
  /** As declared, right or wrong. */
  readonly destinationCountry: string;
  /** 1 to 20, in the order of the form. */
  readonly faults: readonly DeclarationFault[];
}

export const DeclarationRejected: Contract<DeclarationRejected> = {
  name: 'DeclarationRejected',
  fullName: 'alataw.declaration.DeclarationRejected',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The same content was decided before: the first decision stands. */
export interface DeclarationRepeated {
  readonly type: 'DeclarationRepeated';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** The version that was decided first. */
  readonly version: number;
  readonly decision: DeclarationDecision;
  /** When it was decided first, epoch ms UTC. */
  readonly decidedAt: number;
  /** 0 to 20; why the first decision was a rejection. */
  readonly faults: readonly DeclarationFault[];
}

export const DeclarationRepeated: Contract<DeclarationRepeated> = {
  name: 'DeclarationRepeated',
  fullName: 'alataw.declaration.DeclarationRepeated',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The declaration stage forgets a parcel, but for its waybill number and whether its goods may come back. */
export interface DeclarationRetired {
  readonly type: 'DeclarationRetired';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Who used the waybill number. */
  readonly platform: string;
  /** Until then the number cannot be declared again, the beginning of a day, epoch ms UTC; 0: it can at once. */
  readonly takenUntil: number;
  /** Its goods left, so that they may come back. */
  readonly departed: boolean;
  /** The parcel as which they do. */
  readonly returnId: string | null;
}

export const DeclarationRetired: Contract<DeclarationRetired> = {
  name: 'DeclarationRetired',
  fullName: 'alataw.declaration.DeclarationRetired',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** What the declaration stage remembers of a parcel: enough to recognise a repetition and to fill a line of a list. */
export interface DeclarationState {
  readonly status: DeclarationStatus;
  /** The owner; empty while absent. */
  readonly platform: string;
  /** Of the content decided last. */
  readonly version: number;
  /** Of the content decided last. */
  readonly contentHash: string;
  /** First decision on this parcel, epoch ms UTC. */
  readonly firstSeenAt: number;
  /** Last decision that stands, epoch ms UTC. */
  readonly decidedAt: number;
  readonly orderNo: string;
  /** Empty while rejected. */
  readonly tradeMode: string;
  /** ISO 3166-1 alpha-2, as declared. */
  readonly destinationCountry: string;
  /** Empty while rejected. */
  readonly carrier: string;
  /** ISO 4217; empty while rejected. */
  readonly currency: string;
  /** Minor units of currency; 0 while rejected. */
  readonly declaredValueMinor: number;
  /** Grams; 0 while rejected. */
  readonly grossWeightGrams: number;
  /** Pieces; 0 while rejected. */
  readonly packages: number;
  /** Lines; 0 while rejected. */
  readonly itemCount: number;
  /** 0 to 20; empty unless rejected. */
  readonly faults: readonly DeclarationFault[];
  /** The whole content while the list waits for its documents. */
  readonly list: DeclaredList | null;
  /** 0 to 5 documents, predecessor and original of a return included, that the list needs, or was matched with. */
  readonly documents: readonly ListDocument[];
  /**
   * By the status, epoch ms UTC: filed, until when its documents have to be there; rejected, from when on it leaves the
   * views; retired, until when its number is taken; 0 otherwise.
   */
  readonly due: number;
  /** The highest version that any content of this parcel was given. */
  readonly lastVersion: number;
  /** A changed content that is not in force yet. */
  readonly amendment: Amendment | null;
  /** How the accepted parcel ended, where its goods are not kept; of a retired one, whether it departed. */
  readonly closed: DeclarationEnd | null;
  /** The parcel whose declaration this one takes up again. */
  readonly predecessorId: string | null;
  /** The parcel that takes this declaration up again. */
  readonly successorId: string | null;
  /** The departed parcel whose goods come back with this one. */
  readonly returnOf: string | null;
  /** The parcel as which the goods of this departed one come back; kept as long as the number is taken. */
  readonly returnId: string | null;
}

export const DeclarationState: Contract<DeclarationState> = {
  name: 'DeclarationState',
  fullName: 'alataw.declaration.DeclarationState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/** Where a parcel stands for the declaration stage. */
export const DeclarationStatus = ['absent', 'accepted', 'rejected', 'filed', 'retired'] as const;
export type DeclarationStatus = (typeof DeclarationStatus)[number];

/** A platform declares a parcel for export. Carries what a customs export list (CEB603) needs. */
export interface DeclareParcel {
  readonly type: 'DeclareParcel';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Customs registration code of the logistics company, 2 to 18 characters A-Z 0-9. */
  readonly logisticsCode: string;
  /** Waybill number, 1 to 80 characters A-Z 0-9 and hyphen. */
  readonly logisticsNo: string;
  /** The platform's order number, 1 to 60 characters. */
  readonly orderNo: string;
  /** Customs supervision mode: 9610 retail, 9710 business to business, 9810 overseas warehouse, 1210 bonded. */
  readonly tradeMode: string;
  /** Customs district that the list is declared to, 4 digits. */
  readonly customsCode: string;
  /** Customs district through which the parcel leaves, 4 digits, e.g. 9404. */
  readonly portCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountry: string;
  /** The merchant: an 18-character social credit code, or its 10-character customs registration. */
  readonly merchantCode: string;
  /** 1 to 100 characters. */
  readonly merchantName: string;
  /** ISO 3166-1 alpha-2. */
  readonly consigneeCountry: string;
  /** 1 to 100 characters. Nothing else is asked about the consignee. */
  readonly consigneeCity: string;
  /** Code of the carrier that takes the parcel abroad, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** ISO 4217 code of every amount in this record. */
  readonly currency: string;
  /** Pieces that travel under this waybill. */
  readonly packages: number;
  /** Mass with packing, grams. */
  readonly grossWeightGrams: number;
  /** Mass without packing, grams. */
  readonly netWeightGrams: number;
  /** Room that all packages take, cubic centimetres; null: not declared. */
  readonly volumeCm3: number | null;
  /** Value of the goods in minor units of currency: the sum of the items' prices. */
  readonly declaredValueMinor: number;
  /** Freight in minor units of currency. */
  readonly freightMinor: number | null;
  /** Insurance in minor units of currency. */
  readonly insuranceMinor: number | null;
  /** Account book of the bonded area, 1 to 30 characters; needed in mode 1210. */
  readonly accountBookNo: string | null;
  /**
   * How a retail list (9610) gets into the statistics: A, aggregated without merging, for goods without licence, export
   * duty or rebate, whose HS codes may then have 4 digits; B, merged into full declarations. Null counts as B.
   */
  readonly statisticsFlag: string | null;
  /**
   * The parcel whose declaration this one takes up again: of the same platform, and rejected, cancelled or returned.
   */
  readonly predecessorId: string | null;
  /** The parcel whose goods come back with this one: of the same platform, and departed. */
  readonly returnOf: string | null;
  /** 1 to 100 lines. */
  readonly items: readonly DeclaredItem[];
}

export const DeclareParcel: Contract<DeclareParcel> = {
  name: 'DeclareParcel',
  fullName: 'alataw.declaration.DeclareParcel',
  kind: 'command',
  topic: 'declaration.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** One line of a declaration. */
export interface DeclaredItem {
  /** From 1, without gaps. */
  readonly lineNo: number;
  /**
   * Digits only; how many is a rule of the trade mode: 10 for 9610 and 1210 (4 or 10 for 9610 under statistics flag A),
   * 6 or 10 for 9710 and 9810.
   */
  readonly hsCode: string;
  /** What the goods are, 2 to 250 characters. */
  readonly description: string;
  /** Whole number of units; fractions are stated in a smaller unit. */
  readonly quantity: number;
  /** UN/ECE Recommendation 20 code, e.g. H87 piece, PR pair, SET set, GRM gram. */
  readonly unit: string;
  /** Net mass of the whole line, grams. */
  readonly netWeightGrams: number;
  /** Price of the whole line in minor units of the declaration's currency. */
  readonly priceMinor: number;
  /** ISO 3166-1 alpha-2. */
  readonly countryOfOrigin: string;
}

/** The content of a declaration: what a customs export list (CEB603) says. */
export interface DeclaredList {
  /** Customs registration code of the logistics company, 2 to 18 characters A-Z 0-9. */
  readonly logisticsCode: string;
  /** Waybill number, 1 to 80 characters A-Z 0-9 and hyphen. */
  readonly logisticsNo: string;
  /** The platform's order number, 1 to 60 characters. */
  readonly orderNo: string;
  /** Customs supervision mode: 9610 retail, 9710 business to business, 9810 overseas warehouse, 1210 bonded. */
  readonly tradeMode: string;
  /** Customs district that the list is declared to, 4 digits. */
  readonly customsCode: string;
  /** Customs district through which the parcel leaves, 4 digits, e.g. 9404. */
  readonly portCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountry: string;
  /** The merchant: an 18-character social credit code, or its 10-character customs registration. */
  readonly merchantCode: string;
  /** 1 to 100 characters. */
  readonly merchantName: string;
  /** ISO 3166-1 alpha-2. */
  readonly consigneeCountry: string;
  /** 1 to 100 characters. Nothing else is asked about the consignee. */
  readonly consigneeCity: string;
  /** Code of the carrier that takes the parcel abroad, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** ISO 4217 code of every amount in this record. */
  readonly currency: string;
  /** Pieces that travel under this waybill. */
  readonly packages: number;
  /** Mass with packing, grams. */
  readonly grossWeightGrams: number;
  /** Mass without packing, grams. */
  readonly netWeightGrams: number;
  /** Room that all packages take, cubic centimetres; null: not declared. */
  readonly volumeCm3: number | null;
  /** Value of the goods in minor units of currency: the sum of the items' prices. */
  readonly declaredValueMinor: number;
  /** Freight in minor units of currency. */
  readonly freightMinor: number | null;
  /** Insurance in minor units of currency. */
  readonly insuranceMinor: number | null;
  /** Account book of the bonded area, 1 to 30 characters; needed in mode 1210. */
  readonly accountBookNo: string | null;
  /**
   * How a retail list (9610) gets into the statistics: A, aggregated without merging, for goods without licence, export
   * duty or rebate, whose HS codes may then have 4 digits; B, merged into full declarations. Null counts as B.
   */
  readonly statisticsFlag: string | null;
  /**
   * The parcel whose declaration this one takes up again: of the same platform, and rejected, cancelled or returned.
   */
  readonly predecessorId: string | null;
  /** The parcel whose goods come back with this one: of the same platform, and departed. */
  readonly returnOf: string | null;
  /** 1 to 100 lines. */
  readonly items: readonly DeclaredItem[];
}

/** A list that waits for a document, or is bound to it. */
export interface DocumentClaim {
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Of the filed list. */
  readonly version: number;
  /** When it began to wait, or was bound, epoch ms UTC. */
  readonly since: number;
  /** Whether it is bound; else it waits for the document to be submitted. */
  readonly matched: boolean;
  readonly facts: ListFacts;
}

/** What a document says of the things that a list is compared by; null where its kind says nothing of it. */
export interface DocumentFacts {
  /** The merchant, as in a list. */
  readonly merchantCode: string | null;
  /** ISO 4217 code of amountMinor. */
  readonly currency: string | null;
  /** Of an order the value of its goods, of a payment what was paid; minor units of currency. */
  readonly amountMinor: number | null;
  /** Of an order. */
  readonly orderKind: OrderKind | null;
  /** Of a waybill, grams. */
  readonly grossWeightGrams: number | null;
  /** Of a waybill, pieces. */
  readonly packages: number | null;
}

/** What a document is that a list has to match. */
export const DocumentKind = ['none', 'order', 'waybill', 'payment'] as const;
export type DocumentKind = (typeof DocumentKind)[number];

/** The document breaks rules, or a list is bound to what it would change. It may be submitted again, corrected. */
export interface DocumentRefused {
  readonly type: 'DocumentRefused';
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123.
   */
  readonly documentId: string;
  /** The platform that the document belongs to; empty for a waybill, which belongs to its logistics company. */
  readonly platform: string;
  /** 1 to 20, in the order of the form. */
  readonly faults: readonly DeclarationFault[];
}

export const DocumentRefused: Contract<DocumentRefused> = {
  name: 'DocumentRefused',
  fullName: 'alataw.declaration.DocumentRefused',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ documentId }) => documentId,
};

/** The same content was submitted before: nothing changes. */
export interface DocumentRepeated {
  readonly type: 'DocumentRepeated';
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123.
   */
  readonly documentId: string;
  /** The platform that the document belongs to; empty for a waybill, which belongs to its logistics company. */
  readonly platform: string;
  /** The version that has this content. */
  readonly version: number;
}

export const DocumentRepeated: Contract<DocumentRepeated> = {
  name: 'DocumentRepeated',
  fullName: 'alataw.declaration.DocumentRepeated',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ documentId }) => documentId,
};

/** What the declaration stage remembers of an order, a waybill or a payment. */
export interface DocumentState {
  readonly kind: DocumentKind;
  readonly status: DocumentStatus;
  /** The platform that the document belongs to; empty for a waybill, which belongs to its logistics company. */
  readonly platform: string;
  /** Contents submitted so far. */
  readonly version: number;
  /** Of the content submitted last; empty while there is none. */
  readonly contentHash: string;
  /** When its status was taken, epoch ms UTC. */
  readonly since: number;
  /** Of the content submitted last. */
  readonly facts: DocumentFacts | null;
  /** 0 to 100 lists that wait for it or are bound to it, in the order of their asking. */
  readonly lists: readonly DocumentClaim[];
}

export const DocumentState: Contract<DocumentState> = {
  name: 'DocumentState',
  fullName: 'alataw.declaration.DocumentState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/** Where a document stands: a list has asked for it, it is there, or a list is bound to it. */
export const DocumentStatus = ['absent', 'awaited', 'submitted', 'matched'] as const;
export type DocumentStatus = (typeof DocumentStatus)[number];

/** The list does not need its documents any more: they may be changed, and other lists may be bound to them. */
export interface DocumentsGivenBack {
  readonly type: 'DocumentsGivenBack';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Of the filed list. */
  readonly version: number;
  /** 1 to 5 documents, predecessor and original of a return included, that the list asked for. */
  readonly documentIds: readonly string[];
}

export const DocumentsGivenBack: Contract<DocumentsGivenBack> = {
  name: 'DocumentsGivenBack',
  fullName: 'alataw.declaration.DocumentsGivenBack',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The ticker says that the documents of a list were due by now. */
export interface ExpireMatching {
  readonly type: 'ExpireMatching';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The time that has passed, as the list's state names it, epoch ms UTC. */
  readonly due: number;
}

export const ExpireMatching: Contract<ExpireMatching> = {
  name: 'ExpireMatching',
  fullName: 'alataw.declaration.ExpireMatching',
  kind: 'command',
  topic: 'declaration.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** A document that a list needs, or the parcel that it names as its predecessor or as the original of its return. */
export interface ListDocument {
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123; or a parcel id; or a parcel id.
   */
  readonly documentId: string;
  /** Whether document and list say the same. */
  readonly matched: boolean;
}

/**
 * What a list says of the things that it is compared by with its documents, and how exactly: by the rules of the day on
 * which it was filed.
 */
export interface ListFacts {
  readonly merchantCode: string;
  /** ISO 4217 code of declaredValueMinor. */
  readonly currency: string;
  /** Value of the goods in minor units of currency. */
  readonly declaredValueMinor: number;
  /** What its order has to be, by its trade mode. */
  readonly orderKind: OrderKind;
  /** Grams. */
  readonly grossWeightGrams: number;
  /** Pieces. */
  readonly packages: number;
  /**
   * So many lists may share one order and its payment, from 1: then their values together must not exceed the order's;
   * of one alone it must be equal.
   */
  readonly listsPerDocument: number;
  /** By so much the gross weight may differ from the waybill's, grams. */
  readonly massToleranceGrams: number;
}

/** A list asks for a document that is not there yet. */
export interface MatchAwaited {
  readonly type: 'MatchAwaited';
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123.
   */
  readonly documentId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Of the filed list. */
  readonly version: number;
  readonly facts: ListFacts;
}

export const MatchAwaited: Contract<MatchAwaited> = {
  name: 'MatchAwaited',
  fullName: 'alataw.declaration.MatchAwaited',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ documentId }) => documentId,
};

/** Document and list say the same: the list is bound to the document, and keeps it as it is. */
export interface MatchConfirmed {
  readonly type: 'MatchConfirmed';
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123.
   */
  readonly documentId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Of the filed list. */
  readonly version: number;
  readonly facts: ListFacts;
}

export const MatchConfirmed: Contract<MatchConfirmed> = {
  name: 'MatchConfirmed',
  fullName: 'alataw.declaration.MatchConfirmed',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ documentId }) => documentId,
};

/** A list gave the document back: another one may be bound to it. */
export interface MatchDissolved {
  readonly type: 'MatchDissolved';
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123.
   */
  readonly documentId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Of the list. */
  readonly version: number;
}

export const MatchDissolved: Contract<MatchDissolved> = {
  name: 'MatchDissolved',
  fullName: 'alataw.declaration.MatchDissolved',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ documentId }) => documentId,
};

/** One of the documents matches; others are still waited for. */
export interface MatchNoted {
  readonly type: 'MatchNoted';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Of the filed list. */
  readonly version: number;
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123.
   */
  readonly documentId: string;
}

export const MatchNoted: Contract<MatchNoted> = {
  name: 'MatchNoted',
  fullName: 'alataw.declaration.MatchNoted',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Document and list contradict each other, or the document belongs to another list. */
export interface MatchRefused {
  readonly type: 'MatchRefused';
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123.
   */
  readonly documentId: string;
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Of the filed list. */
  readonly version: number;
  /** 1 to 20; the pointers are into the list. */
  readonly faults: readonly DeclarationFault[];
}

export const MatchRefused: Contract<MatchRefused> = {
  name: 'MatchRefused',
  fullName: 'alataw.declaration.MatchRefused',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ documentId }) => documentId,
};

/** A command about the matching of a list changes nothing. */
export interface MatchingCommandRefused {
  readonly type: 'MatchingCommandRefused';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  readonly reason: MatchingRefusal;
}

export const MatchingCommandRefused: Contract<MatchingCommandRefused> = {
  name: 'MatchingCommandRefused',
  fullName: 'alataw.declaration.MatchingCommandRefused',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** Why a command about the matching of a list changes nothing. */
export const MatchingRefusal = ['NOT_DUE', 'OTHER'] as const;
export type MatchingRefusal = (typeof MatchingRefusal)[number];

/** What an order is: of goods that were sold, or a booking of a place in an overseas warehouse (9810). */
export const OrderKind = ['SALE', 'WAREHOUSE'] as const;
export type OrderKind = (typeof OrderKind)[number];

/** An order is there, for the first time or with another content. */
export interface OrderSubmitted {
  readonly type: 'OrderSubmitted';
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123.
   */
  readonly documentId: string;
  /** The platform that the document belongs to; empty for a waybill, which belongs to its logistics company. */
  readonly platform: string;
  /** Which content of this document it is, from 1. */
  readonly version: number;
  /** 32 hexadecimal digits over the submitted content. */
  readonly contentHash: string;
  /** The platform's order number, 1 to 60 characters. */
  readonly orderNo: string;
  /** A sale, or the booking of an overseas warehouse. */
  readonly orderKind: OrderKind;
  /** The merchant: an 18-character social credit code, or its 10-character customs registration. */
  readonly merchantCode: string;
  /** ISO 4217 code of every amount in this record. */
  readonly currency: string;
  /** Value of all goods of the order in minor units of currency. */
  readonly goodsValueMinor: number;
  /** Freight in minor units of currency. */
  readonly freightMinor: number | null;
}

export const OrderSubmitted: Contract<OrderSubmitted> = {
  name: 'OrderSubmitted',
  fullName: 'alataw.declaration.OrderSubmitted',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ documentId }) => documentId,
};

/** The declaration kept every rule in force and was accepted. Complete: later stages decide from it alone. */
export interface ParcelDeclared {
  readonly type: 'ParcelDeclared';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Which decided content of this parcel it is, from 1; rejected contents count. */
  readonly version: number;
  /** 32 hexadecimal digits over the declared content. */
  readonly contentHash: string;
  /** Customs registration code of the logistics company, 2 to 18 characters A-Z 0-9. */
  readonly logisticsCode: string;
  /** Waybill number, 1 to 80 characters A-Z 0-9 and hyphen. */
  readonly logisticsNo: string;
  /** The platform's order number, 1 to 60 characters. */
  readonly orderNo: string;
  /** Customs supervision mode: 9610 retail, 9710 business to business, 9810 overseas warehouse, 1210 bonded. */
  readonly tradeMode: string;
  /** Customs district that the list is declared to, 4 digits. */
  readonly customsCode: string;
  /** Customs district through which the parcel leaves, 4 digits, e.g. 9404. */
  readonly portCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly destinationCountry: string;
  /** The merchant: an 18-character social credit code, or its 10-character customs registration. */
  readonly merchantCode: string;
  /** 1 to 100 characters. */
  readonly merchantName: string;
  /** ISO 3166-1 alpha-2. */
  readonly consigneeCountry: string;
  /** 1 to 100 characters. Nothing else is asked about the consignee. */
  readonly consigneeCity: string;
  /** Code of the carrier that takes the parcel abroad, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly carrier: string;
  /** ISO 4217 code of every amount in this record. */
  readonly currency: string;
  /** Pieces that travel under this waybill. */
  readonly packages: number;
  /** Mass with packing, grams. */
  readonly grossWeightGrams: number;
  /** Mass without packing, grams. */
  readonly netWeightGrams: number;
  /** Room that all packages take, cubic centimetres; null: not declared. */
  readonly volumeCm3: number | null;
  /** Value of the goods in minor units of currency: the sum of the items' prices. */
  readonly declaredValueMinor: number;
  /** Freight in minor units of currency. */
  readonly freightMinor: number | null;
  /** Insurance in minor units of currency. */
  readonly insuranceMinor: number | null;
  /** Account book of the bonded area, 1 to 30 characters; needed in mode 1210. */
  readonly accountBookNo: string | null;
  /**
   * How a retail list (9610) gets into the statistics: A, aggregated without merging, for goods without licence, export
   * duty or rebate, whose HS codes may then have 4 digits; B, merged into full declarations. Null counts as B.
   */
  readonly statisticsFlag: string | null;
  /**
   * The parcel whose declaration this one takes up again: of the same platform, and rejected, cancelled or returned.
   */
  readonly predecessorId: string | null;
  /** The parcel whose goods come back with this one: of the same platform, and departed. */
  readonly returnOf: string | null;
  /** 1 to 100 lines. */
  readonly items: readonly DeclaredItem[];
  /**
   * 0 to 3 documents that the list was matched with; none where its platform's lists carry their order and waybill
   * themselves; last its predecessor and the original of a return, if it has them; last its predecessor, if it has one.
   */
  readonly documentIds: readonly string[];
}

export const ParcelDeclared: Contract<ParcelDeclared> = {
  name: 'ParcelDeclared',
  fullName: 'alataw.declaration.ParcelDeclared',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The receipt of a payment is there, for the first time or with another content. */
export interface PaymentSubmitted {
  readonly type: 'PaymentSubmitted';
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123.
   */
  readonly documentId: string;
  /** The platform that the document belongs to; empty for a waybill, which belongs to its logistics company. */
  readonly platform: string;
  /** Which content of this document it is, from 1. */
  readonly version: number;
  /** 32 hexadecimal digits over the submitted content. */
  readonly contentHash: string;
  /** The platform's order number, 1 to 60 characters. */
  readonly orderNo: string;
  /** Registration code of the payment company, 2 to 18 characters A-Z 0-9. */
  readonly payerCode: string;
  /** The payment company's number, 1 to 60 characters. */
  readonly paymentNo: string;
  /** The merchant: an 18-character social credit code, or its 10-character customs registration. */
  readonly merchantCode: string;
  /** ISO 4217 code of amountMinor. */
  readonly currency: string;
  /** What was paid, in minor units of currency. */
  readonly amountMinor: number;
  /** When it was booked, epoch ms UTC. */
  readonly paidAt: number;
}

export const PaymentSubmitted: Contract<PaymentSubmitted> = {
  name: 'PaymentSubmitted',
  fullName: 'alataw.declaration.PaymentSubmitted',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ documentId }) => documentId,
};

/** The parcel may be taken up again, and is by this one alone. */
export interface PredecessorConfirmed {
  readonly type: 'PredecessorConfirmed';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The parcel that takes its declaration up again. */
  readonly successorId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Of the successor's declaration. */
  readonly version: number;
}

export const PredecessorConfirmed: Contract<PredecessorConfirmed> = {
  name: 'PredecessorConfirmed',
  fullName: 'alataw.declaration.PredecessorConfirmed',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The successor gave the link up: another parcel may take the declaration up. */
export interface PredecessorFreed {
  readonly type: 'PredecessorFreed';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The parcel that takes its declaration up again. */
  readonly successorId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Of the successor's declaration. */
  readonly version: number;
}

export const PredecessorFreed: Contract<PredecessorFreed> = {
  name: 'PredecessorFreed',
  fullName: 'alataw.declaration.PredecessorFreed',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel that a declaration names as its predecessor is none. */
export interface PredecessorRefused {
  readonly type: 'PredecessorRefused';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The parcel that takes its declaration up again. */
  readonly successorId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Of the successor's declaration. */
  readonly version: number;
  /** 1; the pointer is into the successor's declaration. */
  readonly faults: readonly DeclarationFault[];
}

export const PredecessorRefused: Contract<PredecessorRefused> = {
  name: 'PredecessorRefused',
  fullName: 'alataw.declaration.PredecessorRefused',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The ticker says that a rejected declaration has been kept for long enough. */
export interface RetireRejection {
  readonly type: 'RetireRejection';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The time that has passed, as the parcel's state names it, epoch ms UTC. */
  readonly due: number;
}

export const RetireRejection: Contract<RetireRejection> = {
  name: 'RetireRejection',
  fullName: 'alataw.declaration.RetireRejection',
  kind: 'command',
  topic: 'declaration.commands',
  keyOf: ({ parcelId }) => parcelId,
};

/** The goods of a parcel that departed come back, as this one alone. */
export interface ReturnConfirmed {
  readonly type: 'ReturnConfirmed';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The parcel as which its goods come back. */
  readonly returnId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Of the return's declaration. */
  readonly version: number;
}

export const ReturnConfirmed: Contract<ReturnConfirmed> = {
  name: 'ReturnConfirmed',
  fullName: 'alataw.declaration.ReturnConfirmed',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The goods of a departed parcel do not come back as that one. */
export interface ReturnFreed {
  readonly type: 'ReturnFreed';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The parcel as which its goods come back. */
  readonly returnId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Of the return's declaration. */
  readonly version: number;
}

export const ReturnFreed: Contract<ReturnFreed> = {
  name: 'ReturnFreed',
  fullName: 'alataw.declaration.ReturnFreed',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** The parcel whose goods a declaration says to come back is none. An answer, and no part of what became of it. */
export interface ReturnRefused {
  readonly type: 'ReturnRefused';
  /** <logisticsCode>.<logisticsNo>, upper case, e.g. CNPOST.LX473124829CN. */
  readonly parcelId: string;
  /** The parcel as which its goods come back. */
  readonly returnId: string;
  /** Code of the platform that declares, 2 to 20 characters A-Z 0-9 and hyphen. */
  readonly platform: string;
  /** Of the return's declaration. */
  readonly version: number;
  /** 1; the pointer is into the return's declaration. */
  readonly faults: readonly DeclarationFault[];
}

export const ReturnRefused: Contract<ReturnRefused> = {
  name: 'ReturnRefused',
  fullName: 'alataw.declaration.ReturnRefused',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};

/** A platform hands in an order (customs' message 303). */
export interface SubmitOrder {
  readonly type: 'SubmitOrder';
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123.
   */
  readonly documentId: string;
  /** The platform that the document belongs to; empty for a waybill, which belongs to its logistics company. */
  readonly platform: string;
  /** The platform's order number, 1 to 60 characters. */
  readonly orderNo: string;
  /** A sale, or the booking of an overseas warehouse. */
  readonly orderKind: OrderKind;
  /** The merchant: an 18-character social credit code, or its 10-character customs registration. */
  readonly merchantCode: string;
  /** ISO 4217 code of every amount in this record. */
  readonly currency: string;
  /** Value of all goods of the order in minor units of currency. */
  readonly goodsValueMinor: number;
  /** Freight in minor units of currency. */
  readonly freightMinor: number | null;
}

export const SubmitOrder: Contract<SubmitOrder> = {
  name: 'SubmitOrder',
  fullName: 'alataw.declaration.SubmitOrder',
  kind: 'command',
  topic: 'declaration.commands',
  keyOf: ({ documentId }) => documentId,
};

/** A platform hands in the receipt of a payment for an order (customs' message 403). */
export interface SubmitPayment {
  readonly type: 'SubmitPayment';
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123.
   */
  readonly documentId: string;
  /** The platform that the document belongs to; empty for a waybill, which belongs to its logistics company. */
  readonly platform: string;
  /** The platform's order number, 1 to 60 characters. */
  readonly orderNo: string;
  /** Registration code of the payment company, 2 to 18 characters A-Z 0-9. */
  readonly payerCode: string;
  /** The payment company's number, 1 to 60 characters. */
  readonly paymentNo: string;
  /** The merchant: an 18-character social credit code, or its 10-character customs registration. */
  readonly merchantCode: string;
  /** ISO 4217 code of amountMinor. */
  readonly currency: string;
  /** What was paid, in minor units of currency. */
  readonly amountMinor: number;
  /** When it was booked, epoch ms UTC. */
  readonly paidAt: number;
}

export const SubmitPayment: Contract<SubmitPayment> = {
  name: 'SubmitPayment',
  fullName: 'alataw.declaration.SubmitPayment',
  kind: 'command',
  topic: 'declaration.commands',
  keyOf: ({ documentId }) => documentId,
};

/** A logistics company hands in a waybill (customs' message 505). */
export interface SubmitWaybill {
  readonly type: 'SubmitWaybill';
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123.
   */
  readonly documentId: string;
  /** Customs registration code of the logistics company, 2 to 18 characters A-Z 0-9. */
  readonly logisticsCode: string;
  /** Waybill number, 1 to 80 characters A-Z 0-9 and hyphen. */
  readonly logisticsNo: string;
  /** Pieces that travel under this waybill. */
  readonly packages: number;
  /** Mass with packing, grams. */
  readonly grossWeightGrams: number;
  /** ISO 4217 code of the amounts; null where there are none. */
  readonly currency: string | null;
  /** Freight in minor units of currency. */
  readonly freightMinor: number | null;
  /** Insurance in minor units of currency. */
  readonly insuranceMinor: number | null;
}

export const SubmitWaybill: Contract<SubmitWaybill> = {
  name: 'SubmitWaybill',
  fullName: 'alataw.declaration.SubmitWaybill',
  kind: 'command',
  topic: 'declaration.commands',
  keyOf: ({ documentId }) => documentId,
};

/** A waybill is there, for the first time or with another content. */
export interface WaybillSubmitted {
  readonly type: 'WaybillSubmitted';
  /**
   * <kind>:<owner>:<number>, e.g. order:SILKROAD:PO-2026-000123, waybill:CNPOST:LX473124829CN or
   * payment:SILKROAD:PO-2026-000123.
   */
  readonly documentId: string;
  /** Which content of this document it is, from 1. */
  readonly version: number;
  /** 32 hexadecimal digits over the submitted content. */
  readonly contentHash: string;
  /** Customs registration code of the logistics company, 2 to 18 characters A-Z 0-9. */
  readonly logisticsCode: string;
  /** Waybill number, 1 to 80 characters A-Z 0-9 and hyphen. */
  readonly logisticsNo: string;
  /** Pieces that travel under this waybill. */
  readonly packages: number;
  /** Mass with packing, grams. */
  readonly grossWeightGrams: number;
  /** ISO 4217 code of the amounts; null where there are none. */
  readonly currency: string | null;
  /** Freight in minor units of currency. */
  readonly freightMinor: number | null;
  /** Insurance in minor units of currency. */
  readonly insuranceMinor: number | null;
}

export const WaybillSubmitted: Contract<WaybillSubmitted> = {
  name: 'WaybillSubmitted',
  fullName: 'alataw.declaration.WaybillSubmitted',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ documentId }) => documentId,
};
