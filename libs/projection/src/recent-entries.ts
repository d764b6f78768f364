import type { Redis } from 'ioredis';
import { keys } from './keys';

/** The commands of Redis that it needs. */
export interface StreamCommands {
  xrevrange(
    key: string,
    from: string,
    to: '-',
    count: 'COUNT',
    limit: number,
  ): Promise<[id: string, fields: string[]][]>;
}

export interface RecentEntry {
  /** Where it stands in its list, for the page after it. */
  readonly id: string;
  readonly text: string;
}

const FIELD = 'v';
/** `<ms>-<n>` */
export const ENTRY_ID = /^\d{1,16}-\d{1,16}$/;

/**
 * The last entries of lists, newest first: a convenience for people, which nothing is built on. A list keeps so many and no more, and is forgotten
 * when nothing has come for so long; Redis lost forgets all.
 */
export class RecentEntries {
  constructor(
    private readonly redis: Redis,
    private readonly limits: { readonly most: number; readonly keptMs: number },
  ) {}

  /** Adds entries in one round trip. */
  async add(entries: readonly { readonly list: string; readonly text: string }[]): Promise<void> {
    const { most, keptMs } = this.limits;
    const pipeline = this.redis.pipeline();
    for (const { list, text } of entries)
      pipeline.xadd(keys.recent(list), 'MAXLEN', '=', String(most), '*', FIELD, text);
    for (const list of new Set(entries.map((entry) => entry.list))) pipeline.pexpire(keys.recent(list), keptMs);
    for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error;
  }
}

/** The entries of a list before one of them, newest first. @param before an id; undefined: from the newest on */
export async function recentEntries(
  redis: StreamCommands,
  list: string,
  page: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly RecentEntry[]> {
  const from = page.before === undefined ? '+' : `(${page.before}`;
  const found = await redis.xrevrange(keys.recent(list), from, '-', 'COUNT', page.limit);
  return found.map(([id, fields]) => ({ id, text: fields[1] ?? '' }));
}
