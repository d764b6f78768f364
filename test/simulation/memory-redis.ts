import {
  countEntries,
  encodeRemains,
  FIRST_FOLD,
  numberMember,
  numberSet,
  slotOf,
  type EntityKey,
  type Fold,
  type LaneChange,
  type LaneOwner,
  type LaneSnapshot,
} from '@alataw/projection';

/** One slot of one lane: entries, sorted sets and what the lane must know. */
export interface SlotLane {
  owner: LaneOwner | null;
  lane: LaneSnapshot | null;
  /** The last part of a change that is not complete; null: the last one is. */
  part: { readonly to: number; readonly number: number } | null;
  /** A change stands in part: what is here is not as of the mark, whoever goes on with it. */
  isTorn: boolean;
  entries: Map<string, Buffer>;
  /** What is left of entities that have no entry any more. */
  left: Map<string, string>;
  sets: Map<string, Map<string, number>>;
  counts: Map<string, number>;
}

type Owned = Pick<SlotLane, 'owner'>;

/** What the folds hash says of a lane: which fold readers follow, and who took it last, with whatever fold. */
interface Pointer extends Owned {
  readonly followed: number | null;
}

/** What a claim is told: what stands in its slot, and how far the lane has forwarded as the followed slot knows it. */
export interface Taken {
  readonly known: LaneSnapshot | null;
  readonly forwarded: number;
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

const empty = (): SlotLane => ({
  owner: null,
  lane: null,
  part: null,
  isTorn: false,
  entries: new Map(),
  left: new Map(),
  sets: new Map(),
  counts: new Map(),
});

const copyOf = (of: SlotLane): SlotLane => ({
  ...of,
  entries: new Map(of.entries),
  left: new Map(of.left),
  sets: new Map([...of.sets].map(([name, set]) => [name, new Map(set)])),
  counts: new Map(of.counts),
});

/** How many parts of this change stand. */
const partsDone = ({ part }: SlotLane, { to }: LaneChange): number => (part?.to === to ? part.number : 0);

/**
 * Redis in memory: what the scripts of the real one do, for one slot and partition each, with the same refusals. What it
 * refuses, and by what, is said in methods of their own, so that tests can make a Redis that does not.
 */
export class MemoryRedis {
  private lanes = new Map<string, SlotLane>();
  /** By `<stage>/<partition>`. */
  private pointers = new Map<string, Pointer>();

  /** @param slot of a stage and its fold: `loading`, `loading@2` */
  of(slot: string, partition: number): SlotLane {
    const key = `${slot}/${partition}`;
    const known = this.lanes.get(key);
    if (known) return known;
    const fresh = empty();
    this.lanes.set(key, fresh);
    return fresh;
  }

  /** Loses everything. */
  flush(): void {
    this.lanes.clear();
    this.pointers.clear();
  }

  /** Loses the hash of the lane that readers follow alone, as an eviction might. */
  evict(stage: string, partition: number): void {
    const slot = slotOf(stage, this.followed(stage, partition));
    Object.assign(this.of(slot, partition), { owner: null, lane: null, part: null });
  }

  /** Loses what is said of a lane's folds alone. */
  evictPointer(stage: string, partition: number): void {
    this.pointers.delete(`${stage}/${partition}`);
  }

  /** The fold that readers of a lane follow. */
  followed(stage: string, partition: number): number {
    return this.pointer(stage, partition).followed ?? FIRST_FOLD;
  }

  private pointer(stage: string, partition: number): Pointer {
    return this.pointers.get(`${stage}/${partition}`) ?? { followed: null, owner: null };
  }

  /** Returns a function that sets everything back to now, as an older file would. */
  backup(): () => void {
    const saved = [...this.lanes].map(([key, lane]) => [key, copyOf(lane)] as const);
    const pointers = new Map(this.pointers);
    return () => {
      this.pointers = new Map(pointers);
      this.lanes = new Map(saved.map(([key, lane]) => [key, copyOf(lane)]));
    };
  }

  /** Makes a process the owner, unless a later one has taken the lane. */
  take({ stage, fold }: Fold, partition: number, owner: LaneOwner): Taken | 'overtaken' {
    const pointer = this.pointer(stage, partition);
    const own = this.of(slotOf(stage, fold), partition);
    if (this.isOvertaken(pointer, owner) || this.isOvertaken(own, owner)) return 'overtaken';
    this.pointers.set(`${stage}/${partition}`, { ...pointer, owner });
    const followed = this.of(slotOf(stage, this.followed(stage, partition)), partition);
    own.owner = owner;
    this.forgetParts(own);
    const forwarded = followed.lane?.forwarded ?? 0;
    return { known: own.lane ? { ...own.lane, counts: new Map(own.counts) } : null, forwarded };
  }

  /** Points readers to a slot, for the lane's last owner. */
  pointReaders({ stage, fold }: Fold, partition: number, owner: LaneOwner): 'applied' | 'moved' {
    const pointer = this.pointer(stage, partition);
    if (!this.isOwner(pointer, owner)) return 'moved';
    this.pointers.set(`${stage}/${partition}`, { ...pointer, followed: fold });
    return 'applied';
  }

  /** Empties a lane without a mark, in two steps as a scan would; with the last it stands at mark 0. */
  purge(slot: string, partition: number, owner: LaneOwner, isLast: boolean): 1 | -1 {
    const own = this.of(slot, partition);
    if (!this.isOwner(own, owner)) return -1;
    if (!this.mayBePurged(own)) return 1;
    this.empty(own);
    if (!isLast) return 1;
    const maps = { next: new Map(), origins: new Map(), counts: new Map() };
    own.lane = { isNew: false, mark: 0, forwarded: 0, producerId: -1, producerEpoch: -1, ...maps };
    return 1;
  }

  /** @param owner asks for itself; null: whoever it is */
  mark({ stage, fold }: Fold, partition: number, owner: LaneOwner | null = null): number | null {
    const own = this.of(slotOf(stage, fold), partition);
    if (this.pointer(stage, partition).followed !== fold) return null;
    return owner === null || this.isOwner(own, owner) ? (own.lane?.mark ?? null) : null;
  }

  load(
    slot: string,
    partition: number,
    owner: LaneOwner,
    mark: number,
    entities: readonly EntityKey[],
  ): (Buffer | null)[] | 'moved' {
    const own = this.of(slot, partition);
    if (!this.isOwner(own, owner) || !this.mayBeRead(own, mark)) return 'moved';
    return entities.map(({ kind, id }) => {
      const left = own.left.get(`${kind}/${id}`);
      return own.entries.get(`${kind}/${id}`) ?? (left === undefined ? null : Buffer.from(`\0${left}`));
    });
  }

  /** Applies one part of a change; the last moves the mark. */
  apply(slot: string, partition: number, owner: LaneOwner, change: LaneChange, part: Part): 1 | 0 | -1 {
    const own = this.of(slot, partition);
    if (!this.isOwner(own, owner)) return -1;
    if (!this.mayBeWritten(own, change)) return own.lane?.mark === change.to ? 0 : -1;
    if (this.isRepeated(own, change, part)) return 1;
    if (!this.mayFollow(own, change, part)) return -1;
    own.part = part.isLast ? null : { to: change.to, number: part.number };
    own.isTorn = !part.isLast;
    // The counts are absolute as of this part, as the real projection sends them.
    const counts = new Map(change.counts);
    countEntries(counts, change.entries.slice(0, part.to));
    own.counts = counts;
    for (const { kind, id, bytes, leave, enter, lose, gain, left } of change.entries.slice(part.from, part.to)) {
      if (bytes) own.entries.set(`${kind}/${id}`, bytes);
      else own.entries.delete(`${kind}/${id}`);
      if (left?.remains) own.left.set(`${kind}/${id}`, encodeRemains(left.remains));
      else if (left) own.left.delete(`${kind}/${id}`);
      for (const name of leave) own.sets.get(name)?.delete(id);
      for (const { set, since } of enter) {
        const members = own.sets.get(set) ?? new Map<string, number>();
        own.sets.set(set, members.set(id, since));
      }
      for (const by of lose) own.sets.get(numberSet(kind, by.number))?.delete(numberMember(by, id));
      for (const by of gain) {
        const name = numberSet(kind, by.number);
        own.sets.set(name, (own.sets.get(name) ?? new Map<string, number>()).set(numberMember(by, id), 0));
      }
    }
    if (part.isLast) {
      const { to: mark, next, origins, forwarded, producerId, producerEpoch } = change;
      const maps = { next: new Map(next), origins: new Map(origins), counts };
      own.lane = { isNew: false, mark, forwarded, producerId, producerEpoch, ...maps };
    }
    return 1;
  }

  protected isOwner({ owner }: Owned, { producerId, producerEpoch }: LaneOwner): boolean {
    return owner?.producerId === producerId && owner.producerEpoch === producerEpoch;
  }

  protected isOvertaken({ owner: known }: Owned, owner: LaneOwner): boolean {
    return known?.producerId === owner.producerId && known.producerEpoch > owner.producerEpoch;
  }

  /** What stands at a mark has been purged before, and rebuilt since. */
  protected mayBePurged({ lane }: SlotLane): boolean {
    return lane === null;
  }

  /** Parts that an earlier owner has written are not this one's. */
  protected forgetParts(own: SlotLane): void {
    own.part = null;
  }

  protected mayBeRead({ lane }: SlotLane, mark: number): boolean {
    return lane?.mark === mark;
  }

  protected mayBeWritten({ lane }: SlotLane, change: LaneChange): boolean {
    return lane?.mark === change.from;
  }

  protected isRepeated(own: SlotLane, change: LaneChange, { number }: Part): boolean {
    return number <= partsDone(own, change);
  }

  protected mayFollow(own: SlotLane, change: LaneChange, { number }: Part): boolean {
    return number === partsDone(own, change) + 1;
  }

  protected empty(own: SlotLane): void {
    own.entries.clear();
    own.left.clear();
    own.sets.clear();
    own.counts = new Map();
    own.part = null;
    own.isTorn = false;
  }
}
