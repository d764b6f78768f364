import {
  Codec,
  partitionOf,
  topicSettings,
  topicsOf,
  type Contract,
  type StageName,
  type TopicName,
} from '@alataw/contracts';
import { LaneHost, StageMachine, StageRecords, type LaneObserver } from '@alataw/lane';
import { KafkaLog, type Position } from '@alataw/log';
import { connectRedis, LaneProjection } from '@alataw/projection';
import type { StageDefinition } from '@alataw/stage';
import type { Redis } from 'ioredis';
import { Kafka } from 'kafkajs';
import { createTopics } from '#local/topics';
import { ownCluster, type OwnCluster } from '../../../test/support/cluster';
import { commands } from './commands';
import { CommandError } from './command';
import { runProgram } from './program';

const PARTITIONS = 3;

/** The lanes of some stages on a Kafka and a Redis of their own, and `alataw` beside them. */
export class LiveStages {
  readonly codec = Codec.embedded();
  private readonly stopping = new AbortController();
  private readonly hosts = new Map<StageName, LaneHost>();
  private readonly logs: KafkaLog[] = [];
  private readonly waiting: (() => void)[] = [];
  private failure: Error | undefined;
  private commandNumber = 0;

  private constructor(
    readonly cluster: OwnCluster,
    readonly log: KafkaLog,
    readonly redis: Redis,
  ) {}

  static async start(definitions: readonly StageDefinition[]): Promise<LiveStages> {
    const cluster = await ownCluster();
    const admin = new Kafka({ brokers: [cluster.brokers], logLevel: 0 }).admin();
    await admin.connect();
    const names = Object.entries(topicSettings.topics);
    const configEntries = Object.entries(topicSettings.defaults).map(([name, value]) => ({ name, value: `${value}` }));
    const topics = names.map(([topic, own]) => ({
      topic,
      numPartitions: 'partitions' in own ? own.partitions : PARTITIONS,
      configEntries,
    }));
    await createTopics(admin, topics);
    await admin.disconnect();
    const log = await KafkaLog.connect({
      brokers: [cluster.brokers],
      clientId: 'spec',
      topics: names.map(([topic]) => topic),
    });
    const live = new LiveStages(cluster, log, connectRedis(cluster.redisUrl));
    for (const definition of definitions) await live.run(definition);
    return live;
  }

  /** Sends a command to a stage, to the lane of its key. @param since the commands are issued a millisecond apart from then on */
  async send<T extends object>(contract: Contract<T>, command: NoInfer<T>, since = 1_000): Promise<void> {
    const id = `c${this.commandNumber++}`;
    const meta = { commandId: id, correlationId: id, actor: 'staff:spec', issuedAt: since + this.commandNumber };
    const key = contract.keyOf(command);
    const value = Buffer.from(this.codec.encode<T>(contract, { ...command, meta }));
    if (contract.topic === null) throw new Error(`${contract.name} has no topic`);
    await this.sendBytes(contract.topic, key, value);
  }

  async sendBytes(topic: TopicName, key: string, value: Buffer): Promise<void> {
    await this.log.publish([{ topic, partition: this.laneOf(key), key: Buffer.from(key), value }]);
  }

  laneOf(key: string): number {
    return partitionOf(key, PARTITIONS);
  }

  /** How many records of this contract a stage's output holds. */
  async countOf(stage: StageName, contract: string): Promise<number> {
    const topic = topicsOf(stage).events;
    let count = 0;
    for (const [partition, to] of (await this.log.endOffsets(topic)).entries()) {
      for await (const records of this.log.scan({ topic, partition, from: 0, to })) {
        count += records.filter(({ value }) => value && this.codec.decode(value).contract.name === contract).length;
      }
    }
    return count;
  }

  /** Waits; the condition is looked at after each round of any stage. */
  async until(condition: () => Promise<boolean>): Promise<void> {
    for (;;) {
      const news = new Promise<void>((resolve) => this.waiting.push(resolve)); // before the look: nothing is missed
      if (this.failure) throw this.failure;
      if (await condition()) return;
      await news;
    }
  }

  /** Whether a stage has decided about all that stands in its inputs. */
  async isAtRest(stage: StageName): Promise<boolean> {
    const host = this.hosts.get(stage);
    if (host === undefined) throw new Error(`${stage} does not run`);
    const ends = new Map<string, readonly number[]>();
    for (const { topic } of host.progress()) ends.set(topic, await this.log.endOffsets(topic));
    const isQuiet = host.status().every(({ isLive, isBusy, pending }) => isLive && !isBusy && pending === 0);
    const isRead = ({ topic, partition, offset }: Position): boolean => offset >= (ends.get(topic)?.[partition] ?? 0);
    return isQuiet && host.progress().every(isRead);
  }

  /** What the commands have told on the way to who waits for them. */
  readonly told: string[] = [];

  /** Types a command; its lines, and the message that it ended with. */
  async alataw(...args: string[]): Promise<{ readonly lines: string[]; readonly fault: string }> {
    const lines: string[] = [];
    const tell = (line: string) => void this.told.push(line);
    const environment = { KAFKA_BROKERS: this.cluster.brokers, REDIS_URL: this.cluster.redisUrl };
    const terminal = { print: (line: string) => void lines.push(line), tell, environment, now: () => Date.now() };
    try {
      await runProgram(commands, args, terminal);
      return { lines, fault: '' };
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return { lines, fault: error.message };
    }
  }

  async stop(): Promise<void> {
    for (const host of this.hosts.values()) await host.stop();
    this.stopping.abort();
    for (const log of [...this.logs, this.log]) await log.close();
    this.redis.disconnect();
    await this.cluster.stop();
  }

  private async run(definition: StageDefinition): Promise<void> {
    const records = new StageRecords(definition, this.codec);
    records.open(PARTITIONS);
    const topics = records.topics;
    const log = await KafkaLog.connect({ brokers: [this.cluster.brokers], clientId: definition.name, topics });
    this.logs.push(log);
    const machine = new StageMachine(records);
    const wake = (): void => this.waiting.splice(0).forEach((resolve) => resolve());
    const observer: LaneObserver = { onRound: wake, onClaimed: wake };
    const host = new LaneHost({
      records,
      codec: this.codec,
      log,
      projection: new LaneProjection(
        this.redis,
        { stage: definition.name, fold: records.fold, leaving: records.leaving },
        this.stopping.signal,
      ),
      clock: Date.now,
      instance: definition.name,
      decide: (round) => round.map((lane) => machine.decide(lane)),
      observer,
    });
    this.hosts.set(definition.name, host);
    host.run().catch((error: Error) => {
      this.failure = error;
      wake();
    });
    host.assign(Array.from({ length: PARTITIONS }, (_, partition) => partition));
    await this.until(() => Promise.resolve(host.status().every(({ isLive }) => isLive)));
  }
}
