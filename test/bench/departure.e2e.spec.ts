import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureDeparture } from './departure';

const PATIENCE_MS = 300_000;

describe('a train', () => {
  const dir = mkdtempSync(join(tmpdir(), 'alataw-bench-spec-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it(
    'is told to all that left in it, part by part, while other parcels go on',
    async () => {
      const run = { parcels: 2_000, rate: 20, beforeSeconds: 1, pace: 1_000, isAudited: true, dir };
      const report = await measureDeparture(run, () => undefined);
      expect(report.violations).toBe(0);
      expect(report.during.parcels).toBeGreaterThan(0);
      // 250 at once, and then 250 every quarter of a second: no faster than it is paced, however fast the machine.
      expect(report.departureSeconds).toBeGreaterThan(1.5);
    },
    PATIENCE_MS,
  );
});
