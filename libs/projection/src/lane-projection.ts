import type { Redis } from 'ioredis';
import { keys, laneFields } from './keys';
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
import { APPLY_SCRIPT, LOAD_SCRIPT, PURGE_SCRIPT, TAKE_SCRIPT } from './scripts';

/** A script runs alone in Redis: so many entries keep it below a few milliseconds. */
export const MAX_ENTRIES_PER_CALL = 500;

const QUEUE = 'queue:';

const ownerOf = (owner: LaneOwner): string => `${owner.producerId}:${owner.producerEpoch}`;

/** A part of a change, complete in itself: should it be the last before a crash, entries and counts agree. */
interface ChangePart {
  /** From 1. */
  readonly number: number;
  readonly isLast: boolean;
  readonly entries: readonly EntryChange[];
  /** As they are with this part. */
  readonly counts: ReadonlyMap<string, number>;
  /** Queues that this process names for the first time. */
  readonly newQueues: readonly string[];
}

interface Scripts {
  alatawTake(numberOfKeys: 2, ...args: string[]): Promise<[string[], string[]] | null>;
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

/** A stage's side of Redis: reads states under a mark and moves the mark together with what it stands for. */
export class LaneProjection {
  /** Why the last command was not answered, or null while all is well: for the health of the service. */
  waitingFor: string | null = null;
  private readonly scripts: Scripts;
  private readonly announced = new Map<number, Set<string>>();

  constructor(
    private readonly redis: Redis,
    private readonly stage: string,
    private readonly signal: AbortSignal,
  ) {
    redis.defineCommand('alatawTake', { lua: TAKE_SCRIPT });
    redis.defineCommand('alatawPurge', { lua: PURGE_SCRIPT });
    redis.defineCommand('alatawLoad', { lua: LOAD_SCRIPT });
    redis.defineCommand('alatawApply', { lua: APPLY_SCRIPT });
    this.scripts = redis as unknown as Scripts;
  }

  /**
   * Takes a lane over: earlier owners can no longer write here. A lane that Redis knows nothing of is emptied and starts at
   * mark 0, to be rebuilt from the log.
   * @returns what Redis knows, or `'overtaken'` when a later owner has taken it
   */
  async take(partition: number, owner: LaneOwner): Promise<LaneSnapshot | 'overtaken'> {
    this.announced.set(partition, new Set());
    const { producerId, producerEpoch } = owner;
    const names = [keys.lane(partition, this.stage), keys.counts(partition, this.stage)];
    const identity = [String(producerId), String(producerEpoch)];
    const taken = await this.patiently(() => this.scripts.alatawTake(2, ...names, ...identity));
    if (taken === null) return 'overtaken';
    const known = snapshotOf(fieldsOf(taken[0]), fieldsOf(taken[1]));
    if (known) return known;
    return (await this.purge(partition, owner)) ? EMPTY_LANE : 'overtaken';
  }

  /** Removes all that this stage has in this partition and sets the mark to 0. @returns whether the lane is still ours */
  private async purge(partition: number, owner: LaneOwner): Promise<boolean> {
    const { stage } = this;
    const lane = keys.lane(partition, stage);
    const isWhole = (key: string): boolean => {
      const [, area = '', name = ''] = key.split(':', 3);
      return area === stage ? name !== 'lane' : /^(queue|index)$/.test(area) && name.startsWith(`${stage}.`);
    };
    const isEntity = (key: string): boolean => !/^\{\d+\}:(queues$|queue:|index:|\w+:(lane|counts)$)/.test(key);
    for (let cursor = ''; cursor !== '0';) {
      const [next, found] = await this.patiently(() =>
        this.redis.scan(cursor === '' ? '0' : cursor, 'MATCH', keys.allOf(partition), 'COUNT', MAX_ENTRIES_PER_CALL),
      );
      cursor = next;
      const whole = found.filter(isWhole);
      const names = [lane, ...whole, ...found.filter(isEntity)];
      const args = [ownerOf(owner), stage, String(whole.length), cursor === '0' ? '1' : ''];
      if ((await this.patiently(() => this.scripts.alatawPurge(names.length, ...names, ...args))) !== 1) return false;
    }
    return true;
  }

  /**
   * The marks of these lanes as they stand: an idle lane notices by it that Redis was lost, or that somebody else had the
   * lane for a while.
   * @returns null where there is none, or where another owner has taken the lane
   */
  async marks(lanes: readonly { partition: number; owner: LaneOwner }[]): Promise<(number | null)[]> {
    return this.patiently(() => Promise.all(lanes.map(({ partition, owner }) => this.markOf(partition, owner))));
  }

  private async markOf(partition: number, owner: LaneOwner): Promise<number | null> {
    const lane = keys.lane(partition, this.stage);
    const [taken, mark] = await this.redis.hmget(lane, laneFields.owner, laneFields.mark);
    return taken === ownerOf(owner) && mark !== null && mark !== undefined ? Number(mark) : null;
  }

  /**
   * Reads the stored entries of these entities.
   * @returns the entries, null where there is none, in the order asked for; or `'moved'` when the lane has another owner
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
        const names = [keys.lane(partition, this.stage), ...part.map((e) => keys.entity(partition, e.kind, e.id))];
        calls.push(this.scripts.alatawLoadBuffer(names.length, ...names, ownerOf(owner), String(mark), this.stage));
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
    const { stage } = this;
    const names: string[] = [keys.lane(partition, stage), keys.counts(partition, stage), keys.queues(partition)];
    const laneArgs: string[] = [];
    if (part.isLast) {
      for (const [topic, offset] of change.next) laneArgs.push(laneFields.nextPrefix + topic, String(offset));
      for (const [lane, offset] of change.origins) laneArgs.push(laneFields.originPrefix + lane, String(offset));
      laneArgs.push(laneFields.forwarded, String(change.forwarded));
      laneArgs.push(laneFields.producerId, String(change.producerId));
      laneArgs.push(laneFields.producerEpoch, String(change.producerEpoch));
    }
    const countArgs = [...part.counts].flatMap(([status, count]) => [status, String(count)]);
    const queueNames = part.newQueues.map((set) => `${stage}.${set.slice(QUEUE.length)}`);
    const entryArgs: (string | Buffer)[] = [];
    for (const { kind, id, bytes, leave, enter } of part.entries) {
      names.push(keys.entity(partition, kind, id));
      entryArgs.push(bytes, id, String(leave.length), String(enter.length));
      for (const set of leave) names.push(keys.set(partition, stage, set));
      for (const { set, since } of enter) {
        names.push(keys.set(partition, stage, set));
        entryArgs.push(String(since));
      }
    }
    return this.scripts.alatawApply(
      names.length,
      ...names,
      ownerOf(owner),
      String(change.from),
      String(change.to),
      String(part.number),
      part.isLast ? '1' : '',
      stage,
      String(laneArgs.length / 2),
      String(countArgs.length / 2),
      String(queueNames.length),
      String(part.entries.length),
      ...laneArgs,
      ...countArgs,
      ...queueNames,
      ...entryArgs,
    );
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
