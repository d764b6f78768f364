import { Codec } from '@alataw/contracts';
import { HEADER } from '@alataw/feed';
import { KafkaLog } from '@alataw/log';
import type { FeedSource } from '@alataw/webhooks';
import { CLUSTER_START_MS } from '../../../../test/support/cluster';
import { Bench } from '../../../../libs/log/src/conformance/bench.fixture';
import { setMaxListeners } from 'node:events';
import { FeedExpiredError, FeedReader } from './feed-reader';

describe(FeedReader.name, () => {
  const bench = new Bench('feed-reader', (options) => KafkaLog.connect(options));
  const signal = new AbortController();
  setMaxListeners(0, signal.signal);
  let reader: FeedReader;
  let running: Promise<void>;
  let feeds = 0;

  beforeAll(async () => {
    await bench.start();
    reader = new FeedReader(bench.log, -1, Codec.embedded());
    running = reader.run(signal.signal);
  }, CLUSTER_START_MS);
  afterAll(async () => {
    signal.abort();
    await running;
    await bench.close();
  }, CLUSTER_START_MS);

  /** A feed with a claim before each ten events. @returns its name, and the offsets of its events by their numbers */
  const feed = async (count: number): Promise<{ readonly topic: string; readonly offsets: readonly number[] }> => {
    const topic = `${bench.topic}-${(feeds += 1)}`;
    await reader.prepare([topic]);
    const records = Array.from({ length: count }, (_, n) => n + 1).flatMap((sequence) => {
      const time = new Date(sequence).toISOString();
      const value = Buffer.from(JSON.stringify({ id: `e${sequence}`, type: 't', time, recordedtime: time }));
      const headers = {
        [HEADER.position]: '0',
        [HEADER.count]: String(sequence),
        [HEADER.chain]: '00',
        [HEADER.version]: '1',
      };
      const event = { topic, partition: 0, key: Buffer.from('P'), value, headers };
      const claim = {
        topic,
        partition: 0,
        key: null,
        value: Buffer.from('{}'),
        headers: { [HEADER.control]: 'claimed' },
      };
      return sequence % 10 === 1 ? [claim, event] : [event];
    });
    const stand = await bench.log.publish(records);
    const offsets = stand.filter((_, i) => records[i]!.key !== null).map(({ offset }) => offset);
    return { topic, offsets: [-1, ...offsets] };
  };
  const take = async (source: FeedSource, after: number, count: number): Promise<number[]> => {
    const taken: number[] = [];
    while (taken.length < count) {
      const events = await source.read(taken.at(-1) ?? after, count - taken.length, signal.signal);
      taken.push(...events.map(({ n }) => n));
    }
    return taken;
  };
  const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const forget = async (topic: string, before: number): Promise<void> => {
    await bench.admin.fetchTopicOffsets(topic); // it deletes where it knows the leader
    await bench.admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: String(before) }] });
  };

  it('reads from any event on, behind or before the one whose place is known', async () => {
    const { topic, offsets } = await feed(95);
    for (const [known, after] of [
      [0, 0],
      [50, 50],
      [95, 30],
      [95, 89],
      [20, 60],
    ] as const) {
      const source = reader.source(topic, Math.max(0, offsets[known] ?? 0));
      expect(await take(source, after, 5)).toEqual(numbers(after + 1, after + 5));
      reader.close(topic);
    }
  });
  it('reads back and goes on', async () => {
    const { topic, offsets } = await feed(60);
    const source = reader.source(topic, offsets[40]!);
    expect(await take(source, 40, 10)).toEqual(numbers(41, 50));
    expect(await take(source, 4, 2)).toEqual([5, 6]);
    expect(await take(source, 50, 10)).toEqual(numbers(51, 60));
    expect(reader.offsetOf(topic)).toBe(offsets[60]);
  });
  it('gives many feeds what they wait for, over one connection', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => feed(30)));
    const all = await Promise.all(made.map(({ topic }) => take(reader.source(topic, 0), 0, 30)));
    expect(all).toEqual(made.map(() => numbers(1, 30)));
  });
  it('notices what retention has removed, and tells what is left', async () => {
    const { topic, offsets } = await feed(40);
    await forget(topic, offsets[31]!);
    await expect(take(reader.source(topic, offsets[10]!), 10, 1)).rejects.toEqual(new FeedExpiredError(31));
    reader.close(topic);
    await expect(take(reader.source(topic, 0), 0, 1)).rejects.toEqual(new FeedExpiredError(31));
    reader.close(topic);
    expect(await take(reader.source(topic, offsets[10]!), 30, 3)).toEqual([31, 32, 33]);
    reader.close(topic);
    expect(await take(reader.source(topic, -1), 0, 3)).toEqual([31, 32, 33]);
  });
  it('ends a wait with its signal', async () => {
    const { topic } = await feed(1);
    const stop = new AbortController();
    const waiting = reader.source(topic, 0).read(1, 1, stop.signal);
    stop.abort();
    expect(await waiting).toEqual([]);
  });
});
