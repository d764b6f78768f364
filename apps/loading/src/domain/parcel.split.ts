import type { LoadingParcelState, ParcelSplit, SplitParcel, SplitRefusal, SplitRefused } from '@alataw/contracts';
import { MAX_LABELLED_PIECES } from '@alataw/values';
import { aboard } from './parcel.pieces';

/** An officer lets the pieces of a parcel travel apart, for good. The units that have some of them hear that the rest need not come. */
export function split(
  { parcelId, reason, remark }: SplitParcel,
  state: LoadingParcelState,
): ParcelSplit | SplitRefused {
  const refusal = obstacle(state);
  if (refusal !== null) return { type: 'SplitRefused', parcelId, reason: refusal };
  const unitIds = aboard(state).map(({ unitId }) => unitId);
  return { type: 'ParcelSplit', parcelId, reason, remark, unitIds };
}

function obstacle({ status, pieces, isSplit }: LoadingParcelState): SplitRefusal | null {
  if (status === 'absent') return 'UNKNOWN_PARCEL';
  if (status === 'departed') return 'DEPARTED';
  if (status === 'withdrawn') return 'WITHDRAWN';
  if (pieces === 1) return 'ONE_PIECE';
  if (pieces > MAX_LABELLED_PIECES) return 'TOO_MANY_PIECES';
  return isSplit ? 'ALREADY_SPLIT' : null;
}
