import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ChaosReport } from './report';

const ROOT = join(__dirname, '..', '..');
/** A small run of each sort of fault; the long one is `npm run chaos`. */
const RUN = ['--parcels', '300', '--faults', '4', '--seed', '2819', '--no-java', '--no-controls'];
const PATIENCE_MS = 600_000;

describe('npm run chaos', () => {
  const dir = mkdtempSync(join(tmpdir(), 'alataw-chaos-spec-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it(
    'finds nothing violated after parts of a centre have failed at random',
    async () => {
      const file = join(dir, 'report.json');
      const chaos = [join(ROOT, 'infra', 'local', 'chaos.js'), ...RUN, '--report', file];
      const { stdout } = await promisify(execFile)(process.execPath, chaos, { maxBuffer: 1 << 24 }).catch(
        (error: Error & { stdout?: string; stderr?: string }) => {
          throw new Error(`${error.message}\n${error.stdout}\n${error.stderr}`);
        },
      );
      const report = JSON.parse(readFileSync(file, 'utf8')) as ChaosReport;
      expect(stdout).toContain('Nothing is violated.');
      expect(report.failures).toEqual([]);
      expect(report.results.filter(({ missed }) => missed === null).length).toBeGreaterThanOrEqual(3);
      expect(report.audit.violations).toBe(0);
      expect(report.sometimes.redisGapRefused).toBeGreaterThan(0);
      expect(report.sometimes.feedsClaimedAgain).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );

  it('tells what is wrong with its options, and ends with 2', async () => {
    const chaos = [join(ROOT, 'infra', 'local', 'chaos.js'), '--faults', 'many'];
    const failed = await promisify(execFile)(process.execPath, chaos).then(
      () => null,
      (error: { code: number; stderr: string }) => error,
    );
    expect(failed).toMatchObject({ code: 2 });
    expect(failed?.stderr).toContain('--faults takes a whole number from 0 to 1000, not "many"');
  });
});
