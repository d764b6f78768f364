import type { LoadingHoldConfirmed, LoadingHoldTooLate, ReleaseStatus } from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import { releaseDecider } from './release.decider';
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
const confirmed = (kind: LoadingHoldConfirmed['kind']): LoadingHoldConfirmed => ({
  type: 'LoadingHoldConfirmed',
  parcelId,
  kind,
});
const tooLate = (kind: LoadingHoldTooLate['kind']): LoadingHoldTooLate => ({
  type: 'LoadingHoldTooLate',
  parcelId,
  kind,
  unitId: 'KZ-123ABC02',
});

describe('a declared parcel', () => {
  it('is opened, so that it can be held', () => {
    given().when(declared).then(opened);
  });
  it('is opened once', () => {
    given(opened).when(declared).thenNothing();
    given(opened, released).when(declared).thenNothing();
  });
});

describe('an outcome of the inspection', () => {
  it.each([
    ['PASSED', released],
    ['RETURNED', returned],
    ['DETAINED', detained],
  ] as const)('%s settles an opened parcel', (outcome, event) => {
    given(opened).when(inspected(outcome)).then(event);
  });
  it.each([
    ['PASSED', released],
    ['RETURNED', returned],
    ['DETAINED', detained],
  ] as const)('%s that comes before the declaration is applied when that has come', (outcome, event) => {
    given().when(inspected(outcome)).then(noted(outcome, 'NOT_OPENED'));
    given(noted(outcome, 'NOT_OPENED')).when(declared).then(opened, event);
  });
  it('does not release a held parcel, but is remembered', () => {
    given(opened, held(false)).when(inspected('PASSED')).then(noted('PASSED', 'HELD'));
    given(opened, held(false), noted('PASSED', 'HELD'))
      .when({ type: 'LiftHold', parcelId, remark: 'settled' })
      .then(lifted(false), released);
  });
  it('that is bad settles a held parcel as well', () => {
    given(opened, held(false)).when(inspected('RETURNED')).then(returned);
    given(opened, held(false)).when(inspected('DETAINED')).then(detained);
  });
  it('moves a parcel no more that was cancelled or returned meanwhile', () => {
    given(opened, cancelled).when(inspected('PASSED')).then(noted('PASSED', 'SETTLED'));
    given(opened, held(false), returned).when(inspected('DETAINED')).then(noted('DETAINED', 'SETTLED'));
    expect(given(opened, cancelled, noted('PASSED', 'SETTLED')).state).toEqual(given(opened, cancelled).state);
  });
  it('releases a parcel once', () => {
    given(opened, released).when(inspected('PASSED')).then(noted('PASSED', 'SETTLED'));
    given(opened, released, requested('HOLD'), held(true)).when(inspected('PASSED')).then(noted('PASSED', 'SETTLED'));
  });
});

describe("loading's answer", () => {
  it('that confirms makes the parcel held, for the reason given', () => {
    given(opened, released, requested('HOLD', 'DAMAGED')).when(confirmed('HOLD')).then(held(true, 'DAMAGED'));
  });
  it('that confirms makes the release revoked', () => {
    given(opened, released, requested('REVOCATION')).when(confirmed('REVOCATION')).then(revoked);
  });
  it.each(['HOLD', 'REVOCATION'] as const)('that a %s came too late leaves the parcel released, and gone', (kind) => {
    given(opened, released, requested(kind)).when(tooLate(kind)).then(wasTooLate(kind));
    expect(given(opened, released, requested(kind), wasTooLate(kind)).state).toMatchObject({
      status: 'released',
      departed: true,
    });
  });
  it('that nobody waits for changes nothing', () => {
    given(opened, released).when(confirmed('HOLD')).thenNothing();
    given(opened, released, requested('HOLD'), held(true)).when(tooLate('HOLD')).thenNothing();
  });
});

describe('the state of a parcel', () => {
  it.each<[ReleaseStatus, Parameters<typeof given>]>([
    ['awaitingInspection', [opened]],
    ['held', [opened, held(false)]],
    ['awaitingInspection', [opened, held(false), lifted(false)]],
    ['released', [opened, held(false), noted('PASSED', 'HELD'), lifted(false), released]],
    ['holdRequested', [opened, released, requested('HOLD')]],
    ['held', [opened, released, requested('HOLD'), held(true)]],
    ['released', [opened, released, requested('HOLD'), held(true), lifted(true)]],
    ['revoked', [opened, released, requested('REVOCATION'), revoked]],
    ['returned', [opened, held(false), returned]],
    ['detained', [opened, detained]],
    ['cancelled', [opened, cancelled]],
  ])('is %s after %j', (status, past) => {
    expect(given(...past).state.status).toBe(status);
  });
  it('says since when it waits for its lift: since nothing else is in the way', () => {
    expect(given(at(10, opened), at(20, held(false))).state.since).toBe(20);
    expect(given(at(10, opened), at(20, held(false)), at(30, noted('PASSED', 'HELD'))).state.since).toBe(30);
  });
});
