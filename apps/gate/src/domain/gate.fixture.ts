import type { ApplyForEntry, EntryApplied, EntryBooked, RecordEntryExamination } from '@alataw/contracts';

const HOUR_MS = 3_600_000;
/** 2026-12-01 08:00 UTC. */
export const SLOT = Date.parse('2026-12-01T08:00:00Z');
export const SLOT_END = SLOT + HOUR_MS;
/** Half an hour after the end of the slot. */
export const DUE = SLOT_END + HOUR_MS / 2;
export const applicationId = 'EA-7K2M9QX4';
export const truckBooking = 'truck:KZ-123ABC02';
export const trailerBooking = 'trailer:KZ-45ABC02';
export const driverBooking = 'driver:KZ:N12345678';
export const slotBooking = 'slot:2026-12-01T08Z';
export const bookingIds = [truckBooking, trailerBooking, driverBooking, slotBooking];

export const applyFor = (of: Partial<ApplyForEntry> = {}): ApplyForEntry => ({
  type: 'ApplyForEntry',
  applicationId,
  carrier: 'KAZPOST',
  truckId: 'KZ-123ABC02',
  trailerId: 'KZ-45ABC02',
  vin: 'LZZ5EXSC1MA123456',
  driver: {
    name: 'Yerlan Akhmetov',
    passportCountry: 'KZ',
    passportNo: 'N12345678',
    visaNo: null,
    licenceNo: 'KZ0123456',
  },
  permitNo: null,
  tirNo: 'XK12345678',
  laden: false,
  slotFrom: SLOT,
  slotTo: SLOT_END,
  eta: SLOT,
  maxMassGrams: 20_000_000,
  maxPieces: 2_000,
  maxVolumeCm3: null,
  ...of,
});
export const applied = (of: Partial<EntryApplied> = {}): EntryApplied => ({
  ...applyFor(),
  type: 'EntryApplied',
  bookingIds,
  due: DUE,
  ...of,
});
export const booked = (bookingId: string): EntryBooked => ({ type: 'EntryBooked', applicationId, bookingId });
/** Everything is booked: the application waits for its decision. */
export const received = [applied(), ...bookingIds.map(booked), { type: 'EntryReceived', applicationId }] as const;
export const approved = [...received, { type: 'EntryApproved', applicationId, remark: null }] as const;
export const atGate = [...approved, { type: 'VehicleAtGate', applicationId, truckId: 'KZ-123ABC02' }] as const;
export const examine = (of: Partial<RecordEntryExamination> = {}): RecordEntryExamination => ({
  type: 'RecordEntryExamination',
  applicationId,
  subject: 'PERSON',
  result: 'PASSED',
  reason: null,
  remark: null,
  ...of,
});
export const admitted = {
  type: 'EntryAdmitted',
  applicationId,
  truckId: 'KZ-123ABC02',
  carrier: 'KAZPOST',
  maxMassGrams: 20_000_000,
  maxPieces: 2_000,
  maxVolumeCm3: null,
  bookingId: truckBooking,
} as const;
