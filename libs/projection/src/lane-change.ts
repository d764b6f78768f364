import type { StoredRemains } from './entry';
import type { FoundBy } from './keys';

/** What Redis knows of a lane. */
export interface LaneSnapshot {
  /** Redis knew nothing: all has to be rebuilt from the log. */
  readonly isNew: boolean;
  /** The offset up to which the lane's own output is projected, exclusive. */
  readonly mark: number;
  /** Per input topic, the offset after the last input that led to an output. */
  readonly next: ReadonlyMap<string, number>;
  /** Per lane that sends transfers, the offset of the last one answered. */
  readonly origins: ReadonlyMap<number, number>;
  /** The offset up to which the lane's own transfers have been forwarded, exclusive. */
  readonly forwarded: number;
  /** Who wrote the lane's output last: -1 before the first claim. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** Who may write a lane's projection: the claim's identity in the log. */
export interface LaneOwner {
  readonly producerId: number;
  readonly producerEpoch: number;
}

export interface EntityKey {
  readonly kind: string;
  readonly id: string;
}

/** The new value of one entity, the sorted sets that it leaves and enters, and the numbers by which it is found no longer, and newly. */
export interface EntryChange extends EntityKey {
  /** Null: the entity has no entry any more. */
  readonly bytes: Buffer | null;
  /** What is left of it from now on, null for nothing; absent: as before. */
  readonly left?: { readonly remains: StoredRemains | null; /** Days from 1970-01-01 UTC. */ readonly today: number };
  /** The status that the entity was and is counted under; null: under none. */
  readonly statusBefore: string | null;
  readonly statusAfter: string | null;
  readonly leave: readonly string[];
  readonly enter: readonly { readonly set: string; readonly since: number }[];
  readonly lose: readonly FoundBy[];
  readonly gain: readonly FoundBy[];
}

/** What a stretch `from` … `to` of a lane's output means for Redis. */
export interface LaneChange {
  /** The mark that must stand now. */
  readonly from: number;
  readonly to: number;
  readonly next: ReadonlyMap<string, number>;
  readonly origins: ReadonlyMap<number, number>;
  readonly forwarded: number;
  /** Who wrote the stretch's last record. */
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Status → number of entities, before the change. */
  readonly counts: ReadonlyMap<string, number>;
  readonly entries: readonly EntryChange[];
}

/** A lane of which Redis knew nothing. */
export const EMPTY_LANE: LaneSnapshot = {
  isNew: true,
  mark: 0,
  next: new Map(),
  origins: new Map(),
  forwarded: 0,
  producerId: -1,
  producerEpoch: -1,
  counts: new Map(),
};

/** Adds to a count. */
export const add = (counts: Map<string, number>, status: string, n: number): void => {
  counts.set(status, (counts.get(status) ?? 0) + n);
};

/** Moves the counts from the statuses before to the statuses after. */
export function countEntries(counts: Map<string, number>, entries: readonly EntryChange[]): void {
  for (const { statusBefore, statusAfter } of entries) {
    if (statusBefore === statusAfter) continue;
    if (statusBefore !== null) add(counts, statusBefore, -1);
    if (statusAfter !== null) add(counts, statusAfter, 1);
  }
}
