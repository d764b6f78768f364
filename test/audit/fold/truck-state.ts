import type { AvroRecord, AvroValue } from '../log/avro';
import { numberIn, textIn } from '../log/record';

export type ManifestEntry = {
  readonly parcelId: string;
  readonly grossWeightGrams: number;
  readonly pieces: number;
};

export type LoadingTruckState = {
  readonly status: 'absent' | 'arrived' | 'docked' | 'sealing' | 'sealed' | 'departed';
  readonly visit: number;
  readonly carrier: string;
  readonly dock: string;
  readonly sealNumber: string;
  readonly maxMassGrams: number;
  readonly maxPieces: number;
  readonly massGrams: number;
  readonly pieces: number;
  readonly reserved: readonly string[];
  readonly manifest: readonly ManifestEntry[];
  readonly blocked: readonly string[];
  readonly since: number;
};

export const initial: LoadingTruckState = {
  status: 'absent',
  visit: 0,
  carrier: '',
  dock: '',
  sealNumber: '',
  maxMassGrams: 0,
  maxPieces: 0,
  massGrams: 0,
  pieces: 0,
  reserved: [],
  manifest: [],
  blocked: [],
  since: 0,
};

export const isAboard = ({ manifest }: LoadingTruckState, parcelId: AvroValue | undefined): boolean =>
  manifest.some((entry) => entry.parcelId === parcelId);

export const without = (ids: readonly string[], id: AvroValue | undefined): string[] =>
  ids.filter((each) => each !== id);

export const notReserved = ({ reserved }: LoadingTruckState, { parcelId }: AvroRecord): string | null =>
  typeof parcelId === 'string' && reserved.includes(parcelId) ? null : 'no place is reserved for it';

export const notAboard = (state: LoadingTruckState, { parcelId }: AvroRecord): string | null =>
  isAboard(state, parcelId) ? null : 'it is not in the manifest';

/** A seal and a departure say what the manifest holds. */
export const otherLoad = (state: LoadingTruckState, event: AvroRecord): string | null => {
  if (state.reserved.length > 0) return `${state.reserved.length} places are reserved`;
  const { manifest, pieces, massGrams } = state;
  const isSame =
    numberIn(event, 'parcels') === manifest.length &&
    numberIn(event, 'pieces') === pieces &&
    numberIn(event, 'massGrams') === massGrams &&
    textIn(event, 'sealNumber') === state.sealNumber;
  return isSame ? null : `the manifest has ${manifest.length} parcels, ${pieces} pieces, ${massGrams} g`;
};

export function entered(state: LoadingTruckState, event: AvroRecord): LoadingTruckState {
  const parcelId = textIn(event, 'parcelId');
  const grossWeightGrams = numberIn(event, 'grossWeightGrams');
  const pieces = numberIn(event, 'pieces');
  return {
    ...state,
    reserved: without(state.reserved, parcelId),
    manifest: [...state.manifest, { parcelId, grossWeightGrams, pieces }],
    massGrams: state.massGrams + grossWeightGrams,
    pieces: state.pieces + pieces,
  };
}

export function vacated(state: LoadingTruckState, { parcelId }: AvroRecord): LoadingTruckState {
  const gone = state.manifest.find((entry) => entry.parcelId === parcelId);
  if (!gone) return state;
  return {
    ...state,
    manifest: state.manifest.filter((entry) => entry !== gone),
    blocked: without(state.blocked, parcelId),
    massGrams: state.massGrams - gone.grossWeightGrams,
    pieces: state.pieces - gone.pieces,
  };
}

export const overloaded = (state: LoadingTruckState, event: AvroRecord): string | null => {
  const { massGrams, pieces } = entered(state, event);
  if (massGrams > state.maxMassGrams || pieces > state.maxPieces) return 'it does not fit';
  return notReserved(state, event);
};

export const otherVisit = (state: LoadingTruckState, event: AvroRecord): string | null =>
  numberIn(event, 'visit') === state.visit ? null : `this is visit ${state.visit}`;
