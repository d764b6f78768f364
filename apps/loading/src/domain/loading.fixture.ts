import type {
  DepartureChunk,
  HoldKind,
  HoldRequested,
  LoadDeclined,
  LoadRefusal,
  LoadingHoldConfirmed,
  LoadingHoldTooLate,
  ManifestEntered,
  ParcelLoaded,
  ParcelOffloaded,
  ParcelReleased,
  ParcelStaged,
  PlaceFreed,
  PlaceReserved,
  PlaceVacated,
  TruckArrived,
  TruckDocked,
  ParcelHoldAsked,
  UnitBlocked,
  UnitClosed,
  UnitDeparted,
  UnitLoaded,
  UnitLoadDeclined,
  UnitOffloaded,
  UnitOpened,
  ClosingStarted,
  VacateReason,
} from '@alataw/contracts';

export const unitId = 'truck:KZ-123ABC02';
export const parcelId = 'CNPOST.LX473124829CN';
const mass = { grossWeightGrams: 450, pieces: 1 };
const place = (id: string) => ({ unitId, visit: 1, parcelId: id });
const placeFor = (contentId: string) => ({ unitId, visit: 1, contentId });
export const SEAL = 'AL0012345';

export const releasedParcel: ParcelReleased = {
  type: 'ParcelReleased',
  parcelId,
  declarationVersion: 1,
  platform: 'TEMU',
  carrier: 'KAZPOST',
  destinationCountry: 'KZ',
  portCode: '9404',
  tradeMode: '9610',
  grossWeightGrams: 450,
  packages: 1,
  volumeCm3: null,
};
export const holdRequested = (kind: HoldKind = 'HOLD'): HoldRequested => ({
  type: 'HoldRequested',
  parcelId,
  kind,
  reason: 'LATE_INSTRUCTION',
  remark: null,
});

// of a parcel
export const staged: ParcelStaged = {
  type: 'ParcelStaged',
  parcelId,
  platform: 'TEMU',
  carrier: 'KAZPOST',
  destinationCountry: 'KZ',
  ...mass,
  volumeCm3: null,
};
export const loaded = (id = parcelId, of: Partial<ParcelLoaded> = {}): ParcelLoaded => ({
  type: 'ParcelLoaded',
  ...place(id),
  ...mass,
  ...{ piece: null, ofPieces: mass.pieces, ofGrams: mass.grossWeightGrams, isSplit: false },
  ...{ volumeCm3: 0, ofVolumeCm3: null },
  ...of,
});
export const declined = (reason: LoadRefusal, id = parcelId): LoadDeclined => ({
  type: 'LoadDeclined',
  ...place(id),
  reason,
  piece: null,
});
export const offloaded: ParcelOffloaded = { type: 'ParcelOffloaded', ...place(parcelId), piece: null };
export const asked = (kind: HoldKind = 'HOLD', id = parcelId): ParcelHoldAsked => ({
  type: 'ParcelHoldAsked',
  ...place(id),
  kind,
});
export const confirmed = (kind: HoldKind = 'HOLD'): LoadingHoldConfirmed => ({
  type: 'LoadingHoldConfirmed',
  parcelId,
  kind,
});
export const tooLate = (kind: HoldKind = 'HOLD'): LoadingHoldTooLate => ({
  type: 'LoadingHoldTooLate',
  parcelId,
  kind,
  unitId,
});

// of a truck
export const arrived = (of: Partial<TruckArrived> = {}): TruckArrived => ({
  type: 'TruckArrived',
  unitId,
  visit: 1,
  carrier: 'KAZPOST',
  maxMassGrams: 1_000,
  maxPieces: 3,
  maxVolumeCm3: null,
  applicationId: null,
  ...of,
});
export const docked: TruckDocked = { type: 'TruckDocked', unitId, dock: 'D4' };
export const reserved = (id = parcelId): PlaceReserved => ({ type: 'PlaceReserved', ...placeFor(id), position: null });
export const entered = (id = parcelId, of: Partial<ManifestEntered> = {}): ManifestEntered => ({
  type: 'ManifestEntered',
  unitId,
  contentId: id,
  ...mass,
  parcels: 1,
  volumeCm3: 0,
  unmeasured: 1,
  lengthMm: 0,
  ...{ piece: null, part: null },
  ...of,
});
/** @param parcelIds the parcels that stood in the way, as the content named them */
export const freed = (reason: LoadRefusal, id = parcelId, parcelIds: readonly string[] = [id]): PlaceFreed => ({
  type: 'PlaceFreed',
  unitId,
  contentId: id,
  reason,
  parcelIds,
});
export const vacated = (reason: VacateReason = 'OFFLOADED', id = parcelId): PlaceVacated => ({
  type: 'PlaceVacated',
  ...placeFor(id),
  reason,
});
export const blocked = (id = parcelId, contentId = id): UnitBlocked => ({
  type: 'UnitBlocked',
  unitId,
  contentId,
  parcelId: id,
});
export const closing = (waitingFor = 0): ClosingStarted => ({
  type: 'ClosingStarted',
  unitId,
  seals: [SEAL],
  reserved: waitingFor,
});
const loadOf = (parcels: number) => ({
  contents: parcels,
  parcels,
  pieces: parcels,
  massGrams: parcels * mass.grossWeightGrams,
});
export const closed = (parcels: number): UnitClosed => ({
  type: 'UnitClosed',
  unitId,
  seals: [SEAL],
  ...loadOf(parcels),
});
export const departed = (parcels: number, of: Partial<UnitDeparted> = {}): UnitDeparted => ({
  type: 'UnitDeparted',
  unitId,
  visit: 1,
  carrier: 'KAZPOST',
  transportId: unitId,
  seals: [SEAL],
  ...loadOf(parcels),
  ...of,
});
/** @param left how many contents are still to be named */
export const chunk = (contentIds: readonly string[], left = 0): DepartureChunk => ({
  type: 'DepartureChunk',
  unitId,
  visit: 1,
  transportId: unitId,
  contentIds,
  left,
});

// of a unit that another carries
export const bagId = 'bag:106141411928374657';
export const containerId = 'container:CSQU3054383';
/** Room for 1,000 g and 3 pieces, unless it is said otherwise. */
export const opened = (id: string, of: Partial<UnitOpened> = {}): UnitOpened => ({
  type: 'UnitOpened',
  unitId: id,
  visit: 1,
  carrier: 'KAZPOST',
  place: 'S2',
  maxMassGrams: 1_000,
  maxPieces: 3,
  maxVolumeCm3: null,
  sizeType: null,
  tareGrams: 0,
  ...of,
});
/** A unit with one parcel in it, closed. */
export const packed = (id: string, seals: readonly string[] = []) =>
  [
    opened(id),
    { ...reserved(), unitId: id },
    { ...entered(), unitId: id },
    { ...closing(), unitId: id, seals },
    { ...closed(1), unitId: id, seals },
  ] as const;
export const unitLoaded = (id: string, of: Partial<UnitLoaded> = {}): UnitLoaded => ({
  type: 'UnitLoaded',
  unitId: id,
  carrierId: unitId,
  visit: 1,
  ...mass,
  parcels: 1,
  volumeCm3: 0,
  unmeasured: 1,
  lengthMm: 0,
  ...of,
});
export const unitDeclined = (id: string, reason: LoadRefusal, parcelIds: readonly string[] = []): UnitLoadDeclined => ({
  type: 'UnitLoadDeclined',
  unitId: id,
  carrierId: unitId,
  visit: 1,
  reason,
  parcelIds,
});
export const unitOffloaded = (id: string): UnitOffloaded => ({
  type: 'UnitOffloaded',
  unitId: id,
  carrierId: unitId,
  visit: 1,
});
