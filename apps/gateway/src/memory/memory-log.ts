import type { FeedNewsLog, FeedReadLog } from '@alataw/feed';
import { OutOfRangeError, type Fetched, type LogRecord } from '@alataw/log';
import type { LogReader, LogWriter, Publication, Published } from '../backends/log-ports';

type Place = { readonly topic: string; readonly partition: number; readonly offset: number };
type TailedRecord = LogRecord & Place;

interface Tail {
  readonly topics: readonly string[];
  readonly onRecords: (records: TailedRecord[]) => Promise<void> | void;
  readonly onStarted?: (positions: readonly Place[]) => void;
  readonly signal: AbortSignal;
}

/** A log that lives in memory, for specs: what is published can be read at once, and tails hear of it in order. */
export class MemoryLog implements LogReader, LogWriter, FeedReadLog, FeedNewsLog {
  private readonly topics = new Map<string, LogRecord[][]>();
  private readonly tails: Tail[] = [];
  /** Where the first partition of a topic begins, whose retention has removed something. */
  private readonly starts = new Map<string, number>();
  private delivering: Promise<void> = Promise.resolve();
  /** What `publish` throws, to play an outage. */
  failure: Error | undefined;
  /** The largest number of records of one call of `publish`. */
  largestPublish = 0;

  constructor(private readonly partitionCount = 3) {}

  partitions(topic: string): number {
    return topic === 'access.events' || topic.startsWith('carriers.feed.') ? 1 : this.partitionCount;
  }

  async publish(
    publications: readonly (Publication & Partial<Pick<LogRecord, 'headers' | 'timestamp'>>)[],
  ): Promise<readonly Published[]> {
    if (this.failure !== undefined) throw this.failure;
    this.largestPublish = Math.max(this.largestPublish, publications.length);
    const places = publications.map(({ topic, partition, key, value, headers = null, timestamp = 0 }) => {
      const records = this.recordsOf(topic, partition);
      const record = { offset: records.length, timestamp, key, value, headers };
      records.push(record);
      this.hand({ ...record, topic, partition });
      return { topic, partition, offset: record.offset };
    });
    await this.settled();
    return places;
  }

  /** Resolves when all tails have heard of everything. */
  async settled(): Promise<void> {
    await this.delivering;
  }

  endOffsets(topic: string): Promise<number[]> {
    return Promise.resolve(this.partitionsOf(topic).map((records) => records.length));
  }

  startOffsets(topic: string): Promise<number[]> {
    return Promise.resolve(this.partitionsOf(topic).map((_, partition) => this.startOf(topic, partition)));
  }

  offsetsAt(topic: string, at: number): Promise<number[]> {
    const found = this.partitionsOf(topic).map((records) => records.findIndex(({ timestamp }) => timestamp >= at));
    return Promise.resolve(found.map((offset, n) => (offset < 0 ? this.recordsOf(topic, n).length : offset)));
  }

  ensureTopics(topics: readonly string[]): Promise<void> {
    for (const topic of topics) this.partitionsOf(topic);
    return Promise.resolve();
  }

  knows(topic: string): Promise<boolean> {
    return Promise.resolve(this.topics.has(topic));
  }

  /** Removes the first records of a topic of one partition, as retention does. */
  expire(topic: string, before: number): void {
    this.starts.set(topic, before);
  }

  fetch({ topic, partition, offset }: Place): Promise<Fetched> {
    const all = this.recordsOf(topic, partition);
    if (offset < this.startOf(topic, partition) || offset > all.length)
      return Promise.reject(new OutOfRangeError({ topic, partition, offset }));
    const records = all.slice(offset, offset + 100);
    const next = offset + records.length;
    const batch = { baseOffset: offset, lastOffset: next - 1, producerId: -1, producerEpoch: -1, isControl: false };
    const batches = records.length === 0 ? [] : [{ ...batch, records }];
    return Promise.resolve({ topic, partition, from: offset, next, highWatermark: all.length, batches });
  }

  async follow(loop: Parameters<FeedNewsLog['follow']>[0], signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const fetched = await Promise.all(loop.positions().map((position) => this.fetch(position)));
      const news = fetched.filter(({ from, next }) => next > from);
      if (news.length > 0) await loop.onFetched(news);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  readAt(topic: string, partition: number, offset: number): Promise<LogRecord | null> {
    const isGone = offset < this.startOf(topic, partition);
    return Promise.resolve(isGone ? null : (this.recordsOf(topic, partition)[offset] ?? null));
  }

  async *scan(range: {
    topic: string;
    partition: number;
    from: number;
    to: number;
  }): AsyncGenerator<readonly LogRecord[]> {
    const records = this.recordsOf(range.topic, range.partition);
    for (let at = range.from; at < range.to; at += 100) {
      yield await Promise.resolve(records.slice(at, Math.min(at + 100, range.to)));
    }
  }

  async tail(options: Tail & { readonly from: 'start' | 'end' }): Promise<void> {
    const { topics, from } = options;
    const starts = topics.flatMap((topic) =>
      this.partitionsOf(topic).map((records, partition) => ({
        topic,
        partition,
        offset: from === 'start' ? 0 : records.length,
      })),
    );
    options.onStarted?.(starts);
    this.tails.push(options);
    for (const { topic, partition, offset } of starts) {
      const records = this.recordsOf(topic, partition).slice(offset);
      if (records.length > 0) await options.onRecords(records.map((record) => ({ ...record, topic, partition })));
    }
    await new Promise<void>((resolve) => options.signal.addEventListener('abort', () => resolve(), { once: true }));
  }

  /** All records of a topic. */
  all(topic: string): LogRecord[] {
    return this.partitionsOf(topic).flat();
  }

  private startOf(topic: string, partition: number): number {
    return partition === 0 ? (this.starts.get(topic) ?? 0) : 0;
  }

  private hand(record: TailedRecord): void {
    this.delivering = this.delivering.then(async () => {
      for (const { topics, onRecords, signal } of this.tails) {
        if (topics.includes(record.topic) && !signal.aborted) await onRecords([record]);
      }
    });
  }

  private partitionsOf(topic: string): LogRecord[][] {
    let partitions = this.topics.get(topic);
    if (partitions === undefined) {
      partitions = Array.from({ length: this.partitions(topic) }, () => []);
      this.topics.set(topic, partitions);
    }
    return partitions;
  }

  private recordsOf(topic: string, partition: number): LogRecord[] {
    return this.partitionsOf(topic)[partition] ?? [];
  }
}
