import type {
  ApplyForEntry,
  ApproveEntry,
  BookingDenied,
  BookingGranted,
  CancelEntry,
  EntryApplicationState,
  EntryApplied,
  EntryApproved,
  EntryBooked,
  EntryCancelled,
  EntryCommandRefusal,
  EntryCommandRefused,
  EntryExpired,
  EntryExtended,
  EntryReceived,
  EntryRefused,
  ExpireEntry,
  ExtendEntry,
  RefuseEntry,
} from '@alataw/contracts';
import { isCountry, isPassportNumber, isTirNumber, isTruckId, isVin } from '@alataw/values';
import { bookingIdsOf } from './bookings';
import { barredBy, refuse } from './entry.refusals';
import { contentOf } from './entry.state';
import { arrivalTolerance, longestExtension, slotBounds } from './gate.rules';

/** Pieces that a truck may be permitted to carry; the loading stage permits no more. */
const MAX_PIECES = 5_000_000;

/** Takes an application down. What is wrong with it in itself is told at once; whether its truck, driver and slot are free, they say. */
export function apply(
  command: ApplyForEntry,
  state: EntryApplicationState,
  at: number,
): EntryApplied | EntryCommandRefused {
  const { applicationId } = command;
  const reason = barredBy('APPLY', state) ?? faultIn(command) ?? slotFault(command, at);
  if (reason !== null) return refuse(applicationId, 'APPLY', reason);
  const bookingIds = bookingIdsOf(command);
  const due = latestArrival(command.slotTo, at);
  return { type: 'EntryApplied', applicationId, ...contentOf(command), bookingIds, due };
}

/** One of the bookings is granted; with the last one the application waits for its decision. */
export function granted(
  { applicationId, bookingId }: BookingGranted,
  { status, granted: before, bookingIds }: EntryApplicationState,
): readonly (EntryBooked | EntryReceived)[] {
  if (status !== 'booking') return []; // ended meanwhile: the booking has been told
  const booked: EntryBooked = { type: 'EntryBooked', applicationId, bookingId };
  const isLast = before.length + 1 === bookingIds.length;
  return isLast ? [booked, { type: 'EntryReceived', applicationId }] : [booked];
}

/** One of the bookings is denied: the application gives the others back. */
export function denied(
  { applicationId, reason }: BookingDenied,
  { status, bookingIds }: EntryApplicationState,
): readonly EntryRefused[] {
  return status === 'booking' ? [{ type: 'EntryRefused', applicationId, reason, remark: null, bookingIds }] : [];
}

export function approve(
  { applicationId, remark }: ApproveEntry,
  state: EntryApplicationState,
  at: number,
): EntryApproved | EntryCommandRefused {
  const reason = barredBy('APPROVE', state) ?? (at > state.due ? 'SLOT_OVER' : null);
  return reason === null ? { type: 'EntryApproved', applicationId, remark } : refuse(applicationId, 'APPROVE', reason);
}

export function refuseEntry(
  { applicationId, reason, remark }: RefuseEntry,
  state: EntryApplicationState,
): EntryRefused | EntryCommandRefused {
  const barred = barredBy('REFUSE', state);
  if (barred !== null) return refuse(applicationId, 'REFUSE', barred);
  return { type: 'EntryRefused', applicationId, reason, remark, bookingIds: state.bookingIds };
}

/** A slot is lengthened, never moved: the hour in which it begins is what is booked. */
export function extend(
  { applicationId, slotTo, remark }: ExtendEntry,
  state: EntryApplicationState,
  at: number,
): EntryExtended | EntryCommandRefused {
  const reason = barredBy('EXTEND', state) ?? extensionFault(slotTo, state, at);
  if (reason !== null) return refuse(applicationId, 'EXTEND', reason);
  return { type: 'EntryExtended', applicationId, slotTo, due: latestArrival(slotTo, at), remark };
}

export function cancel(
  { applicationId, by, remark }: CancelEntry,
  state: EntryApplicationState,
): EntryCancelled | EntryCommandRefused {
  const reason = barredBy('CANCEL', state);
  if (reason !== null) return refuse(applicationId, 'CANCEL', reason);
  return { type: 'EntryCancelled', applicationId, by, remark, bookingIds: state.bookingIds };
}

/** The slot is over. What is said twice, or of a slot that was lengthened meanwhile, finds another time, or none. */
export function expire(
  { applicationId, due }: ExpireEntry,
  state: EntryApplicationState,
): EntryExpired | EntryCommandRefused {
  const awaited = state.status === 'applied' || state.status === 'approved';
  if (!awaited || state.due !== due) return refuse(applicationId, 'EXPIRE', 'NOT_DUE');
  return { type: 'EntryExpired', applicationId, due, bookingIds: state.bookingIds };
}

const latestArrival = (slotTo: number, at: number): number => slotTo + (arrivalTolerance.inForce(at)?.lateMs ?? 0);

function faultIn(command: ApplyForEntry): EntryCommandRefusal | null {
  const { truckId, trailerId, vin, tirNo, driver, maxMassGrams, maxPieces, maxVolumeCm3 } = command;
  if (!isTruckId(truckId) || (trailerId !== null && !isTruckId(trailerId))) return 'PLATE_INVALID';
  if (!isVin(vin)) return 'VIN_INVALID';
  if (tirNo !== null && !isTirNumber(tirNo)) return 'TIR_INVALID';
  if (!isCountry(driver.passportCountry) || !isPassportNumber(driver.passportNo)) return 'DRIVER_INVALID';
  const hasRoom = maxVolumeCm3 === null || maxVolumeCm3 > 0;
  return maxMassGrams > 0 && maxPieces > 0 && maxPieces <= MAX_PIECES && hasRoom ? null : 'CAPACITY';
}

function slotFault({ slotFrom, slotTo }: ApplyForEntry, at: number): EntryCommandRefusal | null {
  const { longestMs, aheadMs } = slotBounds.inForce(at) ?? { longestMs: 0, aheadMs: 0 };
  if (slotFrom >= slotTo) return 'SLOT_INVALID';
  if (slotTo - slotFrom > longestMs) return 'SLOT_TOO_LONG';
  if (latestArrival(slotTo, at) < at) return 'SLOT_PAST';
  return slotFrom - at > aheadMs ? 'SLOT_TOO_FAR' : null;
}

function extensionFault(slotTo: number, state: EntryApplicationState, at: number): EntryCommandRefusal | null {
  if (at > state.due) return 'SLOT_OVER';
  if (slotTo <= state.slotTo) return 'NOT_LATER';
  return slotTo - state.slotTo > (longestExtension.inForce(at) ?? 0) ? 'EXTENSION_TOO_LONG' : null;
}
