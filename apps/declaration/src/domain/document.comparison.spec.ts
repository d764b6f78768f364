import type { DocumentFacts, ListFacts } from '@alataw/contracts';
import type { DocumentKind } from '@alataw/values';
import { contradictions } from './document.comparison';
import { factsOf, submittedOf } from './document.content';
import { listFacts, submitOrder, submitPayment, submitWaybill } from './document.fixture';

const documents: Readonly<Record<DocumentKind, DocumentFacts>> = {
  order: factsOf(submittedOf(submitOrder(), 1, '')),
  waybill: factsOf(submittedOf(submitWaybill(), 1, '')),
  payment: factsOf(submittedOf(submitPayment(), 1, '')),
};

/** Other lists of these values that are bound. */
const bound = (...values: number[]) =>
  values.map((declaredValueMinor, n) => ({
    ...{ parcelId: `CNPOST.${n}`, platform: 'TEMU', version: 1, since: 1, matched: true },
    facts: listFacts({ declaredValueMinor }),
  }));

const codesOf = (kind: DocumentKind, list: ListFacts, others = bound()): string[] =>
  contradictions(kind, documents[kind], list, others).map(({ code, pointer }) => `${code} ${pointer}`);

describe('contradictions', () => {
  it.each(['order', 'waybill', 'payment'] as const)('finds none between a list and its %s', (kind) => {
    expect(codesOf(kind, listFacts())).toEqual([]);
  });
  it.each([
    ['order', { merchantCode: '650196A001' }, 'ORDER_MISMATCH_MERCHANT /merchantCode'],
    ['order', { currency: 'USD' }, 'ORDER_MISMATCH_CURRENCY /currency'],
    ['order', { declaredValueMinor: 25_901 }, 'ORDER_MISMATCH_VALUE /declaredValueMinor'],
    ['order', { declaredValueMinor: 25_899 }, 'ORDER_MISMATCH_VALUE /declaredValueMinor'],
    ['order', { orderKind: 'WAREHOUSE' }, 'ORDER_MISMATCH_KIND /tradeMode'],
    ['waybill', { grossWeightGrams: 451 }, 'WAYBILL_MISMATCH_MASS /grossWeightGrams'],
    ['waybill', { grossWeightGrams: 449 }, 'WAYBILL_MISMATCH_MASS /grossWeightGrams'],
    ['waybill', { packages: 2 }, 'WAYBILL_MISMATCH_PIECES /packages'],
    ['payment', { merchantCode: '650196A001' }, 'PAYMENT_MISMATCH_MERCHANT /merchantCode'],
    ['payment', { currency: 'USD' }, 'PAYMENT_MISMATCH_CURRENCY /currency'],
    ['payment', { declaredValueMinor: 27_001 }, 'PAYMENT_MISMATCH_AMOUNT /declaredValueMinor'],
  ] as const)('finds what a %s contradicts: %j', (kind, changes, fault) => {
    expect(codesOf(kind, listFacts(changes))).toEqual([fault]);
  });
  it('allows as much difference in weight as the rule does', () => {
    expect(codesOf('waybill', listFacts({ grossWeightGrams: 460, massToleranceGrams: 10 }))).toEqual([]);
    expect(codesOf('waybill', listFacts({ grossWeightGrams: 461, massToleranceGrams: 10 }))).toHaveLength(1);
  });
  it('leaves a document to the list that is bound to it', () => {
    expect(codesOf('order', listFacts(), bound(1))).toEqual(['ORDER_TAKEN /orderNo']);
    expect(codesOf('waybill', listFacts(), bound(1))).toEqual(['WAYBILL_TAKEN /logisticsNo']);
    expect(codesOf('payment', listFacts(), bound(1))).toEqual(['PAYMENT_TAKEN /orderNo']);
  });
  it('lets lists share an order up to its value where the rule allows it, and never a waybill', () => {
    const part = (declaredValueMinor: number) => listFacts({ declaredValueMinor, listsPerDocument: 3 });
    expect(codesOf('order', part(10_000), bound(10_000))).toEqual([]);
    expect(codesOf('order', part(15_901), bound(10_000))).toEqual(['ORDER_MISMATCH_VALUE /declaredValueMinor']);
    expect(codesOf('order', part(1), bound(1, 1, 1))).toEqual(['ORDER_TAKEN /orderNo']);
    expect(codesOf('payment', part(17_001), bound(10_000))).toEqual(['PAYMENT_MISMATCH_AMOUNT /declaredValueMinor']);
    expect(codesOf('waybill', part(1), bound(1))).toEqual(['WAYBILL_TAKEN /logisticsNo']);
  });
});
