import { Kafka, type Admin, type ITopicConfig } from 'kafkajs';
import { createTopics } from '#local/topics';
import { testCluster } from '../../../../test/support/cluster';
import type { Producer } from '../kafka-client';
import type { KafkaLog } from '../kafka-log';
import type { LogRecord } from '../record-batch';

/** What a lane, a gateway and a command line need of Kafka. */
export type LogPort = Pick<KafkaLog, keyof KafkaLog>;

export interface OpenOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly topics: readonly string[];
}

/** Connects an adapter. */
export type OpenLog = (options: OpenOptions) => Promise<LogPort>;

export const text = (records: readonly Pick<LogRecord, 'value'>[]): string[] => records.map((r) => String(r.value));

/** A partition for each test, from 0. */
const PARTITIONS = 40;

/** A topic on a live broker, and for each test a partition of it that nobody else has touched. */
export class Bench {
  brokers: string[] = [];
  partition = -1;
  log!: LogPort;
  admin!: Admin;
  readonly topic: string;
  private readonly closing: (() => Promise<unknown>)[] = [];

  constructor(
    private readonly name: string,
    private readonly openLog: OpenLog,
  ) {
    this.topic = `${name}-${process.pid}`;
  }

  async start(): Promise<void> {
    this.brokers = [(await testCluster()).brokers];
    this.admin = new Kafka({ brokers: this.brokers, logLevel: 0 }).admin();
    await this.admin.connect();
    this.onClose(() => this.admin.disconnect());
    await this.createTopic({ topic: this.topic, numPartitions: PARTITIONS });
    this.log = await this.open();
  }

  async createTopic(topic: ITopicConfig): Promise<void> {
    await createTopics(this.admin, [{ replicationFactor: 1, ...topic }]);
  }

  /** Another log of its own connections, which {@link close} closes. */
  async open(clientId = this.name, topics = [this.topic]): Promise<LogPort> {
    const log = await this.openLog({ brokers: this.brokers, clientId, topics });
    this.onClose(() => log.close());
    return log;
  }

  onClose(close: () => Promise<unknown>): void {
    this.closing.push(close);
  }

  nextPartition(): void {
    this.partition++;
  }

  claim(): Promise<Producer> {
    return this.log.claim(`${this.topic}-${this.partition}`);
  }

  /** Appends to the test's partition. @returns the base offset, or why it was refused */
  async append(producer: Producer, firstSequence: number, ...values: string[]): Promise<number | string> {
    const records = values.map((v) => ({ key: Buffer.from('k'), value: Buffer.from(v) }));
    const { topic, partition } = this;
    const [outcome] = await this.log.append([{ topic, partition, producer: { ...producer, firstSequence }, records }]);
    return 'baseOffset' in outcome! ? outcome.baseOffset : outcome!.refused.message;
  }

  publish(...values: string[]) {
    const { topic, partition } = this;
    return this.log.publish(values.map((value) => ({ topic, partition, key: null, value: Buffer.from(value) })));
  }

  /** Every value of the test's partition, in order. */
  async readAll(topic = this.topic, partition = this.partition): Promise<string[]> {
    const to = (await this.log.endOffsets(topic))[partition]!;
    const values: string[] = [];
    for await (const records of this.log.scan({ topic, partition, from: 0, to })) values.push(...text(records));
    return values;
  }

  async close(): Promise<void> {
    for (const close of this.closing.reverse()) await close();
  }
}
