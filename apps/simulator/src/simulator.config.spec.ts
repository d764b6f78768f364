import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from './simulator.config';

const ENVIRONMENT = {
  GATEWAY_URL: 'http://127.0.0.1:8080',
  PLATFORM_KEYS: '{"TIANSHAN":"t","SILKROAD":"s"}',
  LOGISTICS_KEYS: '{"CNPOST":"c"}',
  STAFF_KEY: 'staff',
  SECOND_STAFF_KEY: 'second',
  HTTP_PORT: '9000',
};

describe('readConfig', () => {
  it('reads the keys from the environment, platforms in the order of their codes', () => {
    const { platforms, logistics, staffKey, rate, parcels, seed } = readConfig(ENVIRONMENT);
    expect(platforms).toMatchObject({ first: 'SILKROAD', others: ['TIANSHAN'] });
    expect(platforms.keys.get('TIANSHAN')).toBe('t');
    expect(logistics.get('CNPOST')).toBe('c');
    expect({ staffKey, rate, parcels, seed }).toEqual({ staffKey: 'staff', rate: 20, parcels: null, seed: 1 });
  });

  it('reads the keys from the file that the launcher writes', () => {
    const dir = mkdtempSync(join(tmpdir(), 'alataw-keys-'));
    const file = join(dir, 'keys.json');
    writeFileSync(
      file,
      JSON.stringify({
        platforms: { SILKROAD: { key: 's' } },
        logistics: { CNPOST: { key: 'c' } },
        staff: { key: 'staff' },
        secondOfficer: { key: 'second' },
      }),
    );
    const { platforms, logistics, staffKey, secondStaffKey } = readConfig({
      GATEWAY_URL: 'http://h',
      HTTP_PORT: '9000',
      KEYS_FILE: file,
    });
    expect(platforms.keys.get('SILKROAD')).toBe('s');
    expect(logistics.get('CNPOST')).toBe('c');
    expect([staffKey, secondStaffKey]).toEqual(['staff', 'second']);
    const older = { platforms: { SILKROAD: { key: 's' } }, staff: { key: 'staff' } };
    for (const [more, missing] of [
      [{ logistics: { CNPOST: { key: 'c' } } }, 'second officer'],
      [{ secondOfficer: { key: 'second' } }, 'logistics companies'],
    ] as const) {
      writeFileSync(file, JSON.stringify({ ...older, ...more }));
      expect(() => readConfig({ GATEWAY_URL: 'http://h', HTTP_PORT: '9000', KEYS_FILE: file })).toThrow(missing);
    }
    rmSync(dir, { recursive: true });
  });

  it.each([
    [{ STAFF_KEY: '' }, 'STAFF_KEY is missing'],
    [{ SECOND_STAFF_KEY: '' }, 'SECOND_STAFF_KEY is missing'],
    [{ RATE: '-1' }, 'RATE must be a number above 0'],
    [{ PLATFORM_KEYS: 'x' }, 'PLATFORM_KEYS must be a JSON object'],
    [{ LOGISTICS_KEYS: 'x' }, 'LOGISTICS_KEYS must be a JSON object'],
    [{ PLATFORM_KEYS: '{}' }, 'there is no key of a platform'],
    [{ KEYS_FILE: '/nowhere/keys.json' }, 'KEYS_FILE cannot be read'],
  ])('refuses %j', (change, sentence) => {
    expect(() => readConfig({ ...ENVIRONMENT, ...change })).toThrow(sentence);
  });
});
