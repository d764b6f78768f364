import type { Codec } from '@alataw/contracts';
import { controlIn, placeIn } from '@alataw/feed';
import { OutOfRangeError, type Fetched, type KafkaLog } from '@alataw/log';
import type { FeedEvent, FeedSource } from '@alataw/webhooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { feedEvent, placedEvent, type PlacedEvent } from './feed-event';

/** The log as a reader of feeds needs it. */
export type FeedsLog = Pick<KafkaLog, 'ensureTopics' | 'follow' | 'readAt' | 'startOffsets'>;

/** Many feeds with little in each: a fetch waits a moment for some of them to have something, instead of running for each event. */
const LIMITS = { maxWaitMs: 100, minBytes: 64 * 1024, maxBytes: 4 * 1024 * 1024, maxBytesPerPartition: 64 * 1024 };
/** What all feeds together may have read ahead, in bytes of text; beyond it what nobody waits for is fetched again later. */
const MAX_AHEAD = 32 * 1024 * 1024;
const IDLE_MS = 50;

/** Events that were to be read stand in the feed no more. */
export class FeedExpiredError extends Error {
  override readonly name = 'FeedExpiredError';

  /** @param oldest number of the first event that it still holds */
  constructor(readonly oldest: number) {
    super(`The feed begins with event ${oldest}`);
  }
}

/** Reads any number of feeds over one connection, each as far as somebody waits for it. */
export class FeedReader {
  private readonly feeds = new Map<string, OpenedFeed>();
  private ahead = 0;

  constructor(
    private readonly log: FeedsLog,
    private readonly retentionMs: number,
    private readonly codec: Codec,
  ) {}

  /**
   * A feed to be read from some event on. Numbers have no gaps, so that what retention has removed is noticed.
   * @param offset of an event at or behind those that are to be read first; 0: not known; -1: it is read from what there is, whatever its number
   */
  source(topic: string, offset: number): FeedSource {
    const feed = (): OpenedFeed => {
      const known = this.feeds.get(topic) ?? new OpenedFeed(topic, offset);
      this.feeds.set(topic, known);
      return known;
    };
    return {
      read: async (after, limit, signal) => {
        const events = await feed().read(after, limit, signal, this.log);
        this.count();
        return events;
      },
    };
  }

  /** Forgets a feed that nobody reads any more. */
  close(topic: string): void {
    this.feeds.delete(topic);
  }

  /** Where in the feed its latest event stands that was read, or one behind it. */
  offsetOf(topic: string): number | null {
    return this.feeds.get(topic)?.lastOffset ?? null;
  }

  /** Makes feeds readable whose writer has not come to them yet. */
  async prepare(topics: readonly string[]): Promise<void> {
    if (topics.length > 0) await this.log.ensureTopics(topics, { 'retention.ms': String(this.retentionMs) });
  }

  /** Reads until the signal. @throws what waiting does not mend */
  async run(signal: AbortSignal): Promise<void> {
    const positions = () => {
      const wanted = [...this.feeds.values()].filter((feed) => feed.isWanted);
      return wanted.map(({ topic, position: offset }) => ({ topic, partition: 0, offset }));
    };
    while (!signal.aborted) {
      try {
        if (positions().length === 0) await sleep(IDLE_MS, undefined, { signal }).catch(() => undefined);
        else await this.log.follow({ positions, onFetched: (fetched) => this.take(fetched) }, signal, LIMITS);
      } catch (error) {
        if (!(error instanceof OutOfRangeError)) throw error;
        const { topic } = error.position;
        const [start = 0] = await this.log.startOffsets(topic);
        this.feeds.get(topic)?.startAt(start);
      }
    }
  }

  private take(fetched: readonly Fetched[]): void {
    for (const part of fetched) this.feeds.get(part.topic)?.take(part, this.ahead < MAX_AHEAD, this.codec);
    this.count();
  }

  private count(): void {
    this.ahead = [...this.feeds.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }
}

/** One feed, of which one reader reads one portion at a time. */
class OpenedFeed {
  /** Of the next record that is fetched. */
  position = 0;
  lastOffset: number;
  private isPlaced = false;
  /** Number of the next event that is to come; 0: whichever comes. */
  private next = 0;
  private waiting: PlacedEvent[] = [];
  private failure: Error | null = null;
  private wanted = 0;
  private ring: () => void = () => undefined;

  constructor(
    readonly topic: string,
    offset: number,
  ) {
    this.lastOffset = Math.max(0, offset);
    this.isFromWhatIsThere = offset === -1;
  }

  private readonly isFromWhatIsThere: boolean;

  get isWanted(): boolean {
    return this.wanted > 0;
  }

  /** Of what was read ahead. */
  get bytes(): number {
    return this.waiting.reduce((sum, { text }) => sum + text.length, 0);
  }

  async read(after: number, limit: number, signal: AbortSignal, log: FeedsLog): Promise<readonly FeedEvent[]> {
    await this.place(after, log);
    const stop = (): void => this.ring();
    signal.addEventListener('abort', stop);
    try {
      while (this.waiting.length === 0 && this.failure === null && !signal.aborted) {
        const rung = new Promise<void>((resolve) => (this.ring = resolve));
        this.wanted = limit;
        await rung;
      }
    } finally {
      this.wanted = 0;
      signal.removeEventListener('abort', stop);
    }
    if (this.failure !== null) throw this.failure;
    const taken = this.waiting.splice(0, limit);
    this.lastOffset = taken.reduce((last, { offset }) => Math.max(last, offset), this.lastOffset);
    return taken.map(feedEvent);
  }

  /** What was to be read lies before the start of the feed, which says by its first event what is lost. */
  startAt(offset: number): void {
    this.position = offset;
  }

  take({ from, next, batches }: Fetched, keepsAll: boolean, codec: Codec): void {
    if (!this.isWanted || from !== this.position) return;
    this.position = next;
    for (const record of batches.flatMap((batch) => batch.records)) {
      if (this.waiting.length >= this.wanted && !keepsAll) {
        this.position = record.offset;
        break;
      }
      const event = placedEvent(record, codec);
      if (!event || event.sequence < this.next) continue;
      if (this.next > 0 && event.sequence > this.next) {
        this.failure = new FeedExpiredError(event.sequence);
        break;
      }
      this.next = event.sequence + 1;
      this.waiting.push(event);
    }
    if (this.waiting.length > 0 || this.failure !== null) this.ring();
  }

  /** Finds the place behind an event, unless reading stands there. */
  private async place(after: number, log: FeedsLog): Promise<void> {
    const [first] = this.waiting;
    if (this.isPlaced && (first?.sequence ?? this.next) === after + 1) return;
    if (this.isPlaced && this.next === 0) return; // nothing was there yet
    this.waiting = [];
    this.next = this.isFromWhatIsThere && !this.isPlaced ? 0 : after + 1;
    this.position = this.next === 0 ? 0 : await this.offsetBefore(after + 1, log);
    this.isPlaced = true;
  }

  /**
   * An offset at or before that of an event, and near it. Each record adds one event at most: the number that an offset tells says by how many records the
   * event stands before it, at least.
   */
  private async offsetBefore(sequence: number, log: FeedsLog): Promise<number> {
    for (let offset = this.lastOffset; offset > 0;) {
      const record = await log.readAt(this.topic, 0, offset);
      if (!record) return 0; // retention has removed it: the feed's start says what is left
      const place = placeIn(record.headers);
      const count = place?.count ?? sequence;
      if (place && count < sequence) return offset + 1;
      const isIt = place !== null && controlIn(record.headers) === null && count === sequence;
      if (isIt) return offset;
      offset -= Math.max(1, count - sequence);
    }
    return 0;
  }
}
