import { Kafka } from 'kafkajs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { CLUSTER_START_MS, testCluster } from '../../../test/support/cluster';
import { KafkaLog } from './kafka-log';
import type { Producer } from './kafka-client';
import type { LogRecord } from './record-batch';

let brokers: string[] = [];

const text = (records: readonly LogRecord[]): string[] => records.map((r) => String(r.value));

describe('KafkaLog on a live broker', () => {
  const topic = `log-spec-${process.pid}`;
  const closing: (() => Promise<unknown>)[] = [];

  const open = async (clientId: string): Promise<KafkaLog> => {
    const log = await KafkaLog.connect({ brokers, clientId, topics: [topic] });
    closing.push(() => log.close());
    return log;
  };
  let partition = 0;
  let log: KafkaLog;

  beforeAll(async () => {
    brokers = [(await testCluster()).brokers];
    const admin = new Kafka({ brokers, logLevel: 0 }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 12, replicationFactor: 1 }], waitForLeaders: true });
    await admin.disconnect();
    log = await open('log-spec');
  }, CLUSTER_START_MS);
  beforeEach(() => {
    partition++;
  });
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  const append = async (producer: Producer, firstSequence: number, ...values: string[]) => {
    const records = values.map((v) => ({ key: Buffer.from('k'), value: Buffer.from(v) }));
    const [outcome] = await log.append([{ topic, partition, producer: { ...producer, firstSequence }, records }]);
    return 'baseOffset' in outcome! ? outcome.baseOffset : outcome!.refused.message;
  };
  const readAll = async (): Promise<string[]> => {
    const to = (await log.endOffsets(topic))[partition]!;
    const values: string[] = [];
    for await (const records of log.scan({ topic, partition, from: 0, to })) values.push(...text(records));
    return values;
  };

  it('answers a repeated append with the offset of the first and stores it once', async () => {
    const producer = await log.claim(`${topic}-${partition}`);
    expect(await append(producer, 0, 'a', 'b')).toBe(0);
    expect(await append(producer, 0, 'a', 'b')).toBe(0);
    expect(await append(producer, 2, 'c')).toBe(2);
    expect(await readAll()).toEqual(['a', 'b', 'c']);
  });

  it('refuses an older epoch once the next one has appended', async () => {
    const older = await log.claim(`${topic}-${partition}`);
    expect(await append(older, 0, 'a')).toBe(0);
    const newer = await log.claim(`${topic}-${partition}`);
    expect(newer).toEqual({ producerId: older.producerId, producerEpoch: older.producerEpoch + 1 });
    expect(await append(newer, 0, 'claim')).toBe(1);
    expect(await append(older, 1, 'b')).toMatch('INVALID_PRODUCER_EPOCH');
    expect(await readAll()).toEqual(['a', 'claim']);
  });

  it('refuses a gap in the sequence', async () => {
    const producer = await log.claim(`${topic}-${partition}`);
    await append(producer, 0, 'a');
    expect(await append(producer, 5, 'b')).toMatch('OUT_OF_ORDER_SEQUENCE_NUMBER');
  });

  it('tells who wrote a batch, and keeps keys, headers and time', async () => {
    const producer = await log.claim(`${topic}-${partition}`);
    const record = { key: null, value: Buffer.from('v'), headers: { origin: '3:17' } };
    await log.append([{ topic, partition, producer: { ...producer, firstSequence: 0 }, records: [record] }]);
    for await (const fetched of log.read({ topic, partition, from: 0, to: 1, checkCrc: true })) {
      expect(fetched.batches).toMatchObject([{ ...producer, isControl: false, baseOffset: 0, lastOffset: 0 }]);
      expect(fetched.batches[0]!.records).toMatchObject([{ ...record, offset: 0 }]);
    }
  });

  it('publishes calls made at once in their order, merged', async () => {
    const calls = Array.from({ length: 50 }, (_, i) =>
      log.publish([0, 1].map((n) => ({ topic, partition, key: null, value: Buffer.from(`${i}.${n}`) }))),
    );
    const offsets = (await Promise.all(calls)).flat().map((p) => p.offset);
    expect(offsets).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(await readAll()).toEqual(Array.from({ length: 50 }, (_, i) => [`${i}.0`, `${i}.1`]).flat());
  });

  it('publishes on when the broker refuses its sequence', async () => {
    const publish = (value: string) => log.publish([{ topic, partition, key: null, value: Buffer.from(value) }]);
    await publish('a');
    const publisher = (log as unknown as { publisher: { sequences: Map<string, number> } }).publisher;
    publisher.sequences.set(`${topic}/${partition}`, 77);
    await publish('b');
    expect(await readAll()).toEqual(['a', 'b']);
  });

  it('reads one record at its offset, and null beyond the end', async () => {
    const producer = await log.claim(`${topic}-${partition}`);
    await append(producer, 0, 'a', 'b', 'c');
    expect(String((await log.readAt(topic, partition, 1))?.value)).toBe('b');
    expect(await log.readAt(topic, partition, 3)).toBeNull();
  });

  it('reads null where retention has removed the record', async () => {
    await append(await log.claim(`${topic}-${partition}`), 0, 'a', 'b', 'c');
    const admin = new Kafka({ brokers, logLevel: 0 }).admin();
    await admin.connect();
    await admin.fetchTopicOffsets(topic); // it deletes where it knows the leader
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: '2' }] });
    await admin.disconnect();
    expect(await log.readAt(topic, partition, 1)).toBeNull();
    expect(String((await log.readAt(topic, partition, 2))?.value)).toBe('c');
  });

  it('names the offsets when a position lies outside of the log', async () => {
    const reading = (async () => {
      for await (const fetched of log.read({ topic, partition, from: 9, to: 10 })) expect(fetched).toBeNull();
    })();
    await expect(reading).rejects.toThrow(`Offset 9 of ${topic}/${partition} is not in the log`);
  });

  it('tails from the end what comes after', async () => {
    const stop = new AbortController();
    await log.publish([{ topic, partition, key: null, value: Buffer.from('before') }]);
    const seen: string[] = [];
    let started = (): void => undefined;
    const tailing = new Promise<void>((resolve) => (started = resolve));
    let tail: Promise<void> | undefined;
    const both = new Promise<void>((resolve) => {
      tail = log.tail({
        topics: [topic],
        from: 'end',
        signal: stop.signal,
        onStarted: () => started(),
        onRecords: (records) => {
          seen.push(...text(records));
          if (seen.length === 2) resolve();
        },
      });
    });
    await tailing;
    await log.publish(['after', 'later'].map((v) => ({ topic, partition, key: null, value: Buffer.from(v) })));
    await both;
    stop.abort();
    await tail;
    expect(seen).toEqual(['after', 'later']);
  });

  describe('a group', () => {
    const groupId = `${topic}-group`;
    const owned = new Map<string, readonly number[]>();
    let changed = (): void => undefined;
    const settled = async (condition: () => boolean): Promise<void> => {
      while (!condition()) await new Promise<void>((resolve) => (changed = resolve));
    };
    const join = async (clientId: string): Promise<void> => {
      const member = await (
        await open(clientId)
      ).join({
        groupId,
        topics: [topic],
        onAssigned: (partitions) => {
          owned.set(clientId, partitions);
          changed();
        },
        onFailed: (cause) => {
          throw cause;
        },
      });
      closing.push(() => member.leave());
    };

    it('shares the partitions evenly', async () => {
      await join('one');
      await settled(() => owned.get('one')?.length === 12);
      await join('two');
      await settled(() => owned.get('one')?.length === 6 && owned.get('two')?.length === 6);
      expect(new Set([...owned.get('one')!, ...owned.get('two')!]).size).toBe(12);
    });

    it('does not wait for the session of a killed member that comes back under its name', async () => {
      const script = `
        const { Kafka } = require('kafkajs');
        const consumer = new Kafka({ brokers: ['${brokers[0]}'], clientId: 'three', logLevel: 0 }).consumer({
          groupId: '${groupId}-killed', sessionTimeout: 60000, heartbeatInterval: 1000 });
        consumer.on('consumer.group_join', () => console.log('joined'));
        consumer.connect().then(() => consumer.subscribe({ topics: ['${topic}'] }))
          .then(() => consumer.run({ eachBatch: async () => {} }));`;
      const killed = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
      await once(killed.stdout, 'data');
      killed.kill('SIGKILL');
      await once(killed, 'exit');
      const back = await open('three');
      const assigned = new Promise<readonly number[]>((resolve, reject) => {
        back
          .join({ groupId: `${groupId}-killed`, topics: [topic], onAssigned: resolve, onFailed: reject })
          .then((member) => closing.push(() => member.leave()), reject);
      });
      expect(await assigned).toHaveLength(12); // with its session of a minute to wait for, this test would time out
    }, 20_000);
  });
});
