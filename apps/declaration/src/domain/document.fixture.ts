import type { ListFacts, SubmitOrder, SubmitPayment, SubmitWaybill } from '@alataw/contracts';

export const ORDER = 'order:TEMU:PO-1';
export const WAYBILL = 'waybill:CNPOST:LX473124829CN';
export const PAYMENT = 'payment:TEMU:PO-1';

/** An order that keeps every rule and matches the declaration of `declareParcel`, with changes. */
export function submitOrder(changes: Partial<SubmitOrder> = {}): SubmitOrder {
  return {
    type: 'SubmitOrder',
    documentId: ORDER,
    platform: 'TEMU',
    orderNo: 'PO-1',
    orderKind: 'SALE',
    merchantCode: '91350100M000100Y43',
    currency: 'CNY',
    goodsValueMinor: 25_900,
    freightMinor: null,
    ...changes,
  };
}

/** The same for its waybill. */
export function submitWaybill(changes: Partial<SubmitWaybill> = {}): SubmitWaybill {
  return {
    type: 'SubmitWaybill',
    documentId: WAYBILL,
    logisticsCode: 'CNPOST',
    logisticsNo: 'LX473124829CN',
    packages: 1,
    grossWeightGrams: 450,
    currency: null,
    freightMinor: null,
    insuranceMinor: null,
    ...changes,
  };
}

/** The same for the receipt of its payment. */
export function submitPayment(changes: Partial<SubmitPayment> = {}): SubmitPayment {
  return {
    type: 'SubmitPayment',
    documentId: PAYMENT,
    platform: 'TEMU',
    orderNo: 'PO-1',
    payerCode: 'ALIPAY',
    paymentNo: '2026112400001',
    merchantCode: '91350100M000100Y43',
    currency: 'CNY',
    amountMinor: 27_000,
    paidAt: 1_795_000_000_000,
    ...changes,
  };
}

/** What the list of `declareParcel` says of itself, with changes. */
export function listFacts(changes: Partial<ListFacts> = {}): ListFacts {
  return {
    merchantCode: '91350100M000100Y43',
    currency: 'CNY',
    declaredValueMinor: 25_900,
    orderKind: 'SALE',
    grossWeightGrams: 450,
    packages: 1,
    listsPerDocument: 1,
    massToleranceGrams: 0,
    ...changes,
  };
}
