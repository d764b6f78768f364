import type { DocumentFacts, OrderSubmitted, PaymentSubmitted, WaybillSubmitted } from '@alataw/contracts';
import { unreachable } from '@alataw/stage';
import { murmur128 } from '@alataw/values';
import type { DocumentSubmission } from './document.checks';

type Submitted = OrderSubmitted | WaybillSubmitted | PaymentSubmitted;

const NOTHING: DocumentFacts = {
  merchantCode: null,
  currency: null,
  amountMinor: null,
  orderKind: null,
  grossWeightGrams: null,
  packages: null,
};

/** What of a document a list is compared with. */
export function factsOf(document: Submitted): DocumentFacts {
  switch (document.type) {
    case 'OrderSubmitted': {
      const { merchantCode, currency, goodsValueMinor: amountMinor, orderKind } = document;
      return { ...NOTHING, merchantCode, currency, amountMinor, orderKind };
    }
    case 'WaybillSubmitted':
      return { ...NOTHING, grossWeightGrams: document.grossWeightGrams, packages: document.packages };
    case 'PaymentSubmitted': {
      const { merchantCode, currency, amountMinor } = document;
      return { ...NOTHING, merchantCode, currency, amountMinor };
    }
    default:
      return unreachable(document);
  }
}

/** Field by field, since the command that comes out of the log has an envelope of its own. */
export function submittedOf(command: DocumentSubmission, version: number, contentHash: string): Submitted {
  const { documentId } = command;
  switch (command.type) {
    case 'SubmitOrder': {
      const { platform, orderNo, orderKind, merchantCode, currency, goodsValueMinor, freightMinor } = command;
      const content = { orderNo, orderKind, merchantCode, currency, goodsValueMinor, freightMinor };
      return { type: 'OrderSubmitted', documentId, platform, version, contentHash, ...content };
    }
    case 'SubmitWaybill': {
      const { logisticsCode, logisticsNo, packages, grossWeightGrams, currency, freightMinor, insuranceMinor } =
        command;
      const content = { packages, grossWeightGrams, currency, freightMinor, insuranceMinor };
      return { type: 'WaybillSubmitted', documentId, version, contentHash, logisticsCode, logisticsNo, ...content };
    }
    case 'SubmitPayment': {
      const { platform, orderNo, payerCode, paymentNo, merchantCode, currency, amountMinor, paidAt } = command;
      const content = { orderNo, payerCode, paymentNo, merchantCode, currency, amountMinor, paidAt };
      return { type: 'PaymentSubmitted', documentId, platform, version, contentHash, ...content };
    }
    default:
      return unreachable(command);
  }
}

/** Tells two contents of one document apart: 32 hexadecimal digits over all that is submitted, in a fixed order. */
export function submissionHash(command: DocumentSubmission): string {
  const submitted = submittedOf(command, 0, '');
  switch (submitted.type) {
    case 'OrderSubmitted': {
      const { orderKind, merchantCode, currency, goodsValueMinor, freightMinor } = submitted;
      return murmur128(JSON.stringify([orderKind, merchantCode, currency, goodsValueMinor, freightMinor]));
    }
    case 'WaybillSubmitted': {
      const { packages, grossWeightGrams, currency, freightMinor, insuranceMinor } = submitted;
      return murmur128(JSON.stringify([packages, grossWeightGrams, currency, freightMinor, insuranceMinor]));
    }
    case 'PaymentSubmitted': {
      const { payerCode, paymentNo, merchantCode, currency, amountMinor, paidAt } = submitted;
      return murmur128(JSON.stringify([payerCode, paymentNo, merchantCode, currency, amountMinor, paidAt]));
    }
    default:
      return unreachable(submitted);
  }
}
