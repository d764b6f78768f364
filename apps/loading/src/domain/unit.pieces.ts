import type { LoadUnitState, ManifestEntry, ParcelLoaded, ParcelPart, PartAccepted } from '@alataw/contracts';
import { shareOfPiece, MAX_LABELLED_PIECES, parsePieceId, pieceIdOf } from '@alataw/values';
import type { AcceptPart } from './accept-part';
import type { Taken } from './unit.load';

/** A parcel, or pieces of it, as what takes a place. One parcel counts once, however its pieces come. */
export function contentOf(loaded: ParcelLoaded, state: LoadUnitState): Taken {
  const { unitId, visit, parcelId: contentId, piece, grossWeightGrams, pieces, volumeCm3 } = loaded;
  const entry = entryOf(contentId, state);
  const parts = { labels: labelsOf(loaded, entry), part: partWith(entry, loaded) };
  const parcels = entry ? 0 : 1;
  const size = { grossWeightGrams, pieces, volumeCm3, parcels, unmeasured: loaded.ofVolumeCm3 === null ? parcels : 0 };
  return { unitId, visit, contentId, piece, ...size, ...parts, lengthMm: 0 };
}

/** A parcel was split: what is here of it may leave without the rest. */
export function acceptPart({ unitId, parcelId }: AcceptPart, state: LoadUnitState): readonly PartAccepted[] {
  if (state.status === 'departed' || !entryOf(parcelId, state)) return [];
  return [{ type: 'PartAccepted', unitId, contentId: parcelId }];
}

/** The entry of the manifest that a label belongs to: a parcel has one, however many of its pieces are here. */
export const entryOf = (label: string, { manifest }: LoadUnitState): ManifestEntry | undefined => {
  const { parcelId } = parsePieceId(label);
  return manifest.find(({ contentId }) => contentId === parcelId);
};

/** Whether something is aboard with all that its label means: a parcel of which a piece is missing is not. */
export function isAllAboard(label: string, state: LoadUnitState): boolean {
  const entry = entryOf(label, state);
  if (!entry) return false;
  const { piece } = parsePieceId(label);
  return piece === null ? missingIn(entry).length === 0 : numbersIn(entry).includes(piece);
}

/** Pieces that are not here although their parcel is not split, by their labels. */
export function missingIn({ contentId, part }: ManifestEntry): string[] {
  if (part === null || part.isSplit) return [];
  return upTo(part.ofPieces).flatMap((n) => (part.numbers.includes(n) ? [] : [pieceIdOf(contentId, n)]));
}

/** The same of all parcels that are here themselves; what is in other units came in whole. */
export const missingFrom = ({ manifest }: LoadUnitState): string[] => manifest.flatMap(missingIn);

/** What a unit has of a parcel when more of it has come; null: the whole of one that is not split. */
function partWith(
  entry: ManifestEntry | undefined,
  { piece, ofPieces, ofGrams, isSplit, ...loaded }: ParcelLoaded,
): ParcelPart | null {
  const of = { ofPieces, ofGrams, ofVolumeCm3: loaded.ofVolumeCm3 ?? 0, isSplit };
  if (piece === null) return isSplit ? { numbers: upTo(ofPieces), ...of } : null;
  const numbers = [...(entry?.part?.numbers ?? []), piece].sort((a, b) => a - b);
  return numbers.length === ofPieces && !isSplit ? null : { numbers, ...of };
}

/** The labels of what came with an answer, without that of what was here before. */
function labelsOf({ parcelId, piece, ofPieces }: ParcelLoaded, entry: ManifestEntry | undefined): string[] {
  const before = entry?.part?.numbers;
  if (piece !== null || before === undefined) return [pieceIdOf(parcelId, piece)];
  return upTo(ofPieces).flatMap((n) => (before.includes(n) ? [] : [pieceIdOf(parcelId, n)]));
}

/** The entry without a piece; null when nothing is left of it. A piece that is not here changes nothing. */
export function withoutPiece(entry: ManifestEntry, piece: number): ManifestEntry | null {
  const part = entry.part ?? wholeOf(entry);
  if (!numbersIn(entry).includes(piece)) return entry;
  const numbers = part.numbers.filter((n) => n !== piece);
  if (numbers.length === 0) return null;
  const grossWeightGrams = entry.grossWeightGrams - shareOfPiece(part.ofGrams, part.ofPieces, piece);
  const volumeCm3 = entry.volumeCm3 - shareOfPiece(part.ofVolumeCm3, part.ofPieces, piece);
  return { ...entry, grossWeightGrams, volumeCm3, pieces: entry.pieces - 1, part: { ...part, numbers } };
}

/** The entry of a parcel of which the rest may follow apart. */
export const accepted = (entry: ManifestEntry): ManifestEntry => ({
  ...entry,
  part: { ...(entry.part ?? wholeOf(entry)), isSplit: true },
});

/** The numbers of the pieces that are here, of a parcel whose pieces bear labels. */
function numbersIn({ pieces, part }: ManifestEntry): readonly number[] {
  if (part !== null) return part.numbers;
  return pieces <= MAX_LABELLED_PIECES ? upTo(pieces) : [];
}

function wholeOf({ pieces, grossWeightGrams, volumeCm3 }: ManifestEntry): ParcelPart {
  const of = { ofPieces: pieces, ofGrams: grossWeightGrams, ofVolumeCm3: volumeCm3 };
  return { numbers: upTo(pieces), ...of, isSplit: false };
}

const upTo = (pieces: number): readonly number[] =>
  Array.from({ length: Math.min(pieces, MAX_LABELLED_PIECES) }, (_, n) => n + 1);
