import type { LoadUnitState } from '@alataw/contracts';

/** One place of a block. */
export interface Place {
  /** `<bay>-<row>-<tier>` */
  readonly position: string;
  /** What stands there, or is on its way there; null for nothing. */
  readonly contentId: string | null;
  /** The container has taken its place; false while it is only expected. */
  readonly isThere: boolean;
  /** A container can be put there now: nothing is on it, and something to stand on is below. */
  readonly isFree: boolean;
}

const digits = (n: number): string => String(n).padStart(2, '0');

/** Every place of a block, bay by bay, row by row, from the ground up. */
export function placesOf({ bays, rows, tiers, positions, manifest }: LoadUnitState): Place[] {
  const by = new Map(positions.map(({ contentId, position }) => [position, contentId]));
  const there = new Set(manifest.map(({ contentId }) => contentId));
  const places: Place[] = [];
  for (let bay = 1; bay <= bays; bay++) {
    for (let row = 1; row <= rows; row++) {
      let isSolid = true;
      for (let tier = 1; tier <= tiers; tier++) {
        const position = `${digits(bay)}-${digits(row)}-${tier}`;
        const contentId = by.get(position) ?? null;
        const isThere = contentId !== null && there.has(contentId);
        places.push({ position, contentId, isThere, isFree: contentId === null && isSolid });
        isSolid = isThere;
      }
    }
  }
  return places;
}
