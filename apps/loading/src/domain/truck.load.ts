import type {
  LoadDeclined,
  LoadParcel,
  LoadRefusal,
  LoadRefused,
  LoadingTruckState,
  LoadingTruckStatus,
  ManifestEntered,
  OffloadParcel,
  OffloadRefusal,
  OffloadRefused,
  ParcelLoaded,
  PlaceFreed,
  PlaceReserved,
  PlaceVacated,
  VacateReason,
} from '@alataw/contracts';
import { MAX_ID_CHARACTERS, MAX_ID_LENGTH } from './truck.limits';

/** Why a truck takes parcels neither on nor off: the same for both, unless it stands open at a dock. */
const closed: Readonly<Record<Exclude<LoadingTruckStatus, 'docked'>, LoadRefusal & OffloadRefusal>> = {
  absent: 'UNKNOWN_TRUCK',
  arrived: 'NOT_DOCKED',
  sealing: 'SEALED',
  sealed: 'SEALED',
  departed: 'TRUCK_DEPARTED',
};

/** A scan keeps a place for a parcel, of which nothing else is known here yet. */
export function scan({ truckId, parcelId }: LoadParcel, state: LoadingTruckState): PlaceReserved | LoadRefused {
  const reason = obstacle(parcelId, state);
  if (reason) return { type: 'LoadRefused', truckId, parcelId, reason };
  return { type: 'PlaceReserved', truckId, visit: state.visit, parcelId };
}

/**
 * The parcel took its place. Only now its mass and pieces are known: what does not fit, or has no place kept for it, is sent
 * off again.
 */
export function loaded(
  command: ParcelLoaded,
  state: LoadingTruckState,
): readonly (ManifestEntered | PlaceFreed | PlaceVacated)[] {
  const { truckId, parcelId, grossWeightGrams, pieces } = command;
  if (!state.reserved.includes(parcelId)) return [vacate(command, 'NOT_RESERVED')];
  const fits = state.massGrams + grossWeightGrams <= state.maxMassGrams && state.pieces + pieces <= state.maxPieces;
  if (fits) return [{ type: 'ManifestEntered', truckId, parcelId, grossWeightGrams, pieces }];
  return [{ type: 'PlaceFreed', truckId, parcelId, reason: 'OVER_CAPACITY' }, vacate(command, 'OVER_CAPACITY')];
}

export function declined({ truckId, parcelId, reason }: LoadDeclined, state: LoadingTruckState): readonly PlaceFreed[] {
  return state.reserved.includes(parcelId) ? [{ type: 'PlaceFreed', truckId, parcelId, reason }] : [];
}

export function offload({ truckId, parcelId }: OffloadParcel, state: LoadingTruckState): PlaceVacated | OffloadRefused {
  const refuse = (reason: OffloadRefusal): OffloadRefused => ({ type: 'OffloadRefused', truckId, parcelId, reason });
  if (state.status !== 'docked') return refuse(closed[state.status]);
  if (state.reserved.includes(parcelId)) return refuse('UNCONFIRMED');
  if (!isAboard(parcelId, state)) return refuse('NOT_ABOARD');
  return vacate({ truckId, visit: state.visit, parcelId }, 'OFFLOADED');
}

/** Whether a parcel stands in the manifest. */
export function isAboard(parcelId: string, { manifest }: LoadingTruckState): boolean {
  return manifest.some((entry) => entry.parcelId === parcelId);
}

function obstacle(parcelId: string, state: LoadingTruckState): LoadRefusal | null {
  if (state.status !== 'docked') return closed[state.status];
  if (state.reserved.includes(parcelId)) return 'ALREADY_RESERVED';
  if (isAboard(parcelId, state)) return 'ALREADY_LOADED';
  return isFull(parcelId, state) ? 'TRUCK_FULL' : null;
}

/** A parcel has one piece at least, so that a reserved place counts for one. */
function isFull(parcelId: string, state: LoadingTruckState): boolean {
  const { manifest, reserved, pieces, maxPieces, massGrams, maxMassGrams } = state;
  if (pieces + reserved.length >= maxPieces || massGrams >= maxMassGrams) return true;
  if ((manifest.length + reserved.length + 1) * MAX_ID_LENGTH <= MAX_ID_CHARACTERS) return false;
  const lengths = [...manifest.map((entry) => entry.parcelId), ...reserved, parcelId].map(({ length }) => length);
  return lengths.reduce((sum, length) => sum + length, 0) > MAX_ID_CHARACTERS;
}

function vacate(
  { truckId, visit, parcelId }: Pick<ParcelLoaded, 'truckId' | 'visit' | 'parcelId'>,
  reason: VacateReason,
): PlaceVacated {
  return { type: 'PlaceVacated', truckId, visit, parcelId, reason };
}
