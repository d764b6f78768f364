import type { AvroRecord, AvroValue } from '../log/avro';
import { flagIn, listIn, numberIn, optionalNumberIn, recordIn, textIn, textsIn } from '../log/record';
import { share } from './fold';
import { labelOf, numbered, readLabel, shareOf } from './parcel-parts';

export type ManifestEntry = {
  readonly contentId: string;
  readonly grossWeightGrams: number;
  readonly pieces: number;
  readonly parcels: number;
  readonly volumeCm3: number;
  readonly unmeasured: number;
  readonly lengthMm: number;
  /** What of a parcel is here, if it is not here as a whole or was split. */
  readonly part: PartHere | null;
};

export type PartHere = {
  readonly numbers: readonly number[];
  readonly ofPieces: number;
  readonly ofGrams: number;
  readonly ofVolumeCm3: number;
  readonly isSplit: boolean;
};

/** A parcel at whatever depth, and what it is in here. */
export type ParcelWithin = { readonly parcelId: string; readonly contentId: string };

/** A seal on a unit, or one whose number is being asked for. */
export type UnitSeal = {
  readonly sealId: string;
  readonly sealClass: string;
  readonly status: string;
  readonly replaces: string | null;
};

/** A unit with a broken seal at whatever depth, and what it is in here. */
export type SealedWithin = { readonly sealedId: string; readonly contentId: string };

/** Where a content stands in a block or a train, or is to stand. */
export type ContentPosition = { readonly contentId: string; readonly position: string };

export type LoadUnitState = {
  readonly kind: string;
  readonly status: 'absent' | 'arrived' | 'open' | 'closing' | 'closed' | 'departed';
  readonly visit: number;
  readonly carrier: string;
  readonly place: string;
  readonly seals: readonly UnitSeal[];
  readonly alarms: readonly SealedWithin[];
  readonly maxMassGrams: number;
  readonly maxPieces: number;
  readonly maxVolumeCm3: number | null;
  readonly massGrams: number;
  readonly pieces: number;
  readonly parcels: number;
  readonly volumeCm3: number;
  readonly unmeasured: number;
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
  alarms: [],
  maxMassGrams: 0,
  maxPieces: 0,
  maxVolumeCm3: null,
  massGrams: 0,
  pieces: 0,
  parcels: 0,
  volumeCm3: 0,
  unmeasured: 0,
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
  maxVolumeCm3: optionalNumberIn(event, 'maxVolumeCm3'),
  since: at,
});

const entryAt = ({ manifest }: LoadUnitState, id: string): ManifestEntry | undefined =>
  manifest.find(({ contentId }) => contentId === id);

export const isAboard = ({ manifest }: LoadUnitState, contentId: AvroValue | undefined): boolean =>
  manifest.some((entry) => entry.contentId === contentId);

/** The pieces of an entry that bear numbers. */
const numbersHere = ({ part, pieces }: ManifestEntry): readonly number[] => part?.numbers ?? numbered(pieces);

/** Whether what a label names is aboard: a piece, or something of what is named as a whole. */
export function isLabelAboard(state: LoadUnitState, label: string): boolean {
  const { id, piece } = readLabel(label);
  const entry = entryAt(state, id);
  return entry !== undefined && (piece === null || numbersHere(entry).includes(piece));
}

/** Whether something of a parcel is to come before it may leave. */
export const isLacking = ({ part }: ManifestEntry): boolean =>
  part !== null && !part.isSplit && part.numbers.length < part.ofPieces;

export const without = (ids: readonly string[], id: AvroValue | undefined): string[] =>
  ids.filter((each) => each !== id);

/** A parcel in parts may be in several contents: each is an entry of its own. */
const isSame = (each: ParcelWithin, { parcelId, contentId }: AvroRecord): boolean =>
  each.parcelId === parcelId && each.contentId === contentId;

export const withoutParcel = (parcels: readonly ParcelWithin[], event: AvroRecord): ParcelWithin[] =>
  parcels.filter((each) => !isSame(each, event));

export const withParcel = (parcels: readonly ParcelWithin[], event: AvroRecord): ParcelWithin[] => [
  ...withoutParcel(parcels, event),
  { parcelId: textIn(event, 'parcelId'), contentId: textIn(event, 'contentId') },
];

export const has = (parcels: readonly ParcelWithin[], event: AvroRecord): boolean =>
  parcels.some((each) => isSame(each, event));

export const notReserved = ({ reserved }: LoadUnitState, { contentId }: AvroRecord): string | null =>
  typeof contentId === 'string' && reserved.includes(contentId) ? null : 'no place is reserved for it';

export const notAboard = (state: LoadUnitState, { contentId }: AvroRecord): string | null =>
  typeof contentId === 'string' && isLabelAboard(state, contentId) ? null : 'it is not in the manifest';

/** The seals that count, by their ids. */
export const sealsOn = ({ seals }: LoadUnitState): string[] =>
  seals.filter(({ status }) => status !== 'asked').map(({ sealId }) => sealId);

/** Closing, and leaving, say what the manifest holds. */
export const otherLoad = (state: LoadUnitState, event: AvroRecord): string | null => {
  if (state.reserved.length > 0) return `${state.reserved.length} places are reserved`;
  const { manifest, parcels, pieces, massGrams } = state;
  const isSame =
    numberIn(event, 'contents') === manifest.length &&
    numberIn(event, 'parcels') === parcels &&
    numberIn(event, 'pieces') === pieces &&
    numberIn(event, 'massGrams') === massGrams &&
    textsIn(event, 'seals').join() === sealsOn(state).join();
  return isSame ? null : `the manifest has ${parcels} parcels, ${pieces} pieces, ${massGrams} g`;
};

function partIn(event: AvroRecord): PartHere | null {
  if (event['part'] === null) return null;
  const part = recordIn(event, 'part');
  const [ofPieces, ofGrams] = [numberIn(part, 'ofPieces'), numberIn(part, 'ofGrams')];
  const ofVolumeCm3 = optionalNumberIn(part, 'ofVolumeCm3') ?? 0;
  return {
    numbers: listIn(part, 'numbers').map(Number),
    ofPieces,
    ofGrams,
    ofVolumeCm3,
    isSplit: flagIn(part, 'isSplit'),
  };
}

/** What an entry has to say of its pieces after more have come. */
const otherPart = (state: LoadUnitState, event: AvroRecord): string | null => {
  const part = partIn(event);
  const before = entryAt(state, textIn(event, 'contentId'));
  if (part === null) return before?.part?.isSplit === true ? 'it was split' : null;
  const piece = event['piece'] === null ? numbered(part.ofPieces) : [numberIn(event, 'piece')];
  const numbers = [...new Set([...(before?.part?.numbers ?? []), ...piece])].sort((a, b) => a - b);
  if (numbers.length === part.ofPieces && !part.isSplit) return 'it is here as a whole';
  return numbers.join() === part.numbers.join() ? null : `pieces ${numbers.join()} are here`;
};

/** The part that an entry has of a parcel that is all here. */
const asWhole = (entry: ManifestEntry): Omit<PartHere, 'isSplit'> => ({
  numbers: numbersHere(entry),
  ofPieces: entry.pieces,
  ofGrams: entry.grossWeightGrams,
  ofVolumeCm3: entry.volumeCm3,
});

/** An entry as it stands without one piece; undefined when that was the last. */
function lessPiece(entry: ManifestEntry, piece: number): ManifestEntry | undefined {
  const { pieces, grossWeightGrams } = entry;
  const part = entry.part ?? { ...asWhole(entry), isSplit: false };
  if (!part.numbers.includes(piece)) return entry;
  const numbers = part.numbers.filter((n) => n !== piece);
  const grams = grossWeightGrams - shareOf(part.ofGrams, part.ofPieces, [piece]);
  const volumeCm3 = entry.volumeCm3 - shareOf(part.ofVolumeCm3, part.ofPieces, [piece]);
  return numbers.length === 0
    ? undefined
    : { ...entry, pieces: pieces - 1, grossWeightGrams: grams, volumeCm3, part: { ...part, numbers } };
}

/** The rest of a parcel need not come any more. */
export const partAccepted = (state: LoadUnitState, { contentId }: AvroRecord): LoadUnitState => ({
  ...state,
  manifest: state.manifest.map((entry) => {
    if (entry.contentId !== contentId) return entry;
    return { ...entry, part: { ...(entry.part ?? asWhole(entry)), isSplit: true } };
  }),
});

export function entered(state: LoadUnitState, event: AvroRecord): LoadUnitState {
  const contentId = textIn(event, 'contentId');
  const grossWeightGrams = numberIn(event, 'grossWeightGrams');
  const pieces = numberIn(event, 'pieces');
  const parcels = numberIn(event, 'parcels');
  const volumeCm3 = optionalNumberIn(event, 'volumeCm3') ?? 0;
  const unmeasured = optionalNumberIn(event, 'unmeasured') ?? 0;
  const lengthMm = numberIn(event, 'lengthMm');
  const part = partIn(event);
  const before = entryAt(state, contentId);
  const whole = {
    ...{ contentId, parcels: (before?.parcels ?? 0) + parcels, lengthMm, part },
    grossWeightGrams: (before?.grossWeightGrams ?? 0) + grossWeightGrams,
    pieces: (before?.pieces ?? 0) + pieces,
    volumeCm3: (before?.volumeCm3 ?? 0) + volumeCm3,
    unmeasured: (before?.unmeasured ?? 0) + unmeasured,
  };
  return {
    ...state,
    reserved: without(state.reserved, labelOf(contentId, event['piece'])),
    manifest: before ? state.manifest.map((entry) => (entry === before ? whole : entry)) : [...state.manifest, whole],
    massGrams: state.massGrams + grossWeightGrams,
    pieces: state.pieces + pieces,
    parcels: state.parcels + parcels,
    volumeCm3: state.volumeCm3 + volumeCm3,
    unmeasured: state.unmeasured + unmeasured,
  };
}

export function vacated(state: LoadUnitState, event: AvroRecord): LoadUnitState {
  const { id: contentId, piece } = readLabel(textIn(event, 'contentId'));
  const gone = entryAt(state, contentId);
  if (!gone) return state;
  const rest = piece === null ? undefined : lessPiece(gone, piece);
  if (rest) {
    return {
      ...{ ...state, manifest: state.manifest.map((entry) => (entry === gone ? rest : entry)) },
      massGrams: state.massGrams - gone.grossWeightGrams + rest.grossWeightGrams,
      pieces: state.pieces - gone.pieces + rest.pieces,
      volumeCm3: state.volumeCm3 - gone.volumeCm3 + rest.volumeCm3,
    };
  }
  return {
    ...state,
    manifest: state.manifest.filter((entry) => entry !== gone),
    blocked: state.blocked.filter((each) => each.contentId !== contentId),
    alarms: state.alarms.filter((each) => each.contentId !== contentId),
    positions: state.positions.filter((each) => each.contentId !== contentId),
    massGrams: state.massGrams - gone.grossWeightGrams,
    pieces: state.pieces - gone.pieces,
    parcels: state.parcels - gone.parcels,
    volumeCm3: state.volumeCm3 - gone.volumeCm3,
    unmeasured: state.unmeasured - gone.unmeasured,
  };
}

export const overloaded = (state: LoadUnitState, event: AvroRecord): string | null => {
  const { massGrams, pieces, volumeCm3, manifest } = entered(state, event);
  if (massGrams > state.maxMassGrams || pieces > state.maxPieces) return 'it does not fit';
  const isMore = volumeCm3 > state.volumeCm3;
  if (isMore && state.maxVolumeCm3 !== null && volumeCm3 > state.maxVolumeCm3) return 'there is not so much room';
  const lengthMm = manifest.reduce((sum, entry) => sum + entry.lengthMm, 0);
  if (state.loadingLengthMm > 0 && lengthMm > state.loadingLengthMm) return 'it is too long';
  const label = labelOf(textIn(event, 'contentId'), event['piece']);
  return notReserved(state, { contentId: label }) ?? otherPart(state, event);
};

export const otherVisit = (state: LoadUnitState, event: AvroRecord): string | null =>
  numberIn(event, 'visit') === state.visit ? null : `this is visit ${state.visit}`;

/** The visit that a new use has to have. */
export const otherThanNext = (state: LoadUnitState, event: AvroRecord): string | null =>
  numberIn(event, 'visit') === state.visit + 1 ? null : `visit ${state.visit} was the last`;
