import type { AmendmentDenied, ParcelCancelled, ReleaseAmended } from '@alataw/contracts';
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
  noted,
  opened,
  parcelId,
  released,
  requested,
  returned,
  revoked,
  wasTooLate,
} from './release.fixture';

const { given } = deciderSpec(releaseDecider);
const change = { ...declared, version: 2, grossWeightGrams: 500, carrier: 'RUPOST' };
const { version, contentHash, platform, destinationCountry, portCode, tradeMode, grossWeightGrams, packages, carrier } =
  change;
const ask = {
  type: 'AmendmentAsked',
  parcelId,
  platform,
  version,
  contentHash,
  list: change,
  documentIds: [],
} as const;
const granted = { type: 'AmendmentGranted', parcelId, version: 2 } as const;
const denied = (reason: AmendmentDenied['reason']): AmendmentDenied => ({
  ...{ type: 'AmendmentDenied', parcelId, version: 2, reason },
});
const facts = {
  ...{ declarationVersion: 2, platform, carrier, destinationCountry, portCode, tradeMode },
  ...{ grossWeightGrams, packages, volumeCm3: null },
};
const amended: ReleaseAmended = { type: 'ReleaseAmended', parcelId, ...facts };
const releasedSo: ReleaseEvent = { type: 'ParcelReleased', parcelId, ...facts };
const of2 = { declarationVersion: 2 } as const;
const inspected2 = { ...inspected('PASSED'), ...of2 };

describe('a change', () => {
  it.each<readonly [string, readonly ReleaseEvent[]]>([
    ['waits for its inspection', [opened]],
    ['is held before its inspection', [opened, held(false)]],
    ['is held behind its inspection', [opened, held(false), noted('PASSED', 'HELD')]],
  ])('of a parcel that %s comes in time', (_, past) => {
    given(...past)
      .when(ask)
      .then(granted);
  });
  it.each<readonly [string, readonly ReleaseEvent[], AmendmentDenied['reason']]>([
    ['is released', [opened, released], 'ALREADY_RELEASED'],
    ['is asked to be held', [opened, released, requested('HOLD')], 'ALREADY_RELEASED'],
    ['is held after its release', [opened, released, requested('HOLD'), held(true)], 'ALREADY_RELEASED'],
    ['has been revoked', [opened, released, requested('REVOCATION'), revoked], 'ALREADY_RELEASED'],
    ['is gone', [opened, released, requested('HOLD'), wasTooLate('HOLD')], 'DEPARTED'],
    ['was returned', [opened, held(false), returned], 'ALREADY_RETURNED'],
    ['is detained', [opened, detained], 'DETAINED'],
    ['was cancelled', [opened, cancelled], 'ALREADY_CANCELLED'],
    ['is being changed', [opened, granted], 'AMENDMENT_PENDING'],
  ])('of a parcel that %s does not', (_, past, reason) => {
    given(...past)
      .when(ask)
      .then(denied(reason));
  });
});

describe('a parcel whose change was granted', () => {
  it('is not released on an inspection of what was declared before', () => {
    const late = inspected('PASSED');
    given(opened, granted).when(late).then(noted('PASSED', 'SUPERSEDED'));
    given(opened, granted, amended).when(late).then(noted('PASSED', 'SUPERSEDED'));
    const heldBefore = [opened, held(false), noted('PASSED', 'HELD'), granted, amended] as const;
    given(...heldBefore)
      .when({ type: 'LiftHold', parcelId, remark: 'settled' })
      .then(lifted(false));
  });
  it('is taken in anew, and released by the inspection of that', () => {
    given(opened, granted).when(change).then(amended);
    given(opened, granted, amended).when(inspected2).then(releasedSo);
  });
  it('is released at once where the new inspection came first, and not before', () => {
    const first = { ...noted('PASSED', 'NOT_OPENED'), ...of2 };
    given(opened, granted).when(inspected2).then(first);
    given(opened, granted, first).when(change).then(amended, releasedSo);
    const stopped = [opened, granted, held(false), first] as const;
    given(...stopped)
      .when({ type: 'LiftHold', parcelId, remark: 'settled' })
      .then(lifted(false));
    given(...stopped)
      .when(change)
      .then(amended);
  });
  it('is taken in once, and as it was granted', () => {
    given(opened, granted, amended).when(change).thenNothing();
    given(opened).when(change).thenNothing();
    given(opened, granted)
      .when({ ...change, version: 3 })
      .thenNothing();
  });
  it('is detained or returned on whatever version that is decided', () => {
    given(opened, granted).when(inspected('DETAINED')).then(detained);
    given(opened, granted, detained).when(change).then(amended);
    expect(given(opened, granted, detained, amended).state.status).toBe('detained');
  });
  it('is not cancelled until the change is here', () => {
    const cancel = { type: 'CancelParcel', parcelId, platform } as const;
    given(opened, granted).when(cancel).thenRefused('ReleaseCommandRefused', 'AMENDMENT_PENDING');
    given(opened, granted, amended)
      .when(cancel)
      .then({ type: 'ParcelCancelled', parcelId, platform } satisfies ParcelCancelled);
  });
});

describe('where customs has a say', () => {
  const clearance = new ClearanceRules([{ from: '2020-01-21', value: 'CUSTOMS', source: 'test' }]);
  const { given: givenThere } = deciderSpec(releaseDeciderOf(clearance));
  const openedThere = { ...opened, clearance: 'CUSTOMS' } as const;
  const said = (declarationVersion: number, standing: 'CLEARED' | 'HELD', code: number): ReleaseEvent => ({
    ...{ type: 'CustomsNoted', parcelId, declarationVersion, code, standing, detention: null },
  });
  const waiting = [openedThere, noted('PASSED', 'AWAITING_CUSTOMS')] as const;

  it('a change lets a parcel that waited for customs wait for its inspection', () => {
    expect(givenThere(...waiting, granted).state).toMatchObject({
      status: 'awaitingInspection',
      inspection: 'PENDING',
    });
  });
  it('what customs has said of the earlier version counts no more', () => {
    const stopped: ReleaseEvent = { ...held(false, 'CUSTOMS_HOLD'), remark: null };
    const past = [openedThere, said(1, 'HELD', 600), stopped, granted] as const;
    givenThere(...past)
      .when(change)
      .then(amended, { ...lifted(false), remark: null });
    const cleared = [openedThere, said(1, 'CLEARED', 800), granted, amended] as const;
    const passed = { ...noted('PASSED', 'AWAITING_CUSTOMS'), ...of2 };
    givenThere(...cleared)
      .when(inspected2)
      .then(passed);
  });
  it('its word about the changed declaration lets go on what has come first', () => {
    const first = { ...noted('PASSED', 'NOT_OPENED'), ...of2 };
    const spoken = [...waiting, granted, first, said(2, 'CLEARED', 800)] as const;
    givenThere(...spoken)
      .when(change)
      .then(amended, releasedSo);
  });
});
