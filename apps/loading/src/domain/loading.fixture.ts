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
  TruckDeparted,
  TruckDocked,
  TruckHoldAsked,
  TruckSealed,
  SealingStarted,
  VacateReason,
} from '@alataw/contracts';

export const truckId = 'KZ-123ABC02';
export const parcelId = 'CNPOST.LX473124829CN';
const mass = { grossWeightGrams: 450, pieces: 1 };
const place = (id: string) => ({ truckId, visit: 1, parcelId: id });

export const releasedParcel: ParcelReleased = {
  type: 'ParcelReleased',
  parcelId,
  declarationVersion: 1,
  platform: 'TEMU',
  carrier: 'KAZPOST',
  destinationCountry: 'KZ',
  grossWeightGrams: 450,
  packages: 1,
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
};
export const loaded = (id = parcelId, of: Partial<ParcelLoaded> = {}): ParcelLoaded => ({
  type: 'ParcelLoaded',
  ...place(id),
  ...mass,
  ...of,
});
export const declined = (reason: LoadRefusal, id = parcelId): LoadDeclined => ({
  type: 'LoadDeclined',
  ...place(id),
  reason,
});
export const offloaded: ParcelOffloaded = { type: 'ParcelOffloaded', ...place(parcelId) };
export const asked = (kind: HoldKind = 'HOLD', id = parcelId): TruckHoldAsked => ({
  type: 'TruckHoldAsked',
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
  truckId,
});

// of a truck
export const arrived = (of: Partial<TruckArrived> = {}): TruckArrived => ({
  type: 'TruckArrived',
  truckId,
  visit: 1,
  carrier: 'KAZPOST',
  maxMassGrams: 1_000,
  maxPieces: 3,
  ...of,
});
export const docked: TruckDocked = { type: 'TruckDocked', truckId, dock: 'D4' };
export const reserved = (id = parcelId): PlaceReserved => ({ type: 'PlaceReserved', ...place(id) });
export const entered = (id = parcelId, of: Partial<ManifestEntered> = {}): ManifestEntered => ({
  type: 'ManifestEntered',
  truckId,
  parcelId: id,
  ...mass,
  ...of,
});
export const freed = (reason: LoadRefusal, id = parcelId): PlaceFreed => ({
  type: 'PlaceFreed',
  truckId,
  parcelId: id,
  reason,
});
export const vacated = (reason: VacateReason = 'OFFLOADED', id = parcelId): PlaceVacated => ({
  type: 'PlaceVacated',
  ...place(id),
  reason,
});
export const sealing = (waitingFor = 0): SealingStarted => ({
  type: 'SealingStarted',
  truckId,
  sealNumber: 'AL0012345',
  reserved: waitingFor,
});
export const sealed = (parcels: number): TruckSealed => ({
  type: 'TruckSealed',
  truckId,
  sealNumber: 'AL0012345',
  parcels,
  pieces: parcels,
  massGrams: parcels * mass.grossWeightGrams,
});
export const departed = (parcels: number): TruckDeparted => ({
  type: 'TruckDeparted',
  truckId,
  visit: 1,
  carrier: 'KAZPOST',
  sealNumber: 'AL0012345',
  parcels,
  pieces: parcels,
  massGrams: parcels * mass.grossWeightGrams,
});
export const chunk = (parcelIds: readonly string[], number = 1, chunks = 1): DepartureChunk => ({
  type: 'DepartureChunk',
  truckId,
  visit: 1,
  chunk: number,
  chunks,
  parcelIds,
});
