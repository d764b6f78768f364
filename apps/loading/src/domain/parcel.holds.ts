import type {
  HoldAnswerNoted,
  HoldRequested,
  LoadingHoldConfirmed,
  LoadingHoldTooLate,
  LoadingParcelState,
  ParcelHoldAsked,
  ParcelUnblocked,
  UnitBlocked,
  UnitHoldMoot,
  UnitHoldTooLate,
} from '@alataw/contracts';
import { aboard } from './parcel.pieces';

/** A hold is the question to every unit that has something of the parcel, or confirmed where none has. */
export function hold(
  { parcelId, kind }: HoldRequested,
  state: LoadingParcelState,
): readonly (ParcelHoldAsked | LoadingHoldConfirmed | LoadingHoldTooLate)[] {
  const { status, unitId } = state;
  if (state.hold === 'ASKED') return []; // the answer that is under way answers this one, too
  if (status === 'departed') return [{ type: 'LoadingHoldTooLate', parcelId, kind, unitId: unitId ?? '' }];
  const asked = status === 'loaded' || status === 'staged' ? aboard(state) : [];
  if (asked.length === 0) return [{ type: 'LoadingHoldConfirmed', parcelId, kind }];
  return asked.map(({ unitId: on, visit }) => ({ type: 'ParcelHoldAsked', parcelId, unitId: on, visit, kind }));
}

/** Of several units that were asked, the last one's answer tells: what is still here stays. */
export function answered(
  { parcelId, unitId: from }: UnitBlocked | UnitHoldTooLate | UnitHoldMoot,
  state: LoadingParcelState,
): HoldAnswerNoted | LoadingHoldConfirmed | LoadingHoldTooLate {
  const { status, holdKind: kind, unitId, awaited } = state;
  if (awaited > 1) return { type: 'HoldAnswerNoted', parcelId, unitId: from };
  if (status === 'departed') return { type: 'LoadingHoldTooLate', parcelId, kind, unitId: unitId ?? '' };
  return { type: 'LoadingHoldConfirmed', parcelId, kind };
}

/** Each unit that has something of the parcel hears that its hold was lifted. */
export function unblock(parcelId: string, state: LoadingParcelState): readonly ParcelUnblocked[] {
  if (state.status !== 'blocked') return [];
  const unitIds = aboard(state).map(({ unitId }) => unitId);
  return (unitIds.length === 0 ? [null] : unitIds).map((unitId) => ({ type: 'ParcelUnblocked', parcelId, unitId }));
}
