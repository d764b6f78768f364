import type {
  AmendmentAsked,
  AmendmentDenied,
  AmendmentGranted,
  AmendmentRefusal,
  ParcelDeclared,
  ReleaseAmended,
  ReleaseState,
  ReleaseStatus,
} from '@alataw/contracts';
import { consequences, waitingStatus, type CustomsConsequence } from './release.customs';
import { factsOf } from './release.inspection';

/** Where it is too late for a change, or not the time for one. */
const denials: Readonly<Partial<Record<ReleaseStatus, AmendmentRefusal>>> = {
  absent: 'UNKNOWN_PARCEL',
  holdRequested: 'ALREADY_RELEASED',
  revoked: 'ALREADY_RELEASED',
  returned: 'ALREADY_RETURNED',
  detained: 'DETAINED',
  cancelled: 'ALREADY_CANCELLED',
  cancelPending: 'CANCEL_PENDING',
};

/**
 * Answers whether a change of the declaration still comes in time. Nobody else decides about the release, so what is said here
 * holds: a parcel whose change was granted is not released before the changed declaration is here and its inspection passed.
 */
export function amendmentAsked(
  { parcelId, version }: AmendmentAsked,
  state: ReleaseState,
): AmendmentGranted | AmendmentDenied {
  const reason = denialOf(state);
  return reason === null
    ? { type: 'AmendmentGranted', parcelId, version }
    : { type: 'AmendmentDenied', parcelId, version, reason };
}

function denialOf({ status, released, departed, amendment }: ReleaseState): AmendmentRefusal | null {
  if (departed) return 'DEPARTED';
  if (released && (status === 'released' || status === 'held')) return 'ALREADY_RELEASED';
  return denials[status] ?? (amendment > 0 ? 'AMENDMENT_PENDING' : null);
}

/** What was inspected before counts for nothing. A held parcel stays held. */
export function amendmentGranted(state: ReleaseState, { version }: AmendmentGranted, at: number): ReleaseState {
  const asked = { ...state, inspection: 'PENDING', amendment: version } as const;
  return state.status === 'awaitingCustoms' ? { ...asked, status: 'awaitingInspection', since: at } : asked;
}

/** Takes in a change that was granted; what inspection and customs said of it may have come first, and is applied now. */
export function amended(
  declared: ParcelDeclared,
  state: ReleaseState,
): readonly (ReleaseAmended | CustomsConsequence)[] {
  const { parcelId, version: declarationVersion } = declared;
  if (state.amendment !== declarationVersion) return []; // a declaration is taken in once
  const event: ReleaseAmended = { type: 'ReleaseAmended', parcelId, ...factsOf({ ...declared, declarationVersion }) };
  return [event, ...consequences(parcelId, withAmendment(state, event))];
}

/** The state of a parcel whose changed declaration was just taken in; one that is held, or ended meanwhile, stays so. */
export function withAmendment(state: ReleaseState, event: ReleaseAmended): ReleaseState {
  const known = { ...state, ...factsOf(event), amendment: 0 };
  return state.status === 'awaitingInspection' ? { ...known, status: waitingStatus(known) } : known;
}
