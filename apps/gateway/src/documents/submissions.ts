import type { SubmitOrder, SubmitPayment, SubmitWaybill } from '@alataw/contracts';
import type { OrderBody, PaymentBody, WaybillBody } from '../api/bodies';

/*
 * The command that a document is. Every field is named, so that nothing else of a body ever reaches the log; whose it is tells
 * the key. The stage checks the id, since it has the rules.
 */

export function submitOrder(body: OrderBody, platform: string): SubmitOrder {
  const { orderNo, orderKind, merchantCode, currency, goodsValueMinor, freightMinor = null } = body;
  return {
    ...{ type: 'SubmitOrder', documentId: `order:${platform}:${orderNo}`, platform, orderNo, orderKind },
    ...{ merchantCode, currency, goodsValueMinor, freightMinor },
  };
}

export function submitWaybill(body: WaybillBody, logisticsCode: string): SubmitWaybill {
  const { packages, grossWeightGrams, currency = null, freightMinor = null, insuranceMinor = null } = body;
  const logisticsNo = body.logisticsNo.toUpperCase();
  return {
    ...{ type: 'SubmitWaybill', documentId: `waybill:${logisticsCode}:${logisticsNo}`, logisticsCode, logisticsNo },
    ...{ packages, grossWeightGrams, currency, freightMinor, insuranceMinor },
  };
}

export function submitPayment(body: PaymentBody, platform: string): SubmitPayment {
  const { orderNo, payerCode, paymentNo, merchantCode, currency, amountMinor, paidAt } = body;
  return {
    ...{ type: 'SubmitPayment', documentId: `payment:${platform}:${orderNo}`, platform, orderNo, payerCode, paymentNo },
    ...{ merchantCode, currency, amountMinor, paidAt },
  };
}
