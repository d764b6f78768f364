import type { AvroRecord, AvroValue } from '../log/avro';
import { numberIn, optionalNumberIn, optionalTextIn, textIn } from '../log/record';

/** Pieces of a parcel in one use of a unit; no numbers: all that it has. */
export type ParcelPart = {
  readonly unitId: string;
  readonly visit: number;
  readonly numbers: readonly number[];
  readonly transportId: string | null;
};

interface InParts {
  readonly unitId: string | null;
  readonly visit: number;
  readonly transportId: string | null;
  readonly pieces: number;
  readonly grossWeightGrams: number;
  readonly volumeCm3: number | null;
  readonly parts: readonly ParcelPart[];
  readonly isSplit: boolean;
}

/** Labels have three digits. */
const MOST_LABELS = 999;

/** `CNPOST.LX1#2` is piece 2 of a parcel; what has no number is all of it. */
export function readLabel(label: string): { readonly id: string; readonly piece: number | null } {
  const hash = label.indexOf('#');
  return hash < 0 ? { id: label, piece: null } : { id: label.slice(0, hash), piece: Number(label.slice(hash + 1)) };
}

export const labelOf = (id: string, piece: AvroValue | undefined): string =>
  typeof piece === 'number' ? `${id}#${piece}` : id;

export const pieceIn = (event: AvroRecord): number | null =>
  event['piece'] === null ? null : numberIn(event, 'piece');

/** Every piece that bears a label. */
export const numbered = (pieces: number): number[] =>
  pieces > MOST_LABELS ? [] : Array.from({ length: pieces }, (_, i) => i + 1);

/** What pieces count of a parcel's mass: what cannot be shared evenly goes to the first ones, gram by gram. */
export function shareOf(grams: number, pieces: number, numbers: readonly number[]): number {
  const over = grams % pieces;
  return numbers.length * ((grams - over) / pieces) + numbers.filter((n) => n <= over).length;
}

export const partsOf = ({ parts, unitId, visit, transportId }: InParts): readonly ParcelPart[] =>
  parts.length === 0 && unitId !== null ? [{ unitId, visit, numbers: [], transportId }] : parts;

const numbersOf = (part: ParcelPart, pieces: number): readonly number[] =>
  part.numbers.length === 0 ? numbered(pieces) : part.numbers;

const isThere = (part: ParcelPart, event: AvroRecord): boolean =>
  part.unitId === event['unitId'] && (!('visit' in event) || part.visit === event['visit']);

export const partAt = (state: InParts, event: AvroRecord): ParcelPart | undefined =>
  partsOf(state).find((part) => isThere(part, event));

/** Parts that have not left. */
export const stillHere = (state: InParts): readonly ParcelPart[] =>
  partsOf(state).filter(({ transportId }) => transportId === null);

/** Whether every piece is somewhere. */
export const isWhole = (state: InParts): boolean => {
  const parts = partsOf(state);
  const isAll = parts.some(({ numbers }) => numbers.length === 0);
  return isAll || parts.reduce((sum, { numbers }) => sum + numbers.length, 0) === state.pieces;
};

/** What speaks against pieces taking a place. */
export function cannotTake(state: InParts, event: AvroRecord): string | null {
  const piece = pieceIn(event);
  const { pieces, grossWeightGrams, isSplit } = state;
  const elsewhere = partsOf(state).find((part) => !isThere(part, event));
  if (elsewhere && !(isSplit && piece !== null)) return `the parcel is on ${elsewhere.unitId}`;
  const placed = partsOf(state).flatMap((part) => numbersOf(part, pieces));
  if (piece !== null && (piece > pieces || placed.includes(piece))) return `piece ${piece} is not to be had`;
  const isSame =
    numberIn(event, 'ofPieces') === pieces &&
    numberIn(event, 'ofGrams') === grossWeightGrams &&
    optionalNumberIn(event, 'ofVolumeCm3') === state.volumeCm3 &&
    event['isSplit'] === isSplit;
  if (!isSame) return 'its weight, volume or pieces are not those that were staged';
  const here = (whole: number): number =>
    piece === null ? whole - shareOf(whole, pieces, placed) : shareOf(whole, pieces, [piece]);
  const taken = { pieces: piece === null ? pieces - placed.length : 1, grams: here(grossWeightGrams) };
  const isRight =
    numberIn(event, 'pieces') === taken.pieces &&
    numberIn(event, 'grossWeightGrams') === taken.grams &&
    (optionalNumberIn(event, 'volumeCm3') ?? 0) === here(state.volumeCm3 ?? 0);
  return isRight ? null : `${taken.pieces} pieces of ${taken.grams} g take a place`;
}

/** Where its pieces are, as the stage writes it: a list only for a parcel that is not in one place as a whole. */
function placed<S extends InParts>(state: S, parts: readonly ParcelPart[]): S {
  const [only] = parts;
  const isOne = parts.length === 1 && only && (only.numbers.length === 0 || only.numbers.length === state.pieces);
  if (isOne) return { ...state, unitId: only.unitId, visit: only.visit, parts: [] };
  const here =
    parts.find(({ transportId }) => transportId === null) ??
    (isWhole({ ...state, unitId: null, parts }) ? parts[0] : undefined);
  return { ...state, unitId: here?.unitId ?? null, visit: here?.visit ?? 0, parts };
}

export function tookPlace<S extends InParts>(state: S, event: AvroRecord): S {
  const piece = pieceIn(event);
  const before = partAt(state, event)?.numbers ?? [];
  const numbers = piece === null ? [] : [...before, piece].sort((a, b) => a - b);
  const others = partsOf(state).filter((part) => !isThere(part, event));
  const part = { unitId: textIn(event, 'unitId'), visit: numberIn(event, 'visit'), numbers, transportId: null };
  return placed(state, [...others, part]);
}

export function leftPlace<S extends InParts>(state: S, event: AvroRecord): S {
  const piece = pieceIn(event);
  const parts = partsOf(state).map((part) => {
    if (!isThere(part, event)) return part;
    return { ...part, numbers: piece === null ? null : numbersOf(part, state.pieces).filter((n) => n !== piece) };
  });
  const kept = parts.filter((part): part is ParcelPart => part.numbers !== null && !isEmptied(part, event));
  return placed(state, kept);
}

/** A part that an event took the last piece of. */
const isEmptied = (
  part: { readonly unitId: string; readonly visit: number; readonly numbers: readonly number[] | null },
  event: AvroRecord,
): boolean => part.numbers?.length === 0 && part.unitId === event['unitId'] && part.visit === event['visit'];

export function partLeft<S extends InParts>(state: S, event: AvroRecord): S {
  const transportId = textIn(event, 'transportId');
  return placed(
    state,
    partsOf(state).map((part) => (isThere(part, event) ? { ...part, transportId } : part)),
  );
}

/** Whether a piece, or something of the parcel, is there to be taken off. */
export function cannotLeavePlace(state: InParts, event: AvroRecord): string | null {
  const part = partAt(state, event);
  if (part?.transportId !== null) return `the parcel is on ${state.unitId ?? 'no unit'}`;
  const piece = pieceIn(event);
  return piece === null || numbersOf(part, state.pieces).includes(piece) ? null : `piece ${piece} is not on it`;
}

/** Who is told of a lifted hold or a decision: each unit that has something of the parcel. */
export const isOnOne = (state: InParts, event: AvroRecord): boolean => {
  const unitId = optionalTextIn(event, 'unitId');
  const here = stillHere(state);
  return unitId === null ? here.length === 0 : here.some((part) => part.unitId === unitId);
};
