import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { MemoryCentre } from '../../apps/gateway/src/memory/memory-centre';
import { CSV_EXAMPLE, DECLARATION_EXAMPLE } from '../../apps/gateway/src/openapi/examples';
import { inventory, message } from '../../libs/formats/src/ceb/ceb603.fixture';

/** The program that `npm run alataw` runs; `npm test` builds it first. */
const PROGRAM = join(__dirname, '../../dist/apps/cli/src/main.js');

const centre = new MemoryCentre();
const folder = mkdtempSync(join(tmpdir(), 'alataw-declare-'));
const path = (name: string): string => join(folder, name);
const text = (name: string): string => readFileSync(path(name), 'utf8');

beforeAll(async () => {
  await centre.start({ RATE_LIMIT_PER_SECOND: '100000' });
  writeFileSync(path('key'), (await centre.key('PLATFORM', 'DEMO')).replace('Bearer ', ''));
}, 60_000);
afterAll(async () => {
  await centre.stop();
  rmSync(folder, { recursive: true });
});

interface Run {
  readonly exited: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
  readonly kill: () => void;
  /** Resolves when it has written this to stderr. */
  readonly said: (words: string) => Promise<void>;
}

const declare = (...args: string[]): Run => {
  const child = spawn(process.execPath, [PROGRAM, 'declare', '--url', centre.url, '--key-file', path('key'), ...args], {
    env: { ...process.env, XDG_CACHE_HOME: path('cache') },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const said = async (words: string): Promise<void> => {
    while (!err.includes(words)) await once(child.stderr, 'data');
  };
  const exited = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  return { exited, kill: () => void child.kill('SIGKILL'), said };
};
const line = (n: string): string => `${JSON.stringify({ ...DECLARATION_EXAMPLE, logisticsNo: n })}\n`;
const commandCount = (): number => centre.log.all('declaration.commands').length;

describe('alataw declare', () => {
  it('hands back the rejected lists of an XML file as a message of the same bytes, and does not send again', async () => {
    const wrong = inventory({ logisticsNo: 'X2', grossWeight: 'heavy' }).trim();
    writeFileSync(
      path('lot.xml'),
      message([inventory({ logisticsNo: 'X1' }), `  ${wrong}\n`, inventory({ logisticsNo: 'X3' })]),
    );
    const before = commandCount();
    const first = declare('--json', path('lot.xml'), '--carrier', 'KAZPOST');
    await centre.commandsArrive('declaration', before + 2);
    await centre.acceptAll();
    const { code, out } = await first.exited;
    expect([code, JSON.parse(out)]).toEqual([
      1,
      {
        file: path('lot.xml'),
        batch: expect.any(String),
        state: 'done',
        declarations: 3,
        accepted: 2,
        rejected: 1,
        filed: 0,
      },
    ]);
    expect(text('lot.xml.rejected.xml')).toBe(
      `${message([]).replace('</ceb:CEB603Message>\n', '')}  ${wrong}\n</ceb:CEB603Message>\n`,
    );
    expect(JSON.parse(text('lot.xml.reasons.ndjson'))).toMatchObject({ line: 2, status: 'invalid' });
    expect((await declare(path('lot.xml'), '--carrier', 'KAZPOST').exited).code).toBe(1);
    expect(commandCount()).toBe(before + 2);
  }, 60_000);

  it('takes several files, of several formats, and tells of each', async () => {
    const [header = '', row = ''] = CSV_EXAMPLE.split('\n');
    const csv = [header, row.replace('LX473124829CN', 'C1'), row.replace('LX473124829CN', 'C"2'), ''].join('\r\n');
    writeFileSync(path('a.csv'), csv);
    writeFileSync(path('b.ndjson.gz'), gzipSync(`${line('B1')}{"b":\n`));
    writeFileSync(path('c.jsonl'), line('J1'));
    const before = commandCount();
    const run = declare(path('a.csv'), path('b.ndjson.gz'), path('c.jsonl'), path('none.csv'));
    for (const n of [1, 2, 3]) {
      await centre.commandsArrive('declaration', before + n);
      await centre.acceptAll();
    }
    const { code, out } = await run.exited;
    expect(code).toBe(2);
    expect(out.split('\n')).toEqual([
      `${path('a.csv')}: 2 declarations, 1 accepted, 1 rejected: ${path('a.csv.rejected.csv')}, why: ${path('a.csv.reasons.ndjson')}`,
      expect.stringContaining('2 declarations, 1 accepted, 1 rejected'),
      `${path('c.jsonl')}: 1 declarations, 1 accepted, 0 rejected`,
      `${path('none.csv')}: ${path('none.csv')} cannot be read: does it exist?`,
      '',
    ]);
    expect(text('a.csv.rejected.csv')).toBe(`${header}\r\n${row.replace('LX473124829CN', 'C"2')}\r\n`);
    expect(text('b.ndjson.gz.rejected.ndjson')).toBe('{"b":\n');
    expect(existsSync(path('c.jsonl.rejected.ndjson'))).toBe(false);
  }, 60_000);

  it('that is killed while it sends declares everything once it is run again', async () => {
    const count = 20_000;
    writeFileSync(path('large.ndjson'), Array.from({ length: count }, (_, n) => line(`K${n}`)).join(''));
    const killed = declare(path('large.ndjson'));
    await killed.said('sending');
    killed.kill();
    expect((await killed.exited).code).toBeNull();
    const run = declare('--json', path('large.ndjson'));
    await run.said('deciding');
    await centre.acceptAll();
    expect(await run.exited).toMatchObject({
      code: 0,
      out: expect.stringContaining(`"accepted":${count},"rejected":0`),
    });
  }, 120_000);

  it('that is killed while it waits goes on waiting, and sends nothing again', async () => {
    writeFileSync(path('wait.ndjson'), line('W1'));
    const before = commandCount();
    const killed = declare(path('wait.ndjson'));
    await killed.said('deciding');
    killed.kill();
    await killed.exited;
    const run = declare(path('wait.ndjson'));
    await run.said('deciding');
    await centre.acceptAll();
    expect([(await run.exited).code, commandCount()]).toEqual([0, before + 1]);
  }, 60_000);

  it.each([
    ['a header that is wrong', 'bad.csv', 'a,b\n1,2\n', 'CSV_HEADER'],
    ['what is no XML', 'bad.xml', '<CEB603Message><Inventory></x>', 'NOT_WELL_FORMED'],
    ['what nobody can tell', 'bad.bin', 'hello', 'is none of'],
  ])(
    'ends with 2 at %s, and says why',
    async (_, name, content, why) => {
      writeFileSync(path(name), content);
      expect(await declare(path(name)).exited).toMatchObject({ code: 2, out: expect.stringContaining(why) });
    },
    60_000,
  );

  it('ends with 2 when it is not told what it needs', async () => {
    expect(await declare().exited).toMatchObject({ code: 2, err: expect.stringContaining('Say which') });
    expect(await declare('--wait', 'long', path('key')).exited).toMatchObject({ code: 2 });
  }, 60_000);
});
