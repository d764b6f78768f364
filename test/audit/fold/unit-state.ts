import type { AvroRecord, AvroValue } from '../log/avro';
import { numberIn, textIn, textsIn } from '../log/record';
import { share } from './fold';

export type ManifestEntry = {
  readonly contentId: string;
  readonly grossWeightGrams: number;
  readonly pieces: number;
  readonly parcels: number;
  readonly lengthMm: number;
};

/** A parcel at whatever depth, and what it is in here. */
export type ParcelWithin = { readonly parcelId: string; readonly contentId: string };

/** Where a content stands in a block or a train, or is to stand. */
export type ContentPosition = { readonly contentId: string; readonly position: string };

export type LoadUnitState = {
  readonly kind: string;
  readonly status: 'absent' | 'arrived' | 'open' | 'closing' | 'closed' | 'departed';
  readonly visit: number;
  readonly carrier: string;
  readonly place: string;
  readonly seals: readonly string[];
  readonly maxMassGrams: number;
  readonly maxPieces: number;
  readonly massGrams: number;
  readonly pieces: number;
  readonly parcels: number;
  readonly reserved: readonly string[];
  readonly manifest: readonly ManifestEntry[];
  readonly blocked: readonly ParcelWithin[];
  readonly asked: readonly ParcelWithin[];
  readonly carriedBy: string | null;
  readonly carrierVisit: number;
  readonly applicationId: string | null;
  readonly tareGrams: number;
  readonly grossGrams: number;
  readonly massStanding: string;
  readonly passNo: string | null;
  readonly passes: number;
  readonly transportId: string | null;
  readonly named: number;
  readonly namedEarly: readonly string[];
  readonly namedAt: number;
  readonly sizeType: string | null;
  readonly loadingLengthMm: number;
  readonly bays: number;
  readonly rows: number;
  readonly tiers: number;
  readonly positions: readonly ContentPosition[];
  readonly since: number;
};

export const initial: LoadUnitState = {
  kind: 'none',
  status: 'absent',
  visit: 0,
  carrier: '',
  place: '',
  seals: [],
  maxMassGrams: 0,
  maxPieces: 0,
  massGrams: 0,
  pieces: 0,
  parcels: 0,
  reserved: [],
  manifest: [],
  blocked: [],
  asked: [],
  carriedBy: null,
  carrierVisit: 0,
  applicationId: null,
  tareGrams: 0,
  grossGrams: 0,
  massStanding: 'NONE',
  passNo: null,
  passes: 0,
  transportId: null,
  named: 0,
  namedEarly: [],
  namedAt: 0,
  sizeType: null,
  loadingLengthMm: 0,
  bays: 0,
  rows: 0,
  tiers: 0,
  positions: [],
  since: 0,
};

/** Each use begins anew: what the unit had before is forgotten. */
export const begun = (kind: string, event: AvroRecord, at: number): LoadUnitState => ({
  ...initial,
  kind,
  visit: numberIn(event, 'visit'),
  carrier: share(textIn(event, 'carrier')),
  maxMassGrams: numberIn(event, 'maxMassGrams'),
  maxPieces: numberIn(event, 'maxPieces'),
  since: at,
});

export const isAboard = ({ manifest }: LoadUnitState, contentId: AvroValue | undefined): boolean =>
  manifest.some((entry) => entry.contentId === contentId);

export const without = (ids: readonly string[], id: AvroValue | undefined): string[] =>
  ids.filter((each) => each !== id);

export const withoutParcel = (parcels: readonly ParcelWithin[], { parcelId }: AvroRecord): ParcelWithin[] =>
  parcels.filter((each) => each.parcelId !== parcelId);

export const withParcel = (parcels: readonly ParcelWithin[], event: AvroRecord): ParcelWithin[] => [
  ...withoutParcel(parcels, event),
  { parcelId: textIn(event, 'parcelId'), contentId: textIn(event, 'contentId') },
];

export const has = (parcels: readonly ParcelWithin[], { parcelId }: AvroRecord): boolean =>
  parcels.some((each) => each.parcelId === parcelId);

export const notReserved = ({ reserved }: LoadUnitState, { contentId }: AvroRecord): string | null =>
  typeof contentId === 'string' && reserved.includes(contentId) ? null : 'no place is reserved for it';

export const notAboard = (state: LoadUnitState, { contentId }: AvroRecord): string | null =>
  isAboard(state, contentId) ? null : 'it is not in the manifest';

/** Closing, and leaving, say what the manifest holds. */
export const otherLoad = (state: LoadUnitState, event: AvroRecord): string | null => {
  if (state.reserved.length > 0) return `${state.reserved.length} places are reserved`;
  const { manifest, parcels, pieces, massGrams } = state;
  const isSame =
    numberIn(event, 'contents') === manifest.length &&
    numberIn(event, 'parcels') === parcels &&
    numberIn(event, 'pieces') === pieces &&
    numberIn(event, 'massGrams') === massGrams &&
    textsIn(event, 'seals').join() === state.seals.join();
  return isSame ? null : `the manifest has ${parcels} parcels, ${pieces} pieces, ${massGrams} g`;
};

export function entered(state: LoadUnitState, event: AvroRecord): LoadUnitState {
  const contentId = textIn(event, 'contentId');
  const grossWeightGrams = numberIn(event, 'grossWeightGrams');
  const pieces = numberIn(event, 'pieces');
  const parcels = numberIn(event, 'parcels');
  const lengthMm = numberIn(event, 'lengthMm');
  return {
    ...state,
    reserved: without(state.reserved, contentId),
    manifest: [...state.manifest, { contentId, grossWeightGrams, pieces, parcels, lengthMm }],
    massGrams: state.massGrams + grossWeightGrams,
    pieces: state.pieces + pieces,
    parcels: state.parcels + parcels,
  };
}

export function vacated(state: LoadUnitState, { contentId }: AvroRecord): LoadUnitState {
  const gone = state.manifest.find((entry) => entry.contentId === contentId);
  if (!gone) return state;
  return {
    ...state,
    manifest: state.manifest.filter((entry) => entry !== gone),
    blocked: state.blocked.filter((each) => each.contentId !== contentId),
    positions: state.positions.filter((each) => each.contentId !== contentId),
    massGrams: state.massGrams - gone.grossWeightGrams,
    pieces: state.pieces - gone.pieces,
    parcels: state.parcels - gone.parcels,
  };
}

export const overloaded = (state: LoadUnitState, event: AvroRecord): string | null => {
  const { massGrams, pieces, manifest } = entered(state, event);
  if (massGrams > state.maxMassGrams || pieces > state.maxPieces) return 'it does not fit';
  const lengthMm = manifest.reduce((sum, entry) => sum + entry.lengthMm, 0);
  if (state.loadingLengthMm > 0 && lengthMm > state.loadingLengthMm) return 'it is too long';
  return notReserved(state, event);
};

export const otherVisit = (state: LoadUnitState, event: AvroRecord): string | null =>
  numberIn(event, 'visit') === state.visit ? null : `this is visit ${state.visit}`;

/** The visit that a new use has to have. */
export const otherThanNext = (state: LoadUnitState, event: AvroRecord): string | null =>
  numberIn(event, 'visit') === state.visit + 1 ? null : `visit ${state.visit} was the last`;
