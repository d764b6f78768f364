import { LiftHold, stages } from '@alataw/contracts';
import { keys, LaneProjection } from '@alataw/projection';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CLUSTER_START_MS } from '../../../../test/support/cluster';
import { releaseStage } from '../../../release/src/release.stage';
import { LiveStages } from '../stages.fixture';

const ROOT = join(__dirname, '../../../..');
const LANES = [0, 1, 2];
const MANY = 30_000;

interface Listed {
  readonly slot: string;
  readonly lanes: readonly { readonly mark: number | null; readonly end: number; readonly isBuilding: boolean }[];
}

describe('alataw projections', () => {
  const stop = new AbortController();
  let live: LiveStages;
  let next: LaneProjection;
  /** The keys as they are without any second fold. */
  let without: string[];
  const list = async (): Promise<Listed[]> =>
    (await live.alataw('projections', 'list', '--json')).lines.map((line) => JSON.parse(line) as Listed);
  const listed = async (slot: string): Promise<Listed | undefined> => (await list()).find((own) => own.slot === slot);
  const drop = (slot: string) => live.alataw('projections', 'drop', slot);
  /** Puts parcels into a lane of fold 2, as a builder that ends then. */
  const build = async (partition: number, count: number): Promise<void> => {
    const built = await next.takeBeside(partition);
    if (typeof built === 'string') throw new Error(`It is ${built}`);
    const ids = Array.from({ length: count }, (_, n) => `CNPOST.P${n}`);
    await next.apply(partition, built.writer, {
      ...{ from: built.snapshot.mark, to: built.snapshot.mark + 1, next: new Map(), origins: new Map(), forwarded: 0 },
      ...{ producerId: 1, producerEpoch: 0, counts: built.snapshot.counts },
      entries: ids.map((id) => ({
        ...{ kind: 'parcel', id, bytes: Buffer.alloc(20, 1), statusBefore: null, statusAfter: 'open' },
        ...{ leave: [], enter: [{ set: 'queue:held', since: 7 }], lose: [], gain: [] },
      })),
    });
    await next.sayBuilding(partition, built.writer, false);
  };

  beforeAll(async () => {
    live = await LiveStages.start([{ ...releaseStage, fold: 1 }]);
    next = new LaneProjection(live.redis, { stage: 'release', fold: 2 }, stop.signal);
    await live.send(LiftHold, { type: 'LiftHold', parcelId: 'CNPOST.NONE', remark: null });
    await live.until(async () => (await live.countOf('release', 'ReleaseCommandRefused')) === 1);
    without = (await live.redis.keys('*')).sort();
  }, CLUSTER_START_MS);
  afterAll(async () => {
    stop.abort();
    await live.stop();
  }, CLUSTER_START_MS);

  it('lists what readers follow, with its marks and the ends of the log', async () => {
    const marks = await Promise.all(LANES.map((lane) => live.redis.hget(keys.lane(lane, 'release'), 'mark')));
    const ends = await live.log.endOffsets('release.events');
    expect(await listed('release@1')).toMatchObject({
      ...{ stage: 'release', fold: 1, neededBy: 'readers', lanesBuilt: 3, lanesFollowed: 3, recordsBehind: 0 },
      lanes: LANES.map((partition) => ({ partition, mark: Number(marks[partition]), end: ends[partition] })),
    });
    expect(await listed('loading@1')).toMatchObject({ lanesBuilt: 0, lanesFollowed: 3, keys: 0, entries: 0 });
    expect((await list()).map(({ slot }) => slot)).toEqual(stages.map((stage) => `${stage}@1`));
  });

  it('lists what is built beside it, what that takes, and that nobody needs it', async () => {
    await build(1, 40);
    expect(await listed('release@2')).toMatchObject({
      ...{ fold: 2, neededBy: 'nobody', lanesBuilt: 1, lanesFollowed: 0, keys: 3, entries: 40 },
      lanes: [{ mark: null }, { mark: 1 }, { mark: null }],
    });
    const { lines } = await live.alataw('projections', 'list');
    expect(lines[0]).toMatch(/^PROJECTION +BUILT +FOLLOWED +BEHIND +KEYS +ENTRIES +SIZE +NEEDED BY$/);
    const at = lines.findIndex((line) => line.startsWith('release@2'));
    expect(lines[at]).toMatch(/^release@2 +1\/3 +0\/3 +\d+ +3 +40 +[\d.]+ kB +nobody$/);
    expect(lines[at + 1]).toMatch(/^ {2}marks {2}0: none {2}1: 1\/\d+ {2}2: none$/);
  });

  it('estimates from a part of the entities what all of them take', async () => {
    await build(1, MANY);
    const { entries, bytes } = (await listed('release@2')) as unknown as { entries: number; bytes: number };
    const sets = Number(await live.redis.memory('USAGE', keys.set(1, 'release@2', 'queue:held')));
    expect(Math.abs(entries / MANY - 1)).toBeLessThan(0.1);
    expect(Math.abs((bytes - sets) / (MANY * (20 + 'release@2'.length)) - 1)).toBeLessThan(0.1);
  });

  it('refuses to drop what readers follow', async () => {
    const before = (await live.redis.keys('*')).length;
    expect(await drop('release@1')).toEqual({
      lines: [],
      fault: 'release@1 is needed: readers follow it on lanes 0, 1, 2. Nothing was removed.',
    });
    expect(await live.redis.keys('*')).toHaveLength(before);
  });

  it('refuses to drop what an owner has taken and is about to show', async () => {
    const owner = await live.redis.hget(keys.folds(2), 'release:owner');
    await live.redis.hset(keys.folds(2), 'release:taken', '2');
    expect((await drop('release@2')).fault).toBe(
      'release@2 is needed: an instance of this fold has taken lanes 2. Nothing was removed.',
    );
    await live.redis.hset(keys.folds(2), 'release:taken', '1', 'release:owner', owner ?? '');
  });

  it('refuses to drop what a process builds, until it ends or has not been heard of for long', async () => {
    const built = await next.takeBeside(1);
    if (typeof built === 'string') throw new Error(`It is ${built}`);
    const fault = 'release@2 is needed: a process with BUILD_AHEAD builds lanes 1. Nothing was removed.';
    expect((await drop('release@2')).fault).toBe(fault);
    expect((await listed('release@2'))?.lanes[1]).toMatchObject({ isBuilding: true });
    expect(await next.drop(1)).toBe('built');
    await live.redis.hset(keys.folds(1), 'release:building@2', String(Date.now() - 40_000));
    expect((await listed('release@2'))?.lanes[1]).toMatchObject({ isBuilding: false });
    await next.sayBuilding(1, built.writer, true);
    expect((await drop('release@2')).fault).toBe(fault);
    await next.sayBuilding(1, built.writer, false);
    expect((await listed('release@2'))?.lanes[1]).toMatchObject({ isBuilding: false });
  });

  it.each(['', 'release', 'release@', 'release@0', 'release@02', 'harbour@2', 'release@2@3', 'release@two'])(
    'says that %j is no projection',
    async (name) => {
      expect((await drop(name)).fault).toMatch(/^Say which: alataw projections drop STAGE@FOLD/);
    },
  );

  it('says when there is nothing to drop', async () => {
    expect((await drop('release@7')).fault).toBe('There is no release@7 in Redis: see alataw projections list.');
  });

  describe('as a process', () => {
    const start = (
      ...args: string[]
    ): { child: ChildProcess; ended: Promise<{ code: number | null; out: string }> } => {
      const env = { ...process.env, KAFKA_BROKERS: live.cluster.brokers, REDIS_URL: live.cluster.redisUrl };
      const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', ...args], { cwd: ROOT, env });
      let out = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += String(chunk)));
      return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, out })) };
    };

    it(
      'is killed in the middle and repeated, and leaves nothing of the fold and all of the others',
      async () => {
        for (const lane of LANES) await build(lane, MANY);
        const killed = start('projections', 'drop', 'release@2');
        // From the moment in which the mark is taken away until the lane is gone, the drop is in its middle.
        while ((await live.redis.hexists(keys.lane(1, 'release@2'), 'mark')) === 1)
          expect(killed.child.exitCode).toBeNull();
        killed.child.kill('SIGKILL');
        await killed.ended;
        expect(await live.redis.hexists(keys.lane(2, 'release@2'), 'mark')).toBe(1);
        expect(await listed('release@2')).toMatchObject({ neededBy: 'nobody', lanesBuilt: 1 });

        const again = await start('projections', 'drop', 'release@2', '--json').ended;
        expect(again.code).toBe(0);
        expect(
          again.out
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as unknown),
        ).toContainEqual({
          ...{ slot: 'release@2', lane: 2, removed: true },
        });
        // The parcels of fold 2 had nothing else: they are gone as well.
        expect((await live.redis.keys('*')).sort()).toEqual(without);
        expect(await listed('release@2')).toBeUndefined();
        expect(await listed('release@1')).toMatchObject({ lanesBuilt: 3, lanesFollowed: 3 });
      },
      CLUSTER_START_MS,
    );

    it('ends with 1 where it refuses', async () => {
      expect(await start('projections', 'drop', 'release@1').ended).toEqual({
        code: 1,
        out: 'release@1 is needed: readers follow it on lanes 0, 1, 2. Nothing was removed.\n',
      });
    });
  });
});
