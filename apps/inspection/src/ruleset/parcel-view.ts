import type { DeclaredItem, ParcelDeclared } from '@alataw/contracts';

/** CEL counts with whole numbers as bigint: what is `int` in a rule has to be one. */
const int = BigInt;

/** One line of a declaration, as a rule sees it. */
export class ItemView {
  static readonly fields = {
    lineNo: 'int',
    hsCode: 'string',
    description: 'string',
    quantity: 'int',
    unit: 'string',
    netWeightGrams: 'int',
    priceMinor: 'int',
    countryOfOrigin: 'string',
  } as const;

  readonly lineNo: bigint;
  readonly hsCode: string;
  readonly description: string;
  readonly quantity: bigint;
  readonly unit: string;
  readonly netWeightGrams: bigint;
  readonly priceMinor: bigint;
  readonly countryOfOrigin: string;

  constructor(item: DeclaredItem) {
    this.lineNo = int(item.lineNo);
    this.hsCode = item.hsCode;
    this.description = item.description;
    this.quantity = int(item.quantity);
    this.unit = item.unit;
    this.netWeightGrams = int(item.netWeightGrams);
    this.priceMinor = int(item.priceMinor);
    this.countryOfOrigin = item.countryOfOrigin;
  }
}

/** A declared parcel, as a rule sees it: `parcel`. Amounts that may be absent are 0 then, texts are empty. */
export class ParcelView {
  static readonly fields = {
    parcelId: 'string',
    platform: 'string',
    logisticsCode: 'string',
    tradeMode: 'string',
    customsCode: 'string',
    portCode: 'string',
    destinationCountry: 'string',
    merchantCode: 'string',
    consigneeCountry: 'string',
    carrier: 'string',
    currency: 'string',
    packages: 'int',
    grossWeightGrams: 'int',
    netWeightGrams: 'int',
    declaredValueMinor: 'int',
    freightMinor: 'int',
    insuranceMinor: 'int',
    accountBookNo: 'string',
    statisticsFlag: 'string',
    items: 'list<Item>',
  } as const;

  readonly parcelId: string;
  readonly platform: string;
  readonly logisticsCode: string;
  readonly tradeMode: string;
  readonly customsCode: string;
  readonly portCode: string;
  readonly destinationCountry: string;
  readonly merchantCode: string;
  readonly consigneeCountry: string;
  readonly carrier: string;
  readonly currency: string;
  readonly packages: bigint;
  readonly grossWeightGrams: bigint;
  readonly netWeightGrams: bigint;
  readonly declaredValueMinor: bigint;
  readonly freightMinor: bigint;
  readonly insuranceMinor: bigint;
  readonly accountBookNo: string;
  readonly statisticsFlag: string;
  readonly items: readonly ItemView[];

  constructor(parcel: ParcelDeclared) {
    this.parcelId = parcel.parcelId;
    this.platform = parcel.platform;
    this.logisticsCode = parcel.logisticsCode;
    this.tradeMode = parcel.tradeMode;
    this.customsCode = parcel.customsCode;
    this.portCode = parcel.portCode;
    this.destinationCountry = parcel.destinationCountry;
    this.merchantCode = parcel.merchantCode;
    this.consigneeCountry = parcel.consigneeCountry;
    this.carrier = parcel.carrier;
    this.currency = parcel.currency;
    this.packages = int(parcel.packages);
    this.grossWeightGrams = int(parcel.grossWeightGrams);
    this.netWeightGrams = int(parcel.netWeightGrams);
    this.declaredValueMinor = int(parcel.declaredValueMinor);
    this.freightMinor = int(parcel.freightMinor ?? 0);
    this.insuranceMinor = int(parcel.insuranceMinor ?? 0);
    this.accountBookNo = parcel.accountBookNo ?? '';
    this.statisticsFlag = parcel.statisticsFlag ?? '';
    this.items = parcel.items.map((item) => new ItemView(item));
  }
}
