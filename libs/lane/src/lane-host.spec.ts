import { topicSettings } from '@alataw/contracts';
import { Kafka } from 'kafkajs';
import type { Redis } from 'ioredis';
import { once } from 'node:events';
import { KafkaLog, type LogRecord } from '@alataw/log';
import { connectRedis, LaneProjection } from '@alataw/projection';
import { dockCodec, dockStage, put } from '../../../test/simulation/dock.stage';
import { CLUSTER_START_MS, testCluster } from '../../../test/support/cluster';
import { LaneHost } from './lane-host';
import type { LaneObserver, LossReason } from './ports';
import { StageMachine } from './stage-machine';
import { StageRecords } from './stage-records';

const PARTITIONS = 4;
const TOPICS = ['loading.commands', 'loading.events', 'loading.transfer', 'loading.dead-letters'];
const codec = dockCodec();

/** Awaits what observers tell. */
class Witness implements LaneObserver {
  readonly losses: LossReason[] = [];
  readonly claims: { isRebuild: boolean }[] = [];
  private readonly waiting: (() => void)[] = [];
  private failure: Error | undefined;

  onClaimed(_: number, details: { isRebuild: boolean }): void {
    this.claims.push(details);
    this.wake();
  }
  onLost(_: number, reason: LossReason): void {
    this.losses.push(reason);
    this.wake();
  }
  onRound(): void {
    this.wake();
  }
  async until(condition: () => boolean | Promise<boolean>): Promise<void> {
    for (;;) {
      const news = new Promise<void>((resolve) => this.waiting.push(resolve)); // before the look: nothing is missed
      if (this.failure) throw this.failure;
      if (await condition()) return;
      await news;
    }
  }
  /** A host that has ended tells nothing any more. */
  onFailed(error: Error): void {
    this.failure = error;
    this.wake();
  }
  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

describe('LaneHost on a live Kafka and Redis', () => {
  const stop = new AbortController();
  const opened: (() => Promise<unknown>)[] = [];
  let brokers: string[];
  let redis: Redis;
  let log: KafkaLog;
  let n = 0;

  const recordsOf = (): StageRecords => {
    const records = new StageRecords(dockStage, codec);
    records.open(PARTITIONS);
    return records;
  };
  const start = async (instance: string, lanes: readonly number[], witness = new Witness()) => {
    const own = await KafkaLog.connect({ brokers, clientId: instance, topics: TOPICS });
    const records = recordsOf();
    const machine = new StageMachine(records);
    const host = new LaneHost({
      records,
      codec,
      log: own,
      projection: new LaneProjection(redis, { stage: 'loading', fold: 1 }, stop.signal),
      clock: Date.now,
      instance,
      decide: (round) => round.map((lane) => machine.decide(lane)),
      observer: witness,
    });
    const running = host.run().catch((error: Error) => witness.onFailed(error));
    opened.push(async () => {
      await host.stop();
      await own.close();
      await running;
    });
    host.assign(lanes);
    await witness.until(() => host.status().every((lane) => lane.isLive));
    return { host, witness };
  };
  const send = async (...pairs: readonly (readonly [string, string])[]): Promise<void> => {
    const { partitionOf } = await import('@alataw/contracts');
    await log.publish(
      pairs.map(([truck, parcel]) => ({
        topic: 'loading.commands',
        partition: partitionOf(truck, PARTITIONS),
        ...put(codec, n++, truck, parcel),
      })),
    );
  };
  const output = async (): Promise<{ partition: number; record: LogRecord }[]> => {
    const ends = await log.endOffsets('loading.events');
    const all: { partition: number; record: LogRecord }[] = [];
    for (const [partition, to] of ends.entries()) {
      for await (const records of log.scan({ topic: 'loading.events', partition, from: 0, to })) {
        all.push(...records.map((record) => ({ partition, record })));
      }
    }
    return all;
  };
  const countOf = async (...types: string[]): Promise<number> =>
    (await output()).filter(({ record }) => types.includes(codec.decode(record.value!).contract.name)).length;

  beforeAll(async () => {
    const cluster = await testCluster();
    brokers = [cluster.brokers];
    const admin = new Kafka({ brokers, logLevel: 0 }).admin();
    await admin.connect();
    const configEntries = Object.entries(topicSettings.defaults).map(([name, value]) => ({
      name,
      value: String(value),
    }));
    const topics = TOPICS.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: 1, configEntries }));
    await admin.createTopics({ topics, waitForLeaders: true });
    await admin.disconnect();
    redis = connectRedis(cluster.redisUrl);
    await once(redis, 'ready');
    log = await KafkaLog.connect({ brokers, clientId: 'lane-spec', topics: TOPICS });
  }, CLUSTER_START_MS);
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  }, CLUSTER_START_MS);
  afterAll(async () => {
    stop.abort();
    await log.close();
    redis.disconnect();
  });

  it(
    'answers every command once, over lanes of two processes that have to agree',
    async () => {
      const trucks = ['T1', 'T2', 'T3', 'T4', 'T5'];
      const pairs = Array.from({ length: 300 }, (_, i) => [trucks[i % 5]!, `P${i % 100}`] as const);
      const one = await start('one', [0, 1]);
      await start('two', [2, 3], one.witness);
      await send(...pairs);
      await one.witness.until(async () => (await countOf('Entered', 'Freed', 'PutRefused')) === pairs.length);
      expect(await countOf('Taken')).toBe(100);
      expect(await countOf('Reserved')).toBe(await countOf('Taken', 'Declined'));
    },
    CLUSTER_START_MS,
  );

  it(
    'leaves a lane to a later owner: what the earlier one appends is refused',
    async () => {
      const before = await countOf('Reserved', 'PutRefused');
      const { host: earlier, witness } = await start('earlier', [0, 1, 2, 3]);
      await start('later', [0, 1, 2, 3], witness);
      await send(...Array.from({ length: 40 }, (_, i) => [`L${i}`, `LP${i}`] as const));
      await witness.until(() => witness.losses.length > 0);
      earlier.assign([]); // as the group would tell it
      await witness.until(async () => (await countOf('Reserved', 'PutRefused')) >= before + 40);
      expect(await countOf('Reserved', 'PutRefused')).toBe(before + 40);
    },
    CLUSTER_START_MS,
  );

  it(
    'notices an append that is not its own, and goes on behind it',
    async () => {
      const { witness } = await start('owner', [0, 1, 2, 3]);
      const before = await countOf('Reserved');
      await log.publish(
        [0, 1, 2, 3].map((partition) => ({
          topic: 'loading.events',
          partition,
          key: null,
          value: Buffer.from('alien'),
        })),
      );
      await send(['T-FOREIGN', 'P-FOREIGN']);
      await witness.until(() => witness.losses.includes('foreign-append'));
      const decoded = (value: Buffer): string =>
        value.toString() === 'alien' ? 'alien' : codec.decode(value).contract.name;
      const countAll = async (type: string): Promise<number> =>
        (await output()).filter(({ record }) => decoded(record.value!) === type).length;
      await witness.until(async () => (await countAll('Reserved')) > before);
      expect(await countAll('alien')).toBe(4);
    },
    CLUSTER_START_MS,
  );
});
