import {
  ApplyForEntry,
  ApproveEntry,
  ArriveAtGate,
  BookingDenied,
  BookingFreed,
  BookingGranted,
  BookingState,
  CancelEntry,
  EntryAdmitted,
  EntryApplicationState,
  EntryApplied,
  EntryApproved,
  EntryBooked,
  EntryCancelled,
  EntryCommandRefused,
  EntryCompleted,
  EntryExamined,
  EntryExpired,
  EntryExtended,
  EntryReceived,
  EntryRefused,
  ExpireEntry,
  ExtendEntry,
  RecordEntryExamination,
  RefuseEntry,
  UnitDeparted,
  VehicleAdmitted,
  VehicleAtGate,
  VehicleLeft,
  VehicleTurnedAway,
} from '@alataw/contracts';
import {
  findable,
  forward,
  on,
  onEach,
  unfindable,
  type Addressed,
  type Entity,
  type Findable,
  type Membership,
  type StageDefinition,
} from '@alataw/stage';
import { plateOf, unitKindOf } from '@alataw/values';
import { bookingDecider, type Book, type BookingCommand, type BookingEvent, type Free } from './domain/booking.decider';
import { entryDecider, type EntryCommand, type EntryEvent } from './domain/entry.decider';

/**
 * Trucks are no parcels and stand in no queue: the parcels' balance counts those. Indexes list the applications that somebody has
 * to decide, the trucks that wait at the gate for the results of their examinations, those of them that are looked at closer, and
 * `due` those that may not be awaited any longer.
 */
function entryMemberships(state: EntryApplicationState): readonly Membership[] {
  const { status, since, due, person, vehicle } = state;
  switch (status) {
    case 'applied':
    case 'approved':
      return [
        { set: `index:entry-${status}`, since },
        { set: 'index:due', since: due },
      ];
    case 'atGate': {
      const isDeep = person === 'DEEP_CHECK' || vehicle === 'DEEP_CHECK';
      return [{ set: 'index:at-gate', since }, ...(isDeep ? [{ set: 'index:deep-check', since } as const] : [])];
    }
    case 'admitted':
      return [{ set: 'index:admitted', since }];
    default:
      return [];
  }
}

/** Papers and plates that a driver shows; what is written in the driver's own papers is nobody's to search by. */
const entryNumbers = (state: EntryApplicationState, applicationId: string): Findable => {
  const { status, truckId, trailerId, vin, permitNo, tirNo } = state;
  if (status === 'absent') return unfindable;
  const vehicles = [truckId, trailerId ?? ''].flatMap((id) => [id, plateOf(id)]);
  return findable('', applicationId, ...vehicles, vin, permitNo, tirNo);
};

const application: Entity<EntryApplicationState, EntryCommand, EntryEvent> = {
  kind: 'entry-application',
  decider: entryDecider,
  state: EntryApplicationState,
  events: [
    EntryApplied,
    EntryBooked,
    EntryReceived,
    EntryApproved,
    EntryRefused,
    EntryExtended,
    EntryCancelled,
    EntryExpired,
    VehicleAtGate,
    EntryExamined,
    EntryAdmitted,
    VehicleTurnedAway,
    EntryCompleted,
    EntryCommandRefused,
  ],
  status: ({ status }) => (status === 'absent' ? null : `entry.${status}`),
  memberships: entryMemberships,
  numbers: entryNumbers,
};

const booking: Entity<BookingState, BookingCommand, BookingEvent> = {
  kind: 'booking',
  decider: bookingDecider,
  state: BookingState,
  events: [BookingGranted, BookingDenied, BookingFreed, VehicleAdmitted, VehicleLeft],
  status: ({ kind, status }) => (status === 'absent' ? null : `${kind}.${status}`),
  memberships: () => [],
};

/** What an application asks for; each lane takes its own. */
const toBookings = ({ applicationId, bookingIds, slotFrom }: EntryApplied): readonly Addressed<Book>[] =>
  bookingIds.map((id) => ({ kind: 'booking', id, command: { type: 'Book', bookingId: id, applicationId, slotFrom } }));

/** What an application needs no more. */
const freeing = ({ applicationId, bookingIds }: Ended): readonly Addressed<Free>[] =>
  bookingIds.map((id) => ({ kind: 'booking', id, command: { type: 'Free', bookingId: id, applicationId } }));

type Ended = Pick<EntryCompleted, 'applicationId' | 'bookingIds'>;

/** A truck that left may have come in under an application; its booking knows. */
const toTruck = (departed: UnitDeparted): readonly Addressed<UnitDeparted>[] =>
  unitKindOf(departed.unitId) === 'truck' ? [{ kind: 'booking', id: departed.unitId, command: departed }] : [];

export const gateStage: StageDefinition = {
  name: 'gate',
  output: 'gate.events',
  fold: 2,
  entities: [application, booking],
  consumes: [
    on(ApplyForEntry, 'entry-application', ({ applicationId }) => applicationId),
    on(ApproveEntry, 'entry-application', ({ applicationId }) => applicationId),
    on(RefuseEntry, 'entry-application', ({ applicationId }) => applicationId),
    on(ExtendEntry, 'entry-application', ({ applicationId }) => applicationId),
    on(CancelEntry, 'entry-application', ({ applicationId }) => applicationId),
    on(ArriveAtGate, 'entry-application', ({ applicationId }) => applicationId),
    on(RecordEntryExamination, 'entry-application', ({ applicationId }) => applicationId),
    on(ExpireEntry, 'entry-application', ({ applicationId }) => applicationId),
    onEach(UnitDeparted, toTruck),
    // from an application to what it books
    onEach(EntryApplied, toBookings),
    onEach(EntryRefused, freeing),
    onEach(EntryCancelled, freeing),
    onEach(EntryExpired, freeing),
    onEach(VehicleTurnedAway, freeing),
    onEach(EntryCompleted, freeing),
    on(EntryAdmitted, 'booking', ({ bookingId }) => bookingId),
    // from a booking to an application
    on(BookingGranted, 'entry-application', ({ applicationId }) => applicationId),
    on(BookingDenied, 'entry-application', ({ applicationId }) => applicationId),
    on(VehicleLeft, 'entry-application', ({ applicationId }) => applicationId),
  ],
  transfers: {
    topic: 'gate.transfer',
    events: [
      forward(EntryApplied, ({ bookingIds }) => bookingIds),
      forward(EntryRefused, ({ bookingIds }) => bookingIds),
      forward(EntryCancelled, ({ bookingIds }) => bookingIds),
      forward(EntryExpired, ({ bookingIds }) => bookingIds),
      forward(VehicleTurnedAway, ({ bookingIds }) => bookingIds),
      forward(EntryCompleted, ({ bookingIds }) => bookingIds),
      forward(EntryAdmitted, ({ bookingId }) => [bookingId]),
      forward(BookingGranted, ({ applicationId }) => [applicationId]),
      forward(BookingDenied, ({ applicationId }) => [applicationId]),
      forward(VehicleLeft, ({ applicationId }) => [applicationId]),
    ],
  },
};
