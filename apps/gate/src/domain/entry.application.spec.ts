import { BookingKind } from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { engaged } from './bookings';
import { entryDecider } from './entry.decider';
import {
  applicationId,
  applied,
  applyFor,
  approved,
  atGate,
  booked,
  bookingIds,
  driverBooking,
  DUE,
  received,
  SLOT,
  SLOT_END,
  slotBooking,
  trailerBooking,
  truckBooking,
} from './gate.fixture';

const { given } = deciderSpec(entryDecider);
const REFUSED = 'EntryCommandRefused';
const BEFORE = { at: SLOT - 3_600_000 };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const remark = null;
const approve = { type: 'ApproveEntry', applicationId, remark } as const;
const refuse = { type: 'RefuseEntry', applicationId, reason: 'PERMIT', remark } as const;
const cancel = { type: 'CancelEntry', applicationId, by: 'OTHER_SIDE', remark } as const;
const extend = (slotTo: number) => ({ type: 'ExtendEntry', applicationId, slotTo, remark }) as const;
const expire = (due: number) => ({ type: 'ExpireEntry', applicationId, due }) as const;
const grantedTo = (bookingId: string) => ({ type: 'BookingGranted', bookingId, applicationId }) as const;

describe('an application', () => {
  it('books its truck, trailer, driver and slot', () => {
    given().when(applyFor(), BEFORE).then(applied());
  });
  it('books no trailer that it has not', () => {
    given()
      .when(applyFor({ trailerId: null }), BEFORE)
      .then(applied({ trailerId: null, bookingIds: bookingIds.filter((id) => id !== trailerBooking) }));
  });
  it.each([
    ['VIN_INVALID', { vin: 'LZZ5EXSC1MO123456' }],
    ['TIR_INVALID', { tirNo: 'X123' }],
    ['PLATE_INVALID', { truckId: 'KZ-ЖЖ1' }],
    ['PLATE_INVALID', { trailerId: '挂' }],
    ['DRIVER_INVALID', { driver: { ...applyFor().driver, passportNo: '?' } }],
    ['DRIVER_INVALID', { driver: { ...applyFor().driver, passportCountry: 'XX' } }],
    ['CAPACITY', { maxPieces: 0 }],
    ['CAPACITY', { maxPieces: 5_000_001 }],
    ['SLOT_INVALID', { slotTo: SLOT }],
    ['SLOT_TOO_LONG', { slotTo: SLOT + DAY_MS + 1 }],
    ['SLOT_TOO_FAR', { slotFrom: SLOT + 90 * DAY_MS, slotTo: SLOT + 90 * DAY_MS + 1 }],
  ] as const)('is refused with %s', (reason, of) => {
    given().when(applyFor(of), BEFORE).thenRefused(REFUSED, reason);
  });
  it('is taken until the truck could not come any more', () => {
    given().when(applyFor(), { at: DUE }).then(applied());
    given()
      .when(applyFor(), { at: DUE + 1 })
      .thenRefused(REFUSED, 'SLOT_PAST');
  });
  it('is made once', () => {
    given(...received)
      .when(applyFor(), BEFORE)
      .thenRefused(REFUSED, 'ALREADY_APPLIED');
  });
  it('waits for its decision when the last booking is granted', () => {
    const [first = '', ...others] = bookingIds;
    given(applied(), ...others.map(booked))
      .when(grantedTo(first))
      .then(booked(first), { type: 'EntryReceived', applicationId });
    given(applied()).when(grantedTo(first)).then(booked(first));
  });
  it('fails with the first booking that is denied, and gives all back', () => {
    const denied = {
      ...({ type: 'BookingDenied', bookingId: driverBooking, applicationId, reason: 'DRIVER_ENGAGED' } as const),
    };
    const refused = { type: 'EntryRefused', applicationId, reason: 'DRIVER_ENGAGED', remark, bookingIds } as const;
    given(applied(), booked(truckBooking)).when(denied).then(refused);
    given(applied(), refused).when(denied).thenNothing();
    given(applied(), refused).when(grantedTo(slotBooking)).thenNothing();
  });
});

describe('the decision about an application', () => {
  it('waits for the bookings', () => {
    given(applied()).when(approve, BEFORE).thenRefused(REFUSED, 'BOOKINGS_PENDING');
    given().when(approve, BEFORE).thenRefused(REFUSED, 'UNKNOWN_APPLICATION');
  });
  it('approves while the truck can still come', () => {
    given(...received)
      .when(approve, { at: DUE })
      .then({ type: 'EntryApproved', applicationId, remark });
    given(...received)
      .when(approve, { at: DUE + 1 })
      .thenRefused(REFUSED, 'SLOT_OVER');
    given(...approved)
      .when(approve, BEFORE)
      .thenRefused(REFUSED, 'ALREADY_APPROVED');
  });
  it('refuses, also what was approved, until the truck is there', () => {
    const refused = { type: 'EntryRefused', applicationId, reason: 'PERMIT', remark, bookingIds } as const;
    given(...received)
      .when(refuse, BEFORE)
      .then(refused);
    given(...approved)
      .when(refuse, BEFORE)
      .then(refused);
    given(...atGate)
      .when(refuse, BEFORE)
      .thenRefused(REFUSED, 'ALREADY_AT_GATE');
    given(...received, refused)
      .when(approve, BEFORE)
      .thenRefused(REFUSED, 'ENDED');
  });
});

describe('a slot', () => {
  const later = {
    type: 'EntryExtended',
    applicationId,
    slotTo: SLOT_END + HOUR_MS,
    due: DUE + HOUR_MS,
    remark,
  } as const;

  it('is lengthened, and with it the time that the truck has', () => {
    given(...approved)
      .when(extend(SLOT_END + HOUR_MS), BEFORE)
      .then(later);
    given(...received)
      .when(extend(SLOT_END + HOUR_MS), BEFORE)
      .thenRefused(REFUSED, 'NOT_APPROVED');
  });
  it('is lengthened by up to 72 hours, and not shortened, and not when it is over', () => {
    const most = given(...approved).when(extend(SLOT_END + 72 * HOUR_MS), BEFORE);
    expect(most.events).toEqual([expect.objectContaining({ type: 'EntryExtended' })]);
    given(...approved)
      .when(extend(SLOT_END + 72 * HOUR_MS + 1), BEFORE)
      .thenRefused(REFUSED, 'EXTENSION_TOO_LONG');
    given(...approved)
      .when(extend(SLOT_END), BEFORE)
      .thenRefused(REFUSED, 'NOT_LATER');
    given(...approved)
      .when(extend(SLOT_END + HOUR_MS), { at: DUE + 1 })
      .thenRefused(REFUSED, 'SLOT_OVER');
  });
  it('is over at the time that is due, and not at one that it has no more', () => {
    const expired = { type: 'EntryExpired', applicationId, due: DUE, bookingIds } as const;
    given(...received)
      .when(expire(DUE))
      .then(expired);
    given(...approved)
      .when(expire(DUE))
      .then(expired);
    given(...approved, later)
      .when(expire(DUE))
      .thenRefused(REFUSED, 'NOT_DUE');
    given(...atGate)
      .when(expire(DUE))
      .thenRefused(REFUSED, 'NOT_DUE');
    given(...approved, expired)
      .when(expire(DUE))
      .thenRefused(REFUSED, 'NOT_DUE');
  });
  it.each([
    ['while it is booked', [applied()]],
    ['before its decision', received],
    ['after it', approved],
  ] as const)('is given back by a cancellation %s', (_, past) => {
    given(...past)
      .when(cancel, BEFORE)
      .then({ type: 'EntryCancelled', applicationId, by: 'OTHER_SIDE', remark, bookingIds });
  });
  it('is not cancelled when the truck is there', () => {
    given(...atGate)
      .when(cancel, BEFORE)
      .thenRefused(REFUSED, 'ALREADY_AT_GATE');
  });
});

describe('the reasons of the gate', () => {
  it('tell for each kind of booking that others have it', () => {
    expect(new Set(BookingKind.map((kind) => engaged[kind])).size).toBe(BookingKind.length);
  });
});
