import { KafkaLog, OutOfRangeError, type Fetched, type LogRecord } from '@alataw/log';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CLUSTER_START_MS } from '../../../test/support/cluster';
import { Bench } from '../../log/src/conformance/bench.fixture';
import { FeedReader, type FeedNewsLog, type FeedReadLog, type Stretch } from './feed-reader';

describe(FeedReader.name, () => {
  const bench = new Bench('feed-reader', (options) => KafkaLog.connect(options));
  const stop = new AbortController();
  let reader: FeedReader;
  let running: Promise<void>;
  let topic = '';
  /** Fetches that were made for readers, besides the shared one. */
  let fetches = 0;

  beforeAll(async () => {
    await bench.start();
    const reads = (await bench.open('reads')) as KafkaLog;
    const news = (await bench.open('news')) as KafkaLog;
    const enter = () => Promise.resolve(((fetches += 1), () => undefined));
    reader = new FeedReader(reads, news, enter);
    running = reader.run(stop.signal);
  }, CLUSTER_START_MS);
  beforeEach(async () => {
    bench.nextPartition();
    topic = `${bench.topic}-${bench.partition}`;
    await bench.log.ensureTopics([topic]);
  });
  afterAll(async () => {
    stop.abort();
    await running;
    await bench.close();
  }, CLUSTER_START_MS);

  const publish = (...values: string[]) =>
    bench.log.publish(values.map((value) => ({ topic, partition: 0, key: null, value: Buffer.from(value) })));
  const texts = ({ records }: Pick<Stretch, 'records'>): string[] => records.map(({ value }) => String(value));
  const now = AbortSignal.abort();
  const ever = (): AbortSignal => new AbortController().signal;
  /** Reads on from an offset until so many records have come. */
  const readAll = async (from: number, count: number, of = topic): Promise<LogRecord[]> => {
    const read: LogRecord[] = [];
    for (let at = from; read.length < count;) {
      const { records, next } = await reader.read(of, at, ever());
      read.push(...records);
      at = next;
    }
    return read;
  };
  const waits = async (count: number): Promise<void> => {
    while (reader.waiting < count) await nextTurn();
  };

  it('reads what is there from any offset on, and says where to go on', async () => {
    await publish('a', 'b', 'c');
    const stretch = await reader.read(topic, 1, ever());
    expect([texts(stretch), stretch.next]).toEqual([['b', 'c'], 3]);
    expect(await reader.read(topic, 3, now)).toEqual({ records: [], next: 3 });
  });

  it('wakes all who wait, at whatever place, with what each has not read', async () => {
    await publish('a');
    const early = Promise.all(Array.from({ length: 20 }, () => reader.read(topic, 1, ever())));
    await waits(20);
    const made = fetches;
    await publish('b', 'c');
    for (const stretch of await early) expect([texts(stretch), stretch.next]).toEqual([['b', 'c'], 3]);
    const late = reader.read(topic, 3, ever());
    await waits(1);
    // All were told by the fetch that they share.
    expect(fetches).toBe(made);
    await publish('d');
    expect(texts(await late)).toEqual(['d']);
  });

  it('leaves nothing out and gives nothing twice, to readers of several feeds that are written meanwhile', async () => {
    const other = `${topic}-other`;
    await bench.log.ensureTopics([other]);
    const read = Promise.all([readAll(0, 300), readAll(0, 300), readAll(0, 300, other)]);
    const expected = Array.from({ length: 300 }, (_, n) => String(n));
    for (const value of expected) {
      await publish(value);
      await bench.log.publish([{ topic: other, partition: 0, key: null, value: Buffer.from(value) }]);
    }
    for (const records of await read) expect(texts({ records })).toEqual(expected);
  });

  it('frees a wait that is given up', async () => {
    const given = new AbortController();
    const waiting = reader.read(topic, 0, given.signal);
    await waits(1);
    given.abort();
    expect(await waiting).toEqual({ records: [], next: 0 });
    expect(reader.waiting).toBe(0);
  });

  it('waits for a feed that there is none of yet', async () => {
    const later = `${topic}-later`;
    expect(await reader.read(later, 0, now)).toEqual({ records: [], next: 0 });
    expect(await reader.bounds(later)).toEqual({ start: 0, end: 0 });
    const waiting = reader.read(later, 0, ever());
    await bench.log.ensureTopics([later]);
    await bench.log.publish([{ topic: later, partition: 0, key: null, value: Buffer.from('first') }]);
    expect(texts(await waiting)).toEqual(['first']);
  });

  it('tells of a place that retention has passed, or that lies beyond the end, and goes on for all others', async () => {
    await publish('a', 'b', 'c');
    await bench.admin.fetchTopicOffsets(topic); // lets kafkajs know the topic's leader
    await bench.admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '2' }] });
    await expect(reader.read(topic, 1, ever())).rejects.toThrow(OutOfRangeError);
    await expect(reader.read(topic, 4, ever())).rejects.toThrow(OutOfRangeError);
    expect(await reader.bounds(topic)).toEqual({ start: 2, end: 3 });
    expect(texts(await reader.read(topic, 2, ever()))).toEqual(['c']);
  });
});

describe('readers that wait at several places of a feed', () => {
  const records = [0, 1, 2, 3].map((offset) => ({ offset, timestamp: 0, key: null, value: null, headers: null }));
  /** A feed of `end` records, whose news come when the test says so. */
  const held = () => {
    let end = 1;
    let loop: Parameters<FeedNewsLog['follow']>[0] | undefined;
    let fail: (error: Error) => void = () => undefined;
    const knows = () => Promise.resolve(true);
    const fetchedFrom = (from: number): Fetched => {
      const own = { producerId: -1, producerEpoch: -1, isControl: false, records: records.slice(from, end) };
      const batches = from < end ? [{ baseOffset: from, lastOffset: end - 1, ...own }] : [];
      return { topic: 'feed', partition: 0, from, next: Math.max(from, end), highWatermark: end, batches };
    };
    const news: FeedNewsLog = {
      knows,
      follow: (following) => {
        loop = following;
        return new Promise((_, reject) => (fail = reject));
      },
    };
    const fetch = ({ offset }: { offset: number }) => Promise.resolve(fetchedFrom(offset));
    const reads = { knows, fetch, readAt: () => Promise.resolve(null), startOffsets: knows, endOffsets: knows };
    const reader = new FeedReader(reads as unknown as FeedReadLog, news, () => Promise.resolve(() => undefined));
    void reader.run(new AbortController().signal);
    return {
      reader,
      grow: (to: number) => (end = to),
      positions: () => loop?.positions() ?? [],
      tell: async () => loop?.onFetched(loop.positions().map(({ offset }) => fetchedFrom(offset))),
      fail: (error: Error) => fail(error),
    };
  };
  const offsetsIn = ({ records: found }: Stretch): number[] => found.map(({ offset }) => offset);
  const ever = (): AbortSignal => new AbortController().signal;
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  };

  it('are each told of what they have not read, and of nothing twice', async () => {
    const { reader, grow, tell } = held();
    const early = reader.read('feed', 1, ever());
    await settle();
    grow(3);
    // It waits behind what the shared fetch has not told the other of yet.
    const late = reader.read('feed', 3, ever());
    await settle();
    await tell();
    expect(offsetsIn(await early)).toEqual([1, 2]);
    await settle();
    expect(reader.waiting).toBe(1);
    grow(4);
    await tell();
    expect(offsetsIn(await late)).toEqual([3]);
  });

  it('are told when their feed is cut off, while all others wait on', async () => {
    const { reader, fail, positions } = held();
    const cut = reader.read('feed', 1, ever());
    const other = reader.read('other', 1, ever());
    await settle();
    fail(new OutOfRangeError({ topic: 'feed', partition: 0, offset: 1 }));
    await expect(cut).rejects.toThrow(OutOfRangeError);
    await settle();
    expect(positions().map(({ topic }) => topic)).toEqual(['other']);
    expect(await Promise.race([other, Promise.resolve('waits')])).toBe('waits');
  });
});
