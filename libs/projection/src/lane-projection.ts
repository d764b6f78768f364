import type { Redis } from 'ioredis';
import { applyArguments, QUEUE, type ChangePart } from './apply-arguments';
import { FIRST_FOLD, foldFields, isEntityKey, isOfSlot, keys, laneFields, slotOf } from './keys';
import {
  countEntries,
  EMPTY_LANE,
  type EntityKey,
  type EntryChange,
  type LaneChange,
  type LaneOwner,
  type LaneSnapshot,
} from './lane-change';
import { patiently } from './redis';
import {
  APPLY_SCRIPT,
  BUILD_SCRIPT,
  BUILDING_SCRIPT,
  LOAD_SCRIPT,
  POINT_SCRIPT,
  PURGE_SCRIPT,
  TAKE_SCRIPT,
} from './scripts';

/** A script runs alone in Redis: so many entries keep it below a few milliseconds. */
export const MAX_ENTRIES_PER_CALL = 500;

/** Who builds a slot and has not said so for this long has died: the slot may be dropped. Ms, see {@link LaneProjection.sayBuilding}. */
export const BUILDING_MS = 30_000;

/** In place of a producer id: whoever writes a slot without owning the lane, see {@link LaneProjection.takeBeside}. */
const BESIDE = -1;

const ownerOf = (owner: LaneOwner): string => `${owner.producerId}:${owner.producerEpoch}`;

interface Scripts {
  alatawTake(numberOfKeys: 4, ...args: string[]): Promise<[string[], string[], string] | null>;
  alatawBuild(
    numberOfKeys: 3,
    ...args: string[]
  ): Promise<[number, string[], string[]] | 'live' | 'built' | 'overtaken'>;
  alatawBuilding(numberOfKeys: 2, ...args: string[]): Promise<number>;
  alatawPoint(numberOfKeys: 1, ...args: string[]): Promise<number>;
  alatawPurge(numberOfKeys: number, ...args: string[]): Promise<number>;
  alatawLoadBuffer(numberOfKeys: number, ...args: (string | Buffer)[]): Promise<(Buffer | null)[] | null>;
  alatawApply(numberOfKeys: number, ...args: (string | Buffer)[]): Promise<number>;
}

/** Redis's flat list of fields and values. */
const fieldsOf = (flat: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(flat.flatMap((field, i) => (i % 2 === 0 ? [[field, flat[i + 1] ?? '']] : [])));

/** What the lane's hashes say, or null when they do not say where the lane stands. */
function snapshotOf(
  lane: Readonly<Record<string, string>>,
  counts: Readonly<Record<string, string>>,
): LaneSnapshot | null {
  const mark = lane[laneFields.mark];
  if (mark === undefined) return null;
  const withPrefix = (prefix: string): [string, number][] =>
    Object.entries(lane)
      .filter(([field]) => field.startsWith(prefix))
      .map(([field, value]) => [field.slice(prefix.length), Number(value)]);
  return {
    isNew: false,
    mark: Number(mark),
    next: new Map(withPrefix(laneFields.nextPrefix)),
    origins: new Map(withPrefix(laneFields.originPrefix).map(([lane, offset]) => [Number(lane), offset])),
    forwarded: Number(lane[laneFields.forwarded] ?? 0),
    producerId: Number(lane[laneFields.producerId] ?? -1),
    producerEpoch: Number(lane[laneFields.producerEpoch] ?? -1),
    counts: new Map(Object.entries(counts).map(([status, n]) => [status, Number(n)])),
  };
}

/** Which fold of which stage's output. */
export interface Fold {
  readonly stage: string;
  /** From 1; see `StageDefinition`. */
  readonly fold: number;
  /** The kinds of which something may be left. */
  readonly leaving?: readonly string[];
}

/** What somebody who builds or drops a slot besides the lane's owner has got. */
export interface BuiltSlot {
  readonly writer: LaneOwner;
  readonly snapshot: LaneSnapshot;
}

/**
 * A stage's side of Redis: reads states under a mark and moves the mark together with what it stands for, in the slot of one
 * fold. Who owns the lane points its readers to that slot.
 */
export class LaneProjection {
  /** Why the last command was not answered, or null while all is well: for the health of the service. */
  waitingFor: string | null = null;
  private readonly scripts: Scripts;
  private readonly announced = new Map<number, Set<string>>();
  private readonly slot: string;

  constructor(
    private readonly redis: Redis,
    private readonly of: Fold,
    private readonly signal: AbortSignal,
  ) {
    redis.defineCommand('alatawTake', { lua: TAKE_SCRIPT });
    redis.defineCommand('alatawBuild', { lua: BUILD_SCRIPT });
    redis.defineCommand('alatawBuilding', { lua: BUILDING_SCRIPT });
    redis.defineCommand('alatawPoint', { lua: POINT_SCRIPT });
    redis.defineCommand('alatawPurge', { lua: PURGE_SCRIPT });
    redis.defineCommand('alatawLoad', { lua: LOAD_SCRIPT });
    redis.defineCommand('alatawApply', { lua: APPLY_SCRIPT });
    this.scripts = redis as unknown as Scripts;
    this.slot = slotOf(of.stage, of.fold);
  }

  /**
   * Takes a lane over: earlier owners can no longer write here. A slot that Redis knows nothing of is emptied and starts at
   * mark 0, to be rebuilt from the log; readers stay where they are until {@link pointReaders}.
   * @returns what Redis knows, or `'overtaken'` when a later owner has taken the lane
   */
  async take(partition: number, owner: LaneOwner): Promise<LaneSnapshot | 'overtaken'> {
    this.announced.set(partition, new Set());
    const { stage, fold } = this.of;
    const followed = slotOf(stage, await this.followedFold(partition));
    const names = [...this.takenKeys(partition), keys.lane(partition, followed)] as const;
    const identity = [String(owner.producerId), String(owner.producerEpoch), String(fold)];
    const fields = [foldFields.owner(stage), foldFields.taken(stage)];
    const taken = await this.patiently(() => this.scripts.alatawTake(4, ...names, ...identity, ...fields));
    if (taken === null) return 'overtaken';
    const [lane, counts, forwarded] = taken;
    const known = await this.knownOrEmptied(partition, owner, lane, counts);
    // What one fold's owner has sent on, another's need not: the slot itself may be far behind, or have been built by nobody's owner.
    return known === 'overtaken' ? known : { ...known, forwarded: Math.max(known.forwarded, Number(forwarded)) };
  }

  /**
   * Takes the slot of a lane that somebody else owns, to build it besides that owner's or to remove it. A real owner may take
   * it at any time; this process then finds itself refused as `'moved'`.
   * @param earlier as what this process wrote here before: then nobody else must have taken the slot since
   * @returns `'live'` when readers follow the slot or the lane's owner works with it, `'overtaken'` by another builder
   */
  async takeBeside(partition: number, earlier: LaneOwner | null = null): Promise<BuiltSlot | 'live' | 'overtaken'> {
    this.announced.set(partition, new Set());
    const taken = await this.seize(partition, earlier, '');
    if (taken === 'built') throw new Error('Only a drop leaves a slot alone because it is built');
    if (typeof taken === 'string') return taken;
    const { writer, lane, counts } = taken;
    const snapshot = await this.knownOrEmptied(partition, writer, lane, counts);
    return snapshot === 'overtaken' ? snapshot : { writer, snapshot };
  }

  /**
   * Says that the slot is still being built, at least every {@link BUILDING_MS}, or no longer: an idle builder leaves no other
   * sign, and what it builds must not be dropped under its hands.
   */
  async sayBuilding(partition: number, writer: LaneOwner, isBuilding: boolean): Promise<void> {
    const { stage, fold } = this.of;
    const names = [keys.lane(partition, this.slot), keys.folds(partition)] as const;
    const args = [ownerOf(writer), foldFields.building(stage, fold), isBuilding ? '1' : ''];
    await this.patiently(() => this.scripts.alatawBuilding(2, ...names, ...args));
  }

  /** Points the lane's readers to this slot, as the lane's owner. */
  async pointReaders(partition: number, owner: LaneOwner): Promise<'applied' | 'moved'> {
    const { stage, fold } = this.of;
    const args = [ownerOf(owner), String(fold), foldFields.followed(stage), foldFields.owner(stage)];
    const pointed = await this.patiently(() => this.scripts.alatawPoint(1, keys.folds(partition), ...args));
    return pointed === 1 ? 'applied' : 'moved';
  }

  /**
   * Removes the slot from a lane, in portions of bounded size. What was begun and broke off is begun again by another call.
   * @returns `'live'` and leaves it when readers or an owner need it, see {@link takeBeside}, `'built'` when a process builds it,
   * `'overtaken'` when one has taken it meanwhile
   */
  async drop(partition: number): Promise<'dropped' | 'live' | 'built' | 'overtaken'> {
    const taken = await this.seize(partition, null, 'drop');
    if (typeof taken === 'string') return taken;
    return (await this.purge(partition, taken.writer, 'drop')) ? 'dropped' : 'overtaken';
  }

  private async seize(
    partition: number,
    earlier: LaneOwner | null,
    purpose: '' | 'drop',
  ): Promise<{ writer: LaneOwner; lane: string[]; counts: string[] } | 'live' | 'built' | 'overtaken'> {
    const { stage, fold } = this.of;
    const fields = [foldFields.followed(stage), foldFields.taken(stage), foldFields.builds(stage)];
    const args = [String(fold), String(FIRST_FOLD), ...fields, earlier === null ? '' : ownerOf(earlier), purpose];
    args.push(foldFields.building(stage, fold), String(BUILDING_MS));
    const taken = await this.patiently(() => this.scripts.alatawBuild(3, ...this.takenKeys(partition), ...args));
    if (typeof taken === 'string') return taken;
    const [number, lane, counts] = taken;
    return { writer: { producerId: BESIDE, producerEpoch: number }, lane, counts };
  }

  private takenKeys(partition: number): [string, string, string] {
    return [keys.lane(partition, this.slot), keys.counts(partition, this.slot), keys.folds(partition)];
  }

  private async followedFold(partition: number): Promise<number> {
    const field = foldFields.followed(this.of.stage);
    return Number((await this.patiently(() => this.redis.hget(keys.folds(partition), field))) ?? FIRST_FOLD);
  }

  private async knownOrEmptied(
    partition: number,
    writer: LaneOwner,
    lane: readonly string[],
    counts: readonly string[],
  ): Promise<LaneSnapshot | 'overtaken'> {
    const known = snapshotOf(fieldsOf(lane), fieldsOf(counts));
    if (known) return known;
    return (await this.purge(partition, writer, 'restart')) ? EMPTY_LANE : 'overtaken';
  }

  /** Removes all that the slot has in this partition. @returns whether it is still ours */
  private async purge(partition: number, writer: LaneOwner, end: 'restart' | 'drop'): Promise<boolean> {
    const { slot } = this;
    const always = [keys.lane(partition, slot), keys.queues(partition)];
    for (let cursor = ''; cursor !== '0';) {
      const [next, found] = await this.patiently(() =>
        this.redis.scan(cursor === '' ? '0' : cursor, 'MATCH', keys.allOf(partition), 'COUNT', MAX_ENTRIES_PER_CALL),
      );
      cursor = next;
      const whole = found.filter((key) => isOfSlot(key, slot));
      const names = [...always, ...whole, ...found.filter(isEntityKey)];
      const args = [ownerOf(writer), slot, String(whole.length), cursor === '0' ? end : ''];
      if ((await this.patiently(() => this.scripts.alatawPurge(names.length, ...names, ...args))) !== 1) return false;
    }
    return true;
  }

  /**
   * The marks of these lanes as they stand: an idle lane notices by it that Redis was lost or set back, or that somebody else
   * had the lane for a while.
   * @returns null where there is none, where another owner has taken the lane, or where readers follow another slot
   */
  async marks(lanes: readonly { partition: number; owner: LaneOwner }[]): Promise<(number | null)[]> {
    return this.patiently(() => Promise.all(lanes.map(({ partition, owner }) => this.markOf(partition, owner))));
  }

  private async markOf(partition: number, owner: LaneOwner): Promise<number | null> {
    const { stage, fold } = this.of;
    const [[taken, mark], followed] = await Promise.all([
      this.redis.hmget(keys.lane(partition, this.slot), laneFields.owner, laneFields.mark),
      this.redis.hget(keys.folds(partition), foldFields.followed(stage)),
    ]);
    const isOurs = taken === ownerOf(owner) && Number(followed) === fold;
    return isOurs && typeof mark === 'string' ? Number(mark) : null;
  }

  /**
   * Reads the stored entries of these entities.
   * @returns the entries, or what is left of one, null where there is nothing, in the order asked for; or `'moved'` when the lane has another owner
   * or mark here
   */
  async load(
    partition: number,
    owner: LaneOwner,
    mark: number,
    entities: readonly EntityKey[],
  ): Promise<(Buffer | null)[] | 'moved'> {
    const calls: Promise<(Buffer | null)[] | null>[] = [];
    return this.patiently(async () => {
      calls.length = 0;
      for (let i = 0; i === 0 || i < entities.length; i += MAX_ENTRIES_PER_CALL) {
        const part = entities.slice(i, i + MAX_ENTRIES_PER_CALL);
        const names = [keys.lane(partition, this.slot), ...part.map((e) => keys.entity(partition, e.kind, e.id))];
        const leaving = part.map((e) => (this.of.leaving?.includes(e.kind) ? e : null));
        for (const e of leaving) if (e) names.push(keys.left(partition, this.slot, e.kind, e.id));
        const ids = leaving.map((e) => e?.id ?? '');
        calls.push(
          this.scripts.alatawLoadBuffer(names.length, ...names, ownerOf(owner), String(mark), this.slot, ...ids),
        );
      }
      const parts = await Promise.all(calls);
      return parts.some((part) => part === null) ? 'moved' : parts.flatMap((part) => part ?? []);
    });
  }

  /** Applies a change as a whole, in parts of bounded size of which the last moves the mark. */
  async apply(partition: number, owner: LaneOwner, change: LaneChange): Promise<'applied' | 'moved'> {
    return this.patiently(async () => {
      const calls: Promise<number>[] = [];
      const { entries } = change;
      const newQueues = this.newQueues(partition, entries);
      const counts = new Map(change.counts);
      const parts = Math.max(1, Math.ceil(entries.length / MAX_ENTRIES_PER_CALL));
      for (let number = 1; number <= parts; number++) {
        const own = entries.slice((number - 1) * MAX_ENTRIES_PER_CALL, number * MAX_ENTRIES_PER_CALL);
        const isLast = number === parts;
        countEntries(counts, own);
        const part = { number, isLast, entries: own, counts, newQueues: number === 1 ? newQueues : [] };
        calls.push(this.applyPart(partition, owner, change, part));
      }
      const results = await Promise.all(calls); // one connection: Redis runs them in this order
      for (const queue of newQueues) this.announced.get(partition)?.add(queue);
      return results.at(-1) === -1 ? 'moved' : 'applied';
    });
  }

  private applyPart(partition: number, owner: LaneOwner, change: LaneChange, part: ChangePart): Promise<number> {
    const { names, args } = applyArguments(partition, this.slot, change, part);
    return this.scripts.alatawApply(names.length, ...names, ownerOf(owner), ...args);
  }

  /** The queues that this process has not yet made known in this partition. */
  private newQueues(partition: number, entries: readonly EntryChange[]): string[] {
    const announced = this.announced.get(partition);
    const fresh = new Set<string>();
    for (const { enter } of entries) {
      for (const { set } of enter) if (set.startsWith(QUEUE) && !announced?.has(set)) fresh.add(set);
    }
    return [...fresh];
  }

  private async patiently<T>(command: () => Promise<T>): Promise<T> {
    const result = await patiently(command, this.signal, (reason) => (this.waitingFor = reason));
    this.waitingFor = null;
    return result;
  }
}
