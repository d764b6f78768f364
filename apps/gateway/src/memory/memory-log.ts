import type { LogReader, LogWriter, Publication, Published, StoredRecord } from '../backends/log-ports';

type Place = { readonly topic: string; readonly partition: number; readonly offset: number };
type TailedRecord = StoredRecord & Place;

interface Tail {
  readonly topics: readonly string[];
  readonly onRecords: (records: TailedRecord[]) => Promise<void> | void;
  readonly onStarted?: (positions: readonly Place[]) => void;
  readonly signal: AbortSignal;
}

/** A log that lives in memory, for specs: what is published can be read at once, and tails hear of it in order. */
export class MemoryLog implements LogReader, LogWriter {
  private readonly topics = new Map<string, StoredRecord[][]>();
  private readonly tails: Tail[] = [];
  private delivering: Promise<void> = Promise.resolve();
  /** What `publish` throws, to play an outage. */
  failure: Error | undefined;
  /** The largest number of records of one call of `publish`. */
  largestPublish = 0;

  constructor(private readonly partitionCount = 3) {}

  partitions(topic: string): number {
    return topic === 'access.events' ? 1 : this.partitionCount;
  }

  async publish(publications: readonly Publication[]): Promise<readonly Published[]> {
    if (this.failure !== undefined) throw this.failure;
    this.largestPublish = Math.max(this.largestPublish, publications.length);
    const places = publications.map(({ topic, partition, key, value }) => {
      const records = this.recordsOf(topic, partition);
      const record = { offset: records.length, timestamp: 0, key, value };
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
    return Promise.resolve(this.partitionsOf(topic).map(() => 0));
  }

  readAt(topic: string, partition: number, offset: number): Promise<StoredRecord | null> {
    return Promise.resolve(this.recordsOf(topic, partition)[offset] ?? null);
  }

  async *scan(range: {
    topic: string;
    partition: number;
    from: number;
    to: number;
  }): AsyncGenerator<readonly StoredRecord[]> {
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
  all(topic: string): StoredRecord[] {
    return this.partitionsOf(topic).flat();
  }

  private hand(record: TailedRecord): void {
    this.delivering = this.delivering.then(async () => {
      for (const { topics, onRecords, signal } of this.tails) {
        if (topics.includes(record.topic) && !signal.aborted) await onRecords([record]);
      }
    });
  }

  private partitionsOf(topic: string): StoredRecord[][] {
    let partitions = this.topics.get(topic);
    if (partitions === undefined) {
      partitions = Array.from({ length: this.partitions(topic) }, () => []);
      this.topics.set(topic, partitions);
    }
    return partitions;
  }

  private recordsOf(topic: string, partition: number): StoredRecord[] {
    return this.partitionsOf(topic)[partition] ?? [];
  }
}
