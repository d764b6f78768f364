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

/** What an inspection's outcome does to a parcel that is not held. */
export type Settled = ParcelReleased | ParcelReturned | ParcelDetained;

type Facts = Omit<ParcelReleased, 'type' | 'parcelId'>;

/**
 * Takes a declared parcel in. Declaration and inspection are different topics: the outcome may have come first, and is
 * applied now.
 */
export function opened(declared: ParcelDeclared, state: ReleaseState): readonly (ReleaseOpened | Settled)[] {
  if (state.status !== 'absent') return []; // a declaration is accepted once
  const { parcelId, version: declarationVersion, platform, carrier, destinationCountry } = declared;
  const { grossWeightGrams, packages } = declared;
  const facts: Facts = { declarationVersion, platform, carrier, destinationCountry, grossWeightGrams, packages };
  const event: ReleaseOpened = { type: 'ReleaseOpened', parcelId, ...facts };
  return state.inspection === 'PENDING' ? [event] : [event, settle(parcelId, state.inspection, state.detention, facts)];
}

/** Answers an inspection's outcome, always with one event. */
export function inspected(inspection: ParcelInspected, state: ReleaseState): Settled | InspectionNoted {
  const { parcelId, outcome, detention } = inspection;
  switch (state.status) {
    case 'absent':
      return note(inspection, 'NOT_OPENED');
    case 'awaitingInspection':
      return settle(parcelId, outcome, detention, state);
    case 'held':
      if (state.inspection !== 'PENDING') return note(inspection, 'SETTLED');
      return outcome === 'PASSED' ? note(inspection, 'HELD') : settle(parcelId, outcome, detention, state);
    default:
      return note(inspection, 'SETTLED'); // cancelled or returned meanwhile
  }
}

/** The release itself, when the inspection passed and nothing is in the way. */
export function release(parcelId: string, facts: Facts): ParcelReleased {
  const { declarationVersion, platform, carrier, destinationCountry, grossWeightGrams, packages } = facts;
  return {
    type: 'ParcelReleased',
    parcelId,
    declarationVersion,
    platform,
    carrier,
    destinationCountry,
    grossWeightGrams,
    packages,
  };
}

function settle(
  parcelId: string,
  outcome: ParcelInspected['outcome'],
  detention: ParcelInspected['detention'],
  facts: Facts,
): Settled {
  if (outcome === 'PASSED') return release(parcelId, facts);
  if (outcome === 'RETURNED') return { type: 'ParcelReturned', parcelId, reason: 'INSPECTION', remark: null };
  return { type: 'ParcelDetained', parcelId, declarationVersion: facts.declarationVersion, detention };
}

function note(inspection: ParcelInspected, why: InspectionNote): InspectionNoted {
  const { parcelId, declarationVersion, outcome, detention } = inspection;
  return { type: 'InspectionNoted', parcelId, declarationVersion, outcome, note: why, detention };
}
