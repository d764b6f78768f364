import { OutOfRangeError, type Fetched, type KafkaLog, type LogRecord, type Position } from '@alataw/log';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { placeBefore, type Place } from './place';

/** Reads what is there. */
export type FeedReadLog = Pick<KafkaLog, 'knows' | 'fetch' | 'readAt' | 'startOffsets' | 'endOffsets'>;
/** Waits for news, over a connection of its own: a broker answers the requests of one in turn. */
export type FeedNewsLog = Pick<KafkaLog, 'knows' | 'follow'>;

/** What one look into a feed brought. */
export interface Stretch {
  readonly records: readonly LogRecord[];
  /** The offset to go on from. */
  readonly next: number;
}

/** Of one fetch; an event has less than a kilobyte. */
const MAX_BYTES = 256 * 1024;
/** A reader that comes while a fetch waits for news waits for its end. */
const NEWS = { maxWaitMs: 100, minBytes: 1, maxBytes: 4 * 1024 * 1024, maxBytesPerPartition: MAX_BYTES };
/** A feed's topic is made a moment after its subscription. */
const LOOK_FOR_TOPIC_MS = 250;

/** A feed at whose end somebody waits. */
interface Followed {
  offset: number;
  readonly waiting: Set<Waiting>;
}

interface Waiting {
  readonly offset: number;
  readonly resolve: (stretch: Stretch) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads any number of feeds for any number of readers. Those that wait for news share one fetch, however many they are; one that takes nothing
 * just now is read for by nobody.
 */
export class FeedReader {
  private readonly followed = new Map<string, Followed>();

  /** @param enter lets a bounded number of fetches be made at once, and answers with what ends one: what is read for many must not fill the memory */
  constructor(
    private readonly reads: FeedReadLog,
    private readonly news: FeedNewsLog,
    private readonly enter: () => Promise<() => void>,
  ) {}

  /** Readers that wait. */
  get waiting(): number {
    let count = 0;
    for (const { waiting } of this.followed.values()) count += waiting.size;
    return count;
  }

  /** Hears of news until the signal. @throws what waiting does not mend */
  async run(signal: AbortSignal): Promise<void> {
    const loop = { positions: () => this.positions(), onFetched: (news: readonly Fetched[]) => this.tell(news) };
    while (!signal.aborted) {
      try {
        await this.news.follow(loop, signal, NEWS);
      } catch (error) {
        // One feed whose end has moved back, as after an unclean election, stops nobody else.
        if (!(error instanceof OutOfRangeError)) throw error;
        const { topic } = error.position;
        for (const { reject } of this.followed.get(topic)?.waiting ?? []) reject(error);
        this.followed.delete(topic);
      }
    }
  }

  /**
   * Reads a feed from an offset on, as much as one fetch brings; at its end it waits for news, until the signal. Nothing comes of a feed that
   * there is none of yet.
   * @throws {OutOfRangeError} when retention has passed the offset, or it lies beyond the end
   */
  async read(topic: string, offset: number, until: AbortSignal): Promise<Stretch> {
    for (;;) {
      // Whoever comes back to where it was told of news last goes on waiting there.
      if (this.followed.get(topic)?.offset !== offset) {
        if (!(await this.isThere(topic, until))) return { records: [], next: offset };
        const found = await this.fetch(topic, offset);
        if (found.next > offset || until.aborted) return found;
      }
      const followed = this.followed.get(topic);
      // It has moved on meanwhile: what came is there to be read.
      if (followed && followed.offset > offset) continue;
      return this.wait(followed ?? this.follow(topic, offset), offset, until);
    }
  }

  /** What the feed says of itself before an offset; see {@link placeBefore}. */
  async placeBefore(topic: string, offset: number): Promise<Place | 'gone' | null> {
    if (offset === 0) return null;
    const found = await placeBefore(this.reads, topic, offset);
    return found === null || found === 'gone' ? found : found.place;
  }

  /** One record; null where none stands. */
  async readAt(topic: string, offset: number): Promise<LogRecord | null> {
    return (await this.reads.knows(topic)) ? this.reads.readAt(topic, 0, offset) : null;
  }

  /** The offset of the first record that retention has left, and the one after the last; of a feed that there is none of yet, 0 and 0. */
  async bounds(topic: string): Promise<{ readonly start: number; readonly end: number }> {
    if (!(await this.reads.knows(topic))) return { start: 0, end: 0 };
    const [[start = 0], [end = 0]] = await Promise.all([this.reads.startOffsets(topic), this.reads.endOffsets(topic)]);
    return { start, end };
  }

  private async isThere(topic: string, until: AbortSignal): Promise<boolean> {
    while (!(await this.reads.knows(topic)) || !(await this.news.knows(topic))) {
      if (until.aborted) return false;
      await sleep(LOOK_FOR_TOPIC_MS, undefined, { signal: until }).catch(() => undefined);
    }
    return true;
  }

  private async fetch(topic: string, offset: number): Promise<Stretch> {
    const leave = await this.enter();
    try {
      return stretchOf(await this.reads.fetch({ topic, partition: 0, offset }, MAX_BYTES), offset);
    } finally {
      leave();
    }
  }

  private follow(topic: string, offset: number): Followed {
    const followed = { offset, waiting: new Set<Waiting>() };
    this.followed.set(topic, followed);
    return followed;
  }

  private wait({ waiting }: Followed, offset: number, until: AbortSignal): Promise<Stretch> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        until.removeEventListener('abort', giveUp);
        waiting.delete(own);
      };
      const own: Waiting = {
        offset,
        resolve: (stretch) => (leave(), resolve(stretch)),
        reject: (error: unknown) => (leave(), reject(error instanceof Error ? error : new Error(String(error)))),
      };
      const giveUp = (): void => own.resolve({ records: [], next: offset });
      waiting.add(own);
      until.addEventListener('abort', giveUp);
      if (until.aborted) giveUp();
    });
  }

  private positions(): Position[] {
    const positions: Position[] = [];
    for (const [topic, { offset, waiting }] of this.followed) {
      if (waiting.size === 0) this.followed.delete(topic);
      else positions.push({ topic, partition: 0, offset });
    }
    return positions;
  }

  private async tell(news: readonly Fetched[]): Promise<void> {
    for (const fetched of news) {
      const followed = this.followed.get(fetched.topic);
      if (!followed || followed.offset !== fetched.from) continue;
      followed.offset = fetched.next;
      for (const own of followed.waiting) if (fetched.next > own.offset) own.resolve(stretchOf(fetched, own.offset));
    }
    // Whoever takes this at once is back before the next fetch, and its feed is part of that.
    await nextTurn();
  }
}

function stretchOf({ batches, next }: Fetched, offset: number): Stretch {
  const records = batches.flatMap((batch) => batch.records.filter((record) => record.offset >= offset));
  return { records, next };
}
