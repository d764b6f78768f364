/** Most pieces of a parcel that bear labels of their own. */
export const MAX_LABELLED_PIECES = 999;

const label = /^([^#]+)#([1-9]\d{0,2})$/;

/** What a label names: a parcel, and a piece of it; null: the parcel as a whole. */
export interface PieceIdParts {
  readonly parcelId: string;
  readonly piece: number | null;
}

/** What the label of one piece says, e.g. `CNPOST.LX473124829CN#2`; that of the parcel as a whole is its id. */
export const pieceIdOf = (parcelId: string, piece: number | null): string =>
  piece === null ? parcelId : `${parcelId}#${piece}`;

/** @param text a label of a piece; anything else, such as a parcel's id or a load unit's, is a whole */
export function parsePieceId(text: string): PieceIdParts {
  const [, parcelId, piece] = label.exec(text) ?? [];
  return parcelId === undefined ? { parcelId: text, piece: null } : { parcelId, piece: Number(piece) };
}

/** What one piece counts of its parcel's mass, grams, or volume, cm³: equal parts, the first ones one more where that is left over. */
export const shareOfPiece = (whole: number, pieces: number, piece: number): number =>
  Math.floor(whole / pieces) + (piece <= whole % pieces ? 1 : 0);
