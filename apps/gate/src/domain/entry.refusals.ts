import type {
  EntryApplicationState,
  EntryCommandName,
  EntryCommandRefusal,
  EntryCommandRefused,
  EntryStatus,
} from '@alataw/contracts';

/** A command that changes nothing. */
export function refuse(
  applicationId: string,
  command: EntryCommandName,
  reason: EntryCommandRefusal,
): EntryCommandRefused {
  return { type: 'EntryCommandRefused', applicationId, command, reason };
}

/** Refusals that depend on nothing but where the application stands, and on whether it has come so far or is past it. */
const standing: Readonly<Record<EntryStatus, EntryCommandRefusal>> = {
  absent: 'UNKNOWN_APPLICATION',
  booking: 'BOOKINGS_PENDING',
  applied: 'NOT_APPROVED',
  approved: 'ALREADY_APPROVED',
  atGate: 'ALREADY_AT_GATE',
  admitted: 'ALREADY_ADMITTED',
  completed: 'ENDED',
  refused: 'ENDED',
  cancelled: 'ENDED',
  expired: 'ENDED',
  turnedAway: 'ENDED',
};

/** In which statuses each command is carried out. */
const permitted: Readonly<Partial<Record<EntryCommandName, readonly EntryStatus[]>>> = {
  APPLY: ['absent'],
  APPROVE: ['applied'],
  REFUSE: ['applied', 'approved'],
  EXTEND: ['approved'],
  CANCEL: ['booking', 'applied', 'approved'],
  ARRIVE: ['approved'],
  EXAMINE: ['atGate'],
};

const BEFORE_GATE: ReadonlySet<EntryStatus> = new Set(['booking', 'applied', 'approved']);

/** Why a command is not carried out where the application stands; null if it is. */
export function barredBy(command: EntryCommandName, { status }: EntryApplicationState): EntryCommandRefusal | null {
  if (permitted[command]?.includes(status) === true) return null;
  if (command === 'APPLY') return 'ALREADY_APPLIED';
  if (command === 'EXAMINE' && BEFORE_GATE.has(status)) return 'NOT_AT_GATE';
  return standing[status];
}
