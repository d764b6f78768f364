import { Kafka, logLevel } from 'kafkajs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KafkaLog, type Producer } from '@alataw/log';
import { brokerAnswers } from '#local/kafka';
import { startBrokers, type Brokers } from './brokers';

const START_MS = 90_000;
const TOPIC = 'release.events';
/** A lane may stand still this long when the broker that leads its partition dies. */
const LONGEST_STALL_MS = 15_000;

const portOf = (address: string): number => Number(address.split(':')[1]);

describe('three brokers', () => {
  let dir: string;
  let brokers: Brokers;
  let log: KafkaLog;
  let producer: Producer;
  let sequence = 0;

  const append = async (value: string): Promise<number> => {
    const firstSequence = sequence++;
    const records = [{ key: null, value: Buffer.from(value) }];
    const part = { topic: TOPIC, partition: 0, producer: { ...producer, firstSequence }, records };
    const [outcome] = await log.append([part]);
    if (!outcome || 'refused' in outcome) throw outcome?.refused ?? new Error('no outcome');
    return outcome.baseOffset;
  };
  const leader = async (): Promise<number> => {
    const kafka = new Kafka({ brokers: [...brokers.direct], logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata({ topics: [TOPIC] });
    await admin.disconnect();
    return topics[0]!.partitions[0]!.leader - 1;
  };

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'alataw-brokers-'));
    brokers = await startBrokers({ dir });
    const admin = new Kafka({ brokers: [...brokers.direct], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 1 }], waitForLeaders: true });
    await admin.disconnect();
    log = await KafkaLog.connect({ brokers: brokers.proxied, clientId: 'release-1', topics: [TOPIC] });
    producer = await log.claim('release-0');
  }, START_MS);
  afterAll(async () => {
    await log?.close();
    await brokers?.close();
    rmSync(dir, { recursive: true, force: true });
  }, START_MS);

  it(
    'go on appending when the leader is killed, and are whole again when it is back',
    async () => {
      expect(await append('before')).toBe(0);
      const killed = await leader();
      const killedAt = performance.now();
      await brokers.kill(killed);
      expect(await append('after')).toBe(1);
      const stalled = performance.now() - killedAt;
      if (process.env['BROKERS_TIMES']) process.stderr.write(`stalled for ${Math.round(stalled)} ms\n`);
      expect(stalled).toBeLessThan(LONGEST_STALL_MS);
      expect(await leader()).not.toBe(killed);
      await brokers.start(killed);
      await brokers.whole();
      expect(await append('whole')).toBe(2);
      expect(await log.endOffsets(TOPIC)).toEqual([3]);
    },
    START_MS,
  );

  it(
    'are stopped and started one after the other without a loss',
    async () => {
      const first = await append('rolling');
      for (const n of [0, 1, 2]) {
        await brokers.stop(n);
        expect(await brokerAnswers(portOf(brokers.direct[n]!))).toBe(false);
        expect(await append(`without ${n}`)).toBe(first + 1 + n);
        await brokers.start(n);
        await brokers.whole();
      }
    },
    START_MS,
  );
});
