import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestCentre } from '../support/centre';
import { brokenPromises, type Played } from '../support/played';

const SHIPPED = join(__dirname, '../../apps/simulator/scenarios');
const PLAYED_MS = 240_000;

describe('a scenario played by npm start', () => {
  let centre: TestCentre;

  const play = async (scenario: string, ...options: readonly string[]) => {
    centre = await TestCentre.start(['--scenario', scenario, ...options, '--until-drained', '--json']);
    const { code, summary } = await centre.ended();
    const played = summary as Played;
    return { code, broken: brokenPromises(played), played, log: centre.log };
  };
  afterEach(async () => centre.remove(), 60_000);

  it(
    'keeps what a calm day promises',
    async () => {
      const { code, broken } = await play('calm-day');
      expect({ broken, code }).toEqual({ broken: [], code: 0 });
    },
    PLAYED_MS,
  );

  it(
    'lets a truck leave without the parcel that is held in it, and begins in no centre that has parcels',
    async () => {
      const { code, broken, played } = await play('truck-held-at-the-gate');
      expect({ broken, code }).toEqual({ broken: [], code: 0 });
      expect(played.inQueues).toBe(1);
      await centre.restart(['--scenario', 'truck-held-at-the-gate']);
      await centre.saying(/has 150 parcels, and a scenario begins with none; forget them: add --reset/);
      expect(await centre.stop()).toBe(1);
    },
    PLAYED_MS,
  );

  it(
    'loses no line of a lot, at a 250th of its size',
    async () => {
      const { code, broken, played } = await play('lot-of-500000', '--parcels', '2000');
      expect({ broken, code }).toEqual({ broken: [], code: 0 });
      expect(played.lot?.lines).toBe(2000);
      expect(played.lot?.invalid).toBeGreaterThan(0);
      expect(played.promises.map(({ promise }) => promise)).toContain('accepted + rejected + invalid lines: 2000');
      if (process.platform === 'linux') {
        for (const name of ['gateway', 'simulator', 'loading', 'kafka'])
          expect(played.peakMemoryMib[name]).toBeGreaterThan(20);
      }
    },
    PLAYED_MS,
  );

  it(
    'escalates what the laboratory is late with; a promise that is not kept is named, and ends with 1',
    async () => {
      const dir = mkdtempSync(join(tmpdir(), 'alataw-scenario-'));
      const file = join(dir, 'mine.json');
      const text = readFileSync(join(SHIPPED, 'laboratory-too-late.json'), 'utf8').replace(
        'rules/',
        `${SHIPPED}/rules/`,
      );
      const scenario = JSON.parse(text) as { promises: { events: object } };
      const { events } = scenario.promises;
      writeFileSync(
        file,
        JSON.stringify({ ...scenario, promises: { ...scenario.promises, events: { ...events, UnitScrapped: 1 } } }),
      );
      const { code, broken, log } = await play(file);
      rmSync(dir, { recursive: true });
      expect({ broken, code }).toEqual({ broken: ['UnitScrapped: 1 (0)'], code: 1 });
      expect(log).toContain('The scenario "mine" has broken a promise: UnitScrapped: 1, but it is 0.');
    },
    PLAYED_MS,
  );
});
