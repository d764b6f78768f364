import type {
  LoadingTruckState,
  ParcelUnblocked,
  TruckBlocked,
  TruckHoldAsked,
  TruckHoldMoot,
  TruckHoldTooLate,
  TruckUnblocked,
} from '@alataw/contracts';
import { isAboard } from './truck.load';

/**
 * Answers, always, whether a parcel can still be held. A parcel that was taken off while the question was on its way, or was
 * here on an earlier visit, is none of this truck's business any more: it must not be blocked, or nobody would unblock it.
 */
export function askedToHold(
  { truckId, visit, parcelId }: TruckHoldAsked,
  state: LoadingTruckState,
): TruckBlocked | TruckHoldTooLate | TruckHoldMoot {
  if (visit !== state.visit || !isAboard(parcelId, state)) return { type: 'TruckHoldMoot', truckId, parcelId };
  return { type: state.status === 'departed' ? 'TruckHoldTooLate' : 'TruckBlocked', truckId, parcelId };
}

export function unblock({ parcelId, truckId }: ParcelUnblocked, state: LoadingTruckState): readonly TruckUnblocked[] {
  const isBlocked = truckId !== null && state.blocked.includes(parcelId);
  return isBlocked ? [{ type: 'TruckUnblocked', truckId, parcelId }] : [];
}
