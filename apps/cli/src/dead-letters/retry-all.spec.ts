import { Codec, isOf, LiftHold, RetryParked, type CommandMeta } from '@alataw/contracts';
import type { StageDefinition } from '@alataw/stage';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CLUSTER_START_MS } from '../../../../test/support/cluster';
import { releaseStage } from '../../../release/src/release.stage';
import { LiveStages } from '../stages.fixture';
import { parkedLetters } from './parked';
import { CHUNK } from './settle';

const ROOT = join(__dirname, '../../../..');
const LETTERS = 700;
const HOPELESS = 3;
const all = ['dead-letters', 'retry', '--all', '--stage', 'release'];
let isBroken = true;

/** The release stage with a fault that can be mended while it runs, but for some parcels. */
const faulty: StageDefinition = {
  ...releaseStage,
  entities: releaseStage.entities.map((entity) => ({
    ...entity,
    decider: {
      ...entity.decider,
      decide: (command, state, context) => {
        const isHopeless = (command as LiftHold).parcelId.startsWith('CNPOST.HOPELESS');
        if (isBroken || isHopeless) throw new Error('it stumbles');
        return entity.decider.decide(command, state, context);
      },
    },
  })),
};

describe('alataw dead-letters retry --all', () => {
  let live: LiveStages;
  const park = async (from: number, to: number): Promise<void> => {
    isBroken = true;
    const parcels = Array.from({ length: to - from }, (_, i) => `CNPOST.P${from + i}`);
    for (const parcelId of parcels) await live.send(LiftHold, { type: 'LiftHold', parcelId, remark: null });
    await live.until(async () => (await live.countOf('release', 'RecordParked')) === HOPELESS + to);
    isBroken = false;
  };
  const parked = async (window?: number): Promise<{ ids: string[]; sizes: number[] }> => {
    const [ids, sizes]: [string[], number[]] = [[], []];
    for await (const letters of parkedLetters(live.log, Codec.embedded(), 'release', window)) {
      ids.push(...letters.map(({ id }) => id));
      sizes.push(letters.length);
    }
    return { ids, sizes };
  };

  beforeAll(async () => {
    live = await LiveStages.start([faulty]);
    for (let n = 0; n < HOPELESS; n++)
      await live.send(LiftHold, { type: 'LiftHold', parcelId: `CNPOST.HOPELESS${n}`, remark: null });
    await park(0, LETTERS);
    await live.until(async () => (await parked()).ids.length === HOPELESS + LETTERS); // their copies have been forwarded
  }, CLUSTER_START_MS);
  afterAll(() => live.stop(), CLUSTER_START_MS);

  it('finds each of them once, however small the window', async () => {
    const whole = await parked();
    const { ids, sizes } = await parked(50);
    expect(ids).toEqual(whole.ids);
    expect(new Set(ids).size).toBe(HOPELESS + LETTERS);
    expect(Math.max(...sizes)).toBe(50);
  });

  it(
    'takes none twice when it is killed in the middle and run again',
    async () => {
      const env = { ...process.env, KAFKA_BROKERS: live.cluster.brokers };
      const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', ...all], { cwd: ROOT, env });
      const closed = once(child, 'close');
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += String(chunk);
        if (out.split('\n').length > CHUNK + 20) child.kill('SIGKILL'); // some of the second chunk have been answered
      });
      await closed;
      expect(child.signalCode).toBe('SIGKILL');
      const before = await live.countOf('release', 'ParkedRecordRetried');
      expect(before).toBeGreaterThan(CHUNK / 2);

      const { lines, fault } = await live.alataw(...all, '--json');
      const { summary } = JSON.parse(lines.at(-1) ?? '') as { summary: Record<string, number> };
      expect(summary).toMatchObject({ stillParked: HOPELESS, unanswered: 0 });
      expect(fault).toBe(`${HOPELESS + (summary['refused'] ?? 0)} of ${summary['asked']} were not retried.`);
      expect(lines).toHaveLength((summary['asked'] ?? 0) + 1);
      // Each letter was retried once and led to one refusal of the stage, whoever had asked for it.
      expect(await live.countOf('release', 'ParkedRecordRetried')).toBe(LETTERS);
      expect(await live.countOf('release', 'ReleaseCommandRefused')).toBe(LETTERS);
      expect((await parked()).ids).toHaveLength(HOPELESS);
    },
    CLUSTER_START_MS,
  );

  it(
    'shows how far it is after each chunk, and at the end what came of it',
    async () => {
      await park(LETTERS, 2 * LETTERS);
      await live.until(async () => (await parked()).ids.length === HOPELESS + LETTERS);
      live.told.length = 0;
      const { lines, fault } = await live.alataw(...all);
      expect(fault).toBe(`${HOPELESS} of ${HOPELESS + LETTERS} were not retried.`);
      const summary = `${LETTERS} retried, ${HOPELESS} failed again and still parked, 0 refused as settled before.`;
      expect(lines.at(-1)).toBe(summary);
      expect(live.told.length).toBeGreaterThanOrEqual((HOPELESS + LETTERS) / CHUNK);
      expect(live.told.at(-1)).toBe(summary);
      const counts = live.told.map((line) => Number.parseInt(line, 10));
      counts.forEach((count, i) => expect(count - (counts[i - 1] ?? 0)).toBeLessThanOrEqual(CHUNK));
    },
    CLUSTER_START_MS,
  );

  it('never has more commands on their way than a chunk', async () => {
    const commands = new Map<number, number>(); // by the moment of their chunk
    for (const [partition, to] of (await live.log.endOffsets('release.commands')).entries()) {
      for await (const records of live.log.scan({ topic: 'release.commands', partition, from: 0, to })) {
        for (const { value } of records) {
          const decoded = value && live.codec.decode(value);
          if (!decoded || !isOf(RetryParked, decoded)) continue;
          const { issuedAt } = (decoded.value as object as { meta: CommandMeta }).meta;
          commands.set(issuedAt, (commands.get(issuedAt) ?? 0) + 1);
        }
      }
    }
    expect(commands.size).toBeGreaterThan(6);
    expect(Math.max(...commands.values())).toBeLessThanOrEqual(CHUNK);
  });
});
