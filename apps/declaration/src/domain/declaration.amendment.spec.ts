import type {
  AmendmentAsked,
  AmendmentDenied,
  AmendmentGranted,
  AmendmentRefused,
  DeclarationClosed,
  DeclarationFiled,
  DocumentsGivenBack,
  MatchConfirmed,
  MatchRefused,
  ParcelCancelled,
  ParcelDeclared,
} from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { contentHash } from './content-hash';
import type { Declared } from './declaration.checks';
import { declarationDecider, type DeclarationEvent } from './declaration.decider';
import { amendParcel, declareParcel } from './declare-parcel.fixture';
import { documentRules, WAIT_MS } from './document-rules.fixture';
import { listFacts, ORDER, WAYBILL } from './document.fixture';

const today = { at: Date.parse('2026-11-24T08:00:00+08:00') };
const DUE = today.at + WAIT_MS;
const first = declareParcel();
const change = amendParcel({ merchantName: 'Kashgar Trading Co.' });
const { parcelId, platform } = first;
const ORDER_2 = 'order:TEMU:PO-2';

const contentOf = ({ type: _, parcelId: _p, platform: _q, ...list }: Declared): DeclarationFiled['list'] => list;
const declared = (content: Declared, version: number, documentIds: readonly string[] = []): ParcelDeclared => ({
  ...contentOf(content),
  ...{ type: 'ParcelDeclared', parcelId, platform, version, contentHash: contentHash(content), documentIds },
});
const asked = (version = 2, documentIds: readonly string[] = [], content: Declared = change): AmendmentAsked => ({
  ...{ type: 'AmendmentAsked', parcelId, platform, version, contentHash: contentHash(content) },
  ...{ list: contentOf(content), documentIds },
});
const refused = (
  reason: AmendmentRefused['reason'],
  version = 0,
  faults: AmendmentRefused['faults'] = [],
): AmendmentRefused => ({ type: 'AmendmentRefused', parcelId, platform, version, reason, faults });
const granted = (version = 2): AmendmentGranted => ({ type: 'AmendmentGranted', parcelId, version });
const denied: AmendmentDenied = { type: 'AmendmentDenied', parcelId, version: 2, reason: 'ALREADY_RELEASED' };
const cancelled: ParcelCancelled = { type: 'ParcelCancelled', parcelId, platform };
const closed: DeclarationClosed = { type: 'DeclarationClosed', parcelId, platform, version: 1, reason: 'CANCELLED' };
const givenBack = (version: number, documentIds: readonly string[]): DocumentsGivenBack => ({
  ...{ type: 'DocumentsGivenBack', parcelId, platform, version, documentIds },
});

describe('a change of an accepted declaration', () => {
  const { given } = deciderSpec(declarationDecider(documentRules()));
  const accepted = declared(first, 1);

  it('is asked of release, which alone knows whether it comes in time', () => {
    given(accepted).when(change, today).then(asked());
  });
  it('takes effect when release grants it, with everything that a declaration carries', () => {
    const { events, state } = given(accepted, asked()).when(granted(), today);
    expect(events).toEqual([declared(change, 2)]);
    expect(state).toMatchObject({ status: 'accepted', version: 2, lastVersion: 2, amendment: null });
  });
  it('does not take effect when release denies it: what stood stands', () => {
    const { events, state } = given(accepted, asked()).when(denied, today);
    expect(events).toEqual([refused('ALREADY_RELEASED', 2)]);
    expect(state).toMatchObject({ version: 1, amendment: null, contentHash: contentHash(first) });
    given(accepted, asked(), refused('ALREADY_RELEASED', 2)).when(change, today).then(asked(3));
  });
  it('hears of an earlier one that release grants or denies, and does nothing', () => {
    const again = [accepted, asked(), refused('ALREADY_RELEASED', 2), asked(3)] as const;
    given(...again)
      .when(granted(2), today)
      .thenNothing();
    given(...again)
      .when(denied, today)
      .thenNothing();
  });

  it('that breaks rules is refused with pointers, and what stood stands', () => {
    const wrong = amendParcel({ currency: 'XXX' });
    given(accepted)
      .when(wrong, today)
      .then(refused('AMENDMENT_FAULTS', 0, [{ code: 'CURRENCY_UNKNOWN', pointer: '/currency' }]));
  });
  it('is judged by the rules of its day', () => {
    const later = amendParcel({ tradeMode: '9710' });
    given(accepted)
      .when(later, today)
      .then(asked(2, [], later));
    const { events } = given(accepted).when(later, { at: Date.parse('2021-06-30T08:00:00+08:00') });
    expect(events).toMatchObject([{ reason: 'AMENDMENT_FAULTS' }]);
  });
  it('leaves the predecessor as it was', () => {
    const { events } = given(accepted).when(amendParcel({ predecessorId: 'CNPOST.X1' }), today);
    expect(events).toMatchObject([{ faults: [{ code: 'PREDECESSOR_FIXED', pointer: '/predecessorId' }] }]);
  });
  it('of the same content changes nothing', () => {
    const { decidedAt } = given(accepted).state;
    const repeated = { type: 'DeclarationRepeated', parcelId, platform, decidedAt, faults: [] } as const;
    given(accepted)
      .when(amendParcel(), today)
      .then({ ...repeated, version: 1, decision: 'ACCEPTED' });
    given(accepted, asked())
      .when(change, today)
      .then({ ...repeated, version: 2, decision: 'PENDING' });
  });

  it.each<readonly [string, readonly DeclarationEvent[], AmendmentRefused['reason'], string]>([
    ['of what nobody declared', [], 'UNKNOWN_PARCEL', platform],
    ['of what another platform declared', [accepted], 'UNKNOWN_PARCEL', 'SHEIN'],
    ['of a cancelled parcel', [accepted, closed], 'ALREADY_CANCELLED', platform],
    ['of a returned parcel', [accepted, { ...closed, reason: 'RETURNED' }], 'ALREADY_RETURNED', platform],
    [
      'while another one is under way',
      [accepted, asked(2, [], amendParcel({ packages: 2 }))],
      'AMENDMENT_PENDING',
      platform,
    ],
  ])('%s is refused', (_, past, reason, by) => {
    given(...past)
      .when({ ...change, platform: by }, today)
      .then({ ...refused(reason), platform: by });
  });
  it('of a rejected declaration is refused: it is declared again', () => {
    const { events } = given().when(declareParcel({ currency: 'XXX' }), today);
    given(...events)
      .when(change, today)
      .then(refused('NOT_ACCEPTED'));
  });

  it('that release is being asked about is answered by release, whatever has become of the parcel', () => {
    const { events, state } = given(accepted, asked()).when(cancelled, today);
    expect(events).toEqual([closed]);
    expect(state.amendment).not.toBeNull();
    given(accepted, asked(), closed)
      .when({ ...denied, reason: 'ALREADY_CANCELLED' }, today)
      .then(refused('ALREADY_CANCELLED', 2));
  });
});

describe('a change of a list that needs documents', () => {
  const { given } = deciderSpec(declarationDecider(documentRules(['order', 'waybill'])));
  const moved = amendParcel({ orderNo: 'PO-2' });
  const accepted = declared(first, 1, [ORDER, WAYBILL]);
  const facts = listFacts();
  const filed: DeclarationFiled = {
    ...{ type: 'DeclarationFiled', parcelId, platform, version: 2, contentHash: contentHash(moved) },
    ...{ list: contentOf(moved), documentIds: [ORDER_2, WAYBILL], facts, due: DUE },
  };
  const match = { parcelId, platform, version: 2 } as const;
  const confirmed = (documentId: string): MatchConfirmed => ({ type: 'MatchConfirmed', documentId, ...match, facts });
  const noted = { type: 'MatchNoted', ...match, documentId: ORDER_2 } as const;

  it('matches them before release is asked, while what stood stands', () => {
    const { events, state } = given(accepted).when(moved, today);
    expect(events).toEqual([filed]);
    expect(state).toMatchObject({ status: 'accepted', version: 1, contentHash: contentHash(first) });
    given(accepted, filed).when(confirmed(ORDER_2), today).then(noted);
    given(accepted, filed, noted)
      .when(confirmed(WAYBILL), today)
      .then(asked(2, [ORDER_2, WAYBILL], moved));
  });
  it('gives the documents of the earlier version back when it takes effect', () => {
    const past = [accepted, filed, noted, asked(2, [ORDER_2, WAYBILL], moved)] as const;
    const { events, state } = given(...past).when(granted(), today);
    expect(events).toEqual([declared(moved, 2, [ORDER_2, WAYBILL]), givenBack(1, [ORDER, WAYBILL])]);
    expect(state.documents.map(({ documentId }) => documentId)).toEqual([ORDER_2, WAYBILL]);
  });
  it('gives its own back when one refuses, when they do not come in time, and when release denies it', () => {
    const refusal: MatchRefused = {
      ...{ type: 'MatchRefused', documentId: ORDER_2, ...match },
      faults: [{ code: 'ORDER_TAKEN', pointer: '/orderNo' }],
    };
    const own = givenBack(2, [ORDER_2, WAYBILL]);
    given(accepted, filed)
      .when(refusal, today)
      .then(refused('AMENDMENT_FAULTS', 2, refusal.faults), own);
    given(accepted, filed, noted)
      .when({ type: 'ExpireMatching', parcelId, due: DUE }, { at: DUE })
      .then(refused('AMENDMENT_FAULTS', 2, [{ code: 'WAYBILL_MISSING', pointer: '/logisticsNo' }]), own);
    const { events, state } = given(accepted, filed, asked(2, [ORDER_2, WAYBILL], moved)).when(denied, today);
    expect(events).toEqual([refused('ALREADY_RELEASED', 2), own]);
    expect(state.documents.map(({ documentId }) => documentId)).toEqual([ORDER, WAYBILL]);
  });
  it('ends with the parcel, and gives back what both versions had', () => {
    given(accepted, filed)
      .when(cancelled, today)
      .then(closed, givenBack(1, [ORDER, WAYBILL]), refused('ALREADY_CANCELLED', 2), givenBack(2, [ORDER_2, WAYBILL]));
  });
});
