import type {
  CustomsNoted,
  CustomsStanding,
  CustomsStatusChanged,
  InspectionNoted,
  ReleaseOpened,
} from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { ClearanceRules } from '@alataw/values';
import { releaseDecider, releaseDeciderOf, type ReleaseEvent } from './release.decider';
import {
  cancelled,
  declared,
  detained,
  held,
  inspected,
  lifted,
  noted as inspectionNoted,
  opened as openedByCentre,
  parcelId,
  released,
  requested,
  returned,
  revoked,
  wasTooLate,
} from './release.fixture';

const rules = new ClearanceRules([{ from: '2020-01-21', value: 'CUSTOMS', source: 'test' }]);
const { given } = deciderSpec(releaseDeciderOf(rules));
const TODAY = { at: Date.parse('2026-12-01T00:00:00Z') };

const opened: ReleaseOpened = { ...openedByCentre, clearance: 'CUSTOMS' };
const awaiting: InspectionNoted = { ...inspectionNoted('PASSED', 'HELD'), note: 'AWAITING_CUSTOMS' };
const said = (standing: CustomsStanding, code: number, declarationVersion = 1): CustomsStatusChanged => ({
  ...{
    type: 'CustomsStatusChanged',
    parcelId,
    declarationVersion,
    code,
    standing,
    status: 'received',
    step: 'ANSWERED',
  },
  ...{
    detention: standing === 'DETAINED' ? 'ANTI_SMUGGLING' : null,
    returnTime: 1,
    info: null,
    preNo: null,
    invtNo: null,
    askAt: 0,
  },
});
const noted = (standing: CustomsStanding, code: number, declarationVersion = 1): CustomsNoted => ({
  ...{ type: 'CustomsNoted', parcelId, declarationVersion, code, standing },
  detention: standing === 'DETAINED' ? 'ANTI_SMUGGLING' : null,
});
const stopped = (
  wasReleased: boolean,
  reason: 'CUSTOMS_HOLD' | 'CUSTOMS_INSPECTION' = 'CUSTOMS_HOLD',
): ReleaseEvent => ({
  ...{ type: 'ParcelHeld', parcelId, reason, released: wasReleased, remark: null },
});
const asked: ReleaseEvent = { type: 'HoldRequested', parcelId, kind: 'HOLD', reason: 'CUSTOMS_HOLD', remark: null };
const letGo = (wasReleased: boolean): ReleaseEvent => ({ ...lifted(wasReleased), remark: null });
const sentBack: ReleaseEvent = { type: 'ParcelReturned', parcelId, reason: 'CUSTOMS', remark: null };
const kept: ReleaseEvent = { ...detained, detention: 'ANTI_SMUGGLING' };

const cleared = [opened, awaiting, noted('CLEARED', 800), released] as const;

describe('whose word is needed', () => {
  it('is settled when the parcel is taken in', () => {
    given().when(declared, TODAY).then(opened);
    deciderSpec(releaseDecider).given().when(declared, TODAY).then(openedByCentre);
  });
  it('is the centre’s alone where the rules say so: nothing waits for customs', () => {
    given(openedByCentre).when(inspected('PASSED')).then(released);
  });
});

describe('a release', () => {
  it('needs the inspection and customs, whichever comes last', () => {
    given(opened).when(inspected('PASSED')).then(awaiting);
    given(opened, awaiting).when(said('CLEARED', 800)).then(noted('CLEARED', 800), released);
    given(opened).when(said('CLEARED', 800)).then(noted('CLEARED', 800));
    given(opened, noted('CLEARED', 800)).when(inspected('PASSED')).then(released);
  });
  it('needs both also when both came before the declaration was read', () => {
    const before = [inspectionNoted('PASSED', 'NOT_OPENED'), noted('CLEARED', 800)] as const;
    given(...before)
      .when(declared, TODAY)
      .then(opened, released);
    given(before[0]).when(declared, TODAY).then(opened);
    expect(given(before[0], opened).state.status).toBe('awaitingCustoms');
  });
  it('rests on what customs says of the version that stands', () => {
    given(opened, noted('CLEARED', 800, 2))
      .when(inspected('PASSED'))
      .then(awaiting);
    given(opened, awaiting)
      .when(said('CLEARED', 800, 0))
      .thenNothing();
  });
  it('is not repeated by customs’ further codes', () => {
    given(...cleared)
      .when(said('CLEARED', 899))
      .thenNothing();
    given(opened).when(said('PENDING', 120)).thenNothing();
  });
});

describe('customs stops a parcel', () => {
  it('before its release at once, in its inspection or behind it', () => {
    given(opened).when(said('HELD', 600)).then(noted('HELD', 600), stopped(false));
    given(opened, awaiting)
      .when(said('INSPECTING', 500))
      .then(noted('INSPECTING', 500), stopped(false, 'CUSTOMS_INSPECTION'));
  });
  it('after its release by asking loading, and it is held when that confirms', () => {
    given(...cleared)
      .when(said('HELD', 600))
      .then(noted('HELD', 600), asked);
    given(...cleared, noted('HELD', 600), asked)
      .when({ type: 'LoadingHoldConfirmed', parcelId, kind: 'HOLD' })
      .then(stopped(true));
  });
  it('too late when it has left', () => {
    given(...cleared, noted('HELD', 600), asked)
      .when({ type: 'LoadingHoldTooLate', parcelId, kind: 'HOLD', unitId: 'truck:T' })
      .then({ ...wasTooLate('HOLD'), reason: 'CUSTOMS_HOLD' });
    const gone = [...cleared, asked, { ...wasTooLate('HOLD'), reason: 'CUSTOMS_HOLD' }] as const;
    given(...gone)
      .when(said('HELD', 600))
      .then(noted('HELD', 600));
  });
  it('and lets it go', () => {
    given(opened, awaiting, noted('HELD', 600), stopped(false))
      .when(said('CLEARED', 800))
      .then(noted('CLEARED', 800), letGo(false), released);
    given(opened, awaiting, noted('HELD', 600), stopped(false))
      .when(said('PENDING', 399))
      .then(noted('PENDING', 399), letGo(false));
    expect(given(opened, awaiting, stopped(false), noted('PENDING', 399), letGo(false)).state.status).toBe(
      'awaitingCustoms',
    );
    given(...cleared, noted('HELD', 600), asked, stopped(true))
      .when(said('CLEARED', 800))
      .then(noted('CLEARED', 800), letGo(true));
  });
  it('and lets it go before loading has answered', () => {
    given(...cleared, noted('HELD', 600), asked, noted('CLEARED', 800))
      .when({ type: 'LoadingHoldConfirmed', parcelId, kind: 'HOLD' })
      .then(stopped(true), letGo(true));
  });
  it('for good: staff lift no hold of customs, nor their own over it', () => {
    const lift = { type: 'LiftHold', parcelId, remark: null } as const;
    given(opened, noted('HELD', 600), stopped(false))
      .when(lift)
      .thenRefused('ReleaseCommandRefused', 'HELD_BY_CUSTOMS');
    given(opened, held(false), noted('HELD', 600)).when(lift).thenRefused('ReleaseCommandRefused', 'HELD_BY_CUSTOMS');
  });
  it('without lifting what staff hold', () => {
    given(opened, held(false), noted('HELD', 600)).when(said('CLEARED', 800)).then(noted('CLEARED', 800));
    given(opened, held(false), inspectionNoted('PASSED', 'HELD'))
      .when({ type: 'LiftHold', parcelId, remark: 'settled' })
      .then(lifted(false));
    expect(given(opened, held(false), inspectionNoted('PASSED', 'HELD'), lifted(false)).state.status).toBe(
      'awaitingCustoms',
    );
  });
});

describe('customs ends a parcel', () => {
  it.each([
    ['RETURNED', 700, sentBack],
    ['DETAINED', 502, kept],
  ] as const)('%s: before its release, and while it stands still', (standing, code, end) => {
    given(opened).when(said(standing, code)).then(noted(standing, code), end);
    given(opened, awaiting).when(said(standing, code)).then(noted(standing, code), end);
    given(opened, held(false)).when(said(standing, code)).then(noted(standing, code), end);
    const taken = [...cleared, requested('REVOCATION'), revoked] as const;
    given(...taken)
      .when(said(standing, code))
      .then(noted(standing, code), end);
  });
  it.each([
    ['RETURNED', 700, sentBack],
    ['DETAINED', 502, kept],
  ] as const)('%s: after its release when loading has stopped it', (standing, code, end) => {
    given(...cleared)
      .when(said(standing, code))
      .then(noted(standing, code), asked);
    given(...cleared, noted(standing, code), asked)
      .when({ type: 'LoadingHoldConfirmed', parcelId, kind: 'HOLD' })
      .then(stopped(true), end);
  });
  it('once', () => {
    for (const end of [returned, detained, cancelled]) given(opened, end).when(said('RETURNED', 700)).thenNothing();
  });
});
