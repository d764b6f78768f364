import type { AvroRecord } from './log/avro';
import type { AuditRecord } from './log/record';
import { Story, type Told } from './story.fixture';

export const ADMITTED = 'EA-ADMITTED1';
export const DENIED = 'EA-DENIED01';
export const TRUCK = 'truck:KZ-123ABC02';
const DRIVER = 'driver:KZ:N12345678';
const SLOT = 'slot:1970-01-01T00Z';
const BOOKINGS = [TRUCK, DRIVER, SLOT];

const CONTENT: AvroRecord = {
  ...{ carrier: 'KZPOST', truckId: 'KZ-123ABC02', trailerId: null, vin: 'LZZ5EXSC1MA123456', permitNo: null },
  ...{ tirNo: null, laden: false, slotFrom: 1, slotTo: 2_000, eta: 1, maxMassGrams: 20_000, maxPieces: 100 },
  driver: { name: 'D', passportCountry: 'KZ', passportNo: 'N12345678', visaNo: null, licenceNo: '1' },
};

/**
 * Two applications of one truck: the first is approved, its driver and vehicle pass the gate, it leaves empty; the second is denied
 * the truck meanwhile.
 */
export function entryLog(): AuditRecord[] {
  const story = new Story();
  const gate = (id: string, command: string, ...events: Told[]): AuditRecord[] =>
    story.decide('gate', story.command('gate', id, [command]), id, ...events);
  const apply = (id: string): AuditRecord[] => {
    const applied: Told = ['EntryApplied', { ...CONTENT, bookingIds: BOOKINGS, due: 3_000 }];
    return gate(id, 'ApplyForEntry', applied).flatMap((event) => story.transfer(event));
  };
  /** What each lane of an application's bookings says to a part; a lane says it all in one decision. */
  const bookings = (parts: readonly AuditRecord[], say: (bookingId: string) => Told): AuditRecord[] =>
    parts.flatMap((part) => {
      const own = BOOKINGS.filter((id) => story.lane(id) === part.partition);
      const told = own.map((id): Told => {
        const [type, fields = {}] = say(id);
        return [type, fields, id];
      });
      return told.length === 0 ? [] : story.decide('gate', part, own[0] ?? '', ...told);
    });

  const granted = bookings(apply(ADMITTED), () => ['BookingGranted', { applicationId: ADMITTED }]);
  granted.forEach((event, n) => {
    const booked: Told = ['EntryBooked', { bookingId: event.key }];
    for (const part of story.transfer(event)) {
      story.decide(
        'gate',
        part,
        ADMITTED,
        booked,
        ...(n === BOOKINGS.length - 1 ? ([['EntryReceived']] as const) : []),
      );
    }
  });
  gate(ADMITTED, 'ApproveEntry', ['EntryApproved', { remark: null }]);

  const answers = bookings(apply(DENIED), (bookingId) =>
    bookingId === SLOT
      ? ['BookingGranted', { applicationId: DENIED }]
      : ['BookingDenied', { applicationId: DENIED, reason: 'TRUCK_ENGAGED' }],
  );
  let refused: readonly AuditRecord[] = [];
  for (const part of answers.flatMap((event) => story.transfer(event))) {
    const isDenial = part.type === 'BookingDenied' && refused.length === 0;
    const fields = { reason: 'TRUCK_ENGAGED', remark: null, bookingIds: BOOKINGS };
    if (isDenial) refused = story.decide('gate', part, DENIED, ['EntryRefused', fields]);
    else if (part.type === 'BookingGranted' && refused.length === 0) {
      story.decide('gate', part, DENIED, ['EntryBooked', { bookingId: part.key }]);
    }
  }
  for (const part of refused.flatMap((event) => story.transfer(event))) {
    if (story.lane(SLOT) === part.partition)
      story.decide('gate', part, SLOT, ['BookingFreed', { applicationId: DENIED }]);
  }

  gate(ADMITTED, 'ArriveAtGate', ['VehicleAtGate', { truckId: 'KZ-123ABC02' }]);
  const passed = (subject: string): Told => ['EntryExamined', { subject, result: 'PASSED', remark: null }];
  gate(ADMITTED, 'RecordEntryExamination', passed('PERSON'));
  const load = { carrier: 'KZPOST', maxMassGrams: 20_000, maxPieces: 100 };
  const letIn: Told = ['EntryAdmitted', { truckId: 'KZ-123ABC02', bookingId: TRUCK, ...load }];
  const [, admitted] = gate(ADMITTED, 'RecordEntryExamination', passed('VEHICLE'), letIn);
  const [atTruck] = admitted ? story.transfer(admitted) : [];
  if (!atTruck) throw new Error('Nothing reaches the truck');
  const [inside] = story.decide('gate', atTruck, TRUCK, ['VehicleAdmitted', { applicationId: ADMITTED, ...load }]);
  if (!inside) throw new Error('The truck did not come in');
  story.decide('loading', inside, TRUCK, ['TruckArrived', { visit: 1, applicationId: ADMITTED, ...load }]);
  leave(story, bookings);
  return story.records;
}

type Bookings = (parts: readonly AuditRecord[], say: (bookingId: string) => Told) => AuditRecord[];

/** The truck leaves with nothing in it, and everything is free again. */
function leave(story: Story, bookings: Bookings): void {
  const dock = (command: string, ...events: Told[]): AuditRecord[] =>
    story.decide('loading', story.command('loading', TRUCK, [command]), TRUCK, ...events);
  const nothing = { contents: 0, parcels: 0, pieces: 0, massGrams: 0 };
  dock('DockTruck', ['TruckDocked', { dock: 'D1' }]);
  dock('CloseUnit', ['ClosingStarted', { seals: ['S1'], reserved: 0 }], ['UnitClosed', { seals: ['S1'], ...nothing }]);
  const stay = { visit: 1, carrier: 'KZPOST', transportId: TRUCK, seals: ['S1'], ...nothing };
  const [departed] = dock('DepartUnit', ['UnitDeparted', stay]);
  if (!departed) throw new Error('The truck did not leave');
  for (const left of story.decide('gate', departed, TRUCK, ['VehicleLeft', { applicationId: ADMITTED }])) {
    for (const part of story.transfer(left)) {
      const [completed] = story.decide('gate', part, ADMITTED, ['EntryCompleted', { bookingIds: BOOKINGS }]);
      if (completed) bookings(story.transfer(completed), () => ['BookingFreed', { applicationId: ADMITTED }]);
    }
  }
}
