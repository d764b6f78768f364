import type {
  CustomsNoted,
  CustomsStanding,
  CustomsStatusChanged,
  HoldLifted,
  HoldReason,
  HoldRequested,
  InspectionNoted,
  ParcelDetained,
  ParcelHeld,
  ParcelReleased,
  ParcelReturned,
  ReleaseState,
} from '@alataw/contracts';
import { release } from './release.inspection';

/** What customs' word leads to, besides being taken down. */
export type CustomsConsequence =
  ParcelReleased | ParcelHeld | HoldRequested | HoldLifted | ParcelReturned | ParcelDetained;

/** Why customs stops a parcel; other standings do not. */
const STOPS: Readonly<Partial<Record<CustomsStanding, HoldReason>>> = {
  HELD: 'CUSTOMS_HOLD',
  INSPECTING: 'CUSTOMS_INSPECTION',
};
const CUSTOMS_REASONS: ReadonlySet<HoldReason> = new Set(['CUSTOMS_HOLD', 'CUSTOMS_INSPECTION']);

/** Whether customs keeps the parcel where it is: nobody here lifts such a hold. */
export const isStoppedByCustoms = (state: ReleaseState): boolean => STOPS[standingOf(state)] !== undefined;

/**
 * Whether customs has to be waited for: its word is needed, and there is none for the declaration that stands.
 * @param state with what is known of the inspection left out of account
 */
export const awaitsCustoms = (state: ReleaseState): boolean =>
  state.clearance === 'CUSTOMS' && standingOf(state) !== 'CLEARED';

/** Where a parcel waits that nothing stops and that was not released: for its inspection, or behind it for customs. */
export const waitingStatus = (state: ReleaseState): 'awaitingInspection' | 'awaitingCustoms' =>
  hasPassed(state) && awaitsCustoms(state) ? 'awaitingCustoms' : 'awaitingInspection';

/** Whether the declaration that stands has passed its inspection. What is known of a granted change has to wait for that. */
const hasPassed = ({ inspection, amendment }: ReleaseState): boolean => inspection === 'PASSED' && amendment === 0;

/** What is to be said of an inspection that passed: the release, or that customs is waited for. */
export function passed(
  inspection: Omit<InspectionNoted, 'type' | 'note'>,
  state: ReleaseState,
): ParcelReleased | InspectionNoted {
  const { parcelId, declarationVersion, outcome, detention } = inspection;
  if (!awaitsCustoms(state)) return release(parcelId, state);
  return { type: 'InspectionNoted', parcelId, declarationVersion, outcome, note: 'AWAITING_CUSTOMS', detention };
}

/**
 * Customs says something else than before. It is taken down, even before the parcel is known here; what it leads to depends on
 * where the parcel stands: before the release it is this stage's alone, after it loading is asked first, as for any hold.
 */
export function customsSpoke(
  { parcelId, declarationVersion, code, standing, detention }: CustomsStatusChanged,
  state: ReleaseState,
): readonly (CustomsNoted | CustomsConsequence)[] {
  if (declarationVersion < Math.max(state.declarationVersion, state.customsVersion)) return [];
  const isNews = standing !== state.customs || (standing !== 'PENDING' && declarationVersion !== state.customsVersion);
  if (!isNews || SETTLED.has(state.status)) return [];
  const noted: CustomsNoted = { type: 'CustomsNoted', parcelId, declarationVersion, code, standing, detention };
  return [noted, ...consequences(parcelId, customsNoted(state, noted))];
}

const SETTLED: ReadonlySet<ReleaseState['status']> = new Set(['returned', 'detained', 'cancelled']);

/** The state with what customs says. */
export function customsNoted(state: ReleaseState, noted: CustomsNoted): ReleaseState {
  const { declarationVersion: customsVersion, standing: customs, detention: customsDetention } = noted;
  return { ...state, customs, customsVersion, customsDetention };
}

/** What follows from what customs has said, where the parcel stands. Asked as well when it has come to stand somewhere else. */
export function consequences(parcelId: string, state: ReleaseState): readonly CustomsConsequence[] {
  switch (state.status) {
    case 'awaitingInspection':
    case 'awaitingCustoms':
      return beforeRelease(parcelId, state);
    case 'released':
      return state.departed ? [] : afterRelease(parcelId, state);
    case 'held':
      return whileHeld(parcelId, state);
    case 'revoked':
    case 'cancelPending':
      return ended(parcelId, state);
    default:
      return []; // unknown here, settled, or loading is being asked
  }
}

function beforeRelease(parcelId: string, state: ReleaseState): readonly CustomsConsequence[] {
  const reason = STOPS[standingOf(state)];
  if (reason) return [{ type: 'ParcelHeld', parcelId, reason, released: false, remark: null }];
  if (hasPassed(state) && !awaitsCustoms(state)) return [release(parcelId, state)];
  return ended(parcelId, state);
}

/** It may be on a unit, or gone: whatever customs wants, it has to be stopped first. */
function afterRelease(parcelId: string, state: ReleaseState): readonly CustomsConsequence[] {
  const standing = standingOf(state);
  const isEnd = standing === 'RETURNED' || standing === 'DETAINED';
  const reason = STOPS[standing] ?? (isEnd ? 'CUSTOMS_HOLD' : undefined);
  return reason ? [{ type: 'HoldRequested', parcelId, kind: 'HOLD', reason, remark: null }] : [];
}

/** A hold of customs ends with customs' word; one of the centre's staff stays theirs. */
function whileHeld(parcelId: string, state: ReleaseState): readonly CustomsConsequence[] {
  const isTheirs = CUSTOMS_REASONS.has(state.holdReason);
  const standing = standingOf(state);
  if (!isTheirs || (standing !== 'PENDING' && standing !== 'CLEARED')) return ended(parcelId, state);
  return lifted(parcelId, null, state);
}

/** A hold is lifted, and with it goes the parcel that nothing else keeps. */
export function lifted(
  parcelId: string,
  remark: string | null,
  state: ReleaseState,
): readonly (HoldLifted | ParcelReleased)[] {
  const event: HoldLifted = { type: 'HoldLifted', parcelId, released: state.released, remark };
  const isDue = !state.released && hasPassed(state) && !awaitsCustoms(state);
  return isDue ? [event, release(parcelId, state)] : [event];
}

/** What ends a parcel that stands still. */
function ended(parcelId: string, state: ReleaseState): readonly (ParcelReturned | ParcelDetained)[] {
  const { declarationVersion, customsDetention: detention } = state;
  switch (standingOf(state)) {
    case 'RETURNED':
      return [{ type: 'ParcelReturned', parcelId, reason: 'CUSTOMS', remark: null }];
    case 'DETAINED':
      return [{ type: 'ParcelDetained', parcelId, declarationVersion, detention }];
    default:
      return [];
  }
}

/** What customs says of the declaration that stands. Of an earlier one it counts for nothing, and of a later one it clears nothing. */
function standingOf({ customs, customsVersion, declarationVersion }: ReleaseState): CustomsStanding {
  if (customsVersion === declarationVersion) return customs;
  return customsVersion > declarationVersion && customs !== 'CLEARED' ? customs : 'PENDING';
}
