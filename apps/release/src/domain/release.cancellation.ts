import type {
  CancellationRefused,
  CancellationRequested,
  CancelParcel,
  FilingWithdrawn,
  ParcelCancelled,
  ReleaseCommandRefused,
  ReleaseRefusal,
  ReleaseState,
  ReportAnswered,
} from '@alataw/contracts';
import { standing } from './release.commands';
import { consequences, waitingStatus, type CustomsConsequence } from './release.customs';

/**
 * Decides whether a platform may withdraw its declaration. Where the centre's own word releases a parcel that is done at once;
 * where customs has a say, customs has to approve, and until it does the parcel goes nowhere.
 * A parcel of another platform is as good as unknown: its existence is nobody else's business.
 */
export function cancel(
  { parcelId, platform }: CancelParcel,
  state: ReleaseState,
): ParcelCancelled | CancellationRequested | ReleaseCommandRefused {
  const reason = obstacle(platform, state);
  if (reason !== null) return { type: 'ReleaseCommandRefused', parcelId, command: 'CANCEL', reason };
  if (state.clearance === 'CENTRE') return { type: 'ParcelCancelled', parcelId, platform };
  return { type: 'CancellationRequested', parcelId, declarationVersion: state.declarationVersion, platform };
}

function obstacle(platform: string, state: ReleaseState): ReleaseRefusal | null {
  if (state.status === 'absent' || state.platform !== platform) return 'UNKNOWN_PARCEL';
  switch (state.status) {
    case 'awaitingInspection':
    case 'awaitingCustoms':
      // The changed declaration is on its way here: a moment later it can be cancelled.
      return state.amendment > 0 ? 'AMENDMENT_PENDING' : null;
    case 'held':
      return state.released ? 'ALREADY_RELEASED' : 'HELD';
    case 'released':
    case 'holdRequested':
    case 'revoked':
      return 'ALREADY_RELEASED';
    default:
      return standing[state.status] ?? 'OTHER';
  }
}

/** Customs never had the list, so that there is nothing that it would have to approve. */
export function filingWithdrawn({ parcelId }: FilingWithdrawn, state: ReleaseState): readonly ParcelCancelled[] {
  return state.status === 'cancelPending' ? [{ type: 'ParcelCancelled', parcelId, platform: state.platform }] : [];
}

/** Customs answers a cancellation. If it refuses, the parcel goes on from where inspection and customs have brought it. */
export function cancellationAnswered(
  { parcelId, document, accepted }: ReportAnswered,
  state: ReleaseState,
): readonly (ParcelCancelled | CancellationRefused | CustomsConsequence)[] {
  if (document !== 'CANCELLATION' || state.status !== 'cancelPending') return [];
  const { platform } = state;
  if (accepted) return [{ type: 'ParcelCancelled', parcelId, platform }];
  const refused: CancellationRefused = { type: 'CancellationRefused', parcelId, platform };
  return [refused, ...consequences(parcelId, goingOn(state))];
}

/** The state of a parcel whose cancellation customs refused. */
export const goingOn = (state: ReleaseState): ReleaseState => ({ ...state, status: waitingStatus(state) });
