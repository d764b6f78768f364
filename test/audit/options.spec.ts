import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from './main';
import { acknowledgedIds, readOptions, UsageError } from './options';

describe('the command line of the audit', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'audit-options-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('takes Kafka and Redis from a centre’s folder', () => {
    writeFileSync(join(dir, 'centre.json'), JSON.stringify({ ports: { kafka: 1234, redis: 2345 } }));
    expect(readOptions(['--data', dir])).toEqual({
      brokers: ['127.0.0.1:1234'],
      redisUrl: 'redis://127.0.0.1:2345',
      jsonFile: null,
      acknowledgedFile: null,
      withJava: true,
      documentRulesFile: null,
      isDrained: false,
    });
  });

  it('takes what is named, without a centre', () => {
    const args = ['--brokers', 'a:1, b:2', '--redis', 'redis://r:3/4', '--no-java', '--drained', '--json', 'r.json'];
    expect(readOptions(args)).toMatchObject({
      ...{ brokers: ['a:1', 'b:2'], redisUrl: 'redis://r:3/4', withJava: false, isDrained: true, jsonFile: 'r.json' },
    });
  });

  it('refuses what it cannot do', () => {
    expect(() => readOptions(['--data', dir])).toThrow(UsageError);
    expect(() => readOptions(['--colour'])).toThrow(UsageError);
    expect(() => readOptions(['--brokers', 'nowhere', '--redis', 'redis://r:1'])).toThrow('nowhere is not HOST:PORT');
    writeFileSync(join(dir, 'centre.json'), JSON.stringify({ ports: {} }));
    expect(() => readOptions(['--data', dir])).toThrow('name it with --brokers');
  });

  it('reads a list of acknowledged commands', () => {
    const file = join(dir, 'acknowledged.ndjson');
    writeFileSync(file, '"c1"\n{"commandId":"c2","status":202}\n\n');
    expect([...acknowledgedIds(file)]).toEqual(['c1', 'c2']);
    writeFileSync(file, '"c1"\nc2\n');
    expect(() => [...acknowledgedIds(file)]).toThrow(/line 2: neither/);
  });

  it('ends with 2 when it is used wrongly or nobody answers, and with 0 for help', async () => {
    const silent = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const shown = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      expect(await main(['--nonsense'])).toBe(2);
      expect(await main(['--brokers', '127.0.0.1:1', '--redis', 'redis://127.0.0.1:1'])).toBe(2);
      expect(await main(['--help'])).toBe(0);
      expect(silent.mock.calls.map(([text]) => text).join('')).toMatch(/Kafka at 127\.0\.0\.1:1 cannot be reached/);
    } finally {
      silent.mockRestore();
      shown.mockRestore();
    }
  });
});
