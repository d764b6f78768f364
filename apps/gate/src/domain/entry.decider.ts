import type {
  ApplyForEntry,
  ApproveEntry,
  ArriveAtGate,
  BookingDenied,
  BookingGranted,
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
  VehicleAtGate,
  VehicleLeft,
  VehicleTurnedAway,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';
import { apply, approve, cancel, denied, expire, extend, granted, refuseEntry } from './entry.application';
import { arrive, examine } from './entry.gate';
import { evolveEntry, initialEntry } from './entry.state';

export type EntryCommand =
  | ApplyForEntry
  | ApproveEntry
  | RefuseEntry
  | ExtendEntry
  | CancelEntry
  | ArriveAtGate
  | RecordEntryExamination
  | ExpireEntry
  // what it books
  | BookingGranted
  | BookingDenied
  | VehicleLeft;

export type EntryEvent =
  | EntryApplied
  | EntryBooked
  | EntryReceived
  | EntryApproved
  | EntryRefused
  | EntryExtended
  | EntryCancelled
  | EntryExpired
  | VehicleAtGate
  | EntryExamined
  | EntryAdmitted
  | VehicleTurnedAway
  | EntryCompleted
  | EntryCommandRefused;

/**
 * An application of a truck for a stay at the port, from the form to the barrier and out again. Whether its truck, trailer,
 * driver and slot are free, only these themselves say (`booking.decider.ts`); they are asked before anybody looks at it.
 */
export const entryDecider: Decider<EntryApplicationState, EntryCommand, EntryEvent> = {
  initialState: initialEntry,

  decide(command, state, { at }) {
    switch (command.type) {
      case 'ApplyForEntry':
        return [apply(command, state, at)];
      case 'ApproveEntry':
        return [approve(command, state, at)];
      case 'RefuseEntry':
        return [refuseEntry(command, state)];
      case 'ExtendEntry':
        return [extend(command, state, at)];
      case 'CancelEntry':
        return [cancel(command, state)];
      case 'ArriveAtGate':
        return [arrive(command, state, at)];
      case 'RecordEntryExamination':
        return examine(command, state);
      case 'ExpireEntry':
        return [expire(command, state)];
      case 'BookingGranted':
        return granted(command, state);
      case 'BookingDenied':
        return denied(command, state);
      case 'VehicleLeft': {
        const { bookingIds, status } = state;
        const { applicationId } = command;
        return status === 'admitted' ? [{ type: 'EntryCompleted', applicationId, bookingIds }] : [];
      }
      default:
        return unreachable(command);
    }
  },

  evolve: evolveEntry,
};
