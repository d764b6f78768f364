import {
  BlockLaidOut,
  ClosingStarted,
  ContentMoved,
  DepartureChunk,
  DepartureRefused,
  GatePassIssued,
  GatePassVoided,
  HoldAnswerNoted,
  LoadDeclined,
  LoadingHoldConfirmed,
  LoadingHoldTooLate,
  LoadingParcelState,
  LoadingRetired,
  LoadRefused,
  LoadUnitState,
  ManifestEntered,
  MassAccepted,
  MoveRefused,
  OffloadRefused,
  ParcelDeparted,
  ParcelHoldAsked,
  ParcelLoaded,
  ParcelOffloaded,
  ParcelRetired,
  ParcelSplit,
  ParcelStaged,
  ParcelUnblocked,
  ParcelWithdrawn,
  PartAccepted,
  PiecesDeparted,
  PlaceFreed,
  PlaceReserved,
  PlaceVacated,
  SealAlarmCleared,
  SealAlarmRaised,
  SealApplied,
  SealAsked,
  SealBroken,
  SealDeclined,
  SealRefused,
  SealRemoved,
  SealState,
  SealTaken,
  SealVerified,
  SplitRefused,
  TruckArrived,
  TruckDocked,
  TruckWeighed,
  UnitBlocked,
  UnitClosed,
  UnitCommandRefused,
  UnitDeparted,
  UnitHoldAsked,
  UnitHoldMoot,
  UnitHoldTooLate,
  UnitLoadDeclined,
  UnitLoaded,
  UnitOffloaded,
  UnitOpened,
  UnitReopened,
  UnitUnblocked,
  WagonArrived,
} from '@alataw/contracts';
import { forgetting, type Entity, type Membership } from '@alataw/stage';
import type { LoadingRules } from './domain/loading.rules';
import { parcelDecider, type LoadingParcelCommand, type LoadingParcelEvent } from './domain/parcel.decider';
import { sealDecider } from './domain/seal.decider';
import { unitNumbers } from './domain/unit.numbers';
import { isDeparting } from './domain/unit.pacing';
import { unitDeciderUnder, type RuledUnitCommand, type RuledUnitEvent } from './domain/unit.rules';

/**
 * A released parcel waits in `ready` or, in a load unit that has not left, in `loaded`. One that is held or revoked waits in
 * the release stage, wherever it stands; if it is in a unit, the index tells the dock what to take off.
 */
function parcelMemberships({ status, unitId, since }: LoadingParcelState): readonly Membership[] {
  switch (status) {
    case 'staged':
      return [{ set: 'queue:ready', since }];
    case 'loaded':
      return [{ set: 'queue:loaded', since }];
    case 'blocked':
    case 'withdrawn':
      return unitId === null ? [] : [{ set: 'index:to-offload', since }];
    default:
      return [];
  }
}

const everKept: Entity<LoadingParcelState, LoadingParcelCommand, LoadingParcelEvent> = {
  kind: 'parcel',
  decider: parcelDecider,
  state: LoadingParcelState,
  events: [
    ParcelStaged,
    ParcelLoaded,
    LoadDeclined,
    ParcelOffloaded,
    ParcelHoldAsked,
    LoadingHoldConfirmed,
    LoadingHoldTooLate,
    ParcelUnblocked,
    ParcelWithdrawn,
    ParcelDeparted,
    PiecesDeparted,
    HoldAnswerNoted,
    ParcelSplit,
    SplitRefused,
  ],
  status: ({ status }) => (status === 'absent' ? null : status),
  memberships: parcelMemberships,
};

/** What is still in a unit that has not left has to be taken off before it is forgotten. */
const isAboard = ({ status, unitId }: LoadingParcelState): boolean => status !== 'departed' && unitId !== null;

export const parcel = forgetting(everKept, { told: ParcelRetired, last: LoadingRetired, isBusy: isAboard });

/**
 * Units are no parcels and stand in no queue; an index of each kind lists those on site, another trains that are
 * made up and wait to leave, and one what left and has more to tell, by the time of its last chunk.
 */
function unitMemberships(state: LoadUnitState): readonly Membership[] {
  const { kind, status, since, namedAt } = state;
  if (isDeparting(state)) return [{ set: 'index:departing', since: namedAt }];
  if (status === 'absent' || status === 'departed') return [];
  const isWaiting = kind === 'train' && status === 'closed';
  return [{ set: `index:${kind}s`, since }, ...(isWaiting ? [{ set: 'index:waiting-trains', since } as const] : [])];
}

export const unitUnder = (rules: LoadingRules): Entity<LoadUnitState, RuledUnitCommand, RuledUnitEvent> => ({
  kind: 'unit',
  decider: unitDeciderUnder(rules),
  state: LoadUnitState,
  events: [
    TruckArrived,
    WagonArrived,
    BlockLaidOut,
    ContentMoved,
    MoveRefused,
    TruckDocked,
    UnitOpened,
    PlaceReserved,
    LoadRefused,
    ManifestEntered,
    PlaceFreed,
    PlaceVacated,
    OffloadRefused,
    ClosingStarted,
    UnitClosed,
    UnitReopened,
    UnitBlocked,
    UnitUnblocked,
    UnitHoldAsked,
    UnitHoldTooLate,
    UnitHoldMoot,
    UnitLoaded,
    UnitLoadDeclined,
    UnitOffloaded,
    UnitDeparted,
    DepartureChunk,
    DepartureRefused,
    UnitCommandRefused,
    PartAccepted,
    TruckWeighed,
    MassAccepted,
    GatePassIssued,
    GatePassVoided,
    SealAsked,
    SealApplied,
    SealVerified,
    SealBroken,
    SealRemoved,
    SealRefused,
    SealAlarmRaised,
    SealAlarmCleared,
  ],
  // Counted beside the parcels: a truck that left must not pass for a parcel that left.
  status: ({ kind, status }) => (status === 'absent' ? null : `${kind}.${status}`),
  memberships: unitMemberships,
  numbers: unitNumbers,
});

/** Seals are no parcels and stand in no list: their register is asked by number. */
export const seal: Entity<SealState, SealAsked, SealTaken | SealDeclined> = {
  kind: 'seal',
  decider: sealDecider,
  state: SealState,
  events: [SealTaken, SealDeclined],
  status: ({ status }) => (status === 'absent' ? null : `seal.${status}`),
  memberships: () => [],
};
