import type {
  InspectionNote,
  InspectionNoted,
  ParcelDeclared,
  ParcelDetained,
  ParcelInspected,
  ParcelReleased,
  ParcelReturned,
  ReleaseOpened,
  ReleaseState,
} from '@alataw/contracts';
import type { ClearanceWord } from '@alataw/values';
import { consequences, passed, waitingStatus, type CustomsConsequence } from './release.customs';

/** What an inspection's outcome does to a parcel that is not held. */
export type Settled = ParcelReleased | ParcelReturned | ParcelDetained;

/** What a release says of the declaration that it follows. */
export type Facts = Omit<ParcelReleased, 'type' | 'parcelId'>;

/** These facts alone, of whatever has them. */
export const factsOf = (of: Facts): Facts => {
  const { declarationVersion, platform, carrier, destinationCountry, portCode, tradeMode } = of;
  const { grossWeightGrams, packages, volumeCm3 } = of;
  const goods = { grossWeightGrams, packages, volumeCm3 };
  return { declarationVersion, platform, carrier, destinationCountry, portCode, tradeMode, ...goods };
};

/**
 * Takes a declared parcel in. Declaration, inspection and customs are different topics: what they say may have come first, and
 * is applied now.
 * @param clearance whose word releases it
 */
export function opened(
  declared: ParcelDeclared,
  state: ReleaseState,
  clearance: ClearanceWord,
): readonly (ReleaseOpened | Settled | CustomsConsequence)[] {
  if (state.status !== 'absent') return []; // a declaration is accepted once
  const { parcelId } = declared;
  const facts = factsOf({ ...declared, declarationVersion: declared.version });
  const event: ReleaseOpened = { type: 'ReleaseOpened', parcelId, ...facts, clearance };
  if (state.inspection === 'RETURNED' || state.inspection === 'DETAINED')
    return [event, settle(parcelId, state.inspection, state.detention, facts)];
  return [event, ...consequences(parcelId, takenIn(state, event))];
}

/** The state of a parcel that was just taken in. */
export function takenIn(state: ReleaseState, event: ReleaseOpened): ReleaseState {
  const known = { ...state, ...factsOf(event), clearance: event.clearance };
  return { ...known, status: waitingStatus(known) };
}

/**
 * Answers an inspection's outcome, always with one event. That the goods are kept or sent back is so whatever was declared; a
 * pass is of one version of the declaration, and counts for no other.
 */
export function inspected(inspection: ParcelInspected, state: ReleaseState): Settled | InspectionNoted {
  const { parcelId, declarationVersion, outcome, detention } = inspection;
  if (outcome === 'PASSED' && isOpen(state)) {
    if (declarationVersion < Math.max(state.declarationVersion, state.amendment)) return note(inspection, 'SUPERSEDED');
    if (declarationVersion > state.declarationVersion) return note(inspection, 'NOT_OPENED');
  }
  switch (state.status) {
    case 'absent':
      return note(inspection, 'NOT_OPENED');
    case 'awaitingInspection':
      return outcome === 'PASSED' ? passed(inspection, state) : settle(parcelId, outcome, detention, state);
    case 'held':
      if (state.inspection !== 'PENDING') return note(inspection, 'SETTLED');
      return outcome === 'PASSED' ? note(inspection, 'HELD') : settle(parcelId, outcome, detention, state);
    case 'cancelPending':
      return outcome === 'PASSED' ? note(inspection, 'CANCEL_PENDING') : settle(parcelId, outcome, detention, state);
    default:
      return note(inspection, 'SETTLED'); // cancelled or returned meanwhile
  }
}

const isOpen = ({ status }: ReleaseState): boolean => ['awaitingInspection', 'held', 'cancelPending'].includes(status);

/** The release itself, when the inspection passed and nothing is in the way. */
export const release = (parcelId: string, facts: Facts): ParcelReleased => ({
  ...{ type: 'ParcelReleased', parcelId, ...factsOf(facts) },
});

function settle(
  parcelId: string,
  outcome: Exclude<ParcelInspected['outcome'], 'PASSED'>,
  detention: ParcelInspected['detention'],
  facts: Facts,
): Settled {
  if (outcome === 'RETURNED') return { type: 'ParcelReturned', parcelId, reason: 'INSPECTION', remark: null };
  return { type: 'ParcelDetained', parcelId, declarationVersion: facts.declarationVersion, detention };
}

function note(inspection: ParcelInspected, why: InspectionNote): InspectionNoted {
  const { parcelId, declarationVersion, outcome, detention } = inspection;
  return { type: 'InspectionNoted', parcelId, declarationVersion, outcome, note: why, detention };
}
