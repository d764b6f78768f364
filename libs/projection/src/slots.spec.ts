import type { ChainableCommander, Redis } from 'ioredis';
import { once } from 'node:events';
import { CLUSTER_START_MS, testCluster } from '../../../test/support/cluster';
import { foldFields, keys, numberSet } from './keys';
import type { EntryChange, LaneChange } from './lane-change';
import { BUILDING_MS, LaneProjection } from './lane-projection';
import { ProjectionReader } from './projection-reader';
import { connectRedis } from './redis';

const P = 3;
const FIRST = { producerId: 5, producerEpoch: 1 };
const SECOND = { producerId: 5, producerEpoch: 2 };
const THIRD = { producerId: 5, producerEpoch: 3 };

/** What ioredis throws when Redis itself refuses: it is not tried again. */
class ReplyError extends Error {
  override readonly name = 'ReplyError';
}

/** Parcels as one fold sees them: its number is their state, their status and the name of their queue. */
const seenBy = (fold: number, ids: readonly string[], to: number, forwarded = 0): LaneChange => ({
  ...{ from: 0, to, next: new Map(), origins: new Map(), forwarded, producerId: 5, producerEpoch: 1 },
  counts: new Map(),
  entries: ids.map((id): EntryChange => ({
    ...{ kind: 'parcel', id, bytes: Buffer.from([1, 1, 7, fold]) },
    ...{ statusBefore: null, statusAfter: `status${fold}` },
    ...{
      leave: [],
      enter: [
        { set: `queue:waiting${fold}`, since: fold },
        { set: 'index:all', since: 10 },
      ],
      lose: [],
      gain: [{ number: `N${fold}${id}`, owner: 'TEMU' }],
    },
  })),
});

describe('folds of one lane side by side', () => {
  const stop = new AbortController();
  let redis: Redis;
  let old: LaneProjection;
  let next: LaneProjection;
  const readerOn = (client: Redis): ProjectionReader<'release', Buffer> =>
    new ProjectionReader({
      ...{ redis: client, stages: ['release'], partitions: P + 1 },
      ...{ partitionOf: () => P, decodeState: (bytes: Buffer) => bytes },
    });
  const stateOf = async (reader = readerOn(redis)): Promise<number | undefined> =>
    (await reader.entity('parcel', 'A')).release?.state[0];
  const build = async (of: LaneProjection, earlier: { producerId: number; producerEpoch: number } | null = null) => {
    const built = await of.takeBeside(P, earlier);
    if (typeof built === 'string') throw new Error(`It is ${built}`);
    return built;
  };
  /** A later owner takes the lane with a fold that it projects anew, and points readers to it. */
  const rollOut = async (of: LaneProjection, fold: number, owner: typeof FIRST, mark = 10): Promise<void> => {
    const taken = await of.take(P, owner);
    if (taken === 'overtaken') throw new Error('It is overtaken');
    if (taken.isNew) await of.apply(P, owner, seenBy(fold, ['A', 'B'], mark));
    expect(await of.pointReaders(P, owner)).toBe('applied');
  };

  beforeAll(async () => {
    redis = connectRedis((await testCluster()).redisUrl);
    await once(redis, 'ready');
  }, CLUSTER_START_MS);
  beforeEach(async () => {
    await redis.flushdb();
    old = new LaneProjection(redis, { stage: 'release', fold: 1 }, stop.signal);
    next = new LaneProjection(redis, { stage: 'release', fold: 2 }, stop.signal);
    await rollOut(old, 1, FIRST);
  });
  afterAll(() => {
    stop.abort();
    redis.disconnect();
  });

  it('shows nothing of a fold that is built until its owner points readers to it, then all of it', async () => {
    const reader = readerOn(redis);
    const { writer } = await build(next);
    await next.apply(P, writer, seenBy(2, ['A', 'B'], 9));
    expect(await stateOf(reader)).toBe(1);
    expect(await reader.queues()).toEqual([{ queue: 'release.waiting1', count: 2, oldestSince: 1 }]);
    expect(await reader.counts()).toEqual({ release: { status1: 2 } });
    expect(await reader.marks()).toEqual({ release: [-1, -1, -1, 10] });
    expect(await reader.found('release', 'parcel', { number: 'N2A', limit: 5 })).toEqual([]);

    expect(await next.take(P, SECOND)).toMatchObject({ isNew: false, mark: 9 });
    expect(await stateOf(reader)).toBe(1);
    expect(await next.pointReaders(P, SECOND)).toBe('applied');
    expect(await stateOf(reader)).toBe(2);
    expect(await reader.queues()).toEqual([{ queue: 'release.waiting2', count: 2, oldestSince: 2 }]);
    expect(await reader.counts()).toEqual({ release: { status2: 2 } });
    expect(await reader.marks()).toEqual({ release: [-1, -1, -1, 9] });
    expect(await reader.rows('queue:release.waiting2', { limit: 5 })).toHaveLength(2);
    expect(await reader.found('release', 'parcel', { number: 'N2A', limit: 5 })).toEqual(['A']);
  });

  it('finds the old fold where it stood when it is rolled back', async () => {
    await rollOut(next, 2, SECOND);
    expect(await old.take(P, THIRD)).toMatchObject({ isNew: false, mark: 10 });
    await old.pointReaders(P, THIRD);
    expect(await stateOf()).toBe(1);
  });

  it('lets nobody point readers who has lost the lane to an owner with another fold', async () => {
    await rollOut(next, 2, SECOND);
    expect(await old.pointReaders(P, FIRST)).toBe('moved');
    expect(await old.take(P, FIRST)).toBe('overtaken');
    expect(await stateOf()).toBe(2);
  });

  it('lets nobody take the lane back from a later owner, be what is said of the folds lost', async () => {
    await old.take(P, SECOND);
    await redis.del(keys.folds(P));
    expect(await old.take(P, FIRST)).toBe('overtaken');
  });

  it('tells a lane from whose slot readers have been led away that it no longer stands there', async () => {
    expect(await old.marks([{ partition: P, owner: FIRST }])).toEqual([10]);
    await rollOut(next, 2, SECOND);
    expect(await old.marks([{ partition: P, owner: FIRST }])).toEqual([null]);
    expect(await next.marks([{ partition: P, owner: SECOND }])).toEqual([10]);
  });

  it('tells the owner of a fold how far the lane has forwarded under another', async () => {
    await old.apply(P, FIRST, { ...seenBy(1, [], 20, 17), from: 10 });
    expect(await next.take(P, SECOND)).toMatchObject({ isNew: true, mark: 0, forwarded: 17 });
  });

  describe('who builds beside the owner', () => {
    it('may not write what readers follow, nor what the owner is about to show them', async () => {
      expect(await old.takeBeside(P)).toBe('live');
      await next.take(P, SECOND);
      expect(await next.takeBeside(P)).toBe('live');
    });

    it('yields to the owner', async () => {
      const { writer } = await build(next);
      await next.apply(P, writer, seenBy(2, ['A'], 5));
      expect(await next.take(P, SECOND)).toMatchObject({ mark: 5 });
      expect(await next.apply(P, writer, { ...seenBy(2, ['B'], 6), from: 5 })).toBe('moved');
      expect(await next.takeBeside(P, writer)).toBe('live');
    });

    it('goes on from the mark of one that has died, who then is refused', async () => {
      const one = await build(next);
      await next.apply(P, one.writer, seenBy(2, ['A'], 5));
      const two = await build(next);
      expect(two.snapshot).toMatchObject({ isNew: false, mark: 5 });
      expect(await next.apply(P, one.writer, { ...seenBy(2, ['B'], 6), from: 5 })).toBe('moved');
      expect(await next.takeBeside(P, one.writer)).toBe('overtaken');
    });

    it('begins anew after Redis was emptied', async () => {
      const { writer } = await build(next);
      await next.apply(P, writer, seenBy(2, ['A'], 5));
      await redis.flushdb();
      expect(await next.apply(P, writer, { ...seenBy(2, ['B'], 6), from: 5 })).toBe('moved');
      expect((await build(next, writer)).snapshot).toMatchObject({ isNew: true, mark: 0 });
    });
  });

  describe('a fold that is dropped', () => {
    it('leaves nothing behind, and the other folds alone', async () => {
      await rollOut(next, 2, SECOND);
      expect(await old.drop(P)).toBe('dropped');
      const left = await redis.keys('*');
      const of = (key: string) => `{${P}}:${key}`;
      const numbers = ['N2A', 'N2B'].map((number) => keys.set(P, 'release@2', numberSet('parcel', number)));
      expect(left.sort()).toEqual(
        ['folds', 'index:release@2.all', 'parcel:A', 'parcel:B', 'queue:release@2.waiting2', 'queues']
          .concat('release@2:counts', 'release@2:lane')
          .map(of)
          .concat(numbers)
          .sort(),
      );
      expect(await redis.hkeys(keys.entity(P, 'parcel', 'A'))).toEqual(['release@2']);
      expect(await redis.smembers(keys.queues(P))).toEqual(['release@2.waiting2']);
      expect(await stateOf()).toBe(2);
    });

    it('is kept while readers follow it or an owner works with it', async () => {
      expect(await old.drop(P)).toBe('live');
      await next.take(P, SECOND);
      expect(await next.drop(P)).toBe('live');
    });

    it('is kept while somebody builds it, and has said so not long ago', async () => {
      const { writer } = await build(next);
      await next.apply(P, writer, seenBy(2, ['A'], 5));
      expect(await next.drop(P)).toBe('built');
      const field = foldFields.building('release', 2);
      await redis.hset(keys.folds(P), field, String(Date.now() - BUILDING_MS - 5_000));
      await next.sayBuilding(P, writer, true);
      expect(await next.drop(P)).toBe('built');
      expect(await next.apply(P, writer, { ...seenBy(2, ['B'], 6), from: 5 })).toBe('applied');
      await redis.hset(keys.folds(P), field, String(Date.now() - BUILDING_MS - 5_000));
      expect(await next.drop(P)).toBe('dropped');
    });

    it('is no longer said to be built by a builder whose slot another has taken', async () => {
      const { writer } = await build(next);
      const second = await build(next);
      await next.sayBuilding(P, writer, false);
      expect(await next.drop(P)).toBe('built');
      await next.sayBuilding(P, second.writer, false);
      expect(await next.drop(P)).toBe('dropped');
    });

    it('is built anew when it is taken after the half of it is gone', async () => {
      const { writer } = await build(next);
      await next.apply(P, writer, seenBy(2, ['A', 'B'], 5));
      await next.sayBuilding(P, writer, false);
      const dying = new Proxy(redis, {
        get(target, name) {
          if (name !== 'alatawPurge') return Reflect.get(target, name, target) as unknown;
          const purge = Reflect.get(target, name, target) as (...args: unknown[]) => Promise<number>;
          return async (...args: unknown[]) => {
            await purge.call(target, ...args.slice(0, -1), ''); // a portion that is not the last
            throw new ReplyError('killed');
          };
        },
      });
      const dropping = new LaneProjection(dying, { stage: 'release', fold: 2 }, stop.signal);
      await expect(dropping.drop(P)).rejects.toThrow('killed');
      expect(await next.take(P, SECOND)).toMatchObject({ isNew: true, mark: 0 });
    });
  });

  describe('a reader', () => {
    it('finds the new fold at once, were the old one dropped the moment after the switch', async () => {
      const reader = readerOn(redis);
      expect(await stateOf(reader)).toBe(1);
      await rollOut(next, 2, SECOND);
      await old.drop(P);
      expect(await stateOf(reader)).toBe(2);
      expect((await reader.queue('release.waiting2')).count).toBe(2);
    });

    it('begins a page again that a switch falls into', async () => {
      let transactions = 0;
      const switching = new Proxy(redis, {
        get(target, name) {
          if (name !== 'multi') return Reflect.get(target, name, target) as unknown;
          return (): ChainableCommander => {
            const transaction = target.multi();
            const exec = transaction.exec.bind(transaction);
            transaction.exec = async () => {
              // Partition P's page takes two transactions: the rows at the same time, then those after it.
              if (++transactions === 2 * (P + 1)) await rollOut(next, 2, SECOND);
              return exec();
            };
            return transaction;
          };
        },
      });
      await old.apply(P, FIRST, {
        ...seenBy(1, ['C'], 11),
        from: 10,
        entries: [{ ...seenBy(1, ['C'], 11).entries[0]!, enter: [{ set: 'index:all', since: 11 }] }],
      });
      const page = await readerOn(switching).rows('index:release.all', { after: { id: 'A', since: 10 }, limit: 9 });
      expect(transactions).toBeGreaterThan(2 * (P + 1));
      // Fold 2 knows no C; a mixed answer would have B of fold 1 and C of nobody, or B twice.
      expect(page.map((row) => row.id)).toEqual(['B']);
    });
  });

  it('keeps who reads another stage of the partition where it was', async () => {
    await rollOut(next, 2, SECOND);
    expect(await redis.hget(keys.folds(P), foldFields.followed('loading'))).toBeNull();
  });
});
