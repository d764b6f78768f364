import type { MatchAwaited, MatchConfirmed } from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import type { DocumentSubmission } from './document.checks';
import { submissionHash, submittedOf } from './document.content';
import { documentDecider, MAX_CLAIMS, type AskMatch, type DocumentEvent } from './document.decider';
import { listFacts, ORDER, submitOrder, submitPayment, submitWaybill, WAYBILL } from './document.fixture';

const { given } = deciderSpec(documentDecider);
const today = { at: Date.parse('2026-11-24T08:00:00+08:00') };
const PARCEL = 'CNPOST.LX473124829CN';

const ask = (changes: Partial<AskMatch> = {}): AskMatch => ({
  ...{ type: 'AskMatch', documentId: ORDER, parcelId: PARCEL, platform: 'TEMU', version: 1, facts: listFacts() },
  ...changes,
});
const answer = (changes: Partial<AskMatch> = {}) => {
  const { documentId, parcelId, platform, version } = ask(changes);
  return { documentId, parcelId, platform, version };
};
const awaited = (changes: Partial<AskMatch> = {}): MatchAwaited => ({ ...ask(changes), type: 'MatchAwaited' });
const confirmed = (changes: Partial<AskMatch> = {}): MatchConfirmed => ({ ...ask(changes), type: 'MatchConfirmed' });
const refused = (code: 'ORDER_TAKEN' | 'ORDER_MISMATCH_VALUE', pointer: string, changes = {}): DocumentEvent => ({
  ...{ type: 'MatchRefused', ...answer(changes), faults: [{ code, pointer }] },
});
const submitted = (command: DocumentSubmission = submitOrder(), version = 1): DocumentEvent =>
  submittedOf(command, version, submissionHash(command));
const dissolved: DocumentEvent = {
  ...{ type: 'MatchDissolved', documentId: ORDER, parcelId: PARCEL, platform: 'TEMU', version: 1 },
};
const documentRefused = (code: 'DOCUMENT_MATCHED' | 'CURRENCY_UNKNOWN', pointer: string): DocumentEvent => ({
  ...{ type: 'DocumentRefused', documentId: ORDER, platform: 'TEMU', faults: [{ code, pointer }] },
});

describe('documentDecider, when a document is submitted', () => {
  it.each([submitOrder(), submitWaybill(), submitPayment()])('takes a $type', (command) => {
    given().when(command, today).then(submitted(command));
  });
  it('refuses one that breaks a rule', () => {
    given()
      .when(submitOrder({ currency: 'RMB' }), today)
      .then(documentRefused('CURRENCY_UNKNOWN', '/currency'));
  });
  it('answers the same content with the version that has it', () => {
    const repeated: DocumentEvent = { type: 'DocumentRepeated', documentId: ORDER, platform: 'TEMU', version: 1 };
    given(submitted()).when(submitOrder(), today).then(repeated);
    given(submitted(), confirmed()).when(submitOrder(), today).then(repeated);
  });
  it('takes other content while no list is bound to it', () => {
    const changed = submitOrder({ goodsValueMinor: 1 });
    given(submitted()).when(changed, today).then(submitted(changed, 2));
    given(submitted(), confirmed(), dissolved).when(changed, today).then(submitted(changed, 2));
  });
  it('refuses other content once a list is bound to it', () => {
    given(submitted(), confirmed())
      .when(submitOrder({ goodsValueMinor: 1 }), today)
      .then(documentRefused('DOCUMENT_MATCHED', ''));
  });
  it('answers the lists that wait for it, in the order of their asking', () => {
    const second = { parcelId: 'CNPOST.2' };
    given(awaited(), awaited(second))
      .when(submitOrder(), today)
      .then(submitted(), confirmed(), refused('ORDER_TAKEN', '/orderNo', second));
    const small = { parcelId: 'CNPOST.3', facts: listFacts({ declaredValueMinor: 1 }) };
    given(awaited(small), awaited())
      .when(submitOrder(), today)
      .then(submitted(), refused('ORDER_MISMATCH_VALUE', '/declaredValueMinor', small), confirmed());
  });
  it('lets the lists that share an order have its value once', () => {
    const part = (parcelId: string, declaredValueMinor: number) => ({
      parcelId,
      facts: listFacts({ declaredValueMinor, listsPerDocument: 5 }),
    });
    given(awaited(part('A.1', 20_000)), awaited(part('A.2', 20_000)), awaited(part('A.3', 5_900)))
      .when(submitOrder(), today)
      .then(
        submitted(),
        confirmed(part('A.1', 20_000)),
        refused('ORDER_MISMATCH_VALUE', '/declaredValueMinor', part('A.2', 20_000)),
        confirmed(part('A.3', 5_900)),
      );
  });
});

describe('documentDecider, when a list asks', () => {
  it('lets it wait while the document is not there', () => {
    given().when(ask(), today).then(awaited());
  });
  it('answers at once when it is', () => {
    given(submitted()).when(ask(), today).then(confirmed());
    given(submitted())
      .when(ask({ facts: listFacts({ declaredValueMinor: 1 }) }), today)
      .then(refused('ORDER_MISMATCH_VALUE', '/declaredValueMinor'));
  });
  it('keeps the document for the list that is bound to it', () => {
    const other = { parcelId: 'CNPOST.2' };
    given(submitted(), confirmed())
      .when(ask(other), today)
      .then(refused('ORDER_TAKEN', '/orderNo', other));
    given(submitted(), confirmed(), dissolved).when(ask(other), today).then(confirmed(other));
  });
  it('takes the newer version of a list for the older one', () => {
    given(submitted(), confirmed())
      .when(ask({ version: 2 }), today)
      .then(confirmed({ version: 2 }));
  });
  it('lets no more lists wait than its state can bear', () => {
    const many = Array.from({ length: MAX_CLAIMS }, (_, n) => awaited({ parcelId: `CNPOST.${n}` }));
    given(...many)
      .when(ask(), today)
      .then(refused('ORDER_TAKEN', '/orderNo'));
  });
  it('hears of a list that was given up', () => {
    const giveBack = { type: 'GiveBack', documentId: ORDER, parcelId: PARCEL, platform: 'TEMU', version: 1 } as const;
    given(awaited()).when(giveBack).then(dissolved);
    given(submitted(), confirmed()).when(giveBack).then(dissolved);
    given(submitted()).when(giveBack).thenNothing();
  });
});

describe('the state of a document', () => {
  it('follows from what is there and who waits', () => {
    expect(given().state.status).toBe('absent');
    expect(given(awaited()).state).toMatchObject({ kind: 'order', status: 'awaited' });
    expect(given(awaited(), dissolved).state.status).toBe('absent');
    expect(given(submitted()).state).toMatchObject({ status: 'submitted', platform: 'TEMU', version: 1 });
    expect(given(submitted(), confirmed()).state.status).toBe('matched');
    expect(given(submitted(), confirmed(), dissolved).state.status).toBe('submitted');
  });
  it('has the time of its status, and of each claim', () => {
    const state = given(at(5, awaited()), at(7, awaited({ parcelId: 'CNPOST.2' })), at(9, submitted())).state;
    expect(state.since).toBe(9);
    expect(state.lists.map(({ since }) => since)).toEqual([5, 7]);
  });
  it('knows what a waybill says', () => {
    const state = given(submitted(submitWaybill())).state;
    expect(state).toMatchObject({ kind: 'waybill', platform: '', facts: { grossWeightGrams: 450, packages: 1 } });
    expect(() => given({ ...awaited(), documentId: 'truck:KZ-1' })).toThrow('no document');
    expect(WAYBILL).toContain('waybill:');
  });
});
