import type { HoldReason, ParcelHeld } from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import { departed, loaded, noted, offloaded, parcelId, released, told, truck } from './carriers.fixture';
import { parcelDecider } from './parcel.decider';

const { given } = deciderSpec(parcelDecider);
const reason: HoldReason = 'INTELLIGENCE';
const held = (wasReleased: boolean): ParcelHeld => ({
  ...{ type: 'ParcelHeld', parcelId, reason, released: wasReleased, remark: 'see file 7' },
});
const RELEASED = told(1);
const DEPARTED = told(2, { milestone: 'DEPARTED', unitId: 'bag:B1', transportId: truck });

describe('what a carrier is told', () => {
  it('begins with the release, whose facts every milestone has', () => {
    given().when(released).then(RELEASED);
    given(RELEASED)
      .when(loaded(2))
      .then(told(2, { milestone: 'LOADED', unitId: truck, piece: 2 }));
  });
  it('is all that happens to a released parcel, each with the next number', () => {
    const taken = told(2, { milestone: 'LOADED', unitId: truck });
    given(RELEASED, taken)
      .when(offloaded)
      .then(told(3, { milestone: 'OFFLOADED', unitId: truck }));
    given(RELEASED).when(departed).then(DEPARTED);
    given(RELEASED)
      .when({ ...departed, type: 'PiecesDeparted' })
      .then({ ...DEPARTED, milestone: 'PIECES_DEPARTED' });
    given(RELEASED)
      .when(held(true))
      .then(told(2, { milestone: 'HELD', reason }));
    given(RELEASED)
      .when({ type: 'HoldLifted', parcelId, released: true, remark: null })
      .then(told(2, { milestone: 'HOLD_LIFTED' }));
    given(RELEASED)
      .when({ type: 'ReleaseRevoked', parcelId, reason, remark: null })
      .then(told(2, { milestone: 'RELEASE_REVOKED', reason }));
    given(RELEASED)
      .when({ type: 'ParcelReturned', parcelId, reason: 'DAMAGED', remark: null })
      .then(told(2, { milestone: 'RETURNED', reason: 'DAMAGED' }));
    given(RELEASED)
      .when({ type: 'ParcelDetained', parcelId, declarationVersion: 2, detention: 'LEGAL' })
      .then(told(2, { milestone: 'DETAINED' }));
    given(RELEASED, DEPARTED)
      .when({ type: 'HoldTooLate', parcelId, kind: 'HOLD', reason })
      .then(told(3, { milestone: 'HOLD_TOO_LATE', reason }));
  });
  it('is nothing of what happens before the release', () => {
    given().when(held(false)).thenNothing();
    given().when({ type: 'HoldLifted', parcelId, released: false, remark: null }).thenNothing();
    given().when({ type: 'ParcelReturned', parcelId, reason: 'INSPECTION', remark: null }).thenNothing();
    given().when({ type: 'ParcelDetained', parcelId, declarationVersion: 2, detention: null }).thenNothing();
  });
});

describe('loading that is heard of before the release', () => {
  const left = noted({ milestone: 'DEPARTED', unitId: 'bag:B1', transportId: truck });

  it('is told behind it, in order, with its own times', () => {
    given().when(loaded()).then(noted());
    given(noted()).when(departed).then(left);
    given(at(300, noted()), at(400, left))
      .when(released)
      .then(
        RELEASED,
        told(2, { milestone: 'LOADED', unitId: truck, happenedAt: 300 }),
        told(3, { milestone: 'DEPARTED', unitId: 'bag:B1', transportId: truck, happenedAt: 400 }),
      );
  });
  it('is told once', () => {
    const { state } = given(at(300, noted())).when(released);
    expect(state).toMatchObject({ status: 'underway', number: 2, movements: [] });
  });
  it('begins with a loading: what is taken off later was forgotten', () => {
    given().when(offloaded).thenNothing();
    given().when(departed).thenNothing();
  });
});

describe('the end', () => {
  it('is the departure, the return or the detention', () => {
    const statusAfter = (milestone: 'DEPARTED' | 'RETURNED' | 'DETAINED' | 'LOADED' | 'HELD') =>
      given(RELEASED, told(2, { milestone })).state.status;
    expect((['DEPARTED', 'RETURNED', 'DETAINED'] as const).map(statusAfter)).toEqual(['ended', 'ended', 'ended']);
    expect((['LOADED', 'HELD'] as const).map(statusAfter)).toEqual(['underway', 'underway']);
  });
  it('stays the end when more is told', () => {
    expect(given(RELEASED, DEPARTED, told(3, { milestone: 'HOLD_TOO_LATE' })).state.status).toBe('ended');
  });
});
