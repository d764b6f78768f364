import type { DeclarationClosed, DeclarationFiled, ParcelDeclared } from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { contentHash } from './content-hash';
import { listOf } from './declaration.content';
import { declarationDecider, type DeclarationEvent } from './declaration.decider';
import type { AskPredecessor } from './declaration.predecessor';
import type { FreeParcel } from './declaration.return';
import { amendParcel, declareParcel } from './declare-parcel.fixture';
import { documentRules, WAIT_MS } from './document-rules.fixture';
import { listFacts } from './document.fixture';

const { given } = deciderSpec(declarationDecider(documentRules()));
const today = { at: Date.parse('2026-11-24T08:00:00+08:00') };
const first = declareParcel();
const { parcelId: predecessorId, platform } = first;
const parcelId = 'CNPOST.YT-2';
const anew = declareParcel({ parcelId, logisticsNo: 'YT-2', predecessorId });
const list = listOf(anew);

describe('a declaration that takes up another one', () => {
  const hash = contentHash(anew);
  const filed: DeclarationFiled = {
    ...{ type: 'DeclarationFiled', parcelId, platform, version: 1, contentHash: hash, list },
    ...{ documentIds: [predecessorId], facts: listFacts(), due: today.at + WAIT_MS },
  };
  const link = { parcelId: predecessorId, successorId: parcelId, platform, version: 1 } as const;

  it('waits for the word of its predecessor', () => {
    given().when(anew, today).then(filed);
  });
  it('is accepted with it, and names it', () => {
    const { events, state } = given(filed).when({ type: 'PredecessorConfirmed', ...link }, today);
    expect(events).toMatchObject([{ type: 'ParcelDeclared', parcelId, predecessorId, documentIds: [predecessorId] }]);
    expect(state).toMatchObject({ status: 'accepted', predecessorId });
  });
  it('is rejected without it', () => {
    const faults = [{ code: 'PREDECESSOR_OPEN', pointer: '/predecessorId' }] as const;
    const { events } = given(filed).when({ type: 'PredecessorRefused', ...link, faults }, today);
    expect(events).toMatchObject([
      { type: 'DeclarationRejected', parcelId, faults },
      { type: 'DocumentsGivenBack', documentIds: [predecessorId] },
    ]);
  });
  it('keeps its predecessor when it is amended', () => {
    const change = amendParcel({ ...anew, merchantName: 'Kashgar Trading Co.' });
    const accepted = given(filed).when({ type: 'PredecessorConfirmed', ...link }, today).events;
    const asked = given(filed, ...accepted).when(change, today).events;
    expect(asked).toMatchObject([{ type: 'AmendmentAsked', documentIds: [] }]);
    const { events } = given(filed, ...accepted, ...asked).when(
      { type: 'AmendmentGranted', parcelId, version: 2 },
      today,
    );
    expect(events).toMatchObject([{ type: 'ParcelDeclared', version: 2, documentIds: [predecessorId] }]);
  });
  it.each(['CNPOST', 'cnpost.x', 'order:TEMU:1', parcelId])('does not take up %s', (id) => {
    const { events } = given().when({ ...anew, predecessorId: id }, today);
    expect(events).toMatchObject([{ faults: [{ code: 'PREDECESSOR_FORM', pointer: '/predecessorId' }] }]);
  });
});

describe('a predecessor', () => {
  const declared: ParcelDeclared = {
    ...{ ...first, type: 'ParcelDeclared', version: 1, contentHash: contentHash(first), documentIds: [] },
  };
  const closed: DeclarationClosed = {
    ...{ type: 'DeclarationClosed', parcelId: predecessorId, platform, version: 1, reason: 'CANCELLED' },
  };
  const ask: AskPredecessor = {
    ...{ type: 'AskPredecessor', parcelId: predecessorId, successorId: parcelId, platform, version: 1 },
  };
  const link = { parcelId: predecessorId, successorId: parcelId, platform, version: 1 } as const;
  const confirmed = { type: 'PredecessorConfirmed', ...link } as const;
  const free: FreeParcel = { type: 'FreeParcel', parcelId: predecessorId, namedBy: parcelId, platform, version: 1 };
  const rejected = given().when(declareParcel({ currency: 'XXX' }), today).events;

  it.each<readonly [string, readonly DeclarationEvent[]]>([
    ['cancelled', [declared, closed]],
    ['returned', [declared, { ...closed, reason: 'RETURNED' }]],
    ['rejected', rejected],
  ])('that was %s is taken up, and knows by whom', (_what, past) => {
    const { events, state } = given(...past).when(ask, today);
    expect(events).toEqual([confirmed]);
    expect(state.successorId).toBe(parcelId);
  });
  it.each<readonly [string, readonly DeclarationEvent[], string, string]>([
    ['unknown', [], 'PREDECESSOR_UNKNOWN', platform],
    ["another platform's", [declared, closed], 'PREDECESSOR_UNKNOWN', 'SHEIN'],
    ['in force', [declared], 'PREDECESSOR_OPEN', platform],
    ['departed', [declared, { ...closed, reason: 'DEPARTED' }], 'PREDECESSOR_OPEN', platform],
    ['taken up by another', [declared, closed, { ...confirmed, successorId: 'A.1' }], 'PREDECESSOR_TAKEN', platform],
  ])('that is %s is not taken up', (_what, past, code, by) => {
    const { events } = given(...past).when({ ...ask, platform: by }, today);
    expect(events).toMatchObject([{ type: 'PredecessorRefused', faults: [{ code, pointer: '/predecessorId' }] }]);
  });
  it('is free again when its successor is, and by nobody else', () => {
    given(declared, closed, confirmed)
      .when(free, today)
      .then({ type: 'PredecessorFreed', ...link });
    given(declared, closed, confirmed)
      .when({ ...free, namedBy: 'CNPOST.YT-3' }, today)
      .thenNothing();
  });
  it('is not declared again under its own number', () => {
    const other = declareParcel({ orderNo: 'PO-9' });
    for (const past of [
      [declared, closed],
      [...rejected, confirmed],
    ])
      given(...past)
        .when(other, today)
        .then({ type: 'DeclarationConflicted', parcelId: predecessorId, platform, reason: 'CLOSED' });
  });
});
