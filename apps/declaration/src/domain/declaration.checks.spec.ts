import { DeclarationFaultCode, type DeclareParcel } from '@alataw/contracts';
import { faultsOf } from './declaration.checks';
import { declareItem, declareParcel } from './declare-parcel.fixture';

const today = Date.parse('2026-11-24T08:00:00+08:00');
const [item] = declareParcel().items;
const codesOf = (declared: DeclareParcel, at = today): string[] => faultsOf(declared, at).map(({ code }) => code);

describe('faultsOf', () => {
  it('finds nothing wrong with a right declaration', () => {
    expect(faultsOf(declareParcel(), today)).toEqual([]);
  });

  const cases: readonly (readonly [DeclarationFaultCode, string, DeclareParcel])[] = [
    ['PARCEL_ID_MISMATCH', '/parcelId', declareParcel({ parcelId: 'CNPOST.LX473124830CN' })],
    ['PARCEL_ID_FORM', '/logisticsNo', declareParcel({ logisticsNo: 'lx', parcelId: 'CNPOST.lx' })],
    [
      'S10_CHECK_DIGIT',
      '/logisticsNo',
      declareParcel({ logisticsNo: 'LX473124828CN', parcelId: 'CNPOST.LX473124828CN' }),
    ],
    ['TRADE_MODE_UNKNOWN', '/tradeMode', declareParcel({ tradeMode: '0110' })],
    ['CUSTOMS_CODE_FORM', '/customsCode', declareParcel({ customsCode: '940' })],
    ['PORT_CODE_FORM', '/portCode', declareParcel({ portCode: '94040' })],
    ['DESTINATION_UNKNOWN', '/destinationCountry', declareParcel({ destinationCountry: 'XX' })],
    ['DESTINATION_PROHIBITED', '/destinationCountry', declareParcel({ destinationCountry: 'KP' })],
    ['MERCHANT_CODE_CHECK', '/merchantCode', declareParcel({ merchantCode: '91350100M000100Y44' })],
    ['MERCHANT_CODE_CHECK', '/merchantCode', declareParcel({ merchantCode: '650196A00' })],
    ['CONSIGNEE_COUNTRY_UNKNOWN', '/consigneeCountry', declareParcel({ consigneeCountry: 'kz' })],
    ['CURRENCY_UNKNOWN', '/currency', declareParcel({ currency: 'RMB' })],
    ['PACKAGES_NOT_POSITIVE', '/packages', declareParcel({ packages: 0 })],
    ['NET_WEIGHT_NOT_POSITIVE', '/netWeightGrams', declareParcel({ netWeightGrams: 0 })],
    ['NET_WEIGHT_OVER_GROSS', '/netWeightGrams', declareParcel({ netWeightGrams: 451 })],
    ['ITEM_WEIGHTS_OVER_GROSS', '/items', declareItem({ netWeightGrams: 451 })],
    ['VALUE_NOT_SUM_OF_ITEMS', '/declaredValueMinor', declareParcel({ declaredValueMinor: 25_901 })],
    ['FREIGHT_NEGATIVE', '/freightMinor', declareParcel({ freightMinor: -1 })],
    ['INSURANCE_NEGATIVE', '/insuranceMinor', declareParcel({ insuranceMinor: -1 })],
    ['ACCOUNT_BOOK_MISSING', '/accountBookNo', declareParcel({ tradeMode: '1210' })],
    ['ACCOUNT_BOOK_MISSING', '/accountBookNo', declareParcel({ tradeMode: '1210', accountBookNo: '' })],
    ['STATISTICS_FLAG_UNKNOWN', '/statisticsFlag', declareParcel({ statisticsFlag: 'C' })],
    ['STATISTICS_FLAG_MODE', '/statisticsFlag', declareParcel({ tradeMode: '9710', statisticsFlag: 'A' })],
    ['LINE_NUMBER_ORDER', '/items/0/lineNo', declareItem({ lineNo: 2 })],
    ['HS_CODE_FORM', '/items/0/hsCode', declareItem({ hsCode: '6109.10' })],
    ['HS_CODE_LENGTH', '/items/0/hsCode', declareItem({ hsCode: '610910' })],
    ['HS_CODE_LENGTH', '/items/0/hsCode', declareItem({ hsCode: '6109' })],
    ['HS_CODE_LENGTH', '/items/0/hsCode', { ...declareItem({ hsCode: '6109' }), statisticsFlag: 'B' }],
    ['HS_CODE_LENGTH', '/items/0/hsCode', { ...declareItem({ hsCode: '610910' }), statisticsFlag: 'A' }],
    ['HS_CODE_PROHIBITED', '/items/0/hsCode', declareItem({ hsCode: '3604100000' })],
    ['DESCRIPTION_LENGTH', '/items/0/description', declareItem({ description: ' T ' })],
    ['DESCRIPTION_LENGTH', '/items/0/description', declareItem({ description: 'x'.repeat(251) })],
    ['QUANTITY_NOT_POSITIVE', '/items/0/quantity', declareItem({ quantity: 0 })],
    ['UNIT_UNKNOWN', '/items/0/unit', declareItem({ unit: 'PCS' })],
    ['ITEM_WEIGHT_NOT_POSITIVE', '/items/0/netWeightGrams', declareItem({ netWeightGrams: 0 })],
    ['ORIGIN_UNKNOWN', '/items/0/countryOfOrigin', declareItem({ countryOfOrigin: '' })],
  ];
  it.each(cases)('finds %s at %s and nothing else', (code, pointer, declared) => {
    expect(faultsOf(declared, today)).toEqual([{ code, pointer }]);
  });

  it.each([
    ['a customs registration code for the merchant', declareParcel({ merchantCode: '650196A001' })],
    ['a commercial waybill that is no S10', declareParcel({ logisticsNo: 'SF-1', parcelId: 'CNPOST.SF-1' })],
    ['a net weight equal to the gross weight', declareParcel({ netWeightGrams: 450 })],
    ['a free freight', declareParcel({ freightMinor: 0, insuranceMinor: 0 })],
    ['a bonded parcel with its account book', declareParcel({ tradeMode: '1210', accountBookNo: 'H9404A000001' })],
    ['6 digits in business mode', { ...declareItem({ hsCode: '610910' }), tradeMode: '9710' }],
    ['10 digits in business mode', declareParcel({ tradeMode: '9810' })],
    ['4 digits under statistics flag A', { ...declareItem({ hsCode: '6109' }), statisticsFlag: 'A' }],
    ['10 digits under statistics flag A', declareParcel({ statisticsFlag: 'A' })],
    ['statistics flag B in business mode', declareParcel({ tradeMode: '9710', statisticsFlag: 'B' })],
    ['a description of 250 characters', declareItem({ description: 'x'.repeat(250) })],
    ['a gift among other items', withItems([25_900, 0])],
    ['100 items', withItems(Array.from({ length: 100 }, () => 1))],
  ])('accepts %s', (_, declared) => {
    expect(codesOf(declared)).toEqual([]);
  });

  it('wants weights and a value above zero', () => {
    const empty = declareParcel({ grossWeightGrams: 0, netWeightGrams: 0, declaredValueMinor: 0 });
    expect(codesOf(empty)).toEqual(
      expect.arrayContaining(['GROSS_WEIGHT_NOT_POSITIVE', 'NET_WEIGHT_NOT_POSITIVE', 'VALUE_NOT_POSITIVE']),
    );
    expect(codesOf(withItems([-1, 25_901]))).toEqual(['PRICE_NEGATIVE']);
  });
  it('wants a volume above zero, if one is said', () => {
    expect(codesOf(declareParcel({ volumeCm3: 0 }))).toEqual(['VOLUME_NOT_POSITIVE']);
    expect(codesOf(declareParcel({ volumeCm3: 1 }))).toEqual([]);
  });
  it('wants 1 to 100 items', () => {
    expect(codesOf(declareParcel({ items: [] }))).toEqual(['VALUE_NOT_SUM_OF_ITEMS', 'ITEMS_MISSING']);
    expect(codesOf(withItems(Array.from({ length: 101 }, () => 1)))).toEqual(['ITEMS_TOO_MANY']);
  });
  it('does not look at items beyond the hundredth', () => {
    const tooMany = withItems(Array.from({ length: 101 }, () => 1));
    const items = tooMany.items.map((each, index) => (index === 100 ? { ...each, unit: 'PCS' } : each));
    expect(codesOf({ ...tooMany, items })).toEqual(['ITEMS_TOO_MANY']);
  });
  it('wants a full declaration for a business shipment above 5,000 CNY, not for a retail one', () => {
    const worth = (priceMinor: number, tradeMode: string): DeclareParcel => ({ ...withItems([priceMinor]), tradeMode });
    expect(codesOf(worth(500_000, '9710'))).toEqual([]);
    expect(codesOf(worth(500_001, '9710'))).toEqual(['FULL_DECLARATION_REQUIRED']);
    expect(codesOf({ ...worth(500_001, '9710'), currency: 'KZT' })).toEqual([]);
    expect(codesOf(worth(500_001, '9610'))).toEqual([]);
  });
  it('goes by the rules of the day', () => {
    const business = declareParcel({ tradeMode: '9710' });
    expect(codesOf(business, Date.parse('2021-06-30T23:59:59+08:00'))).toEqual(['TRADE_MODE_UNKNOWN']);
    expect(codesOf(business, Date.parse('2021-07-01T00:00:00+08:00'))).toEqual([]);
    const bulgarian = declareParcel({ currency: 'BGN' });
    expect(codesOf(bulgarian, Date.parse('2026-01-31T23:59:59+08:00'))).toEqual([]);
    expect(codesOf(bulgarian, Date.parse('2026-02-01T00:00:00+08:00'))).toEqual(['CURRENCY_UNKNOWN']);
  });
  it('names 20 faults at most, in the order of the form', () => {
    const broken = { ...withItems([]), items: Array.from({ length: 30 }, () => ({ ...item!, hsCode: '' })) };
    const faults = faultsOf({ ...broken, currency: 'RMB' }, today);
    expect(faults).toHaveLength(20);
    expect(faults[0]).toEqual({ code: 'CURRENCY_UNKNOWN', pointer: '/currency' });
  });
  it('has a case for every published code', () => {
    const tested = new Set<string>([
      ...cases.map(([code]) => code),
      'GROSS_WEIGHT_NOT_POSITIVE',
      'VOLUME_NOT_POSITIVE',
      'VALUE_NOT_POSITIVE',
      'PRICE_NEGATIVE',
      'ITEMS_MISSING',
      'ITEMS_TOO_MANY',
      'FULL_DECLARATION_REQUIRED',
      'OTHER', // stands for codes of the future
    ]);
    // What a list is told of its documents, and of predecessor and original, is tested with those.
    const ofOthers = /^(ORDER|WAYBILL|PAYMENT|DOCUMENT|PREDECESSOR|ORIGINAL|RETURN)_/;
    expect(DeclarationFaultCode.filter((code) => !tested.has(code) && !ofOthers.test(code))).toEqual([]);
  });
});

/** A parcel of one item for each price, heavy enough to carry them. */
function withItems(prices: readonly number[]): DeclareParcel {
  return declareParcel({
    grossWeightGrams: 1_000,
    declaredValueMinor: prices.reduce((sum, price) => sum + price, 0),
    items: prices.map((priceMinor, index) => ({ ...item!, lineNo: index + 1, netWeightGrams: 1, priceMinor })),
  });
}
