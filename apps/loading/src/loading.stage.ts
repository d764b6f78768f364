import {
  AcceptMass,
  ArriveTruck,
  ArriveWagon,
  BlockLaidOut,
  CloseUnit,
  ClosingStarted,
  ContentMoved,
  ContinueDeparture,
  DepartUnit,
  DepartureChunk,
  DepartureRefused,
  DockTruck,
  GatePassIssued,
  GatePassVoided,
  HoldLifted,
  HoldRequested,
  IssueGatePass,
  LayOutBlock,
  LoadContent,
  LoadDeclined,
  LoadRefused,
  LoadUnitState,
  LoadingHoldConfirmed,
  LoadingHoldTooLate,
  LoadingParcelState,
  LoadingRetired,
  ManifestEntered,
  MassAccepted,
  MoveContent,
  MoveRefused,
  OffloadContent,
  OffloadRefused,
  OpenUnit,
  ParcelDeparted,
  ParcelDetained,
  ParcelHoldAsked,
  ParcelLoaded,
  ParcelOffloaded,
  ParcelReleased,
  ParcelRetired,
  ParcelReturned,
  ParcelStaged,
  ParcelUnblocked,
  ParcelWithdrawn,
  PlaceFreed,
  PlaceReserved,
  PlaceVacated,
  ReopenUnit,
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
  VehicleAdmitted,
  WeighTruck,
  WagonArrived,
} from '@alataw/contracts';
import {
  forgetting,
  forward,
  on,
  onEach,
  type Addressed,
  type Entity,
  type Membership,
  type StageDefinition,
} from '@alataw/stage';
import { unitKindOf } from '@alataw/values';
import type { AdmitTruck } from './domain/admit-truck';
import type { DepartWith } from './domain/depart-with';
import { parcelDecider, type LoadingParcelCommand, type LoadingParcelEvent } from './domain/parcel.decider';
import { noRules, type LoadingRules } from './domain/loading.rules';
import { unitNumbers } from './domain/unit.numbers';
import { unitDeciderUnder, type RuledUnitCommand, type RuledUnitEvent } from './domain/unit.rules';
import { isDeparting } from './domain/unit.pacing';

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

const parcel: Entity<LoadingParcelState, LoadingParcelCommand, LoadingParcelEvent> = {
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
  ],
  status: ({ status }) => (status === 'absent' ? null : status),
  memberships: parcelMemberships,
};

/** What is still in a unit that has not left has to be taken off before it is forgotten. */
const isAboard = ({ status, unitId }: LoadingParcelState): boolean => status !== 'departed' && unitId !== null;

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

const unitUnder = (rules: LoadingRules): Entity<LoadUnitState, RuledUnitCommand, RuledUnitEvent> => ({
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
    TruckWeighed,
    MassAccepted,
    GatePassIssued,
    GatePassVoided,
  ],
  // Counted beside the parcels: a truck that left must not pass for a parcel that left.
  status: ({ kind, status }) => (status === 'absent' ? null : `${kind}.${status}`),
  memberships: unitMemberships,
  numbers: unitNumbers,
});

/** What the gate says of a truck that comes in; its booking has the id that the truck has here. */
const admitted = ({ bookingId, applicationId, carrier, maxMassGrams, maxPieces }: VehicleAdmitted): AdmitTruck => ({
  ...{ type: 'AdmitTruck', unitId: bookingId, applicationId, carrier, maxMassGrams, maxPieces },
});

/** A manifest names parcels and units alike. */
const kindOf = (contentId: string): 'unit' | 'parcel' => (unitKindOf(contentId) === null ? 'parcel' : 'unit');

/** What a unit says to one of its contents. */
const toContent = <T extends { readonly contentId: string }>(command: T): readonly Addressed<T>[] => [
  { kind: kindOf(command.contentId), id: command.contentId, command },
];

/** Each lane takes its own out of a chunk. */
function toDepartures({ contentIds, unitId, visit, transportId }: DepartureChunk): readonly Addressed<DepartWith>[] {
  return contentIds.map((id) => ({
    kind: kindOf(id),
    id,
    command: { type: 'DepartWith', contentId: id, unitId, visit, transportId },
  }));
}

/** The stage under the rules of a site. */
export const loadingStageUnder = (rules: LoadingRules): StageDefinition => ({
  name: 'loading',
  output: 'loading.events',
  fold: 2,
  entities: [forgetting(parcel, { told: ParcelRetired, last: LoadingRetired, isBusy: isAboard }), unitUnder(rules)],
  consumes: [
    on(ParcelReleased, 'parcel', ({ parcelId }) => parcelId),
    on(HoldRequested, 'parcel', ({ parcelId }) => parcelId),
    on(HoldLifted, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelReturned, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelDetained, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelRetired, 'parcel', ({ parcelId }) => parcelId),
    on(ArriveTruck, 'unit', ({ unitId }) => unitId),
    on(VehicleAdmitted, 'unit', ({ bookingId }) => bookingId, admitted),
    on(ArriveWagon, 'unit', ({ unitId }) => unitId),
    on(LayOutBlock, 'unit', ({ unitId }) => unitId),
    on(MoveContent, 'unit', ({ unitId }) => unitId),
    on(DockTruck, 'unit', ({ unitId }) => unitId),
    on(OpenUnit, 'unit', ({ unitId }) => unitId),
    on(LoadContent, 'unit', ({ unitId }) => unitId),
    on(OffloadContent, 'unit', ({ unitId }) => unitId),
    on(CloseUnit, 'unit', ({ unitId }) => unitId),
    on(ReopenUnit, 'unit', ({ unitId }) => unitId),
    on(DepartUnit, 'unit', ({ unitId }) => unitId),
    on(WeighTruck, 'unit', ({ unitId }) => unitId),
    on(AcceptMass, 'unit', ({ unitId }) => unitId),
    on(IssueGatePass, 'unit', ({ unitId }) => unitId),
    on(ContinueDeparture, 'unit', ({ unitId }) => unitId),
    // from a unit to what it carries
    onEach(PlaceReserved, toContent),
    onEach(PlaceVacated, toContent),
    onEach(UnitBlocked, toContent),
    onEach(UnitHoldTooLate, toContent),
    onEach(UnitHoldMoot, toContent),
    onEach(DepartureChunk, toDepartures),
    // from a parcel or a unit to what carries it
    on(ParcelLoaded, 'unit', ({ unitId }) => unitId),
    on(LoadDeclined, 'unit', ({ unitId }) => unitId),
    on(ParcelHoldAsked, 'unit', ({ unitId }) => unitId),
    onEach(ParcelUnblocked, (event) => toEach(event.unitId, event)),
    on(UnitLoaded, 'unit', ({ carrierId }) => carrierId),
    on(UnitLoadDeclined, 'unit', ({ carrierId }) => carrierId),
    on(UnitHoldAsked, 'unit', ({ carrierId }) => carrierId),
    onEach(UnitUnblocked, (event) => toEach(event.carrierId, event)),
  ],
  transfers: {
    topic: 'loading.transfer',
    events: [
      forward(PlaceReserved, ({ contentId }) => [contentId]),
      forward(PlaceVacated, ({ contentId }) => [contentId]),
      forward(UnitBlocked, ({ contentId }) => [contentId]),
      forward(UnitHoldTooLate, ({ contentId }) => [contentId]),
      forward(UnitHoldMoot, ({ contentId }) => [contentId]),
      forward(DepartureChunk, ({ contentIds }) => contentIds),
      forward(ParcelLoaded, ({ unitId }) => [unitId]),
      forward(LoadDeclined, ({ unitId }) => [unitId]),
      forward(ParcelHoldAsked, ({ unitId }) => [unitId]),
      forward(ParcelUnblocked, ({ unitId }) => listOf(unitId)),
      forward(UnitLoaded, ({ carrierId }) => [carrierId]),
      forward(UnitLoadDeclined, ({ carrierId }) => [carrierId]),
      forward(UnitHoldAsked, ({ carrierId }) => [carrierId]),
      forward(UnitUnblocked, ({ carrierId }) => listOf(carrierId)),
    ],
  },
});

/** A site that asks nothing of trucks besides. */
export const loadingStage = loadingStageUnder(noRules);

/** Only what is in a unit has somebody to tell. */
const listOf = (unitId: string | null): readonly string[] => (unitId === null ? [] : [unitId]);

function toEach<T>(unitId: string | null, command: T): readonly Addressed<T>[] {
  return listOf(unitId).map((id) => ({ kind: 'unit', id, command }));
}
