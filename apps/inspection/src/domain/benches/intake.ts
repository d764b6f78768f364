import type {
  ArriveParcel,
  InspectionCommandRefused,
  InspectionState,
  ParcelArrived,
  ParcelInspected,
  VerdictProposed,
} from '@alataw/contracts';
import { isOpen } from '../file';
import { refuse } from '../refusals';
import { takeEffect } from './verdict';

/** Takes down that a parcel is there, whatever is known of it, and lets it pass if nothing else was missing. */
export function arrive(
  { parcelId, place }: ArriveParcel,
  state: InspectionState,
): readonly (ParcelArrived | ParcelInspected | VerdictProposed | InspectionCommandRefused)[] {
  if (state.arrivedAt > 0) return refuse(parcelId, 'ARRIVE', 'ALREADY_ARRIVED');
  const arrived: ParcelArrived = { type: 'ParcelArrived', parcelId, place };
  if (!passesByArriving(state)) return [arrived];
  const { proposal } = state;
  const remark = proposal?.remark ?? null;
  const conclusion = { verdict: 'PASS', detention: null, remark } as const;
  // Any time but 0 says that it is there.
  return [arrived, takeEffect(parcelId, conclusion, { ...state, arrivedAt: 1 }, proposal?.officer ?? '')];
}

function passesByArriving(state: InspectionState): boolean {
  if (!isOpen(state) || state.queue !== 'arrival') return false;
  if (state.proposal) return true;
  return !state.examinationDue && !state.imageDue && !state.documentsDue;
}
