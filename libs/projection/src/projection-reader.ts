import type { Redis } from 'ioredis';
import { decodeEntry } from './entry';
import { keys, laneFields } from './keys';

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

export interface ReaderOptions<Stage extends string, State> {
  readonly redis: Redis;
  readonly stages: readonly Stage[];
  readonly partitions: number;
  readonly partitionOf: (id: string) => number;
  readonly decodeState: (bytes: Buffer) => State;
}

const byAge = (a: SetRow, b: SetRow): number => a.since - b.since || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Reads the projections as they stand. Everything here can be rebuilt from the log and may be a moment behind it. */
export class ProjectionReader<Stage extends string, State> {
  constructor(private readonly options: ReaderOptions<Stage, State>) {}

  /** The stages' views of these entities, in the order asked for. */
  async entities(kind: string, ids: readonly string[]): Promise<Partial<Record<Stage, ProjectedEntry<State>>>[]> {
    const { redis, partitionOf } = this.options;
    const hashes = await Promise.all(ids.map((id) => redis.hgetallBuffer(keys.entity(partitionOf(id), kind, id))));
    return hashes.map((hash) => {
      const views: Partial<Record<Stage, ProjectedEntry<State>>> = {};
      for (const stage of this.options.stages) {
        const bytes = hash[stage];
        if (bytes === undefined) continue;
        const { sequence, eventOffsets, state } = decodeEntry(bytes);
        views[stage] = { sequence, eventOffsets, state: this.options.decodeState(state) };
      }
      return views;
    });
  }

  async entity(kind: string, id: string): Promise<Partial<Record<Stage, ProjectedEntry<State>>>> {
    return (await this.entities(kind, [id]))[0] ?? {};
  }

  /** Every queue that ever held something, by name. */
  async queues(): Promise<QueueSummary[]> {
    const { redis } = this.options;
    const names = new Set((await this.each((p) => redis.smembers(keys.queues(p)))).flat());
    return Promise.all([...names].sort().map((queue) => this.queue(queue)));
  }

  /** One queue's count and oldest entry. @param queue `<stage>.<queue>` */
  async queue(queue: string): Promise<QueueSummary> {
    const { redis } = this.options;
    const parts = await this.each(async (p) => {
      const key = this.setKey(p, `queue:${queue}`);
      const [count, oldest] = await Promise.all([
        redis.zcard(key),
        redis.zrangebyscore(key, '-inf', '+inf', 'WITHSCORES', 'LIMIT', 0, 1),
      ]);
      return { count, oldest: oldest[1] === undefined ? Infinity : Number(oldest[1]) };
    });
    const oldest = Math.min(...parts.map((p) => p.oldest));
    const count = parts.reduce((sum, p) => sum + p.count, 0);
    return { queue, count, oldestSince: Number.isFinite(oldest) ? oldest : null };
  }

  /**
   * A page of a queue or an index, oldest first, merged over the partitions.
   * @param set `queue:<stage>.<name>` or `index:<stage>.<name>`
   * @param page `after` is the last row of the page before; entries that leave meanwhile shift nothing
   */
  async rows(set: string, page: { readonly after?: SetRow; readonly limit: number }): Promise<SetRow[]> {
    const { after, limit } = page;
    const parts = await this.each((p) => this.rowsOf(this.setKey(p, set), after, limit));
    return parts.flat().sort(byAge).slice(0, limit);
  }

  /** Per stage: status → number of entities. */
  async counts(): Promise<Record<Stage, Record<string, number>>> {
    const { redis, stages } = this.options;
    const sums = await Promise.all(
      stages.map(async (stage) => {
        const sum: Record<string, number> = {};
        for (const part of await this.each((p) => redis.hgetall(keys.counts(p, stage)))) {
          for (const [status, n] of Object.entries(part)) sum[status] = (sum[status] ?? 0) + Number(n);
        }
        return [stage, sum] as const;
      }),
    );
    return Object.fromEntries(sums) as Record<Stage, Record<string, number>>;
  }

  /** Per stage and partition, how far its output is projected: the offset after the last record, -1 where nothing is. */
  async marks(): Promise<Record<Stage, number[]>> {
    const { redis, stages } = this.options;
    const marks = await Promise.all(
      stages.map(async (stage) => {
        const own = await this.each((p) => redis.hget(keys.lane(p, stage), laneFields.mark));
        return [stage, own.map((mark) => (mark === null ? -1 : Number(mark)))] as const;
      }),
    );
    return Object.fromEntries(marks) as Record<Stage, number[]>;
  }

  private async rowsOf(key: string, after: SetRow | undefined, limit: number): Promise<SetRow[]> {
    const { redis } = this.options;
    const rows: SetRow[] = [];
    const take = (flat: string[]): number => {
      for (let i = 0; i < flat.length; i += 2) rows.push({ id: flat[i]!, since: Number(flat[i + 1]) });
      return flat.length / 2;
    };
    if (after) {
      for (let at = 0; rows.length < limit; at += TIES_PORTION) {
        const ties = [key, after.since, after.since, 'WITHSCORES', 'LIMIT', at, TIES_PORTION] as const;
        const found = await redis.zrangebyscore(...ties);
        const later: string[] = [];
        for (let i = 0; i < found.length; i += 2) if (found[i]! > after.id) later.push(found[i]!, found[i + 1]!);
        take(later);
        if (found.length / 2 < TIES_PORTION) break;
      }
    }
    if (rows.length < limit) {
      const from = after ? `(${after.since}` : '-inf';
      take(await redis.zrangebyscore(key, from, '+inf', 'WITHSCORES', 'LIMIT', 0, limit - rows.length));
    }
    return rows;
  }

  /** `queue:<stage>.<name>` → the key in one partition. */
  private setKey(partition: number, set: string): string {
    const dot = set.indexOf('.');
    const colon = set.indexOf(':');
    return keys.set(partition, set.slice(colon + 1, dot), `${set.slice(0, colon)}:${set.slice(dot + 1)}`);
  }

  private each<T>(read: (partition: number) => Promise<T>): Promise<T[]> {
    return Promise.all(Array.from({ length: this.options.partitions }, (_, p) => read(p)));
  }
}
