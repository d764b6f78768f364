import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs the launcher to its end, as `npm start` does. */
async function start(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(__dirname, 'start.js'), ...args]);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode ?? -1, stdout, stderr };
}

async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

describe('npm start', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'alataw-start-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('tells its options', async () => {
    const { code, stdout } = await start('--help');
    expect(code).toBe(0);
    for (const option of [
      'empty',
      'rate',
      'parcels',
      'seed',
      'until-drained',
      'json',
      'data',
      'port',
      'reset',
      'scenario',
    ]) {
      expect(stdout).toContain(`--${option}`);
    }
  });

  it('answers a wrong option with one sentence and exit code 2', async () => {
    const { code, stderr } = await start('--parcel', '5');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'Unknown option --parcel; the options are listed by: npm start -- --help\n',
    });
  });

  it('answers a taken port with one sentence, and starts nothing', async () => {
    const { server, port } = await listen();
    const { code, stderr } = await start('--data', dir, '--port', String(port));
    server.close();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Port ${port} is taken by another program; choose another: npm start -- --port ${port + 1}\n`,
    });
    expect(existsSync(join(dir, 'kafka'))).toBe(false);
    expect(existsSync(join(dir, 'launcher.pid'))).toBe(false);
  });

  it('answers a damaged centre with the command that mends it', async () => {
    writeFileSync(join(dir, 'centre.json'), '{"version": 1');
    const { code, stderr } = await start('--data', dir);
    expect(code).toBe(1);
    expect(stderr).toContain(
      `is damaged; forget this centre's data and start anew: npm start -- --data ${dir} --reset`,
    );
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('lists the scenarios, a line each', async () => {
    const { code, stdout } = await start('--scenarios');
    expect(code).toBe(0);
    for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^[a-z0-9-]+ +[A-Z].*\.$/);
    expect(stdout).toContain('calm-day');
  });

  it('answers a scenario that is not there with those that are', async () => {
    const { code, stderr } = await start('--scenario', 'stormy-day');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^There is no scenario "stormy-day"; take one of calm-day, .*, or name a file of your own: /,
    );
    const file = join(dir, 'none.json');
    expect((await start('--scenario', file)).stderr).toContain(`There is no file ${file}; take one of calm-day`);
  });

  it('answers a wrong scenario with the file, each field, and what it may be; and starts nothing', async () => {
    const file = join(dir, 'mine.json');
    const behaviour = { staff: { returned: 80 } };
    writeFileSync(file, JSON.stringify({ title: 'Mine', seed: 1, parcel: 5, rate: 5, behaviour }));
    const { code, stderr } = await start('--scenario', file, '--data', join(dir, 'data'));
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual([
      `The scenario ${file} cannot be played:`,
      expect.stringContaining('parcel is unknown; take it out, or write one of title, seed, parcels, rate'),
      '  parcels must be a whole number from 1 to 100000000, not left out',
      '  behaviour.staff.returned must be a share from 0 to 1, not 80',
    ]);
    expect(existsSync(join(dir, 'data'))).toBe(false);
  }, 60_000);
});
