import { Kafka, logLevel } from 'kafkajs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { KafkaLog, type Producer } from '@alataw/log';
import { createTopics } from '#local/topics';
import { activeProducers } from '../active-producers';
import { startBrokers, type Brokers } from '../brokers';
import type { Seen } from './ledger';
import { Wire } from './wire';

const START_MS = 90_000;
const TOPIC = 'release.events';
/** The shortest in which a broker forgets a producer, and how often it looks for them. */
const FORGETFUL = { 'producer.id.expiration.ms': '2000', 'producer.id.expiration.check.interval.ms': '500' };

describe(Wire.name, () => {
  const wire = new Wire();
  const { signal } = new AbortController();
  const open: KafkaLog[] = [];
  let dir: string;
  let brokers: Brokers;
  let before: Seen;
  let partition = -1;

  const connect = async (clientId: string): Promise<KafkaLog> => {
    const log = await KafkaLog.connect({ brokers: brokers.proxied, clientId, topics: [TOPIC] });
    open.push(log);
    return log;
  };
  const claim = (log: KafkaLog): Promise<Producer> => log.claim(`release-${partition}`);
  const append = async (log: KafkaLog, producer: Producer, firstSequence: number, ...values: string[]) => {
    const records = values.map((value) => ({ key: null, value: Buffer.from(value) }));
    const part = { topic: TOPIC, partition, producer: { ...producer, firstSequence }, records };
    const [outcome] = await log.append([part]);
    return 'baseOffset' in outcome! ? outcome.baseOffset : outcome!.refused.message;
  };
  const stored = async (log: KafkaLog): Promise<string[]> => {
    const to = (await log.endOffsets(TOPIC))[partition]!;
    const values: string[] = [];
    for await (const records of log.scan({ topic: TOPIC, partition, from: 0, to }))
      values.push(...records.map((record) => String(record.value)));
    return values;
  };
  /** What has been counted in this test. */
  const counted = (): Partial<Seen> =>
    Object.fromEntries(
      Object.entries(wire.seen)
        .map(([name, count]) => [name, count - before[name as keyof Seen]] as const)
        .filter(([, count]) => count !== 0),
    );

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'alataw-wire-'));
    brokers = await startBrokers({ dir, count: 1, settings: FORGETFUL, wire });
    const admin = new Kafka({ brokers: [...brokers.direct], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await createTopics(admin, [{ topic: TOPIC, numPartitions: 8 }]);
    await admin.disconnect();
  }, START_MS);
  beforeEach(() => {
    partition++;
    before = { ...wire.seen };
  });
  afterEach(async () => {
    for (const log of open.splice(0)) await log.close();
  });
  afterAll(async () => {
    await wire.close();
    await brokers?.close();
    rmSync(dir, { recursive: true, force: true });
  }, START_MS);

  it('keeps an answer from the client, who sends again and is answered with the offset of the first', async () => {
    const log = await connect('release-1');
    const producer = await claim(log);
    expect(await append(log, producer, 0, 'claim')).toBe(0);
    const dropped = wire.dropNextAnswer('release-1', signal);
    expect(await append(log, producer, 1, 'a', 'b')).toBe(1);
    expect(await dropped).toEqual({
      clientId: 'release-1',
      batches: [{ topic: TOPIC, partition, ...producer, firstSequence: 1, records: 2 }],
      answers: [{ topic: TOPIC, partition, errorCode: 0, baseOffset: 1 }],
    });
    expect(await stored(log)).toEqual(['claim', 'a', 'b']);
    expect(counted()).toEqual({
      appended: 2,
      repeatedSendAnsweredWithFirstOffset: 1,
      unknownOutcomeHadBeenAppended: 1,
    });
  });

  it('cuts before a request is sent on; sent again it is appended once', async () => {
    const log = await connect('release-1');
    const producer = await claim(log);
    const dropped = wire.dropNextRequest('release-1', signal);
    expect(await append(log, producer, 0, 'a')).toBe(0);
    expect(await dropped).toMatchObject({ batches: [{ firstSequence: 0 }], answers: null });
    expect(await stored(log)).toEqual(['a']);
    expect(counted()).toEqual({ appended: 1, unknownOutcomeHadNotBeenAppended: 1 });
  });

  it('keeps a request back until another owner has claimed, when it is refused', async () => {
    const [older, newer] = [await connect('release-1'), await connect('release-2')];
    const stale = await claim(older);
    expect(await append(older, stale, 0, 'claim 1')).toBe(0);
    const holding = wire.holdNextRequest('release-1', signal);
    const late = append(older, stale, 1, 'late');
    const held = await holding;
    expect(await append(newer, await claim(newer), 0, 'claim 2')).toBe(1);
    expect(await held.release()).toMatchObject([{ errorCode: 47 }]);
    expect(await late).toMatch('INVALID_PRODUCER_EPOCH');
    expect(await stored(newer)).toEqual(['claim 1', 'claim 2']);
    expect(counted()).toEqual({ appended: 2, staleEpochRefused: 1 });
  });

  it('sends on what a dead owner had sent, which a broker that has forgotten the epochs accepts', async () => {
    const [older, newer] = [await connect('release-1'), await connect('release-2')];
    const stale = await claim(older);
    expect(await append(older, stale, 0, 'claim 1')).toBe(0);
    const holding = wire.holdNextRequest('release-1', signal);
    const late = append(older, stale, 1, 'late');
    const held = await holding;
    expect(await append(newer, await claim(newer), 0, 'claim 2')).toBe(1);
    await older.close();
    await expect(late).rejects.toThrow('The log is closed');
    while ((await activeProducers(brokers.direct[0]!, TOPIC, partition)).length > 0) await delay(100);
    expect(await held.release()).toEqual([{ topic: TOPIC, partition, errorCode: 0, baseOffset: 2 }]);
    expect(await stored(newer)).toEqual(['claim 1', 'claim 2', 'late']);
    expect(counted()).toEqual({ appended: 3, staleEpochAccepted: 1 });
  }, 20_000);

  it('counts a gap in the sequence that the broker refuses', async () => {
    const log = await connect('release-1');
    const producer = await claim(log);
    expect(await append(log, producer, 0, 'claim')).toBe(0);
    expect(await append(log, producer, 5, 'gap')).toMatch('OUT_OF_ORDER');
    expect(counted()).toEqual({ appended: 1, outOfOrderRefused: 1 });
  });

  it('delays one client and not the other', async () => {
    const [slow, quick] = [await connect('release-1'), await connect('release-2')];
    const producer = await claim(slow);
    const another = await quick.claim(`release-another-${partition}`);
    const order: string[] = [];
    const undo = wire.delay('release-1', 1_500);
    const slowly = append(slow, producer, 0, 'slow').then(() => order.push('slow'));
    await append(quick, another, 0, 'quick').then(() => order.push('quick'));
    await slowly;
    undo();
    const begun = performance.now();
    await append(slow, producer, 1, 'no more');
    expect(performance.now() - begun).toBeLessThan(1_500);
    expect(order).toEqual(['quick', 'slow']);
  });

  it('cuts the connections of one client, or of everybody, who come back', async () => {
    const [one, two] = [await connect('release-1'), await connect('release-2')];
    const producer = await claim(one);
    await append(one, producer, 0, 'a');
    expect(wire.cut('release-1')).toBeGreaterThan(0);
    expect(wire.cut('release-1')).toBe(0);
    expect(await append(one, producer, 1, 'b')).toBe(1);
    expect(wire.cut(null)).toBeGreaterThanOrEqual(2);
    expect(wire.cut(null)).toBe(0);
    expect(await append(one, producer, 2, 'c')).toBe(2);
    expect(await stored(two)).toEqual(['a', 'b', 'c']);
  });

  it('lets go of what was armed when its signal comes', async () => {
    const log = await connect('release-1');
    const giveUp = new AbortController();
    const dropped = wire.dropNextRequest('release-1', giveUp.signal);
    giveUp.abort(new Error('given up'));
    await expect(dropped).rejects.toThrow('given up');
    expect(await append(log, await claim(log), 0, 'a')).toBe(0);
    expect(counted()).toEqual({ appended: 1 });
  });
});
