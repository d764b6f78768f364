import {
  DiscardParked,
  partitionOf,
  RetryParked,
  topicSettings,
  type Contract,
  type EventMeta,
} from '@alataw/contracts';
import type { StageDefinition } from '@alataw/stage';
import { Kafka } from 'kafkajs';
import { createTopics } from '#local/topics';
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

interface Told {
  readonly type: string;
  readonly key: string;
  readonly partition: number;
  readonly offset: number;
  readonly meta: EventMeta;
  readonly deadLetterId: string;
  readonly reason?: string;
}

/** The dock as it will be when its fault is mended: what made its decider fail is a parcel like any other. */
const mended: StageDefinition = {
  ...dockStage,
  entities: dockStage.entities.map((entity) => {
    const { decider } = entity;
    const decide: typeof decider.decide = (command, state, context) => {
      const { type, truckId, parcelId } = command as { type: string; truckId: string; parcelId: string };
      return decider.decide({ type, truckId, parcelId: parcelId.replace('POISON', 'CURED') }, state, context);
    };
    return { ...entity, decider: { ...decider, decide } };
  }),
};

describe('LaneHost on a live Kafka and Redis', () => {
  const stop = new AbortController();
  const opened: (() => Promise<unknown>)[] = [];
  let brokers: string[];
  let redis: Redis;
  let log: KafkaLog;
  let n = 0;

  const recordsOf = (stage: StageDefinition): StageRecords => {
    const records = new StageRecords(stage, codec);
    records.open(PARTITIONS);
    return records;
  };
  const start = async (instance: string, lanes: readonly number[], witness = new Witness(), stage = dockStage) => {
    const own = await KafkaLog.connect({ brokers, clientId: instance, topics: TOPICS });
    const records = recordsOf(stage);
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
    const end = async (): Promise<void> => {
      await host.stop();
      await own.close();
      await running;
    };
    opened.push(end);
    host.assign(lanes);
    await witness.until(() => host.status().every((lane) => lane.isLive));
    return { host, witness, end };
  };
  const send = async (...pairs: readonly (readonly [string, string])[]): Promise<void> => {
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
  /** What the lanes have said about dead letters and to whatever they led, since the test began. */
  const told = async (types: RegExp): Promise<Told[]> =>
    (await output()).flatMap(({ partition, record: { offset, key, value } }) => {
      const decoded = value?.[0] === 0 ? codec.decode(value) : null;
      if (!decoded || !types.test(decoded.contract.name)) return [];
      const { meta, ...fields } = decoded.value as unknown as Told;
      return [{ ...fields, type: decoded.contract.name, meta, partition, offset, key: String(key) }];
    });
  const ask = async <T extends { readonly deadLetterId: string }>(
    contract: Contract<T>,
    command: NoInfer<T>,
    partition: number,
  ): Promise<string> => {
    const commandId = `ask-${n++}`;
    const meta = { commandId, correlationId: commandId, actor: 'operator:test', issuedAt: n };
    const value = Buffer.from(codec.encode<T>(contract, { ...command, meta }));
    await log.publish([{ topic: 'loading.commands', partition, key: Buffer.from(command.deadLetterId), value }]);
    return commandId;
  };
  const countOf = async (...types: string[]): Promise<number> =>
    (await told(new RegExp(`^(${types.join('|')})$`))).length;

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
    await createTopics(admin, topics);
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
      await witness.until(async () => (await countOf('Reserved')) > before);
      expect((await output()).filter(({ record }) => String(record.value) === 'alien')).toHaveLength(4);
    },
    CLUSTER_START_MS,
  );

  it(
    'notices it as well where nothing comes in, and shows that it has read so far',
    async () => {
      const { host, witness } = await start('idle', [0, 1, 2, 3]);
      await log.publish([{ topic: 'loading.events', partition: 0, key: null, value: Buffer.from('stranger') }]);
      await witness.until(() => witness.losses.includes('foreign-append'));
      await witness.until(() => host.status()[0]?.isLive === true);
      const [end] = await log.endOffsets('loading.events');
      expect(host.status()[0]?.mark).toBe(end);
    },
    CLUSTER_START_MS,
  );

  describe('with records that it cannot process', () => {
    const LETTER = /^(Parked|RecordParked)/;
    const answerTo = async (witness: Witness, commandId: string): Promise<Told> => {
      const find = async () => (await told(LETTER)).find(({ meta }) => meta.causeId === commandId);
      await witness.until(async () => (await find()) !== undefined);
      return (await find())!;
    };
    const retry = (deadLetterId: string, partition: number): Promise<string> =>
      ask(RetryParked, { type: 'RetryParked', deadLetterId }, partition);
    const stored = async (): Promise<Record<string, unknown>> => {
      const found: Record<string, unknown> = {};
      for (const key of (await redis.keys('*dead-letter*')).sort()) {
        found[key] = key.includes(':queue:')
          ? await redis.zrange(key, '0', '-1', 'WITHSCORES')
          : await redis.hgetall(key);
      }
      return found;
    };

    it(
      'puts them aside, goes on, and takes them through again in one decision',
      async () => {
        const before = await countOf('RecordParked');
        const broken = await start('broken', [0, 1, 2, 3]);
        await send(['T-SICK', 'POISON'], ['T-SICK', 'P-WELL']);
        const partition = partitionOf('T-SICK', PARTITIONS);
        await log.publish([{ topic: 'loading.commands', partition, key: null, value: Buffer.from('no record') }]);
        await broken.witness.until(async () => (await countOf('RecordParked')) === before + 2);
        const [poison, bytes] = (await told(/RecordParked/)).slice(-2) as [Told, Told];
        expect([poison, bytes].map(({ reason, key, meta }) => [reason, key, meta.sequence])).toEqual([
          ['DECIDER_FAILED', poison.meta.eventId, 1],
          ['UNDECODABLE', bytes.meta.eventId, 1],
        ]);
        expect(bytes.meta.occurredAt).toBeGreaterThan(1_700_000_000_000);
        expect(broken.host.status()[partition]?.parked).toBe(2);

        const failed = await answerTo(broken.witness, await retry(poison.key, partition));
        expect(failed).toMatchObject({ type: 'ParkedRetryFailed', reason: 'DECIDER_FAILED', meta: { sequence: 2 } });
        await broken.end();

        const { host, witness } = await start('mended', [0, 1, 2, 3], new Witness(), mended);
        const entered = await countOf('Entered');
        const done = await answerTo(witness, await retry(poison.key, partition));
        expect(done).toMatchObject({
          type: 'ParkedRecordRetried',
          events: 1,
          meta: { sequence: 3, actor: 'operator:test' },
        });
        const reserved = (await told(/Reserved/)).find(
          ({ offset, partition: p }) => p === partition && offset === done.offset + 1,
        );
        expect(reserved?.meta.cause).toEqual(done.meta.cause);
        expect(reserved?.meta).toMatchObject({ causeId: poison.meta.causeId, actor: 'staff:dock' });
        expect(reserved?.meta.eventId).toBe(done.meta.eventId.replace(/0$/, '1'));
        await witness.until(async () => (await countOf('Entered')) > entered);

        const again = await answerTo(witness, await retry(poison.key, partition));
        expect(again).toMatchObject({ type: 'ParkedCommandRefused', reason: 'ALREADY_RETRIED' });
        const elsewhere = await answerTo(witness, await retry(bytes.key, (partition + 1) % PARTITIONS));
        expect(elsewhere).toMatchObject({ reason: 'UNKNOWN_DEAD_LETTER', meta: { sequence: 0 } });
        const discard: DiscardParked = { type: 'DiscardParked', deadLetterId: bytes.key, note: 'noise' };
        const gone = await answerTo(witness, await ask(DiscardParked, discard, partition));
        expect(gone).toMatchObject({ type: 'ParkedRecordDiscarded', note: 'noise' });
        const late = await answerTo(witness, await retry(bytes.key, partition));
        expect(late).toMatchObject({ type: 'ParkedCommandRefused', reason: 'ALREADY_DISCARDED' });
        expect(host.status()[partition]?.parked).toBe(0);
      },
      CLUSTER_START_MS,
    );

    it(
      'keeps one parked whose original retention has removed, and rebuilds all of them from the log',
      async () => {
        const { witness, host } = await start('late', [0, 1, 2, 3]);
        const before = await countOf('RecordParked');
        await send(['T-OLD', 'POISON']);
        await witness.until(async () => (await countOf('RecordParked')) > before);
        const parked = (await told(/RecordParked/)).find(({ meta }) => meta.causeId === `put-${n - 1}`)!;
        const { partition, key } = parked;
        const admin = new Kafka({ brokers, logLevel: 0 }).admin();
        await admin.connect();
        const offset = String(parked.meta.cause.offset + 1);
        await admin.fetchTopicOffsets('loading.commands'); // it deletes where it knows the leader
        await admin.deleteTopicRecords({ topic: 'loading.commands', partitions: [{ partition, offset }] });
        await admin.disconnect();
        expect(await answerTo(witness, await retry(key, partition))).toMatchObject({
          type: 'ParkedRetryFailed',
          reason: 'ORIGINAL_GONE',
        });
        const kept = await stored();
        expect(kept[`{${partition}}:queue:loading.dead-letters`]).toContain(key);
        await redis.flushdb();
        await witness.until(
          () =>
            host.status().filter(({ isLive }) => isLive).length === PARTITIONS &&
            witness.claims.filter(({ isRebuild }) => isRebuild).length >= PARTITIONS,
        );
        expect(await stored()).toEqual(kept);
      },
      CLUSTER_START_MS,
    );
  });
});
