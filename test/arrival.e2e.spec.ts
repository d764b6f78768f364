import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main as audit } from './audit/main';
import { TestCentre, type Summary } from './support/centre';

const RULES = join(__dirname, '../apps/inspection/rules/2026-12.json');
const PARCELS = 60;

describe('a centre in which a parcel has to arrive before it passes', () => {
  const dir = mkdtempSync(join(tmpdir(), 'alataw-arrival-'));
  let centre: TestCentre;

  beforeAll(async () => {
    const rules = JSON.parse(readFileSync(RULES, 'utf8')) as object;
    const arrivalRequired = [{ from: '2020-01-21', value: true, source: 'test' }];
    const file = join(dir, 'rules.json');
    writeFileSync(file, JSON.stringify({ ...rules, arrivalRequired }));
    process.env['INSPECTION_RULES'] = file;
    centre = await TestCentre.start(['--parcels', String(PARCELS), '--rate', '60', '--seed', '3']);
  }, 240_000);
  afterAll(async () => {
    delete process.env['INSPECTION_RULES'];
    await centre.remove();
    rmSync(dir, { recursive: true });
  }, 60_000);

  it('brings every parcel to its end, by way of its arrival', async () => {
    await centre.saying(/\b0 in queues, [1-9]\d* departed/);
    const url = `${centre.url}/v1/counts`;
    const end = await centre.until<Summary & { byStage: { inspection: Record<string, number> } }>(
      url,
      centre.operatorKey(),
      (c) => c.declared === PARCELS && c.inQueues === 0,
    );
    expect(end.departed).toBeGreaterThan(PARCELS / 2);
    // A count that has been more than 0 stays in the list.
    expect(end.byStage.inspection).toMatchObject({ arrival: 0 });
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await audit(['--data', centre.dir, '--no-java'])).toBe(0);
    jest.restoreAllMocks();
  }, 240_000);
});
