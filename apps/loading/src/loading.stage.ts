import {
  AcceptMass,
  ApplySeal,
  ArriveTruck,
  ArriveWagon,
  CloseUnit,
  ContinueDeparture,
  DepartUnit,
  DepartureChunk,
  DockTruck,
  HoldLifted,
  HoldRequested,
  IssueGatePass,
  LayOutBlock,
  LoadContent,
  LoadDeclined,
  MoveContent,
  OffloadContent,
  OpenUnit,
  ParcelDetained,
  ParcelHoldAsked,
  ParcelLoaded,
  ParcelReleased,
  ParcelRetired,
  ParcelReturned,
  ParcelSplit,
  ParcelUnblocked,
  PlaceReserved,
  PlaceVacated,
  RemoveSeal,
  ReopenUnit,
  ReplaceSeal,
  SealAlarmCleared,
  SealAlarmRaised,
  SealApplied,
  SealAsked,
  SealBroken,
  SealDeclined,
  SealTaken,
  SplitParcel,
  UnitBlocked,
  UnitHoldAsked,
  UnitHoldMoot,
  UnitHoldTooLate,
  UnitLoadDeclined,
  UnitLoaded,
  UnitUnblocked,
  VehicleAdmitted,
  VerifySeal,
  WeighTruck,
} from '@alataw/contracts';
import { forward, on, onEach, type Addressed, type StageDefinition } from '@alataw/stage';
import { parsePieceId, unitKindOf } from '@alataw/values';
import type { AcceptPart } from './domain/accept-part';
import type { AdmitTruck } from './domain/admit-truck';
import type { DepartWith } from './domain/depart-with';
import { noRules, type LoadingRules } from './domain/loading.rules';
import { parcel, seal, unitUnder } from './loading.entities';

/** What the gate says of a truck that comes in; its booking has the id that the truck has here. */
const admitted = ({ bookingId, applicationId, carrier, ...permitted }: VehicleAdmitted): AdmitTruck => ({
  ...{ type: 'AdmitTruck', unitId: bookingId, applicationId, carrier },
  ...{ maxMassGrams: permitted.maxMassGrams, maxPieces: permitted.maxPieces, maxVolumeCm3: permitted.maxVolumeCm3 },
});

/** A manifest names parcels and units alike. */
const kindOf = (contentId: string): 'unit' | 'parcel' => (unitKindOf(contentId) === null ? 'parcel' : 'unit');

/** What a unit says to one of its contents. */
const toContent = <T extends { readonly contentId: string }>(command: T): readonly Addressed<T>[] => [
  { kind: kindOf(command.contentId), id: entityOf(command.contentId), command },
];

/** A piece of a parcel is that parcel's. */
const entityOf = (label: string): string => parsePieceId(label).parcelId;

/** What a split parcel says to the units that have a part of it. */
const toParts = ({ parcelId, unitIds }: ParcelSplit): readonly Addressed<AcceptPart>[] =>
  unitIds.map((unitId) => ({ kind: 'unit', id: unitId, command: { type: 'AcceptPart', unitId, parcelId } }));

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
  fold: 3,
  entities: [parcel, unitUnder(rules), seal],
  consumes: [
    on(ParcelReleased, 'parcel', ({ parcelId }) => parcelId),
    on(HoldRequested, 'parcel', ({ parcelId }) => parcelId),
    on(HoldLifted, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelReturned, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelDetained, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelRetired, 'parcel', ({ parcelId }) => parcelId),
    on(SplitParcel, 'parcel', ({ parcelId }) => parcelId),
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
    on(ApplySeal, 'unit', ({ unitId }) => unitId),
    on(VerifySeal, 'unit', ({ unitId }) => unitId),
    on(ReplaceSeal, 'unit', ({ unitId }) => unitId),
    on(RemoveSeal, 'unit', ({ unitId }) => unitId),
    // from a unit to the register of seals and back
    on(SealAsked, 'seal', ({ sealId }) => sealId),
    on(SealTaken, 'unit', ({ unitId }) => unitId),
    on(SealDeclined, 'unit', ({ unitId }) => unitId),
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
    onEach(ParcelSplit, toParts),
    onEach(ParcelUnblocked, (event) => toEach(event.unitId, event)),
    on(UnitLoaded, 'unit', ({ carrierId }) => carrierId),
    on(UnitLoadDeclined, 'unit', ({ carrierId }) => carrierId),
    on(UnitHoldAsked, 'unit', ({ carrierId }) => carrierId),
    onEach(UnitUnblocked, (event) => toEach(event.carrierId, event)),
    onEach(SealBroken, (event) => toEach(event.carrierId, event)),
    onEach(SealApplied, (event) => toEach(event.carrierId, event)),
    onEach(SealAlarmRaised, (event) => toEach(event.carrierId, event)),
    onEach(SealAlarmCleared, (event) => toEach(event.carrierId, event)),
  ],
  transfers: {
    topic: 'loading.transfer',
    events: [
      forward(PlaceReserved, ({ contentId }) => [entityOf(contentId)]),
      forward(PlaceVacated, ({ contentId }) => [entityOf(contentId)]),
      forward(UnitBlocked, ({ contentId }) => [contentId]),
      forward(UnitHoldTooLate, ({ contentId }) => [contentId]),
      forward(UnitHoldMoot, ({ contentId }) => [contentId]),
      forward(DepartureChunk, ({ contentIds }) => contentIds),
      forward(ParcelLoaded, ({ unitId }) => [unitId]),
      forward(LoadDeclined, ({ unitId }) => [unitId]),
      forward(ParcelHoldAsked, ({ unitId }) => [unitId]),
      forward(ParcelSplit, ({ unitIds }) => unitIds),
      forward(ParcelUnblocked, ({ unitId }) => listOf(unitId)),
      forward(UnitLoaded, ({ carrierId }) => [carrierId]),
      forward(UnitLoadDeclined, ({ carrierId }) => [carrierId]),
      forward(UnitHoldAsked, ({ carrierId }) => [carrierId]),
      forward(UnitUnblocked, ({ carrierId }) => listOf(carrierId)),
      forward(SealAsked, ({ sealId }) => [sealId]),
      forward(SealTaken, ({ unitId }) => [unitId]),
      forward(SealDeclined, ({ unitId }) => [unitId]),
      forward(SealBroken, ({ carrierId }) => listOf(carrierId)),
      forward(SealApplied, ({ carrierId }) => listOf(carrierId)),
      forward(SealAlarmRaised, ({ carrierId }) => listOf(carrierId)),
      forward(SealAlarmCleared, ({ carrierId }) => listOf(carrierId)),
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
