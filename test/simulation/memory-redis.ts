import {
  countEntries,
  PARKED,
  type EntityKey,
  type LaneChange,
  type LaneOwner,
  type LaneSnapshot,
} from '@alataw/projection';

/** One stage's projections of one lane: entries, sorted sets and what the lane must know. */
interface StageLane {
  owner: LaneOwner | null;
  lane: LaneSnapshot | null;
  part: string;
  entries: Map<string, Buffer>;
  sets: Map<string, Map<string, number>>;
  counts: Map<string, number>;
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

const isOwner = (lane: StageLane, { producerId, producerEpoch }: LaneOwner): boolean =>
  lane.owner?.producerId === producerId && lane.owner.producerEpoch === producerEpoch;

/** Redis in memory: what the scripts of the real one do, for one stage and partition each, with the same refusals. */
export class MemoryRedis {
  private lanes = new Map<string, StageLane>();

  of(stage: string, partition: number): StageLane {
    const key = `${stage}/${partition}`;
    const known = this.lanes.get(key) ?? empty();
    this.lanes.set(key, known);
    return known;
  }

  /** Loses everything. */
  flush(): void {
    this.lanes = new Map();
  }

  /** Returns a function that sets everything back to now, as an older file would. */
  backup(): () => void {
    const saved = [...this.lanes].map(([key, lane]) => [key, copyOf(lane)] as const);
    return () => {
      this.lanes = new Map(saved.map(([key, lane]) => [key, copyOf(lane)]));
    };
  }

  /** Whether the owner may have the lane: a later one has not taken it. */
  take(stage: string, partition: number, owner: LaneOwner): LaneSnapshot | 'unknown' | 'overtaken' {
    const own = this.of(stage, partition);
    const { owner: known, lane, counts } = own;
    if (known?.producerId === owner.producerId && known.producerEpoch > owner.producerEpoch) return 'overtaken';
    own.owner = owner;
    return lane ? { ...lane, counts: new Map(counts) } : 'unknown';
  }

  purge(stage: string, partition: number, owner: LaneOwner): LaneSnapshot | 'overtaken' {
    if (!isOwner(this.of(stage, partition), owner)) return 'overtaken';
    const maps = { next: new Map(), origins: new Map(), counts: new Map() };
    const lane: LaneSnapshot = { isNew: true, mark: 0, forwarded: 0, producerId: -1, producerEpoch: -1, ...maps };
    this.lanes.set(`${stage}/${partition}`, { ...empty(), owner, lane: { ...lane, isNew: false } });
    return lane;
  }

  mark(stage: string, partition: number): number | null {
    return this.of(stage, partition).lane?.mark ?? null;
  }

  load(
    stage: string,
    partition: number,
    owner: LaneOwner,
    mark: number,
    entities: readonly EntityKey[],
  ): (Buffer | null)[] | 'moved' {
    const own = this.of(stage, partition);
    if (!isOwner(own, owner) || own.lane?.mark !== mark) return 'moved';
    return entities.map(({ kind, id }) => own.entries.get(`${kind}/${id}`) ?? null);
  }

  /** Applies one part of a change; the last moves the mark. */
  apply(
    stage: string,
    partition: number,
    owner: LaneOwner,
    change: LaneChange,
    part: { number: number; from: number; to: number; isLast: boolean },
  ): 1 | 0 | -1 {
    const own = this.of(stage, partition);
    if (!isOwner(own, owner)) return -1;
    const mark = own.lane?.mark;
    if (mark !== change.from) return mark === change.to ? 0 : -1;
    if (part.number > 1 && own.part !== `${change.to}/${part.number - 1}`) return -1;
    own.part = part.isLast ? '' : `${change.to}/${part.number}`;
    const entries = change.entries.slice(part.from, part.to);
    // The counts are absolute as of this part, as the real projection sends them.
    const counts = new Map(change.counts);
    countEntries(counts, change.entries.slice(0, part.to));
    if (part.isLast && change.parked > 0) counts.set(PARKED, (counts.get(PARKED) ?? 0) + change.parked);
    own.counts = counts;
    for (const { kind, id, bytes, leave, enter } of entries) {
      own.entries.set(`${kind}/${id}`, Buffer.from(bytes));
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
}
