import type { LoadingParcelState, LoadRefusal, PiecesPlace } from '@alataw/contracts';
import { shareOfPiece, MAX_LABELLED_PIECES } from '@alataw/values';

/** Some pieces of a parcel on one use of a unit. No numbers: all that the parcel has. */
type Place = Pick<PiecesPlace, 'unitId' | 'visit'>;

/**
 * Where the pieces of a parcel are. Nearly always they are all in one place, which the state tells without a list; only of a parcel
 * that is in parts it has one.
 */
export function placesOf({ unitId, visit, transportId, parts }: LoadingParcelState): readonly PiecesPlace[] {
  if (parts.length > 0) return parts;
  return unitId === null ? [] : [{ unitId, visit, numbers: [], transportId }];
}

/** The places that have not left. */
export const aboard = (state: LoadingParcelState): readonly PiecesPlace[] =>
  placesOf(state).filter(({ transportId }) => transportId === null);

const isAt = (place: Place, { unitId, visit }: Place): boolean => place.unitId === unitId && place.visit === visit;

/** Whether something of the parcel is there, and has not left. */
export const isOn = (place: Place, state: LoadingParcelState): boolean =>
  aboard(state).some((each) => isAt(each, place));

const numbersAt = ({ numbers }: PiecesPlace, pieces: number): readonly number[] =>
  numbers.length > 0 ? numbers : Array.from({ length: pieces }, (_, n) => n + 1);

const isAll = ({ numbers }: PiecesPlace, pieces: number): boolean => numbers.length === 0 || numbers.length === pieces;

/** Whether no piece is missing in these places. */
function isComplete(places: readonly PiecesPlace[], pieces: number): boolean {
  if (places.some((place) => place.numbers.length === 0)) return true;
  return places.reduce((sum, { numbers }) => sum + numbers.length, 0) === pieces;
}

/** Whether every piece has left when those of one more place do. */
export function leavesNothing(place: Place, state: LoadingParcelState): boolean {
  const others = aboard(state).filter((each) => !isAt(each, place));
  return others.length === 0 && isComplete(placesOf(state), state.pieces);
}

/** What keeps a piece, or all that are nowhere yet, from a place. @param piece null: all */
export function apart(place: Place, piece: number | null, state: LoadingParcelState): LoadRefusal | null {
  const { pieces, isSplit } = state;
  const isLabelled = piece === null || (piece <= pieces && pieces <= MAX_LABELLED_PIECES);
  if (!isLabelled) return 'NO_SUCH_PIECE';
  const places = placesOf(state);
  const own = places.find((each) => piece !== null && numbersAt(each, pieces).includes(piece));
  if (own) return isAt(own, place) ? 'ALREADY_LOADED' : 'ON_OTHER_UNIT';
  const isElsewhere = places.some((each) => !isAt(each, place));
  return isElsewhere && (piece === null || !isSplit) ? 'PIECES_APART' : null;
}

/** The pieces that take a place, their mass, grams, and the room that they take, cm³. */
export function takenBy(
  piece: number | null,
  state: LoadingParcelState,
): { readonly pieces: number; readonly grossWeightGrams: number; readonly volumeCm3: number } {
  const { pieces, grossWeightGrams } = state;
  const volumeCm3 = state.volumeCm3 ?? 0;
  const share = (whole: number, numbers: readonly number[]): number =>
    numbers.reduce((sum, n) => sum + shareOfPiece(whole, pieces, n), 0);
  if (piece !== null)
    return { pieces: 1, grossWeightGrams: share(grossWeightGrams, [piece]), volumeCm3: share(volumeCm3, [piece]) };
  const placed = placesOf(state).flatMap((place) => numbersAt(place, pieces));
  return {
    pieces: pieces - placed.length,
    grossWeightGrams: grossWeightGrams - share(grossWeightGrams, placed),
    volumeCm3: volumeCm3 - share(volumeCm3, placed),
  };
}

/** Folds that a piece, or all that were nowhere, took a place. */
export function withPieces(state: LoadingParcelState, place: Place, piece: number | null): LoadingParcelState {
  const { unitId, visit } = place;
  const places = placesOf(state);
  const others = places.filter((each) => !isAt(each, place));
  const before = places.find((each) => isAt(each, place))?.numbers ?? [];
  const numbers = piece === null ? [] : [...before, piece].sort((a, b) => a - b);
  return standing(state, [...others, { unitId, visit, numbers, transportId: null }]);
}

/** Folds that a piece, or all that were there, left a place. */
export function withoutPieces(state: LoadingParcelState, place: Place, piece: number | null): LoadingParcelState {
  const places = placesOf(state).flatMap((each) => {
    if (!isAt(each, place)) return [each];
    const numbers = piece === null ? [] : numbersAt(each, state.pieces).filter((n) => n !== piece);
    return numbers.length === 0 ? [] : [{ ...each, numbers }];
  });
  return standing(state, places);
}

/** Folds that what was in a place has left. */
export function withDeparted(state: LoadingParcelState, place: Place, transportId: string): LoadingParcelState {
  return standing(
    state,
    placesOf(state).map((each) => (isAt(each, place) ? { ...each, transportId } : each)),
  );
}

/** The status of a parcel that nobody holds. */
export const free = (state: LoadingParcelState): 'staged' | 'loaded' =>
  isComplete(placesOf(state), state.pieces) ? 'loaded' : 'staged';

/** The unit of a parcel in parts is the first that has not left; none while a piece is still to be loaded. */
function standing(state: LoadingParcelState, places: readonly PiecesPlace[]): LoadingParcelState {
  const [first] = places;
  if (first && places.length === 1 && isAll(first, state.pieces)) {
    return { ...state, unitId: first.unitId, visit: first.visit, parts: [] };
  }
  const isOver = isComplete(places, state.pieces);
  const here = places.find(({ transportId }) => transportId === null) ?? (isOver ? first : undefined);
  return { ...state, unitId: here?.unitId ?? null, visit: here?.visit ?? 0, parts: places };
}
