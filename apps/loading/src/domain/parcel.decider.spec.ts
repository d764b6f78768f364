import type {
  HoldLifted,
  ParcelDeparted,
  ParcelReturned,
  ParcelUnblocked,
  ParcelWithdrawn,
  UnitBlocked,
  UnitHoldMoot,
  UnitHoldTooLate,
} from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import {
  asked,
  confirmed,
  declined,
  holdRequested,
  loaded,
  offloaded,
  parcelId,
  releasedParcel,
  reserved,
  staged,
  tooLate,
  unitId,
  vacated,
} from './loading.fixture';
import type { DepartWith } from './depart-with';
import { parcelDecider } from './parcel.decider';

const { given } = deciderSpec(parcelDecider);
const lift: HoldLifted = { type: 'HoldLifted', parcelId, released: true, remark: null };
const returned: ParcelReturned = { type: 'ParcelReturned', parcelId, reason: 'OTHER', remark: null };
const unblocked = (on: string | null): ParcelUnblocked => ({ type: 'ParcelUnblocked', parcelId, unitId: on });
const withdrawn = (on: string | null): ParcelWithdrawn => ({ type: 'ParcelWithdrawn', parcelId, unitId: on });
const train = 'train:K9';
const depart: DepartWith = { type: 'DepartWith', contentId: parcelId, unitId, visit: 1, transportId: train };
const gone: ParcelDeparted = { type: 'ParcelDeparted', parcelId, unitId, visit: 1, transportId: train };
const about = { unitId, contentId: parcelId, parcelId };
const blockedByUnit: UnitBlocked = { type: 'UnitBlocked', ...about };
const tooLateForUnit: UnitHoldTooLate = { type: 'UnitHoldTooLate', ...about };
const moot: UnitHoldMoot = { type: 'UnitHoldMoot', ...about };

describe('a released parcel', () => {
  it('is staged, once', () => {
    given().when(releasedParcel).then(staged);
    given(staged).when(releasedParcel).thenNothing();
  });
});

describe('a reserved place', () => {
  it('is taken by a staged parcel', () => {
    given(staged).when(reserved()).then(loaded());
    expect(given(staged, at(17, loaded())).state).toMatchObject({ status: 'loaded', unitId, visit: 1, since: 17 });
  });
  it.each([
    ['NOT_RELEASED', []],
    ['ON_OTHER_UNIT', [staged, loaded(parcelId, { unitId: 'bag:B1' })]],
    ['HOLD_PENDING', [staged, loaded(), asked(), offloaded]],
    ['HELD', [staged, confirmed()]],
    ['HELD', [staged, loaded(), asked(), confirmed()]],
    ['WITHDRAWN', [staged, confirmed(), withdrawn(null)]],
    ['DEPARTED', [staged, loaded(), gone]],
  ] as const)('is declined as %s after %j', (reason, past) => {
    given(...past)
      .when(reserved())
      .thenRefused('LoadDeclined', reason);
  });
  it('is declined to the unit that keeps it', () => {
    given()
      .when({ ...reserved(), unitId: 'bag:B1', visit: 3 })
      .then({ ...declined('NOT_RELEASED'), unitId: 'bag:B1', visit: 3 });
  });
  it('is taken again after the parcel was taken off, or its hold lifted', () => {
    given(staged, loaded(), offloaded).when(reserved()).then(loaded());
    given(staged, confirmed(), unblocked(null)).when(reserved()).then(loaded());
  });
});

describe('a vacated place', () => {
  it('makes the parcel staged again', () => {
    given(staged, loaded()).when(vacated()).then(offloaded);
    expect(given(staged, loaded(), at(17, offloaded)).state).toMatchObject({
      status: 'staged',
      unitId: null,
      since: 17,
    });
  });
  it('leaves a blocked or withdrawn parcel what it is', () => {
    given(staged, loaded(), asked(), confirmed()).when(vacated()).then(offloaded);
    expect(given(staged, loaded(), asked(), confirmed(), offloaded).state).toMatchObject({
      status: 'blocked',
      unitId: null,
    });
    given(staged, loaded(), asked(), confirmed(), withdrawn(unitId)).when(vacated()).then(offloaded);
    expect(given(staged, loaded(), asked(), confirmed(), withdrawn(unitId), offloaded).state).toMatchObject({
      status: 'withdrawn',
      unitId: null,
    });
  });
  it('is nothing to a parcel that is not there', () => {
    given(staged).when(vacated()).thenNothing();
    given(staged, loaded(parcelId, { unitId: 'bag:B1' }))
      .when(vacated())
      .thenNothing();
    given(staged, loaded(parcelId, { visit: 2 }))
      .when(vacated())
      .thenNothing();
    given(staged, loaded(), gone).when(vacated()).thenNothing();
  });
});

describe('a departure', () => {
  it('takes the parcel along, whatever vehicle it is', () => {
    given(staged, loaded()).when(depart).then(gone);
    given(staged, loaded(), asked()).when(depart).then(gone);
    expect(given(staged, loaded(), gone).state).toMatchObject({ status: 'departed', unitId, transportId: train });
  });
  it('of another unit or visit, or a second one, does not', () => {
    given(staged, loaded(parcelId, { unitId: 'bag:B1' }))
      .when(depart)
      .thenNothing();
    given(staged, loaded(parcelId, { visit: 2 }))
      .when(depart)
      .thenNothing();
    given(staged, loaded(), gone).when(depart).thenNothing();
  });
});

describe('a hold', () => {
  it.each(['HOLD', 'REVOCATION'] as const)('of kind %s is confirmed at once for a parcel on no unit', (kind) => {
    given(staged).when(holdRequested(kind)).then(confirmed(kind));
    given(staged, loaded(), offloaded).when(holdRequested(kind)).then(confirmed(kind));
  });
  it('of a parcel on a unit is a question to that unit', () => {
    given(staged, loaded()).when(holdRequested('REVOCATION')).then(asked('REVOCATION'));
    given(staged, loaded(parcelId, { unitId: 'bag:B1', visit: 7 }))
      .when(holdRequested())
      .then({ ...asked(), unitId: 'bag:B1', visit: 7 });
  });
  it('of a parcel that left is too late', () => {
    given(staged, loaded(), gone).when(holdRequested('REVOCATION')).then(tooLate('REVOCATION'));
  });
  it('of a parcel that is stopped already is confirmed', () => {
    given(staged, confirmed()).when(holdRequested('REVOCATION')).then(confirmed('REVOCATION'));
  });
  it('is not asked a second time', () => {
    given(staged, loaded(), asked()).when(holdRequested()).thenNothing();
    given(staged, loaded(), asked(), offloaded).when(holdRequested()).thenNothing();
  });
});

describe("the unit's answer to a hold", () => {
  it('confirms it while the parcel is aboard', () => {
    given(staged, loaded(), asked('REVOCATION')).when(blockedByUnit).then(confirmed('REVOCATION'));
    expect(given(staged, loaded(), asked(), at(17, confirmed())).state).toMatchObject({
      status: 'blocked',
      unitId,
      since: 17,
    });
  });
  it('confirms it when the parcel was taken off meanwhile', () => {
    given(staged, loaded(), asked(), offloaded).when(moot).then(confirmed());
    given(staged, loaded(), asked(), offloaded).when(blockedByUnit).then(confirmed());
  });
  it('makes it too late when the unit had left with the parcel', () => {
    given(staged, loaded(), asked(), gone).when(tooLateForUnit).then(tooLate());
    given(staged, loaded(), asked(), gone).when(moot).then(tooLate());
    expect(given(staged, loaded(), asked(), gone, tooLate()).state).toMatchObject({ status: 'departed', hold: 'NONE' });
  });
  it.each([blockedByUnit, tooLateForUnit, moot])('is heard once: %j', (answer) => {
    given(staged, loaded(), asked(), confirmed()).when(answer).thenNothing();
    given(staged, loaded()).when(answer).thenNothing();
  });
});

describe('a lifted hold', () => {
  it('makes a blocked parcel staged or, aboard, loaded again and tells its unit', () => {
    given(staged, confirmed()).when(lift).then(unblocked(null));
    expect(given(staged, confirmed(), at(17, unblocked(null))).state).toMatchObject({
      status: 'staged',
      hold: 'NONE',
      since: 17,
    });
    given(staged, loaded(), asked(), confirmed()).when(lift).then(unblocked(unitId));
    expect(given(staged, loaded(), asked(), confirmed(), unblocked(unitId)).state).toMatchObject({
      status: 'loaded',
      unitId,
    });
  });
  it('is nothing to a parcel that was held before its release', () => {
    given().when(lift).thenNothing();
  });
});

describe('a return', () => {
  it('withdraws a blocked parcel for good, wherever it is', () => {
    given(staged, confirmed()).when(returned).then(withdrawn(null));
    given(staged, loaded(), asked(), confirmed()).when(returned).then(withdrawn(unitId));
    given(staged, confirmed(), withdrawn(null)).when(lift).thenNothing();
  });
  it('is nothing to a parcel that was never released', () => {
    given().when(returned).thenNothing();
  });
});
