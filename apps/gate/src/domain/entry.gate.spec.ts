import { deciderSpec } from '@alataw/stage';
import { entryDecider } from './entry.decider';
import {
  admitted,
  applicationId,
  approved,
  atGate,
  bookingIds,
  DUE,
  examine,
  received,
  SLOT,
  truckBooking,
} from './gate.fixture';

const { given } = deciderSpec(entryDecider);
const REFUSED = 'EntryCommandRefused';
const HOUR_MS = 3_600_000;
const arrive = (of: { truckId?: string; trailerId?: string | null } = {}) => ({
  ...({ type: 'ArriveAtGate', applicationId, truckId: 'KZ-123ABC02', trailerId: 'KZ-45ABC02' } as const),
  ...of,
});
const examined = (subject: 'PERSON' | 'VEHICLE', result: 'PASSED' | 'FAILED' | 'DEEP_CHECK') =>
  ({ type: 'EntryExamined', applicationId, subject, result, remark: null }) as const;
const turnedAway = (subject: 'PERSON' | 'VEHICLE') =>
  ({ type: 'VehicleTurnedAway', applicationId, subject, reason: 'OTHER', remark: null, bookingIds }) as const;

describe('a truck at the gate', () => {
  const there = { type: 'VehicleAtGate', applicationId, truckId: 'KZ-123ABC02' } as const;

  it('comes from an hour before its slot until half an hour after it', () => {
    for (const at of [SLOT - HOUR_MS, DUE])
      given(...approved)
        .when(arrive(), { at })
        .then(there);
    given(...approved)
      .when(arrive(), { at: SLOT - HOUR_MS - 1 })
      .thenRefused(REFUSED, 'TOO_EARLY');
    given(...approved)
      .when(arrive(), { at: DUE + 1 })
      .thenRefused(REFUSED, 'SLOT_OVER');
  });
  it('is the one that was applied for', () => {
    given(...approved)
      .when(arrive({ truckId: 'KZ-999ABC02' }), { at: SLOT })
      .thenRefused(REFUSED, 'PLATES_DIFFER');
    given(...approved)
      .when(arrive({ trailerId: null }), { at: SLOT })
      .thenRefused(REFUSED, 'PLATES_DIFFER');
  });
  it('comes once, and only if it is approved', () => {
    given(...received)
      .when(arrive(), { at: SLOT })
      .thenRefused(REFUSED, 'NOT_APPROVED');
    given(...atGate)
      .when(arrive(), { at: SLOT })
      .thenRefused(REFUSED, 'ALREADY_AT_GATE');
  });
  it('is not examined before', () => {
    given(...approved)
      .when(examine())
      .thenRefused(REFUSED, 'NOT_AT_GATE');
  });
  it('comes in when driver and vehicle have passed, whichever was last', () => {
    given(...atGate)
      .when(examine({ subject: 'VEHICLE' }))
      .then(examined('VEHICLE', 'PASSED'));
    given(...atGate, examined('VEHICLE', 'PASSED'))
      .when(examine({ subject: 'PERSON' }))
      .then(examined('PERSON', 'PASSED'), admitted);
    given(...atGate, examined('PERSON', 'PASSED'))
      .when(examine({ subject: 'VEHICLE' }))
      .then(examined('VEHICLE', 'PASSED'), admitted);
  });
  it('does not come in while one of them is looked at closer, and does when that has passed', () => {
    given(...atGate, examined('PERSON', 'PASSED'))
      .when(examine({ subject: 'VEHICLE', result: 'DEEP_CHECK' }))
      .then(examined('VEHICLE', 'DEEP_CHECK'));
    given(...atGate, examined('VEHICLE', 'DEEP_CHECK'))
      .when(examine({ subject: 'PERSON' }))
      .then(examined('PERSON', 'PASSED'));
    given(...atGate, examined('PERSON', 'PASSED'), examined('VEHICLE', 'DEEP_CHECK'))
      .when(examine({ subject: 'VEHICLE' }))
      .then(examined('VEHICLE', 'PASSED'), admitted);
  });
  it('is turned away when one has failed, for a reason', () => {
    given(...atGate)
      .when(examine({ result: 'FAILED', reason: 'OTHER' }))
      .then(examined('PERSON', 'FAILED'), turnedAway('PERSON'));
    given(...atGate)
      .when(examine({ result: 'FAILED' }))
      .thenRefused(REFUSED, 'REASON_MISSING');
    given(...atGate, examined('PERSON', 'FAILED'), turnedAway('PERSON'))
      .when(examine({ subject: 'VEHICLE' }))
      .thenRefused(REFUSED, 'ENDED');
  });
  it('has each result once', () => {
    given(...atGate, examined('PERSON', 'PASSED'))
      .when(examine({ result: 'FAILED', reason: 'OTHER' }))
      .thenRefused(REFUSED, 'ALREADY_EXAMINED');
    given(...atGate, examined('PERSON', 'DEEP_CHECK'))
      .when(examine({ result: 'DEEP_CHECK' }))
      .thenRefused(REFUSED, 'ALREADY_EXAMINED');
    given(...atGate, examined('PERSON', 'PASSED'), examined('VEHICLE', 'PASSED'), admitted)
      .when(examine())
      .thenRefused(REFUSED, 'ALREADY_ADMITTED');
  });
  it('ends its application when it leaves', () => {
    const left = { type: 'VehicleLeft', bookingId: truckBooking, applicationId } as const;
    const inside = [...atGate, examined('PERSON', 'PASSED'), examined('VEHICLE', 'PASSED'), admitted] as const;
    const completed = { type: 'EntryCompleted', applicationId, bookingIds } as const;
    given(...inside)
      .when(left)
      .then(completed);
    given(...inside, completed)
      .when(left)
      .thenNothing();
  });
});
