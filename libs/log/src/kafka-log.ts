import type { Admin } from 'kafkajs';
import { appendAll, RESEND_WITHIN_MS, type AppendOutcome } from './appender';
import { LogError } from './errors';
import { fetchFrom, fetchLoop, OutOfRangeError, type Fetched, type FetchLoop } from './fetcher';
import { backoff, KafkaClient, type KafkaOptions, type Producer } from './kafka-client';
import { KafkaReaders } from './kafka-readers';
import { joinGroup, type GroupMember, type GroupOptions } from './membership';
import type { FetchLimits, PartitionAppend, Position } from './protocol';
import { Publisher, type Publication, type Published } from './publisher';
import type { LogRecord } from './record-batch';

/** A record together with where it stands. */
export interface LocatedRecord extends LogRecord {
  readonly topic: string;
  readonly partition: number;
}

const MIB = 1024 * 1024;
/** Rounds stay small enough to be decided in a few milliseconds, large enough to merge a burst. */
const LIVE: FetchLimits = { maxWaitMs: 250, minBytes: 1, maxBytes: 4 * MIB, maxBytesPerPartition: MIB / 4 };
/** Reading a stretch of the log that is known to be there. */
const BULK: FetchLimits = { maxWaitMs: 100, minBytes: 1, maxBytes: 4 * MIB, maxBytesPerPartition: 2 * MIB };
const ONE: FetchLimits = { ...BULK, maxBytesPerPartition: 1 };
/** Whether anything is there. */
const NOW: FetchLimits = { ...BULK, maxWaitMs: 0 };

/**
 * All that Alataw does with Kafka: claim, append, publish, read, join a group. It waits out outages and tells of them
 * by {@link KafkaLog.waitingFor}.
 */
export class KafkaLog {
  /** Why the last request was not answered, or null while all is well: for the health of the service. */
  waitingFor: string | null = null;
  private readonly stop = new AbortController();
  private readonly publisher: Publisher;

  private constructor(
    private readonly client: KafkaClient,
    private readonly clock: () => number,
  ) {
    this.publisher = new Publisher(client, clock, this.stop.signal, (cause) => this.waiting(cause));
  }

  /** Connects, and waits for the brokers and these topics as long as it takes. */
  static async connect(
    options: KafkaOptions & { readonly topics: readonly string[]; readonly signal?: AbortSignal },
    clock: () => number = Date.now,
    onWait: (cause: string) => void = () => undefined,
  ): Promise<KafkaLog> {
    const client = new KafkaClient(options);
    const log = new KafkaLog(client, clock);
    await client.connect(options.topics, options.signal, (cause) => onWait(log.waiting(cause)));
    log.waitingFor = null;
    return log;
  }

  /** Obtains a lane's next epoch. From its first append on, the broker refuses all older ones. */
  async claim(transactionalId: string): Promise<Producer> {
    const producer = await this.client.initProducer(transactionalId, this.stop.signal, (cause) => this.waiting(cause));
    this.waitingFor = null;
    return producer;
  }

  /** Appends for several lanes at once; see {@link appendAll}. */
  async append(appends: readonly PartitionAppend[]): Promise<AppendOutcome[]> {
    const onWait = (cause: unknown): void => void this.waiting(cause);
    const outcomes = await appendAll(this.client, appends, this.clock, RESEND_WITHIN_MS, this.stop.signal, onWait);
    if (outcomes.some((outcome) => 'baseOffset' in outcome)) this.waitingFor = null;
    return outcomes;
  }

  /** Publishes records that no lane owns; see {@link Publisher.publish}. */
  async publish(publications: readonly Publication[], deadlineMs?: number): Promise<Published[]> {
    const published = await this.publisher.publish(publications, deadlineMs);
    this.waitingFor = null;
    return published;
  }

  /** Makes a topic's leaders known; every topic that is read or written needs it once. */
  async use(topics: readonly string[]): Promise<void> {
    await this.client.use(topics);
  }

  /** Makes a topic's leaders known, as {@link use}. @returns false when there is no such topic */
  async knows(topic: string): Promise<boolean> {
    return this.client.knows(topic);
  }

  partitions(topic: string): number {
    return this.client.partitions(topic);
  }

  /** The offset after the last record of each partition. */
  async endOffsets(topic: string): Promise<number[]> {
    return this.offsets(topic, 'high');
  }

  /** The offset of the first record of each partition that retention has left. */
  async startOffsets(topic: string): Promise<number[]> {
    return this.offsets(topic, 'low');
  }

  /** The first offset of each partition whose record is not older than this, its end where there is none. @param at epoch ms UTC */
  async offsetsAt(topic: string, at: number): Promise<number[]> {
    return this.asAdmin(async (admin) => {
      const found = await admin.fetchTopicOffsetsByTimestamp(topic, at);
      return found.sort((a, b) => a.partition - b.partition).map(({ offset }) => Number(offset));
    });
  }

  /** Makes topics of one partition each, as far as there are none of these names, and waits until they can be written. @param config as Kafka names it */
  async ensureTopics(names: readonly string[], config: Readonly<Record<string, string>> = {}): Promise<void> {
    const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
    const topics = names.map((topic) => ({ topic, numPartitions: 1, configEntries }));
    await this.asAdmin(async (admin) => {
      await admin.createTopics({ topics, waitForLeaders: false });
      await this.use(names);
      const leaderless = names.find((name) => this.client.leaderOf(name, 0) === null);
      if (leaderless !== undefined) throw new LogError(`${leaderless} has no leader yet`, 'retry');
    });
  }

  /** The topics there are whose names begin so. */
  async topicsBeginning(prefix: string): Promise<string[]> {
    return this.asAdmin(async (admin) => (await admin.listTopics()).filter((name) => name.startsWith(prefix)));
  }

  /** Deletes topics and all that stands in them; one that is gone already is no fault. */
  async deleteTopics(names: readonly string[]): Promise<void> {
    await this.asAdmin(async (admin) => {
      const there = new Set(await admin.listTopics());
      const topics = names.filter((name) => there.has(name));
      if (topics.length > 0) await admin.deleteTopics({ topics });
    });
  }

  /** Reads one record, or null where none stands, e.g. because retention has removed it. */
  async readAt(topic: string, partition: number, offset: number): Promise<LogRecord | null> {
    try {
      const { batches } = await this.fetchOnce({ topic, partition, offset }, ONE);
      return batches.flatMap((b) => b.records).find((r) => r.offset === offset) ?? null;
    } catch (error) {
      if (error instanceof OutOfRangeError) return null;
      throw error;
    }
  }

  /**
   * Fetches once what stands from a position on, without waiting for news.
   * @param maxBytes about what it may bring; one batch is brought whole, however large
   * @throws {OutOfRangeError} when the position lies outside of the log
   */
  async fetch(position: Position, maxBytes: number): Promise<Fetched> {
    return this.fetchOnce(position, { ...NOW, maxBytesPerPartition: maxBytes });
  }

  /**
   * Reads a stretch of one partition.
   * @param range `from` inclusive, `to` exclusive; it waits for records up to `to`, which must be or become there
   */
  async *read(range: {
    readonly topic: string;
    readonly partition: number;
    readonly from: number;
    readonly to: number;
    readonly checkCrc?: boolean;
  }): AsyncGenerator<Fetched> {
    for (let offset = range.from; offset < range.to;) {
      const fetched = await this.fetchOnce({ ...range, offset }, BULK, range.checkCrc);
      if (fetched.next > offset) {
        offset = fetched.next;
        yield fetched;
      }
    }
  }

  /** Reads the records of a stretch of one partition in batches; see {@link read}. */
  async *scan(range: {
    readonly topic: string;
    readonly partition: number;
    readonly from: number;
    readonly to: number;
  }): AsyncGenerator<LogRecord[]> {
    for await (const fetched of this.read(range)) {
      const records = fetched.batches.flatMap((b) => b.records.filter((r) => r.offset < range.to));
      if (records.length > 0) yield records;
    }
  }

  /** Fetches for ever from wherever `loop.positions` says; see {@link fetchLoop}. */
  async follow(loop: FetchLoop, signal: AbortSignal, limits: FetchLimits = LIVE): Promise<void> {
    const onWait = (cause: unknown): void => void this.waiting(cause);
    const onAnswered = (): void => void (this.waitingFor = null);
    const onFetched = (fetched: readonly Fetched[]): Promise<void> | void => loop.onFetched(fetched);
    await fetchLoop(this.client, { positions: () => loop.positions(), onFetched, onAnswered, onWait }, limits, signal);
  }

  /**
   * Follows whole topics without a group, until the signal.
   * @param from where to begin: at the end, at the start, or after given offsets per topic and partition
   */
  async tail(options: {
    readonly topics: readonly string[];
    readonly from: 'start' | 'end' | Readonly<Record<string, readonly number[]>>;
    readonly onRecords: (records: LocatedRecord[]) => Promise<void> | void;
    readonly signal: AbortSignal;
    /** Called once the starting positions are known, before the first fetch. */
    readonly onStarted?: (positions: readonly Position[]) => void;
  }): Promise<void> {
    await this.use(options.topics);
    const positions: Position[] = [];
    for (const topic of options.topics) {
      const offsets =
        options.from === 'start'
          ? await this.startOffsets(topic)
          : options.from === 'end'
            ? await this.endOffsets(topic)
            : options.from[topic];
      offsets?.forEach((offset, partition) => positions.push({ topic, partition, offset }));
    }
    options.onStarted?.([...positions]);
    const index = new Map(positions.map((p, i) => [`${p.topic}/${p.partition}`, i]));
    await this.follow(
      {
        positions: () => positions,
        onFetched: async (fetched) => {
          const records: LocatedRecord[] = [];
          for (const { topic, partition, batches, next } of fetched) {
            positions[index.get(`${topic}/${partition}`)!] = { topic, partition, offset: next };
            for (const batch of batches)
              for (const record of batch.records) records.push({ ...record, topic, partition });
          }
          if (records.length > 0) await options.onRecords(records);
        },
      },
      options.signal,
    );
  }

  /** Joins a group for the sake of its assignment; records are fetched by {@link follow}. */
  async join(options: Omit<GroupOptions, 'partitions'>): Promise<GroupMember> {
    const partitions = this.client.partitions(options.topics[0]!);
    await this.client.expelPredecessors(options.groupId);
    return joinGroup(this.client, { ...options, partitions });
  }

  /** Who else may read what; see {@link KafkaReaders}. */
  get readers(): KafkaReaders {
    return new KafkaReaders(this.client);
  }

  /** Stops waiting for whatever is still under way and disconnects. */
  async close(): Promise<void> {
    this.stop.abort(new LogError('The log is closed', 'stop'));
    await this.client.close();
  }

  private offsets(topic: string, which: 'high' | 'low'): Promise<number[]> {
    return this.asAdmin(async (admin) => {
      const offsets = await admin.fetchTopicOffsets(topic);
      return offsets.sort((a, b) => a.partition - b.partition).map((o) => Number(o[which]));
    });
  }

  /** Tries again until it is done. */
  private async asAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.client.kafka.admin();
    for (let attempt = 0; ; attempt++) {
      try {
        await admin.connect();
        const done = await work(admin);
        await admin.disconnect();
        return done;
      } catch (error) {
        await admin.disconnect().catch(() => undefined);
        this.waiting(error);
        await backoff(attempt, this.stop.signal);
      }
    }
  }

  private async fetchOnce(position: Position, limits: FetchLimits, checkCrc = false): Promise<Fetched> {
    for (let attempt = 0; ; attempt++) {
      const leader = this.client.leaderOf(position.topic, position.partition);
      if (leader !== null) {
        try {
          const { fetched } = await fetchFrom(this.client, leader, [position], limits, checkCrc);
          if (fetched[0]) {
            this.waitingFor = null;
            return fetched[0];
          }
        } catch (error) {
          if (error instanceof LogError && error.disposition === 'stop') throw error;
          this.waiting(error);
        }
      }
      await backoff(attempt, this.stop.signal);
      await this.client.refresh();
    }
  }

  private waiting(cause: unknown): string {
    this.waitingFor = cause instanceof Error ? cause.message : String(cause);
    return this.waitingFor;
  }
}
