/**
 * Parcels that one truck may carry. Its state holds them all and is read and written as a whole: 5,000 make some 150 KB. A van
 * or a bagged load has fewer records; a train is not one truck.
 */
export const MAX_PARCELS = 5_000;

/**
 * Characters of all parcel ids in one manifest. A departure names every parcel, and what one decision says has to fit one
 * append: 300,000 bytes. Reached only by 5,000 ids of more than twice the usual length.
 */
export const MAX_ID_CHARACTERS = 240_000;

/** Longest parcel id: 18 characters, a dot, 80 characters. */
export const MAX_ID_LENGTH = 99;

/** Parcels that one `DepartureChunk` names, so that the record stays below 64 KiB with the longest ids. */
export const CHUNK_PARCELS = 500;

/** Blocked parcels that one refusal names. */
export const NAMED_PARCELS = 20;
