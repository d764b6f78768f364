/**
 * Entries of one manifest. A unit's state holds them all and is read and written as a whole: 5,000 make some 150 KB. More
 * parcels than that travel in bags or containers, of which the manifest has one entry each.
 */
export const MAX_CONTENTS = 5_000;

/** Pieces that a unit may be permitted to carry, at whatever depth: ten trains. */
export const MAX_PIECES = 5_000_000;

/** Pieces that may stand in a block of the warehouse: no limit but that of the number. */
export const MAX_BLOCK_PIECES = 2_147_483_647;
/** And its mass, grams, within what the wire format carries exactly. */
export const MAX_BLOCK_GRAMS = 2 ** 51;

/**
 * Characters of all ids in one manifest. A departure names every entry, and what one decision says has to fit one append:
 * 300,000 bytes. Reached only by 5,000 ids of more than twice the usual length.
 */
export const MAX_ID_CHARACTERS = 240_000;

/** Longest parcel id: 18 characters, a dot, 80 characters. A load unit's is shorter. */
export const MAX_ID_LENGTH = 99;

/**
 * Parcels that one `DepartureChunk` brings on their way, so that a round of the lanes that hear it takes some 10 ms and the record stays
 * below 32 KiB with the longest ids.
 */
export const CHUNK_PARCELS = 250;

/** Parcels that one refusal names. */
export const NAMED_PARCELS = 20;

/** Seals of one unit. */
export const MAX_SEALS = 8;
