import type {
  InspectionCommandName,
  InspectionCommandRefused,
  InspectionRefusal,
  InspectionState,
} from '@alataw/contracts';
import { isOpen } from './file';

/** A command that changes nothing, as a list of events. */
export function refuse(
  parcelId: string,
  command: InspectionCommandName,
  reason: InspectionRefusal,
): readonly InspectionCommandRefused[] {
  return [{ type: 'InspectionCommandRefused', parcelId, command, reason }];
}

/** Why nothing can be done about a parcel any more, or yet; null while its inspection is open. */
export function closedBy(state: InspectionState): 'UNKNOWN_PARCEL' | 'ABANDONED' | 'ALREADY_INSPECTED' | null {
  if (isOpen(state)) return null;
  if (state.status === 'absent') return 'UNKNOWN_PARCEL';
  return state.status === 'abandoned' ? 'ABANDONED' : 'ALREADY_INSPECTED';
}

/** What keeps an officer from deciding about an open parcel: it is kept apart, waits for a second officer, or is another's. */
export function barredBy(
  state: InspectionState,
  actor: string,
): 'IN_QUARANTINE' | 'AWAITING_CONFIRMATION' | 'ASSIGNED_TO_OTHER' | null {
  if (state.queue === 'confirmation') return 'AWAITING_CONFIRMATION';
  if (state.quarantined) return 'IN_QUARANTINE';
  return state.officer !== null && state.officer !== actor ? 'ASSIGNED_TO_OTHER' : null;
}

/** What keeps a parcel from being on a bench at which it can be handled. */
export function awayBy(state: InspectionState): 'NOT_ARRIVED' | 'SAMPLE_OPEN' | 'AWAITING_AMENDMENT' | null {
  switch (state.queue) {
    case 'arrival':
      return 'NOT_ARRIVED';
    case 'laboratory':
      return 'SAMPLE_OPEN';
    case 'amendment':
      return 'AWAITING_AMENDMENT';
    default:
      return state.arrivalRequired && state.arrivedAt === 0 ? 'NOT_ARRIVED' : null;
  }
}
