import type {
  ArriveAtGate,
  EntryAdmitted,
  EntryApplicationState,
  EntryCommandRefusal,
  EntryCommandRefused,
  EntryExamined,
  ExaminationResult,
  ExaminationSubject,
  RecordEntryExamination,
  VehicleAtGate,
  VehicleTurnedAway,
} from '@alataw/contracts';
import { truckBookingId } from './bookings';
import { barredBy, refuse } from './entry.refusals';
import { arrivalTolerance } from './gate.rules';

/** A truck stands at the gate. Only the one that was applied for is examined, and only in its time. */
export function arrive(
  { applicationId, truckId, trailerId }: ArriveAtGate,
  state: EntryApplicationState,
  at: number,
): VehicleAtGate | EntryCommandRefused {
  const reason = barredBy('ARRIVE', state) ?? timeFault(state, at);
  if (reason !== null) return refuse(applicationId, 'ARRIVE', reason);
  if (truckId !== state.truckId || trailerId !== state.trailerId) {
    return refuse(applicationId, 'ARRIVE', 'PLATES_DIFFER');
  }
  return { type: 'VehicleAtGate', applicationId, truckId };
}

/** Notes what came of an examination. With the second one passed the truck comes in; with one failed it goes away. */
export function examine(
  command: RecordEntryExamination,
  state: EntryApplicationState,
): readonly (EntryExamined | EntryAdmitted | VehicleTurnedAway | EntryCommandRefused)[] {
  const { applicationId, subject, result, reason, remark } = command;
  const barred = barredBy('EXAMINE', state) ?? examinationFault(command, state);
  if (barred !== null) return [refuse(applicationId, 'EXAMINE', barred)];
  const examined: EntryExamined = { type: 'EntryExamined', applicationId, subject, result, remark };
  if (result === 'FAILED' && reason !== null) {
    const { bookingIds } = state;
    return [examined, { type: 'VehicleTurnedAway', applicationId, subject, reason, remark, bookingIds }];
  }
  const isPassed = result === 'PASSED' && resultOf(other(subject), state) === 'PASSED';
  return isPassed ? [examined, admitted(applicationId, state)] : [examined];
}

function admitted(applicationId: string, state: EntryApplicationState): EntryAdmitted {
  const { truckId, carrier, maxMassGrams, maxPieces, maxVolumeCm3 } = state;
  const bookingId = truckBookingId(truckId);
  return { type: 'EntryAdmitted', applicationId, truckId, carrier, maxMassGrams, maxPieces, maxVolumeCm3, bookingId };
}

function timeFault({ slotFrom, due }: EntryApplicationState, at: number): EntryCommandRefusal | null {
  if (at < slotFrom - (arrivalTolerance.inForce(at)?.earlyMs ?? 0)) return 'TOO_EARLY';
  return at > due ? 'SLOT_OVER' : null;
}

function examinationFault(
  { subject, result, reason }: RecordEntryExamination,
  state: EntryApplicationState,
): EntryCommandRefusal | null {
  const known = resultOf(subject, state);
  if (subject === 'NONE' || result === 'PENDING') return 'OTHER';
  if (known === 'PASSED' || known === result) return 'ALREADY_EXAMINED';
  return result === 'FAILED' && reason === null ? 'REASON_MISSING' : null;
}

const other = (subject: ExaminationSubject): ExaminationSubject => (subject === 'PERSON' ? 'VEHICLE' : 'PERSON');

const resultOf = (subject: ExaminationSubject, { person, vehicle }: EntryApplicationState): ExaminationResult =>
  subject === 'PERSON' ? person : vehicle;
