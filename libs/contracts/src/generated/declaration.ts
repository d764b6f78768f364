// GENERATED from schemas/declaration/*.avsc by "npm run codegen". Do not edit.

import { keyless, type Contract } from '../contract';

/** Why a declaration contradicts an earlier one of the same waybill number. */
export const ConflictReason = ['CONTENT_DIFFERS', 'OTHER_PLATFORM'] as const;
export type ConflictReason = (typeof ConflictReason)[number];

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

/** What was decided about a declared content. */
export const DeclarationDecision = ['ACCEPTED', 'REJECTED'] as const;
export type DeclarationDecision = (typeof DeclarationDecision)[number];

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
  'OTHER',
] as const;
export type DeclarationFaultCode = (typeof DeclarationFaultCode)[number];

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

/** What the declaration stage remembers of a parcel: enough to recognise a repetition and to fill a line of a list. */
export interface DeclarationState {
  readonly status: DeclarationStatus;
  /** The owner; empty while absent. */
  readonly platform: string;
  /** Contents decided so far. */
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
}

export const DeclarationState: Contract<DeclarationState> = {
  name: 'DeclarationState',
  fullName: 'alataw.declaration.DeclarationState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/** Where a parcel stands for the declaration stage. */
export const DeclarationStatus = ['absent', 'accepted', 'rejected'] as const;
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
  /** 1 to 100 lines. */
  readonly items: readonly DeclaredItem[];
}

export const ParcelDeclared: Contract<ParcelDeclared> = {
  name: 'ParcelDeclared',
  fullName: 'alataw.declaration.ParcelDeclared',
  kind: 'event',
  topic: 'declaration.events',
  keyOf: ({ parcelId }) => parcelId,
};
