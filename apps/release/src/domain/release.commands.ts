import type {
  HoldLifted,
  HoldParcel,
  HoldRequested,
  LiftHold,
  ParcelHeld,
  ParcelReleased,
  ParcelReturned,
  ReleaseCommandName,
  ReleaseCommandRefused,
  ReleaseRefusal,
  ReleaseRevoked,
  ReleaseState,
  ReleaseStatus,
  ReturnParcel,
  RevokeRelease,
} from '@alataw/contracts';
import { isStoppedByCustoms, lifted } from './release.customs';

/** Refusals that depend on nothing but where the parcel stands. */
export const standing: Readonly<Partial<Record<ReleaseStatus, ReleaseRefusal>>> = {
  absent: 'UNKNOWN_PARCEL',
  holdRequested: 'HOLD_PENDING',
  returned: 'ALREADY_RETURNED',
  detained: 'DETAINED',
  cancelled: 'ALREADY_CANCELLED',
  cancelPending: 'CANCEL_PENDING',
};

export function hold(command: HoldParcel, state: ReleaseState): ParcelHeld | HoldRequested | ReleaseCommandRefused {
  const { parcelId, reason, remark } = command;
  switch (state.status) {
    case 'awaitingInspection':
    case 'awaitingCustoms':
      return { type: 'ParcelHeld', parcelId, reason, released: false, remark };
    case 'released':
      if (state.departed) return refuse(command, 'HOLD', 'DEPARTED');
      return { type: 'HoldRequested', parcelId, kind: 'HOLD', reason, remark };
    case 'held':
      return refuse(command, 'HOLD', 'ALREADY_HELD');
    case 'revoked':
      return refuse(command, 'HOLD', 'ALREADY_REVOKED');
    default:
      return refuse(command, 'HOLD', standing[state.status] ?? 'OTHER');
  }
}

export function lift(
  command: LiftHold,
  state: ReleaseState,
): readonly (HoldLifted | ParcelReleased | ReleaseCommandRefused)[] {
  const { parcelId, remark } = command;
  if (state.status === 'revoked') return [refuse(command, 'LIFT', 'ALREADY_REVOKED')];
  if (state.status !== 'held') return [refuse(command, 'LIFT', standing[state.status] ?? 'NOT_HELD')];
  if (isStoppedByCustoms(state)) return [refuse(command, 'LIFT', 'HELD_BY_CUSTOMS')];
  return lifted(parcelId, remark, state);
}

/** A held parcel that was released stands still in loading: its release is revoked without asking again. */
export function revoke(
  command: RevokeRelease,
  state: ReleaseState,
): HoldRequested | ReleaseRevoked | ReleaseCommandRefused {
  const { parcelId, reason, remark } = command;
  switch (state.status) {
    case 'released':
      if (state.departed) return refuse(command, 'REVOKE', 'DEPARTED');
      return { type: 'HoldRequested', parcelId, kind: 'REVOCATION', reason, remark };
    case 'held':
      if (!state.released) return refuse(command, 'REVOKE', 'NOT_RELEASED');
      return { type: 'ReleaseRevoked', parcelId, reason, remark };
    case 'awaitingInspection':
    case 'awaitingCustoms':
      return refuse(command, 'REVOKE', 'NOT_RELEASED');
    case 'revoked':
      return refuse(command, 'REVOKE', 'ALREADY_REVOKED');
    default:
      return refuse(command, 'REVOKE', standing[state.status] ?? 'OTHER');
  }
}

export function returnParcel(command: ReturnParcel, state: ReleaseState): ParcelReturned | ReleaseCommandRefused {
  const { parcelId, reason, remark } = command;
  if (state.status === 'held' || state.status === 'revoked')
    return { type: 'ParcelReturned', parcelId, reason, remark };
  if (state.departed) return refuse(command, 'RETURN', 'DEPARTED');
  return refuse(command, 'RETURN', standing[state.status] ?? 'NOT_HELD');
}

function refuse(
  { parcelId }: { readonly parcelId: string },
  command: ReleaseCommandName,
  reason: ReleaseRefusal,
): ReleaseCommandRefused {
  return { type: 'ReleaseCommandRefused', parcelId, command, reason };
}
