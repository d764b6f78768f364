import { Redis } from 'ioredis';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestCentre } from '../support/centre';
import { main } from './main';

const CENTRE_MS = 240_000;

interface Written {
  readonly ok: boolean;
  readonly records: number;
  readonly invariants: readonly {
    readonly number: number;
    readonly checked: number;
    readonly examples: readonly { readonly what: string; readonly entity: string | null }[];
  }[];
}

describe('npm run audit', () => {
  let centre: TestCentre;
  const audit = async (...more: string[]): Promise<{ readonly code: number; readonly report: Written }> => {
    const file = join(centre.dir, 'audit.json');
    const code = await main(['--data', centre.dir, '--json', file, ...more]);
    return { code, report: JSON.parse(readFileSync(file, 'utf8')) as Written };
  };

  beforeAll(async () => {
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    centre = await TestCentre.start(['--parcels', '60', '--rate', '60', '--seed', '9', '--json']);
    await centre.saying(/\b0 in queues, [1-9]\d* departed/);
  }, CENTRE_MS);
  afterAll(async () => {
    jest.restoreAllMocks();
    await centre.remove();
  }, CENTRE_MS);

  it(
    'finds nothing in what a centre has done, as Kafka’s own consumer sees it, too',
    async () => {
      const { code, report } = await audit();
      const found = report.invariants.flatMap(({ examples }) => examples);
      expect({ code, found }).toEqual({ code: 0, found: [] });
      expect(report.invariants.filter(({ number, checked }) => number > 1 && checked === 0)).toEqual([]);
      expect(report.invariants.find(({ number }) => number === 10)?.checked).toBe(report.records);
    },
    CENTRE_MS,
  );

  it(
    'is about a centre that finds a parcel by its waybill alone, and a truck by its plate',
    async () => {
      const redis = new Redis(centre.redisUrl);
      const [parcel = ''] = await redis.keys('{*}:parcel:*');
      const [truck = ''] = await redis.keys('{*}:unit:truck:*');
      redis.disconnect();
      const ids = [parcel, truck].map((key) => key.replace(/^\{\d+\}:(parcel|unit):/, ''));
      const [waybill = '', plate = ''] = ids.map((id) => id.replace(/^[A-Z0-9]+\.|^truck:/, ''));
      for (const [q, id] of [
        [waybill.toLowerCase(), ids[0]],
        [plate.replace('-', ' '), ids[1]],
      ]) {
        const url = `${centre.url}/v1/search?q=${encodeURIComponent(q ?? '')}`;
        await centre.until<{ hits: { id: string }[] }>(url, centre.operatorKey(), ({ hits }) =>
          hits.some((hit) => hit.id === id),
        );
      }
    },
    CENTRE_MS,
  );

  it(
    'ends with 1 and names the parcel of which Redis says something else',
    async () => {
      const redis = new Redis(centre.redisUrl);
      const [one = '', other = ''] = await redis.keys('{*}:parcel:*');
      const slot = (await redis.hkeys(one)).find((field) => field.startsWith('declaration')) ?? '';
      await redis.hset(one, slot, (await redis.hgetBuffer(other, slot)) ?? '');
      redis.disconnect();
      const { code, report } = await audit('--no-java');
      expect(code).toBe(1);
      const found = report.invariants.find(({ number }) => number === 8)?.examples ?? [];
      expect(new Set(found.map(({ entity }) => entity))).toEqual(new Set([one.slice(one.lastIndexOf(':') + 1)]));
    },
    CENTRE_MS,
  );
});
