import { documentFaultsOf, type DocumentSubmission } from './document.checks';
import { submitOrder, submitPayment, submitWaybill } from './document.fixture';

const today = Date.parse('2026-11-24T08:00:00+08:00');

describe('documentFaultsOf', () => {
  it.each([submitOrder(), submitWaybill(), submitPayment()])('finds nothing wrong with a right $type', (submitted) => {
    expect(documentFaultsOf(submitted, today)).toEqual([]);
  });
  it.each<[string, DocumentSubmission]>([
    ['DOCUMENT_ID_FORM /orderNo', submitOrder({ orderNo: 'PO-2' })],
    ['DOCUMENT_ID_FORM /orderNo', submitOrder({ documentId: 'order:TEMU:', orderNo: '' })],
    ['MERCHANT_CODE_CHECK /merchantCode', submitOrder({ merchantCode: '91350100M000100Y44' })],
    ['CURRENCY_UNKNOWN /currency', submitOrder({ currency: 'RMB' })],
    ['VALUE_NOT_POSITIVE /goodsValueMinor', submitOrder({ goodsValueMinor: 0 })],
    ['FREIGHT_NEGATIVE /freightMinor', submitOrder({ freightMinor: -1 })],
    ['DOCUMENT_ID_FORM /logisticsNo', submitWaybill({ logisticsCode: 'YTO' })],
    [
      'S10_CHECK_DIGIT /logisticsNo',
      submitWaybill({ documentId: 'waybill:CNPOST:LX473124828CN', logisticsNo: 'LX473124828CN' }),
    ],
    ['PACKAGES_NOT_POSITIVE /packages', submitWaybill({ packages: 0 })],
    ['GROSS_WEIGHT_NOT_POSITIVE /grossWeightGrams', submitWaybill({ grossWeightGrams: 0 })],
    ['CURRENCY_UNKNOWN /currency', submitWaybill({ currency: 'RMB' })],
    ['CURRENCY_UNKNOWN /currency', submitWaybill({ freightMinor: 1 })],
    ['FREIGHT_NEGATIVE /freightMinor', submitWaybill({ currency: 'CNY', freightMinor: -1 })],
    ['INSURANCE_NEGATIVE /insuranceMinor', submitWaybill({ currency: 'CNY', insuranceMinor: -1 })],
    ['DOCUMENT_ID_FORM /orderNo', submitPayment({ documentId: 'order:TEMU:PO-1' })],
    ['MERCHANT_CODE_CHECK /merchantCode', submitPayment({ merchantCode: '' })],
    ['CURRENCY_UNKNOWN /currency', submitPayment({ currency: '' })],
    ['VALUE_NOT_POSITIVE /amountMinor', submitPayment({ amountMinor: 0 })],
  ])('finds %s and nothing else', (fault, submitted) => {
    expect(documentFaultsOf(submitted, today).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([fault]);
  });
});
