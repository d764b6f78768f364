import { countEntries, type EntityKey, type LaneChange, type LaneOwner, type LaneSnapshot } from '@alataw/projection';

/** One stage's projections of one lane: entries, sorted sets and what the lane must know. */
export interface StageLane {
  owner: LaneOwner | null;
  lane: LaneSnapshot | null;
  /** `<mark to come>/<number>` of the last part of a change that is not complete. */
  part: string;
  entries: Map<string, Buffer>;
  sets: Map<string, Map<string, number>>;
  counts: Map<string, number>;
}

/** One of the parts that a change goes to Redis in. */
export interface Part {
  /** From 1. */
  readonly number: number;
  /** Of the change's entries, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly isLast: boolean;
}

const empty = (): StageLane => ({
  owner: null,
  lane: null,
  part: '',
  entries: new Map(),
  sets: new Map(),
  counts: new Map(),
});

const copyOf = (of: StageLane): StageLane => ({
  ...of,
  entries: new Map(of.entries),
  sets: new Map([...of.sets].map(([name, set]) => [name, new Map(set)])),
  counts: new Map(of.counts),
});

/** How many parts of this change stand. */
function partsDone({ part }: StageLane, { to }: LaneChange): number {
  const [mark, number] = part.split('/').map(Number);
  return mark === to ? number! : 0;
}

/**
 * Redis in memory: what the scripts of the real one do, for one stage and partition each, with the same refusals. What it
 * refuses, and by what, is said in methods of their own, so that tests can make a Redis that does not.
 */
export class MemoryRedis {
  private lanes = new Map<string, StageLane>();

  of(stage: string, partition: number): StageLane {
    const key = `${stage}/${partition}`;
    const known = this.lanes.get(key);
    if (known) return known;
    const fresh = empty();
    this.lanes.set(key, fresh);
    return fresh;
  }

  /** Loses everything. */
  flush(): void {
    this.lanes.clear();
  }

  /** Loses one lane's hash alone, as an eviction might. */
  evict(stage: string, partition: number): void {
    Object.assign(this.of(stage, partition), { owner: null, lane: null, part: '' });
  }

  /** Returns a function that sets everything back to now, as an older file would. */
  backup(): () => void {
    const saved = [...this.lanes].map(([key, lane]) => [key, copyOf(lane)] as const);
    return () => {
      this.lanes = new Map(saved.map(([key, lane]) => [key, copyOf(lane)]));
    };
  }

  /** Makes a process the owner, unless a later one has taken the lane. */
  take(stage: string, partition: number, owner: LaneOwner): LaneSnapshot | 'unknown' | 'overtaken' {
    const own = this.of(stage, partition);
    if (this.isOvertaken(own, owner)) return 'overtaken';
    own.owner = owner;
    own.part = '';
    return own.lane ? { ...own.lane, counts: new Map(own.counts) } : 'unknown';
  }

  /** Empties a lane without a mark, in two steps as a scan would; with the last it stands at mark 0. */
  purge(stage: string, partition: number, owner: LaneOwner, isLast: boolean): 1 | -1 {
    const own = this.of(stage, partition);
    if (!this.isOwner(own, owner)) return -1;
    if (!this.mayBePurged(own)) return 1;
    this.empty(own);
    if (!isLast) return 1;
    const maps = { next: new Map(), origins: new Map(), counts: new Map() };
    own.lane = { isNew: false, mark: 0, forwarded: 0, producerId: -1, producerEpoch: -1, ...maps };
    return 1;
  }

  /** @param owner asks for itself; null: whoever it is */
  mark(stage: string, partition: number, owner: LaneOwner | null = null): number | null {
    const own = this.of(stage, partition);
    return owner === null || this.isOwner(own, owner) ? (own.lane?.mark ?? null) : null;
  }

  load(
    stage: string,
    partition: number,
    owner: LaneOwner,
    mark: number,
    entities: readonly EntityKey[],
  ): (Buffer | null)[] | 'moved' {
    const own = this.of(stage, partition);
    if (!this.isOwner(own, owner) || !this.mayBeRead(own, mark)) return 'moved';
    return entities.map(({ kind, id }) => own.entries.get(`${kind}/${id}`) ?? null);
  }

  /** Applies one part of a change; the last moves the mark. */
  apply(stage: string, partition: number, owner: LaneOwner, change: LaneChange, part: Part): 1 | 0 | -1 {
    const own = this.of(stage, partition);
    if (!this.isOwner(own, owner)) return -1;
    if (!this.mayBeWritten(own, change)) return own.lane?.mark === change.to ? 0 : -1;
    if (this.isRepeated(own, change, part)) return 1;
    if (!this.mayFollow(own, change, part)) return -1;
    own.part = part.isLast ? '' : `${change.to}/${part.number}`;
    // The counts are absolute as of this part, as the real projection sends them.
    const counts = new Map(change.counts);
    countEntries(counts, change.entries.slice(0, part.to));
    own.counts = counts;
    for (const { kind, id, bytes, leave, enter } of change.entries.slice(part.from, part.to)) {
      own.entries.set(`${kind}/${id}`, bytes);
      for (const name of leave) own.sets.get(name)?.delete(id);
      for (const { set, since } of enter) {
        const members = own.sets.get(set) ?? new Map<string, number>();
        own.sets.set(set, members.set(id, since));
      }
    }
    if (part.isLast) {
      const { to: mark, next, origins, forwarded, producerId, producerEpoch } = change;
      const maps = { next: new Map(next), origins: new Map(origins), counts };
      own.lane = { isNew: false, mark, forwarded, producerId, producerEpoch, ...maps };
    }
    return 1;
  }

  protected isOwner({ owner }: StageLane, { producerId, producerEpoch }: LaneOwner): boolean {
    return owner?.producerId === producerId && owner.producerEpoch === producerEpoch;
  }

  protected isOvertaken({ owner: known }: StageLane, owner: LaneOwner): boolean {
    return known?.producerId === owner.producerId && known.producerEpoch > owner.producerEpoch;
  }

  /** What stands at a mark has been purged before, and rebuilt since. */
  protected mayBePurged({ lane }: StageLane): boolean {
    return lane === null;
  }

  protected mayBeRead({ lane }: StageLane, mark: number): boolean {
    return lane?.mark === mark;
  }

  protected mayBeWritten({ lane }: StageLane, change: LaneChange): boolean {
    return lane?.mark === change.from;
  }

  protected isRepeated(own: StageLane, change: LaneChange, { number }: Part): boolean {
    return number <= partsDone(own, change);
  }

  protected mayFollow(own: StageLane, change: LaneChange, { number }: Part): boolean {
    return number === partsDone(own, change) + 1;
  }

  protected empty(own: StageLane): void {
    own.entries.clear();
    own.sets.clear();
    own.counts = new Map();
    own.part = '';
  }
}
