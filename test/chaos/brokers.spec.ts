import { Kafka, logLevel } from 'kafkajs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KafkaLog, type Producer } from '@alataw/log';
import { brokerAnswers } from '#local/kafka';
import { createTopics } from '#local/topics';
import { startBrokers, type Brokers } from './brokers';

/** Three brokers share two cores with all that runs beside this test. */
const START_MS = 180_000;
const TOPIC = 'release.events';
const CLAIM = 'claim';
/** A lane may stand still this long when the broker that leads its partition dies. */
const LONGEST_STALL_MS = 15_000;

const portOf = (address: string): number => Number(address.split(':')[1]);

describe('three brokers', () => {
  let dir: string;
  let brokers: Brokers;
  let log: KafkaLog;
  let producer: Producer;
  let sequence = 0;

  const appendOnce = async (value: string): Promise<boolean> => {
    const firstSequence = sequence++;
    const records = [{ key: null, value: Buffer.from(value) }];
    const part = { topic: TOPIC, partition: 0, producer: { ...producer, firstSequence }, records };
    const [outcome] = await log.append([part]);
    return outcome !== undefined && 'baseOffset' in outcome;
  };
  const claim = async (): Promise<void> => {
    do {
      producer = await log.claim('release-0');
      sequence = 0;
    } while (!(await appendOnce(CLAIM)));
  };
  const stored = async (): Promise<string[]> => {
    const to = (await log.endOffsets(TOPIC))[0]!;
    const values: string[] = [];
    for await (const records of log.scan({ topic: TOPIC, partition: 0, from: 0, to }))
      values.push(...records.map((record) => String(record.value)));
    return values.filter((value) => value !== CLAIM);
  };
  /** As a lane does: what is refused or unknown is settled by a claim and by reading. */
  const append = async (value: string): Promise<void> => {
    while (!(await appendOnce(value))) {
      await claim();
      if ((await stored()).includes(value)) return;
    }
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
    await createTopics(admin, [{ topic: TOPIC, numPartitions: 1 }]);
    await admin.disconnect();
    log = await KafkaLog.connect({ brokers: brokers.proxied, clientId: 'release-1', topics: [TOPIC] });
    await claim();
  }, START_MS);
  afterAll(async () => {
    await log?.close();
    await brokers?.close();
    rmSync(dir, { recursive: true, force: true });
  }, START_MS);

  it(
    'go on appending when the leader is killed, and are whole again when it is back',
    async () => {
      await append('before the crash');
      const killed = await leader();
      const killedAt = performance.now();
      await brokers.kill(killed);
      await append('after the crash');
      const stalled = performance.now() - killedAt;
      expect(stalled).toBeLessThan(LONGEST_STALL_MS);
      expect(await leader()).not.toBe(killed);
      await brokers.start(killed);
      await brokers.whole();
      await append('whole');
      expect(await stored()).toEqual(['before the crash', 'after the crash', 'whole']);
    },
    START_MS,
  );

  it(
    'append on while one of them is stopped in order and started again',
    async () => {
      const stopped = await leader();
      const before = await stored();
      await brokers.stop(stopped);
      expect(await brokerAnswers(portOf(brokers.direct[stopped]!))).toBe(false);
      await append('without it');
      await brokers.start(stopped);
      await brokers.whole();
      expect(await stored()).toEqual([...before, 'without it']);
    },
    START_MS,
  );
});
