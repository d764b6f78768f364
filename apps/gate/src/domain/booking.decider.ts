import type {
  BookingDenied,
  BookingFreed,
  BookingGranted,
  BookingState,
  EntryAdmitted,
  UnitDeparted,
  VehicleAdmitted,
  VehicleLeft,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';
import { bookingKindOf, engaged } from './bookings';
import { slotCapacity } from './gate.rules';

/** What the stage's routes make of an application that asks, and of one that has ended. */
export interface Book {
  readonly type: 'Book';
  readonly bookingId: string;
  readonly applicationId: string;
  /** Beginning of the slot, epoch ms UTC. */
  readonly slotFrom: number;
}
export interface Free {
  readonly type: 'Free';
  readonly bookingId: string;
  readonly applicationId: string;
}

export type BookingCommand = Book | Free | EntryAdmitted | UnitDeparted;
export type BookingEvent = BookingGranted | BookingDenied | BookingFreed | VehicleAdmitted | VehicleLeft;

const initialState: BookingState = {
  kind: 'none',
  status: 'absent',
  applicationIds: [],
  inside: null,
  since: 0,
};

/**
 * A truck, a trailer, a driver, or the slots of an hour: whatever several applications may want and only so many can have. Each
 * is decided in a lane of its own, so that two applications that are made in the same moment do not both get it. A truck's
 * booking also stands between the gate and the loading stage, which know the truck in the same lane.
 */
export const bookingDecider: Decider<BookingState, BookingCommand, BookingEvent> = {
  initialState,

  decide(command, state) {
    switch (command.type) {
      case 'Book':
        return [book(command, state)];
      case 'Free':
        return free(command, state);
      case 'EntryAdmitted':
        return [admit(command)];
      case 'UnitDeparted':
        if (state.inside === null) return []; // a truck of the centre itself
        return [{ type: 'VehicleLeft', bookingId: command.unitId, applicationId: state.inside }];
      default:
        return unreachable(command);
    }
  },

  evolve(before, event, at) {
    const state = { ...before, kind: bookingKindOf(event.bookingId) };
    switch (event.type) {
      case 'BookingGranted':
        return held([...state.applicationIds, event.applicationId], state, at);
      case 'BookingDenied':
        return held(state.applicationIds, state, state.since);
      case 'BookingFreed':
        return held(
          state.applicationIds.filter((id) => id !== event.applicationId),
          state,
          at,
        );
      case 'VehicleAdmitted':
        return { ...state, inside: event.applicationId, since: at };
      case 'VehicleLeft':
        return { ...state, inside: null, since: at };
      default:
        return unreachable(event);
    }
  },
};

function held(applicationIds: readonly string[], state: BookingState, since: number): BookingState {
  return { ...state, applicationIds, status: applicationIds.length > 0 ? 'booked' : 'free', since };
}

function book({ bookingId, applicationId, slotFrom }: Book, state: BookingState): BookingGranted | BookingDenied {
  const kind = bookingKindOf(bookingId);
  const capacity = kind === 'slot' ? (slotCapacity.inForce(slotFrom) ?? 0) : 1;
  if (state.applicationIds.length < capacity) return { type: 'BookingGranted', bookingId, applicationId };
  return { type: 'BookingDenied', bookingId, applicationId, reason: engaged[kind] };
}

function free({ bookingId, applicationId }: Free, { applicationIds }: BookingState): readonly BookingFreed[] {
  return applicationIds.includes(applicationId) ? [{ type: 'BookingFreed', bookingId, applicationId }] : [];
}

function admit(admitted: EntryAdmitted): VehicleAdmitted {
  const { bookingId, applicationId, carrier, maxMassGrams, maxPieces, maxVolumeCm3 } = admitted;
  return { type: 'VehicleAdmitted', bookingId, applicationId, carrier, maxMassGrams, maxPieces, maxVolumeCm3 };
}
