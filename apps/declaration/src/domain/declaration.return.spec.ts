import type { DeclarationClosed, DeclarationFiled, DeclarationRetired, ParcelDeclared } from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import { contentHash } from './content-hash';
import { listOf } from './declaration.content';
import { declarationDecider, type DeclarationEvent } from './declaration.decider';
import { endingDeclaration, isAnswerAboutNumber, remainsOf, stateOf } from './declaration.ending';
import type { AskReturn, FreeParcel } from './declaration.return';
import { amendParcel, declareParcel } from './declare-parcel.fixture';
import { documentRules, WAIT_MS } from './document-rules.fixture';
import { listFacts } from './document.fixture';

const DAY = 86_400_000;
const decider = endingDeclaration(declarationDecider(documentRules()));
const { given } = deciderSpec(decider);
const today = { at: Date.parse('2026-11-24T08:00:00+08:00') };
const original = declareParcel();
const { parcelId: returnOf, platform } = original;
const parcelId = 'CNPOST.YT-2';
const back = declareParcel({
  ...{ parcelId, logisticsNo: 'YT-2', returnOf, destinationCountry: 'CN', consigneeCountry: 'CN' },
});
const link = { parcelId: returnOf, returnId: parcelId, platform, version: 1 } as const;
const confirmed = { type: 'ReturnConfirmed', ...link } as const;
const freed = { type: 'ReturnFreed', ...link } as const;

describe('a declaration of goods that come back', () => {
  const filed: DeclarationFiled = {
    ...{ type: 'DeclarationFiled', parcelId, platform, version: 1, contentHash: contentHash(back) },
    ...{ list: listOf(back), documentIds: [returnOf], facts: listFacts(), due: today.at + WAIT_MS },
  };
  const refused = (code: 'ORIGINAL_NOT_DEPARTED' | 'ORIGINAL_UNKNOWN') => [{ code, pointer: '/returnOf' }] as const;

  it('waits for the word of its original', () => {
    given().when(back, today).then(filed);
  });
  it('is accepted with it, and names it', () => {
    const { events, state } = given(filed).when(confirmed, today);
    expect(events).toMatchObject([{ type: 'ParcelDeclared', parcelId, returnOf, documentIds: [returnOf] }]);
    expect(state).toMatchObject({ status: 'accepted', returnOf, predecessorId: null });
  });
  it('is rejected without it, at once or when no word comes', () => {
    const faults = refused('ORIGINAL_NOT_DEPARTED');
    for (const [command, said] of [
      [{ type: 'ReturnRefused', ...link, faults }, faults],
      [{ type: 'ExpireMatching', parcelId, due: filed.due }, refused('ORIGINAL_UNKNOWN')],
    ] as const)
      expect(given(filed).when(command, { at: filed.due }).events).toMatchObject([
        { type: 'DeclarationRejected', parcelId, faults: said },
        { type: 'DocumentsGivenBack', documentIds: [returnOf] },
      ]);
  });
  it('needs no order, waybill or payment of its own', () => {
    const { events } = given().when({ ...back, platform: 'TIANSHAN', tradeMode: '9710' }, today);
    expect(events).toMatchObject([{ type: 'DeclarationFiled', documentIds: [returnOf] }]);
  });
  it('asks its original behind the return that it takes up again', () => {
    const { events } = given().when({ ...back, predecessorId: 'CNPOST.YT-1' }, today);
    expect(events).toMatchObject([{ type: 'DeclarationFiled', documentIds: ['CNPOST.YT-1', returnOf] }]);
  });
  it('keeps its original when it is amended', () => {
    const declared = given(filed).when(confirmed, today).events;
    const moved = given(filed, ...declared).when(amendParcel({ ...back, returnOf: null }), today).events;
    expect(moved).toMatchObject([{ faults: [{ code: 'ORIGINAL_FIXED', pointer: '/returnOf' }] }]);
    const asked = given(filed, ...declared).when(amendParcel({ ...back, merchantName: 'Kashgar Co.' }), today).events;
    const granted = { type: 'AmendmentGranted', parcelId, version: 2 } as const;
    const { events } = given(filed, ...declared, ...asked).when(granted, today);
    expect(events).toMatchObject([{ type: 'ParcelDeclared', version: 2, returnOf, documentIds: [returnOf] }]);
  });
  it.each([
    ['no parcel', { returnOf: 'order:TEMU:1' }, 'ORIGINAL_FORM'],
    ['itself', { returnOf: parcelId }, 'ORIGINAL_FORM'],
    ['what it takes up again', { predecessorId: returnOf }, 'ORIGINAL_FORM'],
    ['abroad', { destinationCountry: 'KZ' }, 'RETURN_DESTINATION'],
  ])('is not the return of %s', (_what, changes, code) => {
    expect(given().when({ ...back, ...changes }, today).events).toMatchObject([{ faults: [{ code }] }]);
  });
});

describe('an original', () => {
  const declared: ParcelDeclared = {
    ...{ ...original, type: 'ParcelDeclared', version: 1, contentHash: contentHash(original) },
    documentIds: ['order:TEMU:PO-1'],
  };
  const closed = (reason: DeclarationClosed['reason']): DeclarationClosed => ({
    ...{ type: 'DeclarationClosed', parcelId: returnOf, platform, version: 1, reason },
  });
  const ended = (departed: boolean) => ({ type: 'ParcelEnded', parcelId: returnOf, leavesAt: 1, departed }) as const;
  const ask: AskReturn = { type: 'AskReturn', ...link };
  const free: FreeParcel = { type: 'FreeParcel', parcelId: returnOf, namedBy: parcelId, platform, version: 1 };
  const departed = [declared, closed('DEPARTED')];
  const refusal = (code: string) => [{ type: 'ReturnRefused', ...link, faults: [{ code, pointer: '/returnOf' }] }];

  it('is over when it has departed, and keeps its documents', () => {
    given(declared).when(ended(true), today).then(closed('DEPARTED'));
    given(declared).when(ended(false), today).thenNothing();
    given(...departed)
      .when(ended(true), today)
      .thenNothing();
  });
  it('that departed comes back, and knows as what', () => {
    const { then, state } = given(...departed).when(ask, today);
    then(confirmed);
    expect(state.returnId).toBe(parcelId);
    given(...departed, confirmed)
      .when(ask, today)
      .then(confirmed);
  });
  it.each<readonly [string, readonly DeclarationEvent[], string, string]>([
    ['unknown', [], 'ORIGINAL_UNKNOWN', platform],
    ["another platform's", departed, 'ORIGINAL_UNKNOWN', 'SHEIN'],
    ['still here', [declared], 'ORIGINAL_NOT_DEPARTED', platform],
    ['cancelled', [declared, closed('CANCELLED')], 'ORIGINAL_NOT_DEPARTED', platform],
    ['back already', [...departed, { ...confirmed, returnId: 'CNPOST.YT-9' }], 'ORIGINAL_RETURNED', platform],
  ])('that is %s does not come back, which is nothing that becomes of it', (_what, past, code, by) => {
    const { events, state } = given(...past).when({ ...ask, platform: by }, today);
    expect(events).toMatchObject(refusal(code).map((each) => ({ ...each, platform: by })));
    expect(events.every(isAnswerAboutNumber)).toBe(true);
    expect(state).toEqual(given(...past).state);
  });
  it('may come back as another when the first is given up, which nobody else does for it', () => {
    given(...departed, confirmed)
      .when(free, today)
      .then(freed);
    given(...departed, confirmed)
      .when({ ...free, namedBy: 'CNPOST.YT-3' }, today)
      .thenNothing();
  });
  it('is still no new parcel under its own number', () => {
    given(...departed)
      .when(declareParcel({ orderNo: 'PO-9' }), today)
      .then({ type: 'DeclarationConflicted', parcelId: returnOf, platform, reason: 'CONTENT_DIFFERS' });
    expect(given(...departed).when(amendParcel({ orderNo: 'PO-9' }), today).events).toMatchObject([
      { type: 'AmendmentRefused', reason: 'DEPARTED' },
    ]);
  });

  describe('that is forgotten', () => {
    const takenUntil = Math.ceil((today.at + 183 * DAY) / DAY) * DAY;
    const retired = (changes: Partial<DeclarationRetired> = {}): DeclarationRetired => ({
      ...{ type: 'DeclarationRetired', parcelId: returnOf, platform, takenUntil, departed: true, returnId: null },
      ...changes,
    });
    const past = [at(today.at, declared), closed('DEPARTED')] as const;
    const known = (...events: readonly (DeclarationEvent | DeclarationRetired)[]) =>
      given(...past, retired(), ...events);
    const later = { at: takenUntil - 1 };

    it('leaves that it departed, and as what it came back', () => {
      const told = { type: 'ParcelRetired', parcelId: returnOf } as const;
      given(...past)
        .when(told, today)
        .then(retired());
      given(...past, confirmed)
        .when(told, today)
        .then(retired({ returnId: parcelId }));
      given(at(today.at, declared))
        .when(told, today)
        .then(retired({ departed: false }));
    });
    it('comes back as long as its number is taken, and is forgotten again in the same decision', () => {
      const { then, state } = known().when(ask, later);
      then(confirmed, retired({ returnId: parcelId }));
      known(confirmed, retired({ returnId: parcelId }))
        .when(free, later)
        .then(freed, retired());
      expect(state).toMatchObject({ status: 'retired', returnId: parcelId, due: takenUntil });
    });
    it.each<readonly [string, Partial<DeclarationRetired>, number, string, string]>([
      ["another platform's", {}, later.at, 'ORIGINAL_UNKNOWN', 'SHEIN'],
      ['one that stayed', { departed: false }, later.at, 'ORIGINAL_NOT_DEPARTED', platform],
      ['back already', { returnId: 'CNPOST.YT-9' }, later.at, 'ORIGINAL_RETURNED', platform],
      ['of a number that is free again', {}, takenUntil, 'ORIGINAL_UNKNOWN', platform],
    ])('does not when it is %s', (_what, changes, time, code, by) => {
      const { events } = given(...past, retired(changes)).when({ ...ask, platform: by }, { at: time });
      expect(events).toMatchObject(refusal(code).map((each) => ({ ...each, platform: by })));
    });
    it.each([
      [{}, ''],
      [{ departed: false }, '-'],
      [{ returnId: parcelId }, parcelId],
    ])('is told by what is left of it: %p', (changes, note) => {
      const { state } = given(...past, retired(changes));
      const remains = remainsOf(state);
      expect(remains).toMatchObject({ owner: platform, note });
      expect(stateOf(decider.initialState, remains!)).toEqual(state);
    });
  });
});
