import { altered, audited, complaints, find, named, violationsOf, without } from '../audited.fixture';
import { ADMITTED, DENIED, entryLog, TRUCK } from '../entry-log.fixture';
import type { AuditRecord } from '../log/record';

const log = entryLog();
const whats = (records: readonly AuditRecord[], of: AuditRecord, invariant: 3 | 11): string[] =>
  violationsOf(audited(records), invariant)
    .filter(
      ({ topic, partition, offset }) => JSON.stringify({ topic, partition, offset }) === JSON.stringify(named(of)),
    )
    .map(({ what }) => what);

describe('a truck that comes in under an application, while another one is denied', () => {
  it('is nothing to complain of', () => {
    const audit = audited(log);
    expect(complaints(audit)).toEqual([]);
    expect(audit.entities.entries.state(ADMITTED)).toMatchObject({ status: 'completed', person: 'PASSED' });
    expect(audit.entities.entries.state(DENIED)).toMatchObject({ status: 'refused', reason: 'TRUCK_ENGAGED' });
    expect(audit.entities.bookings.state(TRUCK)).toMatchObject({ status: 'free', applicationIds: [], inside: null });
  });
});

describe('invariant 11, at the entry', () => {
  it('names an application that is approved without a booking', () => {
    const approved = find(log, 'EntryApproved', ADMITTED);
    const granted = log.find((r) => r.type === 'BookingGranted' && r.key.startsWith('driver:'));
    expect(granted).toBeDefined();
    if (granted) {
      expect(whats(without(log, granted), approved, 11)).toEqual(['driver:KZ:N12345678 is not booked for it']);
    }
  });
  it('names a truck that comes in under an application that was not admitted', () => {
    const inside = find(log, 'VehicleAdmitted', TRUCK);
    expect(whats(without(log, find(log, 'EntryAdmitted', ADMITTED)), inside, 11)).toEqual([
      'it comes in, but its application is atGate',
    ]);
  });
  it('names a truck that arrives under another application than the gate let in', () => {
    const arrived = find(log, 'TruckArrived', TRUCK);
    const records = altered(log, arrived, { fields: { ...arrived.fields, applicationId: DENIED } });
    expect(whats(records, arrived, 11)).toEqual([`the gate let it in under ${ADMITTED}`]);
  });
});

describe('invariant 3, of applications and what they book', () => {
  const with3 = (of: AuditRecord, by: Partial<AuditRecord>): string[] => whats(altered(log, of, by), of, 3);

  it.each([
    ['nobody is admitted whose driver has not passed', 'EntryExamined', 'EntryAdmitted', { result: 'DEEP_CHECK' }],
  ])('names a transition that must not be: %s', (_, cause, type, by) => {
    const examined = find(log, cause, ADMITTED);
    const records = altered(log, examined, { fields: { ...examined.fields, ...by } });
    expect(whats(records, find(log, type, ADMITTED), 3)).toEqual([
      'EntryAdmitted of a entry-application that is atGate: the driver is DEEP_CHECK, the vehicle PASSED',
    ]);
  });
  it('names a truck that two applications have', () => {
    const denied = log.find((r) => r.type === 'BookingDenied' && r.key === TRUCK);
    expect(denied && with3(denied, { type: 'BookingGranted' })).toEqual([
      `BookingGranted of a booking that is booked: ${ADMITTED} have it`,
    ]);
  });
  it('names a booking that is denied although nobody has it', () => {
    const granted = log.find((r) => r.type === 'BookingGranted' && r.key === TRUCK);
    const fields = { ...granted?.fields, reason: 'TRUCK_ENGAGED' };
    expect(granted && with3(granted, { type: 'BookingDenied', fields })).toEqual([
      'BookingDenied of a booking that is absent: there is room',
    ]);
  });
  it('names an application that waits for its decision before all is booked', () => {
    const booked = log.find((r) => r.type === 'EntryBooked' && r.key === ADMITTED);
    const received = find(log, 'EntryReceived', ADMITTED);
    expect(booked && whats(without(log, booked), received, 3)).toContainEqual(
      'EntryReceived of a entry-application that is booking: only 2 of its bookings are granted',
    );
  });
  it('names the end of an application that gives back something else', () => {
    const completed = find(log, 'EntryCompleted', ADMITTED);
    expect(with3(completed, { fields: { ...completed.fields, bookingIds: [TRUCK] } })).toEqual([
      expect.stringContaining('it booked truck:KZ-123ABC02 and driver:KZ:N12345678'),
    ]);
  });
});
