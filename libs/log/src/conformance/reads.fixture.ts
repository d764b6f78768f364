import { Kafka } from 'kafkajs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fetched } from '../fetcher';
import { text, type Bench } from './bench.fixture';
import { leaveAborted, leaveInterleavedAborts } from './transactions.fixture';
import { API, Wire } from './wire.fixture';

/** The broker looks for what it can compact every 15 s. */
const COMPACTION_MS = 60_000;

const values = (fetched: readonly Fetched[]): string[] =>
  fetched.flatMap(({ batches }) => batches.flatMap(({ records }) => text(records)));

/** Read, readAt, follow, tail: every record once and in order, whatever else stands between them. */
export function describeReads(bench: Bench): void {
  const read = async (range: { from: number; to: number; topic?: string; partition?: number; checkCrc?: boolean }) => {
    const { topic, partition } = bench;
    const all: Fetched[] = [];
    for await (const fetched of bench.log.read({ topic, partition, ...range })) all.push(fetched);
    return all;
  };
  const plainKafka = () => new Kafka({ brokers: bench.brokers, logLevel: 0 });

  describe('a reader', () => {
    it('is told who wrote a batch, and gets keys, headers and time', async () => {
      const { topic, partition } = bench;
      const producer = await bench.claim();
      const record = { key: null, value: Buffer.from('v'), headers: { origin: '3:17' } };
      const before = Date.now();
      await bench.log.append([{ topic, partition, producer: { ...producer, firstSequence: 0 }, records: [record] }]);
      const [fetched, ...more] = await read({ from: 0, to: 1, checkCrc: true });
      expect(more).toEqual([]);
      expect(fetched!.batches).toMatchObject([{ ...producer, isControl: false, baseOffset: 0, lastOffset: 0 }]);
      const [got] = fetched!.batches[0]!.records;
      expect(got).toMatchObject({ ...record, offset: 0 });
      expect(got!.timestamp).toBeGreaterThanOrEqual(before);
    });

    it('gets one record at its offset, and null beyond the end', async () => {
      await bench.append(await bench.claim(), 0, 'a', 'b', 'c');
      const { topic, partition } = bench;
      expect(String((await bench.log.readAt(topic, partition, 1))?.value)).toBe('b');
      expect(await bench.log.readAt(topic, partition, 3)).toBeNull();
    });

    it('gets null where retention has removed the record', async () => {
      await bench.append(await bench.claim(), 0, 'a', 'b', 'c');
      const { topic, partition, admin } = bench;
      await admin.fetchTopicOffsets(topic); // it deletes where it knows the leader
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: '2' }] });
      expect(await bench.log.readAt(topic, partition, 1)).toBeNull();
      expect(String((await bench.log.readAt(topic, partition, 2))?.value)).toBe('c');
    });

    it('may begin in the middle of a big batch', async () => {
      const big = Array.from({ length: 500 }, (_, i) => `${i}`.padEnd(1_000, '.'));
      await bench.append(await bench.claim(), 0, ...big);
      expect(values(await read({ from: 250, to: 500 }))).toEqual(big.slice(250));
    });

    it('is told the place when it asks for an offset outside of the log', async () => {
      const { topic, partition } = bench;
      const said = `Offset 9 of ${topic}/${partition} is not in the log`;
      await expect(read({ from: 9, to: 10 })).rejects.toThrow(said);
      const loop = { positions: () => [{ topic, partition, offset: 9 }], onFetched: () => undefined };
      await expect(bench.log.follow(loop, new AbortController().signal)).rejects.toThrow(said);
    });

    it('knows where the log begins after records were deleted', async () => {
      const { topic, partition } = bench;
      await bench.publish('a', 'b', 'c');
      const admin = plainKafka().admin();
      await admin.connect();
      await admin.fetchTopicOffsets(topic); // kafkajs deletes only where it has learned who leads
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: '2' }] });
      await admin.disconnect();
      expect((await bench.log.startOffsets(topic))[partition]).toBe(2);
      expect((await bench.log.endOffsets(topic))[partition]).toBe(3);
      await expect(read({ from: 0, to: 3 })).rejects.toThrow(`Offset 0 of ${topic}/${partition} is not in the log`);
    });

    it('comes to the end of a stretch that ends with aborted records and a marker', async () => {
      const { topic, partition } = bench;
      await bench.publish('published');
      await leaveAborted(plainKafka(), { topic, partition });
      const end = 3; // published, aborted, marker: the broker writes it a moment after it has answered
      while ((await bench.log.endOffsets(topic))[partition]! < end) await delay(20);
      expect((await read({ from: 1, to: end })).at(-1)!.next).toBe(end);
    });

    it('gets the records of transactions of others whatever became of them, and no markers', async () => {
      const { topic, partition } = bench;
      await leaveInterleavedAborts(plainKafka(), { topic, partition });
      const { batches } = (await read({ from: 0, to: 5 }))[0]!;
      expect(text(batches.flatMap(({ records }) => records))).toEqual(['a', 'b', 'kept']);
      expect(batches.map(({ isControl }) => isControl)).toEqual([false, false, true, true, false]);
    });

    it(
      'passes over batches that compaction has emptied',
      async () => {
        const topic = `${bench.topic}-compacted`;
        await leaveEmptyBatch(bench, topic);
        expect(values(await read({ topic, partition: 0, from: 0, to: 2 }))).toEqual(['second']);
        expect((await bench.log.readAt(topic, 0, 0)) === null).toBe(true);
      },
      COMPACTION_MS,
    );

    it('notices a damaged batch when it asks for checksums', async () => {
      await bench.publish('harmless');
      const wire = await Wire.up(bench.brokers[0]!);
      try {
        const { topic, partition } = bench;
        const log = await bench.open('damaged');
        wire.nextAnswer(API.fetch, damage('harmless', 'harmful!'));
        const reading = (checkCrc: boolean) =>
          log.read({ topic, partition, from: 0, to: 1, checkCrc })[Symbol.asyncIterator]().next();
        await expect(reading(true)).rejects.toThrow('wrong checksum');
        wire.nextAnswer(API.fetch, damage('harmless', 'harmful!'));
        // Without the check it is believed: the broker and TCP have checked it before.
        expect(values([(await reading(false)).value as Fetched])).toEqual(['harmful!']);
      } finally {
        await wire.down();
      }
    });

    it('goes on when a connection falls silent', async () => {
      await bench.publish('heard');
      const wire = await Wire.up(bench.brokers[0]!);
      try {
        const { topic, partition } = bench;
        const log = await bench.open('silence');
        let silences = 0;
        wire.nextAnswer(API.fetch, () => (silences++, 'silence'));
        expect(String((await log.readAt(topic, partition, 0))?.value)).toBe('heard');
        expect(silences).toBe(1);
      } finally {
        await wire.down();
      }
    }, 30_000);
  });

  describe('a tail', () => {
    const tail = async (from: 'start' | 'end' | Record<string, number[]>, count: number, onStarted: () => unknown) => {
      const stop = new AbortController();
      const seen: string[] = [];
      await bench.log.tail({
        topics: [bench.topic],
        from,
        signal: stop.signal,
        onStarted: () => void onStarted(),
        onRecords: (records) => {
          seen.push(...text(records.filter(({ partition }) => partition === bench.partition)));
          if (seen.length >= count) stop.abort();
        },
      });
      return seen;
    };

    it('from the end gets what comes after', async () => {
      await bench.publish('before');
      expect(await tail('end', 2, () => bench.publish('after', 'later'))).toEqual(['after', 'later']);
    });

    it('from the start, or from given offsets, gets what is there and what comes', async () => {
      await bench.publish('a', 'b');
      expect(await tail('start', 3, () => bench.publish('c'))).toEqual(['a', 'b', 'c']);
      const ends = await bench.log.endOffsets(bench.topic);
      const from = { [bench.topic]: ends.map((end, p) => (p === bench.partition ? 1 : end)) };
      expect(await tail(from, 2, () => undefined)).toEqual(['b', 'c']);
    });

    it('goes on after a connection was cut, and hands over each record once', async () => {
      const wire = await Wire.up(bench.brokers[0]!);
      try {
        const log = await bench.open('cut-tail');
        const stop = new AbortController();
        const seen: string[] = [];
        let cuts = 0;
        await log.tail({
          topics: [bench.topic],
          from: 'end',
          signal: stop.signal,
          onStarted: () => {
            wire.nextAnswer(API.fetch, () => (cuts++, 'cut'));
            void bench.publish('a', 'b');
          },
          onRecords: (records) => {
            seen.push(...text(records.filter(({ partition }) => partition === bench.partition)));
            if (seen.length >= 2) stop.abort();
          },
        });
        expect(cuts).toBe(1);
        expect(seen).toEqual(['a', 'b']);
      } finally {
        await wire.down();
      }
    });
  });
}

/** Replaces a text in the bytes of an answer by another of the same length. */
const damage =
  (from: string, to: string) =>
  (answer: Buffer): Buffer => {
    const at = answer.indexOf(from);
    if (at >= 0) answer.write(to, at);
    return answer;
  };

/**
 * Two producers write the same key, one record each; compaction removes the first record and keeps its batch, since the
 * broker knows the producer's sequence by it.
 */
async function leaveEmptyBatch(bench: Bench, topic: string): Promise<void> {
  const config = { 'cleanup.policy': 'compact', 'segment.ms': '100', 'min.cleanable.dirty.ratio': '0.001' };
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  await bench.createTopic({ topic, numPartitions: 1, configEntries });
  await bench.log.use([topic]);
  for (const value of ['first', 'second', 'unrelated']) {
    const producer = { ...(await bench.log.claim(`${topic}-${value}`)), firstSequence: 0 };
    const key = Buffer.from(value === 'unrelated' ? 'other' : 'same');
    await bench.log.append([{ topic, partition: 0, producer, records: [{ key, value: Buffer.from(value) }] }]);
    await delay(150); // a segment is closed by the first record after segment.ms: there is no other sign of it
  }
  while ((await bench.log.readAt(topic, 0, 0)) !== null) await delay(200);
}
