import type {
  DeclarationFault,
  DeclarationFaultCode,
  DocumentClaim,
  DocumentFacts,
  ListFacts,
} from '@alataw/contracts';
import type { DocumentKind } from '@alataw/values';

type Report = (code: DeclarationFaultCode, pointer: string) => void;

/** The codes for what can be wrong with a document of each kind. */
const CODES = {
  order: { missing: 'ORDER_MISSING', taken: 'ORDER_TAKEN', pointer: '/orderNo' },
  waybill: { missing: 'WAYBILL_MISSING', taken: 'WAYBILL_TAKEN', pointer: '/logisticsNo' },
  payment: { missing: 'PAYMENT_MISSING', taken: 'PAYMENT_TAKEN', pointer: '/orderNo' },
} as const satisfies Record<DocumentKind, object>;

/** That a document was not submitted in time. */
export const missing = (kind: DocumentKind): DeclarationFault => ({
  code: CODES[kind].missing,
  pointer: CODES[kind].pointer,
});

/** That a document is another list's. */
export const taken = (kind: DocumentKind): DeclarationFault => ({
  code: CODES[kind].taken,
  pointer: CODES[kind].pointer,
});

/**
 * Compares a list with a document.
 * @param bound the other lists that are bound to the document
 * @returns what contradicts, in the order of the form of the list, to which the pointers point; empty if they match
 */
export function contradictions(
  kind: DocumentKind,
  document: DocumentFacts,
  list: ListFacts,
  bound: readonly DocumentClaim[],
): readonly DeclarationFault[] {
  // A waybill is of one parcel, however orders are split.
  if (bound.length >= (kind === 'waybill' ? 1 : list.listsPerDocument)) return [taken(kind)];
  const faults: DeclarationFault[] = [];
  const report: Report = (code, pointer) => faults.push({ code, pointer });
  const others = bound.reduce((sum, claim) => sum + claim.facts.declaredValueMinor, 0);
  if (kind === 'order') compareOrder(document, list, others, report);
  else if (kind === 'waybill') compareWaybill(document, list, report);
  else comparePayment(document, list, others, report);
  return faults;
}

/** @param others the value of the lists that share the order */
function compareOrder(order: DocumentFacts, list: ListFacts, others: number, report: Report): void {
  if (order.orderKind !== list.orderKind) report('ORDER_MISMATCH_KIND', '/tradeMode');
  if (order.merchantCode !== list.merchantCode) report('ORDER_MISMATCH_MERCHANT', '/merchantCode');
  if (order.currency !== list.currency) report('ORDER_MISMATCH_CURRENCY', '/currency');
  const goods = order.amountMinor ?? 0;
  const declared = others + list.declaredValueMinor;
  // The parts of a split order come one by one: they must not exceed it, and nobody knows which is the last.
  if (list.listsPerDocument > 1 ? declared > goods : declared !== goods)
    report('ORDER_MISMATCH_VALUE', '/declaredValueMinor');
}

function compareWaybill(waybill: DocumentFacts, list: ListFacts, report: Report): void {
  if (waybill.packages !== list.packages) report('WAYBILL_MISMATCH_PIECES', '/packages');
  const difference = Math.abs((waybill.grossWeightGrams ?? 0) - list.grossWeightGrams);
  if (difference > list.massToleranceGrams) report('WAYBILL_MISMATCH_MASS', '/grossWeightGrams');
}

/** What was paid covers the goods; freight, taxes and discounts make the two differ. */
function comparePayment(payment: DocumentFacts, list: ListFacts, others: number, report: Report): void {
  if (payment.merchantCode !== list.merchantCode) report('PAYMENT_MISMATCH_MERCHANT', '/merchantCode');
  if (payment.currency !== list.currency) report('PAYMENT_MISMATCH_CURRENCY', '/currency');
  if (others + list.declaredValueMinor > (payment.amountMinor ?? 0))
    report('PAYMENT_MISMATCH_AMOUNT', '/declaredValueMinor');
}
