import type { AmendParcel, DeclareParcel, DeclaredItem } from '@alataw/contracts';

const item: DeclaredItem = {
  lineNo: 1,
  hsCode: '6109100010',
  description: 'Cotton T-shirt',
  quantity: 2,
  unit: 'H87',
  netWeightGrams: 400,
  priceMinor: 25_900,
  countryOfOrigin: 'CN',
};

/** A declaration that keeps every rule, with changes. */
export function declareParcel(changes: Partial<DeclareParcel> = {}): DeclareParcel {
  return {
    type: 'DeclareParcel',
    parcelId: 'CNPOST.LX473124829CN',
    platform: 'TEMU',
    logisticsCode: 'CNPOST',
    logisticsNo: 'LX473124829CN',
    orderNo: 'PO-1',
    tradeMode: '9610',
    customsCode: '9404',
    portCode: '9404',
    destinationCountry: 'KZ',
    merchantCode: '91350100M000100Y43',
    merchantName: 'Urumqi Trading Co.',
    consigneeCountry: 'KZ',
    consigneeCity: 'Almaty',
    carrier: 'KAZPOST',
    currency: 'CNY',
    packages: 1,
    grossWeightGrams: 450,
    netWeightGrams: 400,
    volumeCm3: null,
    declaredValueMinor: 25_900,
    freightMinor: null,
    insuranceMinor: null,
    accountBookNo: null,
    statisticsFlag: null,
    predecessorId: null,
    returnOf: null,
    items: [item],
    ...changes,
  };
}

/** The same with a change of its only item. */
export function declareItem(changes: Partial<DeclaredItem>): DeclareParcel {
  return declareParcel({ items: [{ ...item, ...changes }] });
}

/** A change of what `declareParcel` declares. */
export function amendParcel(changes: Partial<Omit<AmendParcel, 'type'>> = {}): AmendParcel {
  return { ...declareParcel(), ...changes, type: 'AmendParcel' };
}
