import {
  ArriveTruck,
  DepartureChunk,
  DockTruck,
  GateOut,
  GateOutRefused,
  HoldLifted,
  HoldRequested,
  LoadDeclined,
  LoadParcel,
  LoadRefused,
  LoadingHoldConfirmed,
  LoadingHoldTooLate,
  LoadingParcelState,
  LoadingTruckState,
  ManifestEntered,
  OffloadParcel,
  OffloadRefused,
  ParcelDeparted,
  ParcelLoaded,
  ParcelOffloaded,
  ParcelReleased,
  ParcelReturned,
  ParcelStaged,
  ParcelUnblocked,
  ParcelWithdrawn,
  PlaceFreed,
  PlaceReserved,
  PlaceVacated,
  SealTruck,
  SealingStarted,
  TruckArrived,
  TruckBlocked,
  TruckCommandRefused,
  TruckDeparted,
  TruckDocked,
  TruckHoldAsked,
  TruckHoldMoot,
  TruckHoldTooLate,
  TruckSealed,
  TruckUnblocked,
  TruckUnsealed,
  UnsealTruck,
} from '@alataw/contracts';
import { forward, on, onEach, type Addressed, type Entity, type Membership, type StageDefinition } from '@alataw/stage';
import {
  parcelDecider,
  type DepartParcel,
  type LoadingParcelCommand,
  type LoadingParcelEvent,
} from './domain/parcel.decider';
import { truckDecider, type LoadingTruckCommand, type LoadingTruckEvent } from './domain/truck.decider';

/**
 * A released parcel waits in `ready` or, aboard a truck that has not left, in `on-truck`. One that is held or revoked waits in
 * the release stage, wherever it stands; if it stands aboard a truck, the index tells the dock what to take off.
 */
function parcelMemberships({ status, truckId, since }: LoadingParcelState): readonly Membership[] {
  switch (status) {
    case 'staged':
      return [{ set: 'queue:ready', since }];
    case 'loaded':
      return [{ set: 'queue:on-truck', since }];
    case 'blocked':
    case 'withdrawn':
      return truckId === null ? [] : [{ set: 'index:to-offload', since }];
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
    TruckHoldAsked,
    LoadingHoldConfirmed,
    LoadingHoldTooLate,
    ParcelUnblocked,
    ParcelWithdrawn,
    ParcelDeparted,
  ],
  status: ({ status }) => (status === 'absent' ? null : status),
  memberships: parcelMemberships,
};

/** Trucks are no parcels and stand in no queue; the index lists those on site. */
function truckMemberships({ status, since }: LoadingTruckState): readonly Membership[] {
  return status === 'absent' || status === 'departed' ? [] : [{ set: 'index:trucks', since }];
}

const truck: Entity<LoadingTruckState, LoadingTruckCommand, LoadingTruckEvent> = {
  kind: 'truck',
  decider: truckDecider,
  state: LoadingTruckState,
  events: [
    TruckArrived,
    TruckDocked,
    PlaceReserved,
    LoadRefused,
    ManifestEntered,
    PlaceFreed,
    PlaceVacated,
    OffloadRefused,
    SealingStarted,
    TruckSealed,
    TruckUnsealed,
    TruckBlocked,
    TruckUnblocked,
    TruckHoldTooLate,
    TruckHoldMoot,
    TruckDeparted,
    DepartureChunk,
    GateOutRefused,
    TruckCommandRefused,
  ],
  // Counted beside the parcels: a truck that left must not pass for a parcel that left.
  status: ({ status }) => (status === 'absent' ? null : `truck.${status}`),
  memberships: truckMemberships,
};

/** Each lane takes those of its own parcels out of a chunk. */
function toDepartures({ parcelIds, truckId, visit }: DepartureChunk): readonly Addressed<DepartParcel>[] {
  return parcelIds.map((id) => ({
    kind: 'parcel',
    id,
    command: { type: 'DepartParcel', parcelId: id, truckId, visit },
  }));
}

export const loadingStage: StageDefinition = {
  name: 'loading',
  output: 'loading.events',
  entities: [parcel, truck],
  consumes: [
    on(ParcelReleased, 'parcel', ({ parcelId }) => parcelId),
    on(HoldRequested, 'parcel', ({ parcelId }) => parcelId),
    on(HoldLifted, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelReturned, 'parcel', ({ parcelId }) => parcelId),
    on(ArriveTruck, 'truck', ({ truckId }) => truckId),
    on(DockTruck, 'truck', ({ truckId }) => truckId),
    on(LoadParcel, 'truck', ({ truckId }) => truckId),
    on(OffloadParcel, 'truck', ({ truckId }) => truckId),
    on(SealTruck, 'truck', ({ truckId }) => truckId),
    on(UnsealTruck, 'truck', ({ truckId }) => truckId),
    on(GateOut, 'truck', ({ truckId }) => truckId),
    // from the trucks' lanes
    on(PlaceReserved, 'parcel', ({ parcelId }) => parcelId),
    on(PlaceVacated, 'parcel', ({ parcelId }) => parcelId),
    on(TruckBlocked, 'parcel', ({ parcelId }) => parcelId),
    on(TruckHoldTooLate, 'parcel', ({ parcelId }) => parcelId),
    on(TruckHoldMoot, 'parcel', ({ parcelId }) => parcelId),
    onEach(DepartureChunk, toDepartures),
    // from the parcels' lanes
    on(ParcelLoaded, 'truck', ({ truckId }) => truckId),
    on(LoadDeclined, 'truck', ({ truckId }) => truckId),
    on(TruckHoldAsked, 'truck', ({ truckId }) => truckId),
    onEach(ParcelUnblocked, (event) => boundFor(event).map((id) => ({ kind: 'truck', id, command: event }))),
  ],
  transfers: {
    topic: 'loading.transfer',
    events: [
      forward(PlaceReserved, ({ parcelId }) => [parcelId]),
      forward(PlaceVacated, ({ parcelId }) => [parcelId]),
      forward(TruckBlocked, ({ parcelId }) => [parcelId]),
      forward(TruckHoldTooLate, ({ parcelId }) => [parcelId]),
      forward(TruckHoldMoot, ({ parcelId }) => [parcelId]),
      forward(DepartureChunk, ({ parcelIds }) => parcelIds),
      forward(ParcelLoaded, ({ truckId }) => [truckId]),
      forward(LoadDeclined, ({ truckId }) => [truckId]),
      forward(TruckHoldAsked, ({ truckId }) => [truckId]),
      forward(ParcelUnblocked, boundFor),
    ],
  },
};

/** Only a parcel aboard a truck has somebody to tell. */
function boundFor({ truckId }: ParcelUnblocked): readonly string[] {
  return truckId === null ? [] : [truckId];
}
