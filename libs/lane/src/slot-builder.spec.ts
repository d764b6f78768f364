import { partitionOf, topicSettings } from '@alataw/contracts';
import { KafkaLog } from '@alataw/log';
import { connectRedis, LaneProjection, ProjectionReader, SlotComparison } from '@alataw/projection';
import type { StageDefinition } from '@alataw/stage';
import type { Redis } from 'ioredis';
import { Kafka } from 'kafkajs';
import { createTopics } from '#local/topics';
import { once } from 'node:events';
import { dockCodec, dockStage, dockStage2, put, type DockParcel } from '../../../test/simulation/dock.stage';
import { CLUSTER_START_MS, ownCluster, type OwnCluster } from '../../../test/support/cluster';
import { LaneHost } from './lane-host';
import { SlotBuilder } from './slot-builder';
import { StageMachine } from './stage-machine';
import { StageRecords } from './stage-records';

const PARTITIONS = 3;
const LANES = [0, 1, 2];
const TOPICS = ['loading.commands', 'loading.events', 'loading.transfer', 'loading.dead-letters'];
const PARCELS = Array.from({ length: 60 }, (_, i) => `P${i}`);
const codec = dockCodec();

describe('a new fold beside live lanes', () => {
  const opened: (() => Promise<unknown>)[] = [];
  let cluster: OwnCluster;
  let redis: Redis;
  let log: KafkaLog;
  let reader: ProjectionReader<'loading', DockParcel>;
  let sent = 0;

  const partsOf = (definition: StageDefinition, signal: AbortSignal) => {
    const records = new StageRecords(definition, codec);
    records.open(PARTITIONS);
    return { records, projection: new LaneProjection(redis, { stage: 'loading', fold: records.fold }, signal) };
  };
  const connect = (clientId: string) => KafkaLog.connect({ brokers: [cluster.brokers], clientId, topics: TOPICS });
  /** Starts a version of the stage, and waits until it has all lanes. */
  const host = async (definition: StageDefinition) => {
    const stop = new AbortController();
    const { records, projection } = partsOf(definition, stop.signal);
    const own = await connect(`fold-${records.fold}`);
    const machine = new StageMachine(records);
    const folded: number[] = [];
    const lanes = new LaneHost({
      ...{ records, codec, log: own, projection, clock: Date.now, instance: `fold-${records.fold}` },
      decide: (round) => round.map((lane) => machine.decide(lane)),
      observer: { onClaimed: (_, details) => void folded.push(details.folded) },
    });
    const running = lanes.run();
    const close = async (): Promise<void> => {
      await lanes.stop();
      stop.abort();
      await own.close();
      await running;
    };
    lanes.assign(LANES);
    while (lanes.status().some((lane) => !lane.isLive)) await Promise.race([redis.ping(), running]);
    return { close, folded };
  };
  const build = async (definition: StageDefinition) => {
    const stop = new AbortController();
    const own = await connect('builder');
    let folded = 0;
    const builder = new SlotBuilder({
      ...{ ...partsOf(definition, stop.signal), codec, log: own },
      onFolded: (count) => (folded += count),
    });
    const running = builder.run(stop.signal);
    const close = async (): Promise<void> => {
      stop.abort();
      await running;
      await own.close();
    };
    const states = () => builder.status().map(({ state }) => state);
    return { builder, running, close, states, folded: () => folded };
  };
  const send = async (count: number): Promise<void> => {
    const pairs = Array.from({ length: count }, (_, i) => [`T${(sent + i) % 7}`, PARCELS[(sent + i) % 60]!] as const);
    await log.publish(
      pairs.map(([truck, parcel]) => ({
        ...{ topic: 'loading.commands', partition: partitionOf(truck, PARTITIONS) },
        ...put(codec, sent++, truck, parcel),
      })),
    );
  };
  /** Waits until every command has led to an output, all outputs stand in what readers follow, and no more come. */
  const settled = async (): Promise<void> => {
    for (let before = ''; ;) {
      const ends = await log.endOffsets('loading.events');
      const { loading } = await reader.marks();
      const { count } = await reader.queue('loading.reserving');
      const isDecided = ends.reduce((sum, end) => sum + end, 0) >= sent;
      if (isDecided && ends.join() === loading.join() && ends.join() === before && count === 0) return;
      before = ends.join();
    }
  };
  const compare = () =>
    SlotComparison.run(redis, { stage: 'loading', fold: 2 }, LANES, (a, b) => {
      const [x, y] = [a, b].map((bytes) => codec.decode(bytes).value as Record<string, unknown>);
      return Object.keys(x!).filter((name) => JSON.stringify(x![name]) !== JSON.stringify(y![name]));
    });

  beforeAll(async () => {
    cluster = await ownCluster();
    const admin = new Kafka({ brokers: [cluster.brokers], logLevel: 0 }).admin();
    await admin.connect();
    const configEntries = Object.entries(topicSettings.defaults).map(([name, value]) => ({ name, value: `${value}` }));
    const topics = TOPICS.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: 1, configEntries }));
    await createTopics(admin, topics);
    await admin.disconnect();
    redis = connectRedis(cluster.redisUrl);
    await once(redis, 'ready');
    log = await connect('spec');
    reader = new ProjectionReader({
      ...{ redis, stages: ['loading'], partitions: PARTITIONS },
      ...{ partitionOf: (id: string) => partitionOf(id, PARTITIONS) },
      decodeState: (bytes: Buffer) => codec.decode(bytes).value as object as DockParcel,
    });
  }, CLUSTER_START_MS);
  afterAll(async () => {
    for (const close of opened.splice(0)) await close();
    await log?.close();
    redis?.disconnect();
    await cluster?.stop();
  }, CLUSTER_START_MS);

  it(
    'is built, compared, shown and rolled back, while readers never miss anything',
    async () => {
      let old = await host(dockStage);
      await send(240);
      await settled();

      // A builder that dies half-way; the next goes on from its mark, and the first one leaves it alone.
      const first = await build(dockStage2);
      opened.push(first.close);
      await first.builder.built;
      const [stale] = await redis.hmget('{0}:loading@2:lane', 'mark');
      await first.close();
      opened.pop();
      await send(60);
      await settled();
      const second = await build(dockStage2);
      opened.push(second.close);
      await second.builder.built;
      expect(Number(stale)).toBeGreaterThan(0);
      expect(second.folded()).toBeLessThan(first.folded());

      const differences = await compare();
      expect(differences).toMatchObject({ lanes: 3, onlyFollowed: 0, onlyBuilt: 0, unsettled: 0 });
      expect([...differences.fields.keys()]).toEqual(['declined']);
      expect(differences.equal + differences.different).toBe(PARCELS.length + 7);
      expect(differences.counts.get('contested')).toEqual({ followed: 0, built: differences.different });
      expect([...differences.sets.keys()]).toContain('index:contested');

      // Readers poll during all that follows.
      const faults: string[] = [];
      const sequences = new Map<string, number>();
      let marks = (await reader.marks()).loading;
      let isPolling = true;
      let polls = 0;
      const views = new Set<string>();
      const poll = async (): Promise<void> => {
        for (; isPolling; polls++) {
          const entities = await reader.entities('parcel', PARCELS);
          entities.forEach(({ loading }, i) => {
            const id = PARCELS[i]!;
            if (!loading) return void faults.push(`${id} is not to be seen`);
            if (loading.sequence < (sequences.get(id) ?? 0)) faults.push(`${id} has become older`);
            sequences.set(id, loading.sequence);
            const { declined } = loading.state;
            if (declined === 0) return;
            const isOfTheOld = declined === loading.sequence - 1;
            const isOfTheNew = declined === 100 * (loading.sequence - 1);
            if (isOfTheOld === isOfTheNew) faults.push(`${id} is of neither fold: ${declined} at ${loading.sequence}`);
            views.add(isOfTheNew ? 'new' : 'old');
          });
          const now = (await reader.marks()).loading;
          if (now.some((mark, p) => mark < marks[p]!)) faults.push(`the marks go back from ${marks} to ${now}`);
          marks = now;
          const queues = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((n) => reader.queue(`loading.on-T${n}`)));
          const onTrucks = queues.reduce((sum, { count }) => sum + count, 0);
          if (onTrucks !== PARCELS.length) faults.push(`${onTrucks} parcels stand in the trucks' queues`);
        }
      };
      const polling = poll();
      await send(60);
      await old.close(); // as a rolling deployment does
      const fresh = await host(dockStage2);
      await send(60);
      await settled();
      expect(views).toContain('new');
      expect(Math.max(...fresh.folded)).toBeLessThan(200); // of the more than 800 records of the output
      while (second.states().some((state) => state !== 'live')) await redis.ping();

      await fresh.close();
      views.clear();
      old = await host(dockStage);
      opened.push(old.close);
      await send(60);
      await settled();
      while (!views.has('old')) await redis.ping();
      isPolling = false;
      await polling;
      expect(polls).toBeGreaterThan(20);
      expect(faults).toEqual([]);
    },
    2 * CLUSTER_START_MS,
  );

  it(
    'is left to the builder that came last, and to nobody where readers follow it',
    async () => {
      const one = await build(dockStage2);
      opened.push(one.close);
      await one.builder.built;
      const two = await build(dockStage2);
      opened.push(two.close);
      await two.builder.built;
      await send(60);
      while (one.states().some((state) => state !== 'overtaken')) await Promise.race([redis.ping(), one.running]);
      expect(two.states()).toEqual(['whole', 'whole', 'whole']);
      const other = await build(dockStage);
      opened.push(other.close);
      await other.builder.built;
      expect(other.states()).toEqual(['live', 'live', 'live']);
    },
    CLUSTER_START_MS,
  );
});
