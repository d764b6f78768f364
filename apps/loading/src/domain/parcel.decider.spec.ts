import type {
  HoldLifted,
  ParcelDeparted,
  ParcelReturned,
  ParcelUnblocked,
  ParcelWithdrawn,
  TruckBlocked,
  TruckHoldMoot,
  TruckHoldTooLate,
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
  truckId,
  vacated,
} from './loading.fixture';
import { parcelDecider, type DepartParcel } from './parcel.decider';

const { given } = deciderSpec(parcelDecider);
const lift: HoldLifted = { type: 'HoldLifted', parcelId, released: true, remark: null };
const returned: ParcelReturned = { type: 'ParcelReturned', parcelId, reason: 'OTHER', remark: null };
const unblocked = (on: string | null): ParcelUnblocked => ({ type: 'ParcelUnblocked', parcelId, truckId: on });
const withdrawn = (on: string | null): ParcelWithdrawn => ({ type: 'ParcelWithdrawn', parcelId, truckId: on });
const depart: DepartParcel = { type: 'DepartParcel', parcelId, truckId, visit: 1 };
const gone: ParcelDeparted = { type: 'ParcelDeparted', parcelId, truckId, visit: 1 };
const blockedByTruck: TruckBlocked = { type: 'TruckBlocked', truckId, parcelId };
const tooLateForTruck: TruckHoldTooLate = { type: 'TruckHoldTooLate', truckId, parcelId };
const moot: TruckHoldMoot = { type: 'TruckHoldMoot', truckId, parcelId };

describe('a released parcel', () => {
  it('is staged, once', () => {
    given().when(releasedParcel).then(staged);
    given(staged).when(releasedParcel).thenNothing();
  });
});

describe('a reserved place', () => {
  it('is taken by a staged parcel', () => {
    given(staged).when(reserved()).then(loaded());
    expect(given(staged, at(17, loaded())).state).toMatchObject({ status: 'loaded', truckId, visit: 1, since: 17 });
  });
  it.each([
    ['NOT_RELEASED', []],
    ['ON_OTHER_TRUCK', [staged, loaded(parcelId, { truckId: 'RU-A1' })]],
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
  it('is declined to the truck that keeps it', () => {
    given()
      .when({ ...reserved(), truckId: 'RU-A1', visit: 3 })
      .then({ ...declined('NOT_RELEASED'), truckId: 'RU-A1', visit: 3 });
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
      truckId: null,
      since: 17,
    });
  });
  it('leaves a blocked or withdrawn parcel what it is', () => {
    given(staged, loaded(), asked(), confirmed()).when(vacated()).then(offloaded);
    expect(given(staged, loaded(), asked(), confirmed(), offloaded).state).toMatchObject({
      status: 'blocked',
      truckId: null,
    });
    given(staged, loaded(), asked(), confirmed(), withdrawn(truckId)).when(vacated()).then(offloaded);
    expect(given(staged, loaded(), asked(), confirmed(), withdrawn(truckId), offloaded).state).toMatchObject({
      status: 'withdrawn',
      truckId: null,
    });
  });
  it('is nothing to a parcel that is not there', () => {
    given(staged).when(vacated()).thenNothing();
    given(staged, loaded(parcelId, { truckId: 'RU-A1' }))
      .when(vacated())
      .thenNothing();
    given(staged, loaded(parcelId, { visit: 2 }))
      .when(vacated())
      .thenNothing();
    given(staged, loaded(), gone).when(vacated()).thenNothing();
  });
});

describe('a departure', () => {
  it('takes the parcel along', () => {
    given(staged, loaded()).when(depart).then(gone);
    given(staged, loaded(), asked()).when(depart).then(gone);
  });
  it('of another truck or visit, or a second one, does not', () => {
    given(staged, loaded(parcelId, { truckId: 'RU-A1' }))
      .when(depart)
      .thenNothing();
    given(staged, loaded(parcelId, { visit: 2 }))
      .when(depart)
      .thenNothing();
    given(staged, loaded(), gone).when(depart).thenNothing();
  });
});

describe('a hold', () => {
  it.each(['HOLD', 'REVOCATION'] as const)('of kind %s is confirmed at once for a parcel on no truck', (kind) => {
    given(staged).when(holdRequested(kind)).then(confirmed(kind));
    given(staged, loaded(), offloaded).when(holdRequested(kind)).then(confirmed(kind));
  });
  it('of a parcel on a truck is a question to that truck', () => {
    given(staged, loaded()).when(holdRequested('REVOCATION')).then(asked('REVOCATION'));
    given(staged, loaded(parcelId, { truckId: 'RU-A1', visit: 7 }))
      .when(holdRequested())
      .then({ ...asked(), truckId: 'RU-A1', visit: 7 });
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

describe("the truck's answer to a hold", () => {
  it('confirms it while the parcel is aboard', () => {
    given(staged, loaded(), asked('REVOCATION')).when(blockedByTruck).then(confirmed('REVOCATION'));
    expect(given(staged, loaded(), asked(), at(17, confirmed())).state).toMatchObject({
      status: 'blocked',
      truckId,
      since: 17,
    });
  });
  it('confirms it when the parcel was taken off meanwhile', () => {
    given(staged, loaded(), asked(), offloaded).when(moot).then(confirmed());
    given(staged, loaded(), asked(), offloaded).when(blockedByTruck).then(confirmed());
  });
  it('makes it too late when the truck had left with the parcel', () => {
    given(staged, loaded(), asked(), gone).when(tooLateForTruck).then(tooLate());
    given(staged, loaded(), asked(), gone).when(moot).then(tooLate());
    expect(given(staged, loaded(), asked(), gone, tooLate()).state).toMatchObject({ status: 'departed', hold: 'NONE' });
  });
  it.each([blockedByTruck, tooLateForTruck, moot])('is heard once: %j', (answer) => {
    given(staged, loaded(), asked(), confirmed()).when(answer).thenNothing();
    given(staged, loaded()).when(answer).thenNothing();
  });
});

describe('a lifted hold', () => {
  it('makes a blocked parcel staged or, aboard, loaded again and tells its truck', () => {
    given(staged, confirmed()).when(lift).then(unblocked(null));
    expect(given(staged, confirmed(), at(17, unblocked(null))).state).toMatchObject({
      status: 'staged',
      hold: 'NONE',
      since: 17,
    });
    given(staged, loaded(), asked(), confirmed()).when(lift).then(unblocked(truckId));
    expect(given(staged, loaded(), asked(), confirmed(), unblocked(truckId)).state).toMatchObject({
      status: 'loaded',
      truckId,
    });
  });
  it('is nothing to a parcel that was held before its release', () => {
    given().when(lift).thenNothing();
  });
});

describe('a return', () => {
  it('withdraws a blocked parcel for good, wherever it is', () => {
    given(staged, confirmed()).when(returned).then(withdrawn(null));
    given(staged, loaded(), asked(), confirmed()).when(returned).then(withdrawn(truckId));
    given(staged, confirmed(), withdrawn(null)).when(lift).thenNothing();
  });
  it('is nothing to a parcel that was never released', () => {
    given().when(returned).thenNothing();
  });
});
