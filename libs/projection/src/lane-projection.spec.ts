import type { Redis } from 'ioredis';
import { once } from 'node:events';
import { CLUSTER_START_MS, testCluster } from '../../../test/support/cluster';
import { decodeRemains } from './entry';
import { keys } from './keys';
import type { EntryChange, LaneChange } from './lane-change';
import { LaneProjection, MAX_ENTRIES_PER_CALL } from './lane-projection';
import { ProjectionReader } from './projection-reader';
import { connectRedis } from './redis';
import { APPLY_SCRIPT, PURGE_SCRIPT } from './scripts';

const STAGE = 'release';
const PARTITION = 3;
const OWNER = { producerId: 5, producerEpoch: 1 };
const LATER = { producerId: 5, producerEpoch: 2 };

const entry = (id: string, more: Partial<EntryChange> = {}): EntryChange => ({
  kind: 'parcel',
  id,
  bytes: Buffer.from([1, 1, 7, 0x2a]),
  statusBefore: null,
  statusAfter: 'held',
  leave: [],
  enter: [{ set: 'queue:held', since: 1_000 }],
  lose: [],
  gain: [],
  ...more,
});

const change = (
  from: number,
  to: number,
  entries: readonly EntryChange[],
  more: Partial<LaneChange> = {},
): LaneChange => ({
  from,
  to,
  next: new Map([['release.commands', to]]),
  origins: new Map([[2, 17]]),
  forwarded: 0,
  producerId: 5,
  producerEpoch: 1,
  counts: new Map(),
  entries,
  ...more,
});

/** Two ids whose remains stand in one hash. */
function sameHash(): [string, string] {
  const seen = new Map<string, string>();
  for (let i = 0; ; i++) {
    const key = keys.left(PARTITION, STAGE, 'parcel', `P${i}`);
    const other = seen.get(key);
    if (other !== undefined) return [other, `P${i}`];
    seen.set(key, `P${i}`);
  }
}

describe('LaneProjection on a live Redis', () => {
  const stop = new AbortController();
  let redis: Redis;
  let lane: LaneProjection;
  let reader: ProjectionReader<'release' | 'loading', Buffer>;

  beforeAll(async () => {
    redis = connectRedis((await testCluster()).redisUrl);
    await once(redis, 'ready');
    reader = new ProjectionReader({
      redis,
      stages: ['release', 'loading'],
      partitions: 6,
      partitionOf: () => PARTITION,
      decodeState: (bytes) => bytes,
    });
  }, CLUSTER_START_MS);
  beforeEach(async () => {
    await redis.flushdb();
    lane = new LaneProjection(redis, { stage: STAGE, fold: 1 }, stop.signal);
    await lane.take(PARTITION, OWNER);
    await lane.pointReaders(PARTITION, OWNER);
  });
  afterAll(() => {
    stop.abort();
    redis.disconnect();
  });

  const apply = (of: LaneChange, owner = OWNER) => lane.apply(PARTITION, owner, of);
  const marksOf = (owner = OWNER, of = lane) => of.marks([{ partition: PARTITION, owner }]);
  const load = (mark: number, entries: readonly EntryChange[], owner = OWNER) =>
    lane.load(PARTITION, owner, mark, entries);

  it('starts a lane that Redis knows nothing of at mark 0, to be rebuilt', async () => {
    await redis.flushdb();
    expect(await marksOf()).toEqual([null]);
    expect(await lane.take(PARTITION, OWNER)).toMatchObject({ isNew: true, mark: 0, forwarded: 0 });
    expect(await marksOf()).toEqual([null]);
    await lane.pointReaders(PARTITION, OWNER);
    expect(await marksOf()).toEqual([0]);
  });

  it('moves the mark together with what it stands for', async () => {
    expect(await apply(change(0, 10, [entry('A')]))).toBe('applied');
    expect(await lane.take(PARTITION, LATER)).toEqual({
      isNew: false,
      mark: 10,
      next: new Map([['release.commands', 10]]),
      origins: new Map([[2, 17]]),
      forwarded: 0,
      producerId: 5,
      producerEpoch: 1,
      counts: new Map([['held', 1]]),
    });
    expect(await load(10, [entry('A'), entry('B')], LATER)).toEqual([Buffer.from([1, 1, 7, 0x2a]), null]);
    expect(await reader.queue('release.held')).toEqual({ queue: 'release.held', count: 1, oldestSince: 1_000 });
  });

  it('refuses to write from a mark that does not stand, and writes nothing', async () => {
    await apply(change(0, 10, [entry('A')]));
    expect(await apply(change(9, 11, [entry('B')]))).toBe('moved');
    expect(await reader.entity('parcel', 'B')).toEqual({});
    expect(await marksOf()).toEqual([10]);
  });

  it('refuses an owner from whom the lane was taken', async () => {
    await lane.take(PARTITION, LATER);
    expect(await apply(change(0, 10, [entry('A')]))).toBe('moved');
    expect(await load(0, [])).toBe('moved');
    expect(await lane.take(PARTITION, OWNER)).toBe('overtaken');
    expect(await apply(change(0, 10, [entry('A')]), LATER)).toBe('applied');
  });

  it('tells the mark to the owner alone', async () => {
    await apply(change(0, 10, [entry('A')]));
    expect(await marksOf()).toEqual([10]);
    await lane.take(PARTITION, LATER);
    expect(await marksOf()).toEqual([null]);
    expect(await marksOf(LATER)).toEqual([10]);
  });

  it('takes a repetition for what it is', async () => {
    const first = change(0, 10, [entry('A')]);
    await apply(first);
    expect(await apply(first)).toBe('applied');
    expect(await lane.take(PARTITION, LATER)).toMatchObject({ counts: new Map([['held', 1]]) });
  });

  it('refuses to read under a mark that does not stand, or after all was lost', async () => {
    await apply(change(0, 10, [entry('A')]));
    expect(await load(9, [entry('A')])).toBe('moved');
    await redis.flushdb();
    expect(await load(10, [entry('A')])).toBe('moved');
    expect(await load(10, [])).toBe('moved');
    expect(await apply(change(10, 11, [entry('A')]))).toBe('moved');
  });

  describe('a change of several parts', () => {
    const entries = Array.from({ length: 2 * MAX_ENTRIES_PER_CALL + 1 }, (_, i) => entry(`P${i}`));

    it('stands as a whole', async () => {
      await apply(change(0, 10, entries));
      expect(await reader.counts()).toMatchObject({ release: { held: entries.length } });
      expect((await reader.queue('release.held')).count).toBe(entries.length);
      expect(await load(10, entries)).toHaveLength(entries.length);
    });

    /** Sends one part of three by itself, without entries. @returns the script's answer */
    const sendPart = (number: 1 | 2 | 3, held: number) => {
      const names = [keys.lane(PARTITION, STAGE), keys.counts(PARTITION, STAGE), keys.queues(PARTITION)];
      const place = ['5:1', '10', '20', String(number), number === 3 ? '1' : '', STAGE];
      return redis.call('EVAL', APPLY_SCRIPT, '3', ...names, ...place, '0', '1', '0', '0', 'held', String(held));
    };

    it('does not go on over a part that was lost in between', async () => {
      // Redis set back between two parts to a moment with the same mark: as after a restart with an older file.
      await apply(change(0, 10, [entry('A')]));
      expect(await sendPart(2, 2)).toBe(-1);
      expect(await sendPart(1, 1)).toBe(1);
    });

    it('passes over a part that stands, and comes again late', async () => {
      await apply(change(0, 10, [entry('A')]));
      await sendPart(1, 1);
      await sendPart(2, 2);
      expect(await sendPart(1, 1)).toBe(1);
      expect(await reader.counts()).toMatchObject({ release: { held: 2 } });
      expect(await sendPart(3, 3)).toBe(1);
      expect(await marksOf()).toEqual([20]);
    });

    it('takes no part of an earlier owner for its own', async () => {
      await apply(change(0, 10, [entry('A')]));
      await sendPart(1, 1);
      await lane.take(PARTITION, OWNER);
      expect(await sendPart(2, 2)).toBe(-1);
    });
  });

  it('moves an entity from queue to queue and from count to count', async () => {
    await apply(change(0, 10, [entry('A')]));
    const next = entry('A', {
      statusBefore: 'held',
      statusAfter: 'released',
      leave: ['queue:held'],
      enter: [{ set: 'index:platform:TEMU', since: 5 }],
    });
    await apply(change(10, 11, [next], { counts: new Map([['held', 1]]) }));
    expect(await reader.counts()).toEqual({ release: { held: 0, released: 1 }, loading: {} });
    expect(await reader.queues()).toEqual([{ queue: 'release.held', count: 0, oldestSince: null }]);
    expect(await reader.rows('index:release.platform:TEMU', { limit: 5 })).toEqual([{ id: 'A', since: 5 }]);
    expect(await reader.rows('index:release.platform:TEMU', { until: 5, limit: 5 })).toHaveLength(1);
    expect(await reader.rows('index:release.platform:TEMU', { until: 4, limit: 5 })).toEqual([]);
  });

  describe('what is left of an entity', () => {
    const leaving = () => new LaneProjection(redis, { stage: STAGE, fold: 1, leaving: ['parcel'] }, stop.signal);
    const ended = (id: string, untilDay: number, today: number) =>
      entry(id, {
        ...{ bytes: null, statusBefore: 'held', statusAfter: null, leave: ['queue:held'], enter: [] },
        left: { remains: { owner: 'TEMU', untilDay, note: '-' }, today },
      });
    const held = { counts: new Map([['held', 1]]) };

    it('takes the place of its entry, its queues and its count', async () => {
      const other = leaving();
      await apply(change(0, 10, [entry('A')]));
      await other.apply(PARTITION, OWNER, change(10, 11, [ended('A', 20_912, 20_729)], held));
      const [bytes, none] = (await other.load(PARTITION, OWNER, 11, [entry('A'), entry('B')])) as (Buffer | null)[];
      expect(decodeRemains(bytes!)).toEqual({ owner: 'TEMU', untilDay: 20_912, note: '-' });
      expect(none).toBeNull();
      expect(await reader.entity('parcel', 'A')).toEqual({});
      expect(await reader.left('release', 'parcel', 'A')).toEqual({ owner: 'TEMU', untilDay: 20_912, note: '-' });
      expect(await reader.left('release', 'parcel', 'B')).toBeNull();
      expect((await reader.queue('release.held')).count).toBe(0);
      expect(await reader.counts()).toMatchObject({ release: { held: 0 } });
    });

    it('goes when another life begins', async () => {
      const other = leaving();
      await apply(change(0, 10, [ended('A', 20_912, 20_729)], held));
      await apply(change(10, 11, [entry('A', { left: { remains: null, today: 0 } })]));
      expect(await other.load(PARTITION, OWNER, 11, [entry('A')])).toEqual([entry('A').bytes]);
      expect(await reader.left('release', 'parcel', 'A')).toBeNull();
    });

    it('goes with its day, once something else enters its hash', async () => {
      const [a, b] = sameHash();
      await apply(change(0, 10, [ended(a, 20_912, 20_729)], held));
      await apply(change(10, 11, [ended(b, 21_000, 20_911)], held));
      expect(await reader.left('release', 'parcel', a)).not.toBeNull();
      await apply(change(11, 12, [ended(b, 21_000, 20_912)], held));
      expect(await reader.left('release', 'parcel', a)).toBeNull();
      expect(await reader.left('release', 'parcel', b)).toEqual({ owner: 'TEMU', untilDay: 21_000, note: '-' });
    });

    it('is removed before a rebuild', async () => {
      await apply(change(0, 10, [ended('A', 20_912, 20_729)], held));
      await redis.hdel(keys.lane(PARTITION, STAGE), 'mark');
      await lane.take(PARTITION, LATER);
      expect(await reader.left('release', 'parcel', 'A')).toBeNull();
    });
  });

  describe('a number', () => {
    const found = (number: string, owner?: string, limit = 5) =>
      reader.found('release', 'parcel', { number, owner, limit });
    const by = (number: string, owner: string) => ({ number, owner });

    it('leads to all that have it, in whichever lane, and to those of one owner', async () => {
      const other = { partition: PARTITION + 1, owner: OWNER };
      await lane.take(other.partition, other.owner);
      await lane.pointReaders(other.partition, other.owner);
      await apply(
        change(0, 10, [entry('C', { gain: [by('PO1', 'TEMU')] }), entry('B', { gain: [by('PO1', 'ACME')] })]),
      );
      await lane.apply(other.partition, other.owner, change(0, 3, [entry('A', { gain: [by('PO1', 'TEMU')] })]));
      expect(await found('PO1')).toEqual(['A', 'B', 'C']);
      expect(await found('PO1', 'TEMU')).toEqual(['A', 'C']);
      expect(await found('PO1', 'TEM')).toEqual([]);
      expect(await found('PO')).toEqual([]);
      expect(await found('PO1', undefined, 2)).toEqual(['A', 'B']);
    });

    it('that is lost leads nowhere, while others go on', async () => {
      await apply(change(0, 10, [entry('A', { gain: [by('SEAL1', ''), by('订单7', '')] })]));
      await apply(change(10, 11, [entry('A', { enter: [], lose: [by('SEAL1', '')], gain: [by('SEAL2', '')] })]));
      expect(await found('SEAL1')).toEqual([]);
      expect(await found('SEAL2')).toEqual(['A']);
      expect(await found('订单7', '')).toEqual(['A']);
    });

    it('of a kind of thing leads to no other kind', async () => {
      await apply(change(0, 10, [entry('A', { gain: [by('N1', '')] })]));
      expect(await reader.found('release', 'unit', { number: 'N1', limit: 5 })).toEqual([]);
    });
  });

  it('pages through a queue oldest first, also where many share one time of entry', async () => {
    const entries = Array.from({ length: 25 }, (_, i) =>
      entry(`P${String(i).padStart(2, '0')}`, { enter: [{ set: 'queue:held', since: 1_000 + Math.floor(i / 10) }] }),
    );
    await apply(change(0, 10, entries));
    const seen: string[] = [];
    for (let after; ;) {
      const rows = await reader.rows('queue:release.held', { limit: 4, ...(after ? { after } : {}) });
      seen.push(...rows.map((r) => r.id));
      after = rows.at(-1);
      if (!after) break;
    }
    expect(seen).toEqual(entries.map((e) => e.id));
  });

  it('empties what is its own before a rebuild, and leaves the other stages alone', async () => {
    await apply(change(0, 10, [entry('A')]));
    const other = new LaneProjection(redis, { stage: 'loading', fold: 1 }, stop.signal);
    await other.take(PARTITION, OWNER);
    await other.pointReaders(PARTITION, OWNER);
    await other.apply(PARTITION, OWNER, change(0, 4, [entry('A', { enter: [{ set: 'queue:ready', since: 1 }] })]));
    await redis.hdel(keys.lane(PARTITION, STAGE), 'mark');
    expect(await lane.take(PARTITION, LATER)).toMatchObject({ isNew: true, mark: 0 });
    expect(Object.keys(await reader.entity('parcel', 'A'))).toEqual(['loading']);
    expect(await redis.exists(keys.counts(PARTITION, STAGE), keys.set(PARTITION, STAGE, 'queue:held'))).toBe(0);
    expect(await marksOf(OWNER, other)).toEqual([4]);
  });

  it('removes nothing more once the rebuild has begun', async () => {
    // The emptying was sent again over a new connection, and what was sent first arrives now.
    await apply(change(0, 10, [entry('A')]));
    const names = [
      keys.lane(PARTITION, STAGE),
      keys.queues(PARTITION),
      keys.set(PARTITION, STAGE, 'queue:held'),
      keys.entity(PARTITION, 'parcel', 'A'),
    ];
    const owner = `${OWNER.producerId}:${OWNER.producerEpoch}`;
    for (const end of ['', 'restart']) {
      await redis.call('EVAL', PURGE_SCRIPT, String(names.length), ...names, owner, STAGE, '1', end);
    }
    expect(await marksOf()).toEqual([10]);
    expect(await load(10, [entry('A')])).toEqual([entry('A').bytes]);
    expect((await reader.queue('release.held')).count).toBe(1);
  });

  it('goes on after Redis has forgotten its scripts', async () => {
    await apply(change(0, 10, [entry('A')]));
    await redis.script('FLUSH');
    expect(await apply(change(10, 11, [entry('B')]))).toBe('applied');
    expect(await load(11, [entry('B')])).toHaveLength(1);
  });
});
