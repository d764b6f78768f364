import type {
  DeclarationFault,
  DeclarationFiled,
  DeclarationRejected,
  DeclareParcel,
  DocumentsGivenBack,
  MatchConfirmed,
  MatchNoted,
  MatchRefused,
  ParcelDeclared,
} from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import { contentHash } from './content-hash';
import { declarationDecider, type DeclarationEvent } from './declaration.decider';
import { declareParcel } from './declare-parcel.fixture';
import { documentRules, WAIT_MS } from './document-rules.fixture';
import { listFacts, ORDER, PAYMENT, WAYBILL } from './document.fixture';

const rules = documentRules(['order', 'waybill']);
const { given } = deciderSpec(declarationDecider(rules));
const today = { at: Date.parse('2026-11-24T08:00:00+08:00') };
const right = declareParcel();
const other = declareParcel({ orderNo: 'PO-2' });
const { parcelId, platform } = right;
const DUE = today.at + WAIT_MS;

const contentOf = ({ type: _, parcelId: _p, platform: _q, ...list }: DeclareParcel): DeclarationFiled['list'] => list;

const filed = (command = right, version = 1, changes: Partial<DeclarationFiled> = {}): DeclarationFiled => ({
  ...{ type: 'DeclarationFiled', parcelId, platform, version, contentHash: contentHash(command) },
  list: contentOf(command),
  documentIds: [ORDER, WAYBILL],
  facts: listFacts(),
  due: DUE,
  ...changes,
});
const confirmed = (documentId: string, version = 1): MatchConfirmed => ({
  ...{ type: 'MatchConfirmed', documentId, parcelId, platform, version, facts: listFacts() },
});
const noted = (documentId: string): MatchNoted => ({ type: 'MatchNoted', parcelId, platform, version: 1, documentId });
const declared = (command = right, version = 1, documentIds = [ORDER, WAYBILL]): ParcelDeclared => ({
  ...command,
  ...{ type: 'ParcelDeclared', version, contentHash: contentHash(command), documentIds },
});
const rejected = (...faults: DeclarationFault[]): DeclarationRejected => ({
  ...{ type: 'DeclarationRejected', parcelId, platform, version: 1, contentHash: contentHash(right) },
  ...{ orderNo: right.orderNo, destinationCountry: right.destinationCountry, faults },
});
const givenBack = (version = 1): DocumentsGivenBack => ({
  ...{ type: 'DocumentsGivenBack', parcelId, platform, version, documentIds: [ORDER, WAYBILL] },
});
const refusal: MatchRefused = {
  ...{ type: 'MatchRefused', documentId: ORDER, parcelId, platform, version: 1 },
  faults: [{ code: 'ORDER_MISMATCH_VALUE', pointer: '/declaredValueMinor' }],
};
const expire = (due = DUE) => ({ type: 'ExpireMatching', parcelId, due }) as const;

describe('a list that needs documents', () => {
  it('is filed, names them, and says until when they have to be there', () => {
    given().when(right, today).then(filed());
  });
  it('is accepted at once where its platform or its mode needs none', () => {
    const others: DeclareParcel[] = [
      declareParcel({ platform: 'SHEIN' }),
      declareParcel({ tradeMode: '1210', accountBookNo: 'H9404A000001' }),
    ];
    for (const each of others)
      given()
        .when(each, today)
        .then(declared(each, 1, []));
  });
  it('needs what the rules of the day say', () => {
    const before = { at: Date.parse('2020-01-20T23:59:59+08:00') };
    given()
      .when(right, before)
      .then(declared(right, 1, []));
    const withPayment = deciderSpec(declarationDecider(documentRules(['payment', 'order'])));
    withPayment
      .given()
      .when(right, today)
      .then(filed(right, 1, { documentIds: [ORDER, PAYMENT] }));
  });
  it('is compared as a booking of an overseas warehouse in mode 9810', () => {
    const booking = declareParcel({ tradeMode: '9810' });
    given()
      .when(booking, today)
      .then(filed(booking, 1, { facts: listFacts({ orderKind: 'WAREHOUSE' }) }));
  });
  it('is rejected at once when it breaks a rule by itself', () => {
    const [event] = given().when(declareParcel({ currency: 'RMB' }), today).events;
    expect(event).toMatchObject({ type: 'DeclarationRejected' });
  });
  it('is declared when the last of its documents matches, in whichever order they come', () => {
    given(filed()).when(confirmed(ORDER)).then(noted(ORDER));
    given(filed(), noted(ORDER)).when(confirmed(WAYBILL)).then(declared());
    given(filed(), noted(WAYBILL)).when(confirmed(ORDER)).then(declared());
  });
  it('is rejected when one contradicts it, and gives all of them back', () => {
    given(filed(), noted(WAYBILL))
      .when(refusal)
      .then(rejected(...refusal.faults), givenBack());
  });
  it('is rejected when its time has passed, naming what is missing', () => {
    const missing = { code: 'WAYBILL_MISSING', pointer: '/logisticsNo' } as const;
    given(filed(), noted(ORDER)).when(expire(), { at: DUE }).then(rejected(missing), givenBack());
    const both = given(filed()).when(expire(), { at: DUE }).events[0] as DeclarationRejected;
    expect(both.faults.map(({ code }) => code)).toEqual(['ORDER_MISSING', 'WAYBILL_MISSING']);
  });
  it('refuses a time that has not passed, or is another one', () => {
    const refused: DeclarationEvent = { type: 'MatchingCommandRefused', parcelId, reason: 'NOT_DUE' };
    given(filed())
      .when(expire(), { at: DUE - 1 })
      .then(refused);
    given(filed())
      .when(expire(DUE - 1), { at: DUE })
      .then(refused);
    given(filed(), declared()).when(expire(), { at: DUE }).then(refused);
    given().when(expire(0), { at: DUE }).then(refused);
  });
  it('passes over answers that it does not wait for', () => {
    given().when(confirmed(ORDER)).thenNothing();
    given(filed(), noted(ORDER)).when(confirmed(ORDER)).thenNothing();
    given(filed(), declared()).when(confirmed(ORDER)).thenNothing();
    given(filed(), declared()).when(refusal).thenNothing();
    given(filed(), rejected(), givenBack(), filed(right, 2)).when(confirmed(ORDER)).thenNothing();
    given(filed(), rejected(), givenBack(), filed(right, 2)).when(refusal).thenNothing();
  });
});

describe('a platform that declares again', () => {
  it('hears that the list still waits', () => {
    given(at(17, filed()))
      .when(right, today)
      .then({
        ...{ type: 'DeclarationRepeated', parcelId, platform, version: 1, decision: 'PENDING', decidedAt: 17 },
        faults: [],
      });
  });
  it('replaces a list that waits; what the old one asked for is free first', () => {
    const documentIds = ['order:TEMU:PO-2', WAYBILL];
    given(filed(), noted(ORDER))
      .when(other, today)
      .then(givenBack(), filed(other, 2, { documentIds }));
    const wrong = declareParcel({ currency: 'RMB' });
    const events = given(filed()).when(wrong, today).events;
    expect(events).toMatchObject([givenBack(), { type: 'DeclarationRejected', version: 2 }]);
  });
  it('files the same content anew after a rejection for want of documents', () => {
    given(filed(), rejected(), givenBack()).when(right, today).then(filed(right, 2));
  });
  it('cannot take the waybill number of another that waits', () => {
    const [event] = given(filed()).when(declareParcel({ platform: 'SHEIN' }), today).events;
    expect(event).toMatchObject({ type: 'DeclarationConflicted', reason: 'OTHER_PLATFORM' });
  });
});

describe('a declared parcel that is cancelled or returned', () => {
  it('gives its documents back, once', () => {
    const cancelled = { type: 'ParcelCancelled', parcelId, platform } as const;
    const closed = { type: 'DeclarationClosed', parcelId, platform, version: 1, reason: 'CANCELLED' } as const;
    given(filed(), declared()).when(cancelled).then(closed, givenBack());
    given(filed(), declared(), closed, givenBack()).when(cancelled).thenNothing();
    given(declared(right, 1, []))
      .when(cancelled)
      .then(closed);
  });
});

describe('the state of a filed parcel', () => {
  it('has the content until it is decided, and its documents', () => {
    const waiting = given(at(17, filed()), at(18, noted(ORDER))).state;
    expect(waiting).toMatchObject({ status: 'filed', decidedAt: 17, firstSeenAt: 17, due: DUE, itemCount: 1 });
    expect(waiting.list).toEqual(contentOf(right));
    expect(waiting.documents).toEqual([
      { documentId: ORDER, matched: true },
      { documentId: WAYBILL, matched: false },
    ]);
    const after = given(filed(), declared()).state;
    expect(after).toMatchObject({ status: 'accepted', list: null, due: 0, version: 1 });
    expect(after.documents.every(({ matched }) => matched)).toBe(true);
    expect(given(filed(), rejected(), givenBack()).state).toMatchObject({ list: null, documents: [] });
  });
});
