import { KafkaLog, type LogRecord } from '@alataw/log';
import { CLUSTER_START_MS } from '../../../test/support/cluster';
import { Bench } from '../../log/src/conformance/bench.fixture';
import type { FeedDefinition, FeedSource } from './feed';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { FeedWriter } from './feed-writer';
import { controlIn, linked, NO_CHAIN, placeIn } from './place';

const PARTITIONS = 3;

interface Event {
  readonly no: number;
}

const text = ({ no }: Event, number = 0): string => JSON.stringify({ no, number });
const isEven = ({ no }: Event): boolean => no % 2 === 0;

describe(FeedWriter.name, () => {
  const bench = new Bench('feeds', (options) => KafkaLog.connect(options));
  let sourceTopic = '';
  let feedTopic = '';
  let published = 0;
  /** Receipts are due when it has moved on. */
  let hour = 0;
  let stops: AbortController[] = [];
  let running: Promise<void>[] = [];

  beforeAll(() => bench.start(), CLUSTER_START_MS);
  beforeEach(async () => {
    bench.nextPartition();
    sourceTopic = `${bench.topic}-source-${bench.partition}`;
    feedTopic = `${bench.topic}-feed-${bench.partition}`;
    published = 0;
    await bench.createTopic({ topic: sourceTopic, numPartitions: PARTITIONS });
    await bench.log.use([sourceTopic]);
  });
  afterEach(async () => {
    stops.forEach((stop) => stop.abort());
    await Promise.all(running);
    stops = [];
    running = [];
  });
  afterAll(() => bench.close(), CLUSTER_START_MS);

  const source = (): FeedSource<Event> => ({
    topic: sourceTopic,
    ruleAt: () => Promise.resolve({ counts: () => true }),
    decode: ({ value }) => (value ? (JSON.parse(value.toString()) as Event) : null),
  });
  const feed = (
    takes: (event: Event) => boolean,
    rest: Partial<FeedDefinition<Event>> = {},
  ): FeedDefinition<Event> => ({
    ...{ topic: feedTopic, start: 'beginning', version: 1, note: '', ...rest },
    select: ({ event }, number) =>
      takes(event) ? { key: Buffer.from('k'), value: Buffer.from(text(event, number)) } : null,
  });
  const publish = async (count: number): Promise<void> => {
    const records = Array.from({ length: count }, (_, n) => published + n + 1).map((no) => ({
      ...{ topic: sourceTopic, partition: no % PARTITIONS, key: null, value: Buffer.from(text({ no })) },
    }));
    published += count;
    await bench.log.publish(records);
  };
  const write = async (definitions: () => readonly FeedDefinition<Event>[], awayMs = 60_000) => {
    const log = (await bench.open()) as KafkaLog;
    await log.use([sourceTopic]);
    const lost: string[] = [];
    const unwritable: string[] = [];
    const writer = new FeedWriter<Event>({
      ...{ log, source: source(), transactionalId: feedTopic, instance: 'spec', everyMs: 20, retentionMs: -1, awayMs },
      definitions: () => Promise.resolve(definitions()),
      receipts: { everyMs: 1, clock: () => hour },
      onLost: (reason) => lost.push(reason),
      onUnwritable: (topic) => unwritable.push(topic),
    });
    const stop = new AbortController();
    const run = writer.run(stop.signal);
    stops.push(stop);
    running.push(run);
    return {
      lost,
      unwritable,
      writer,
      stop: async () => {
        stop.abort();
        await run;
      },
    };
  };
  const recordsOf = async (topic: string): Promise<LogRecord[]> => {
    const [end = 0] = await bench.log.endOffsets(topic).catch(() => [0]);
    const records: LogRecord[] = [];
    for await (const batch of bench.log.scan({ topic, partition: 0, from: 0, to: end })) records.push(...batch);
    return records;
  };
  const numbersIn = (records: readonly LogRecord[]): number[] =>
    records
      .filter(({ headers }) => controlIn(headers) === null)
      .map(({ value }) => (JSON.parse(String(value)) as Event).no);
  /** Waits until a feed holds so many events, and one turn longer, in which more would come. */
  const holds = async (count: number, topic = feedTopic): Promise<LogRecord[]> => {
    await bench.log.ensureTopics([topic]);
    for (;;) {
      const records = await recordsOf(topic);
      if (numbersIn(records).length >= count) return records;
    }
  };
  const wanted = (takes: (event: Event) => boolean, from = 1, to = published): number[] =>
    Array.from({ length: to - from + 1 }, (_, n) => from + n).filter((no) => takes({ no }));
  const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

  it('holds what its filter selects, once each, in the order of each partition', async () => {
    await publish(200);
    await write(() => [feed(isEven)]);
    await holds(100);
    await publish(100);
    const numbers = numbersIn(await holds(150));
    expect(sorted(numbers)).toEqual(wanted(isEven));
    for (let partition = 0; partition < PARTITIONS; partition += 1) {
      const own = numbers.filter((no) => no % PARTITIONS === partition);
      expect(own).toEqual(sorted(own));
    }
  });

  it('says in each record how many events there are, and links them', async () => {
    await publish(30);
    await write(() => [feed(isEven)]);
    let chain: Buffer = NO_CHAIN;
    let count = 0;
    for (const { headers, value } of await holds(15)) {
      const place = placeIn(headers);
      if (controlIn(headers) === null) {
        chain = linked(chain, value!);
        count += 1;
        expect(JSON.parse(String(value))).toMatchObject({ number: count });
      }
      if (place) expect({ count: place.count, chain: place.chain }).toEqual({ count, chain });
    }
    expect(count).toBe(15);
  });

  it('goes on where it was, when it is started again', async () => {
    await publish(90);
    const first = await write(() => [feed(isEven)]);
    await holds(45);
    await first.stop();
    await publish(90);
    await write(() => [feed(isEven)]);
    expect(sorted(numbersIn(await holds(90)))).toEqual(wanted(isEven));
  });

  it('stays exact while several writers take it from each other', async () => {
    const writers = await Promise.all(Array.from({ length: 3 }, () => write(() => [feed(isEven)])));
    while (writers.reduce((sum, { lost }) => sum + lost.length, 0) < 20) await publish(20);
    await Promise.all(writers.slice(1).map(({ stop }) => stop()));
    await publish(100);
    const expected = wanted(isEven);
    const records = await holds(expected.length);
    expect(sorted(numbersIn(records))).toEqual(expected);
  });

  it('claims anew after it stood still, before it writes: the broker may have forgotten since who writes', async () => {
    const { lost } = await write(() => [feed(isEven)], 500);
    await publish(60);
    await holds(30);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000); // nothing in this process moves
    await publish(60);
    const records = await holds(60);
    expect(sorted(numbersIn(records))).toEqual(wanted(isEven));
    expect(lost).toContain('this process was away');
    const events = records.map(({ headers }) => controlIn(headers) ?? 'event');
    expect(events.lastIndexOf('claimed')).toBeLessThan(events.lastIndexOf('event'));
    expect(events.slice(0, events.lastIndexOf('claimed')).filter((what) => what === 'event')).toHaveLength(30);
  });

  it.each([
    ['now', 'now', 61],
    ['the beginning', 'beginning', 1],
    ['a moment', 'moment', 61],
  ] as const)('begins with %s', async (_, begin, first) => {
    const before = await write(() => [feed(isEven)]);
    await publish(60);
    await holds(30);
    await before.stop();
    const other = `${feedTopic}-other`;
    const start = begin === 'moment' ? (await recordsOf(feedTopic)).at(-1)!.timestamp + 1 : begin;
    const definitions = [feed(isEven), feed(() => true, { topic: other, start })];
    await write(() => definitions);
    await bench.log.ensureTopics([other]);
    while ((await recordsOf(other)).every(({ headers }) => controlIn(headers) !== 'opened'));
    await publish(60);
    expect(sorted(numbersIn(await holds(121 - first, other)))).toEqual(wanted(() => true, first));
    expect(sorted(numbersIn(await holds(60)))).toEqual(wanted(isEven));
  });

  it('follows a changed filter from a place that stands in the feed', async () => {
    let definition = feed(isEven);
    await write(() => [definition]);
    await publish(60);
    await holds(30);
    definition = feed((event) => !isEven(event), { version: 2, note: 'odd' });
    const opened = async () =>
      (await recordsOf(feedTopic)).find(
        ({ headers }) => controlIn(headers) === 'opened' && placeIn(headers)?.version === 2,
      );
    let record = await opened();
    while (!record) record = await opened();
    expect(placeIn(record.headers)?.position.reduce((sum, offset) => sum + offset, 0)).toBe(60);
    await publish(60);
    const numbers = numbersIn(await holds(60));
    expect(sorted(numbers)).toEqual([...wanted(isEven, 1, 60), ...wanted((event) => !isEven(event), 61)]);
  });

  it('does not go back to an earlier filter, of which a Redis that was set back would tell', async () => {
    const odd = feed((event) => !isEven(event), { version: 2 });
    const even = feed(isEven);
    let definition = odd;
    const first = await write(() => [definition]);
    await publish(30);
    await holds(15);
    definition = even;
    await publish(30);
    await holds(30);
    await first.stop();
    const second = await write(() => [definition]);
    await publish(30);
    while ((await recordsOf(feedTopic)).at(-1)?.headers?.['feed-control'] !== 'claimed') await nextTurn();
    expect(second.writer.size).toBe(0);
    definition = odd;
    expect(sorted(numbersIn(await holds(45)))).toEqual(wanted((event) => !isEven(event)));
  });

  it('neither tells again nor leaves out, when retention has removed where a feed had come to', async () => {
    const first = await write(() => [feed(isEven)]);
    await publish(30);
    const records = await holds(15);
    await first.stop();
    await bench.admin.fetchTopicOffsets(feedTopic); // lets kafkajs know the topic's leader
    await bench.admin.deleteTopicRecords({
      topic: feedTopic,
      partitions: [{ partition: 0, offset: String(records.length) }],
    });
    const second = await write(() => [feed(isEven)]);
    while (second.unwritable.length === 0) await nextTurn();
    expect([second.writer.size, second.unwritable]).toEqual([0, [feedTopic]]);
  });

  it('adds a receipt in each hour in which there was something, from where the last one ended', async () => {
    const certify: FeedDefinition<Event>['certify'] = ({ from, to }) => ({
      ...{ from: from.count, to: to.count, chain: to.chain.toString('hex'), offset: to.offset },
    });
    const receiptsIn = (records: readonly LogRecord[]) =>
      records
        .filter(({ headers }) => controlIn(headers) === 'receipt')
        .map(({ value, headers, offset }) => ({
          ...{ offset, place: placeIn(headers) },
          data: (JSON.parse(String(value)) as { data: Record<string, unknown> }).data,
        }));
    const holdsReceipts = async (count: number): Promise<LogRecord[]> => {
      let records = await recordsOf(feedTopic);
      while (receiptsIn(records).length < count) records = await recordsOf(feedTopic);
      return records;
    };
    hour = 1e15; // what stands in the log was written long before
    const first = await write(() => [feed(isEven, { certify })]);
    await publish(20);
    await holds(10);
    await holdsReceipts(1);
    await publish(20);
    await holds(20);
    await first.stop();
    hour += 1;
    await write(() => [feed(isEven, { certify })]);
    const records = await holdsReceipts(2);
    const receipts = receiptsIn(records);
    expect(receipts).toHaveLength(2);
    const [one, two] = receipts;
    expect([one?.data['from'], two?.data['from'], two?.data['to']]).toEqual([0, one?.data['to'], 20]);
    for (const { offset, data, place } of receipts)
      expect(data).toMatchObject({ offset, to: place?.count, chain: place?.chain.toString('hex') });
    expect(receipts.map(({ place }) => place?.receipt)).toEqual(receipts.map(({ offset }) => offset));
    // Taken over right behind a receipt, it goes on from that one.
    await write(() => [feed(isEven, { certify })]);
    await publish(2);
    const [, , three] = receiptsIn(await holdsReceipts(3));
    expect([three?.data['from'], three?.data['to']]).toEqual([20, 21]);
    expect(numbersIn(records)).toHaveLength(20);
  });

  it('leaves a feed alone that there shall not be any longer', async () => {
    let definitions = [feed(isEven)];
    const other = feed(() => true, { topic: `${feedTopic}-other` });
    definitions.push(other);
    const { writer } = await write(() => definitions);
    await publish(20);
    await holds(20, other.topic);
    await holds(10);
    definitions = [other];
    while (writer.size > 1) await nextTurn();
    const { length } = await recordsOf(feedTopic);
    await publish(20);
    await holds(40, other.topic);
    expect(await recordsOf(feedTopic)).toHaveLength(length);
  });
});
