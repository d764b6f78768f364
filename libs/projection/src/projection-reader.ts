import type { ChainableCommander, Redis } from 'ioredis';
import { decodeEntry, decodeRemains, type StoredRemains } from './entry';
import { FIRST_FOLD, foldFields, idOfMember, keys, laneFields, membersOf, numberSet, slotOf } from './keys';

/** One stage's view of an entity. */
export interface ProjectedEntry<State> {
  readonly sequence: number;
  /** Offsets of its last events in the stage's output. */
  readonly eventOffsets: readonly number[];
  readonly state: State;
}

/** What a set holds, seen over all partitions. */
export interface QueueSummary {
  /** `<stage>.<queue>` */
  readonly queue: string;
  readonly count: number;
  /** Time of entry of the one that has waited longest, epoch ms UTC; null when empty. */
  readonly oldestSince: number | null;
}

export interface SetRow {
  readonly id: string;
  /** Time of entry, epoch ms UTC. */
  readonly since: number;
}

/** Reads a sorted set's rows at one time of entry in portions of this size: many parcels of a lot share it. */
const TIES_PORTION = 1_000;
/** Redis answers nobody else during a transaction. */
const ENTITIES_PER_TRANSACTION = 250;

export interface ReaderOptions<Stage extends string, State> {
  readonly redis: Redis;
  readonly stages: readonly Stage[];
  readonly partitions: number;
  readonly partitionOf: (id: string) => number;
  readonly decodeState: (bytes: Buffer) => State;
}

const byAge = (a: SetRow, b: SetRow): number => a.since - b.since || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Queues the commands of one transaction; what it answers is in their order. */
type Commands = (transaction: ChainableCommander) => void;
type Ask = (commands: Commands) => Promise<unknown[]>;

/** Some lane's readers have been pointed to another slot since we last looked. */
class Switched extends Error {}

/**
 * Reads the projections as they stand. Everything here can be rebuilt from the log and may be a moment behind it.
 *
 * What is read of a lane comes from the slot that its pointer names. Each read is a transaction of one round trip that reads
 * the pointer as well: the slot is the one it named last time, and the answer counts only if it still does. So an answer
 * never mixes two folds of a lane and never comes from a slot that has been left, be it removed the moment after.
 */
export class ProjectionReader<Stage extends string, State> {
  /** `<partition>/<stage>` → the fold that its pointer named when last looked at. */
  private readonly followed = new Map<string, number>();

  constructor(private readonly options: ReaderOptions<Stage, State>) {}

  /** The stages' views of these entities, in the order asked for. */
  async entities(kind: string, ids: readonly string[]): Promise<Partial<Record<Stage, ProjectedEntry<State>>>[]> {
    const { partitionOf } = this.options;
    const byPartition = new Map<number, string[]>();
    for (const id of new Set(ids)) {
      const partition = partitionOf(id);
      byPartition.set(partition, [...(byPartition.get(partition) ?? []), id]);
    }
    const views = new Map<string, Partial<Record<Stage, ProjectedEntry<State>>>>();
    const reads = [...byPartition].map(async ([partition, own]) => {
      for (let i = 0; i < own.length; i += ENTITIES_PER_TRANSACTION) {
        await this.readEntities(partition, kind, own.slice(i, i + ENTITIES_PER_TRANSACTION), views);
      }
    });
    await Promise.all(reads);
    return ids.map((id) => views.get(id) ?? {});
  }

  async entity(kind: string, id: string): Promise<Partial<Record<Stage, ProjectedEntry<State>>>> {
    return (await this.entities(kind, [id]))[0] ?? {};
  }

  /** Every queue that ever held something, by name. */
  async queues(): Promise<QueueSummary[]> {
    const { stages } = this.options;
    const named = await this.each((partition) =>
      this.ofPartition(partition, stages, async (slots, ask) => {
        const [names] = (await ask((t) => t.smembers(keys.queues(partition)))) as [string[]];
        return names.flatMap((name) => {
          const dot = name.indexOf('.');
          const at = slots.indexOf(name.slice(0, dot)); // other slots' queues are not to be seen
          return at < 0 ? [] : [`${stages[at]}${name.slice(dot)}`];
        });
      }),
    );
    const names = new Set(named.flat());
    return Promise.all([...names].sort().map((queue) => this.queue(queue)));
  }

  /** One queue's count and oldest entry. @param queue `<stage>.<queue>` */
  async queue(queue: string): Promise<QueueSummary> {
    return { queue, ...(await this.summary(`queue:${queue}`)) };
  }

  /** A set's count and oldest entry. @param set `queue:<stage>.<name>` or `index:<stage>.<name>` */
  async summary(set: string): Promise<Omit<QueueSummary, 'queue'>> {
    const parts = await this.ofSet(set, async (key, ask) => {
      const [count, oldest] = (await ask((t) =>
        t.zcard(key).zrangebyscore(key, '-inf', '+inf', 'WITHSCORES', 'LIMIT', 0, 1),
      )) as [number, string[]];
      return { count, oldest: oldest[1] === undefined ? Infinity : Number(oldest[1]) };
    });
    const oldest = Math.min(...parts.map((p) => p.oldest));
    const count = parts.reduce((sum, p) => sum + p.count, 0);
    return { count, oldestSince: Number.isFinite(oldest) ? oldest : null };
  }

  /**
   * A page of a queue or an index, oldest first, merged over the partitions.
   * @param set `queue:<stage>.<name>` or `index:<stage>.<name>`
   * @param page `after` is the last row of the page before; entries that leave meanwhile shift nothing. `until` is the last
   * time that is still read
   */
  async rows(
    set: string,
    page: { readonly after?: SetRow; readonly until?: number; readonly limit: number },
  ): Promise<SetRow[]> {
    const { after, until, limit } = page;
    const parts = await this.ofSet(set, (key, ask) => this.rowsOf(key, ask, { after, until, limit }));
    return parts.flat().sort(byAge).slice(0, limit);
  }

  /**
   * The ids of entities that a number leads to, sorted. Every lane is asked: a number says nothing of its entity's lane.
   * @param by `number` in the form in which numbers are compared; with `owner`, those alone that it may find. `limit`: the most
   * that are looked for
   */
  async found(
    stage: Stage,
    kind: string,
    by: { readonly number: string; readonly owner?: string | undefined; readonly limit: number },
  ): Promise<string[]> {
    const [from, to] = membersOf(by.number, by.owner);
    const parts = await this.ofSet(
      `number:${stage}.${numberSet(kind, by.number).slice('number:'.length)}`,
      (key, ask) => ask((t) => t.zrangebylex(key, from, to, 'LIMIT', 0, by.limit)),
    );
    const ids = (parts as string[][][]).flatMap(([members = []]) => members.map(idOfMember));
    return ids.sort().slice(0, by.limit);
  }

  /** What is left of an entity that a stage has no entry of any more; null: nothing. */
  async left(stage: Stage, kind: string, id: string): Promise<StoredRemains | null> {
    const partition = this.options.partitionOf(id);
    return this.ofPartition(partition, [stage], async ([slot = stage], ask) => {
      const [text] = (await ask((t) => t.hget(keys.left(partition, slot, kind, id), id))) as [string | null];
      return text === null ? null : decodeRemains(Buffer.from(`\0${text}`));
    });
  }

  /** Per stage: status → number of entities. */
  async counts(): Promise<Record<Stage, Record<string, number>>> {
    const { stages } = this.options;
    const parts = await this.each((p) =>
      this.ofPartition(p, stages, (slots, ask) => ask((t) => slots.forEach((slot) => t.hgetall(keys.counts(p, slot))))),
    );
    const sums = stages.map((stage, i) => {
      const sum: Record<string, number> = {};
      for (const part of parts as Record<string, string>[][]) {
        for (const [status, n] of Object.entries(part[i] ?? {})) sum[status] = (sum[status] ?? 0) + Number(n);
      }
      return [stage, sum] as const;
    });
    return Object.fromEntries(sums) as Record<Stage, Record<string, number>>;
  }

  /** Per stage and partition, how far its output is projected: the offset after the last record, -1 where nothing is. */
  async marks(): Promise<Record<Stage, number[]>> {
    const { stages } = this.options;
    const parts = await this.each((p) =>
      this.ofPartition(p, stages, (slots, ask) =>
        ask((t) => slots.forEach((slot) => t.hget(keys.lane(p, slot), laneFields.mark))),
      ),
    );
    const markOf = (mark: unknown): number => (mark === null ? -1 : Number(mark));
    const marks = stages.map((stage, i) => [stage, parts.map((part) => markOf(part[i]))] as const);
    return Object.fromEntries(marks) as Record<Stage, number[]>;
  }

  private async readEntities(
    partition: number,
    kind: string,
    ids: readonly string[],
    into: Map<string, Partial<Record<Stage, ProjectedEntry<State>>>>,
  ): Promise<void> {
    const { stages, decodeState } = this.options;
    await this.ofPartition(partition, stages, async (slots, ask) => {
      const hashes = await ask((t) => ids.forEach((id) => t.hgetallBuffer(keys.entity(partition, kind, id))));
      ids.forEach((id, i) => {
        const views: Partial<Record<Stage, ProjectedEntry<State>>> = {};
        stages.forEach((stage, s) => {
          const bytes = (hashes[i] as Record<string, Buffer>)[slots[s]!];
          if (bytes === undefined) return;
          const { sequence, eventOffsets, state } = decodeEntry(bytes);
          views[stage] = { sequence, eventOffsets, state: decodeState(state) };
        });
        into.set(id, views);
      });
    });
  }

  private async rowsOf(
    key: string,
    ask: Ask,
    page: { readonly after: SetRow | undefined; readonly until: number | undefined; readonly limit: number },
  ): Promise<SetRow[]> {
    const { after, until = '+inf', limit } = page;
    const rows: SetRow[] = [];
    const take = (flat: readonly string[]): number => {
      for (let i = 0; i < flat.length; i += 2) rows.push({ id: flat[i]!, since: Number(flat[i + 1]) });
      return flat.length / 2;
    };
    const range = async (...args: [from: string, to: string, at: number, limit: number]): Promise<string[]> => {
      const [from, to, at, size] = args;
      return (await ask((t) => t.zrangebyscore(key, from, to, 'WITHSCORES', 'LIMIT', at, size)))[0] as string[];
    };
    if (after) {
      const since = String(after.since);
      for (let at = 0; rows.length < limit; at += TIES_PORTION) {
        const found = await range(since, since, at, TIES_PORTION);
        const later: string[] = [];
        for (let i = 0; i < found.length; i += 2) if (found[i]! > after.id) later.push(found[i]!, found[i + 1]!);
        take(later);
        if (found.length / 2 < TIES_PORTION) break;
      }
    }
    if (rows.length < limit)
      take(await range(after ? `(${after.since}` : '-inf', String(until), 0, limit - rows.length));
    return rows;
  }

  /** Reads a set, `queue:<stage>.<name>`, in each partition. */
  private ofSet<T>(set: string, read: (key: string, ask: Ask) => Promise<T>): Promise<T[]> {
    const dot = set.indexOf('.');
    const colon = set.indexOf(':');
    const stage = set.slice(colon + 1, dot);
    const name = `${set.slice(0, colon)}:${set.slice(dot + 1)}`;
    return this.each((p) => this.ofPartition(p, [stage], ([slot], ask) => read(keys.set(p, slot ?? stage, name), ask)));
  }

  /**
   * Reads what lanes of one partition hold, from the slots that their readers are to follow, in as many transactions as it
   * takes; all over again should one of them be pointed elsewhere meanwhile.
   */
  private async ofPartition<T>(
    partition: number,
    stages: readonly string[],
    read: (slots: readonly string[], ask: Ask) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      const folds = stages.map((stage) => this.followed.get(`${partition}/${stage}`) ?? FIRST_FOLD);
      const slots = stages.map((stage, i) => slotOf(stage, folds[i]!));
      try {
        return await read(slots, (commands) => this.ask(partition, stages, folds, commands));
      } catch (error) {
        if (!(error instanceof Switched)) throw error;
      }
    }
  }

  /** @throws {Switched} when these lanes' pointers name other folds than these */
  private async ask(
    partition: number,
    stages: readonly string[],
    folds: readonly number[],
    commands: Commands,
  ): Promise<unknown[]> {
    const transaction = this.options.redis.multi();
    transaction.hmget(keys.folds(partition), ...stages.map(foldFields.followed));
    commands(transaction);
    const [pointers, ...answers] = ((await transaction.exec()) ?? []).map(([error, answer]) => {
      if (error) throw error;
      return answer;
    });
    const now = (pointers as (string | null)[]).map((pointer) => Number(pointer ?? FIRST_FOLD));
    stages.forEach((stage, i) => this.followed.set(`${partition}/${stage}`, now[i]!));
    if (now.some((fold, i) => fold !== folds[i])) throw new Switched();
    return answers;
  }

  private each<T>(read: (partition: number) => Promise<T>): Promise<T[]> {
    return Promise.all(Array.from({ length: this.options.partitions }, (_, p) => read(p)));
  }
}
