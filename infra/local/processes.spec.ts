import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startJanitor } from './janitor';
import { isRunning, readRecords, stopLeftovers } from './processes';

const IDLE = 'setInterval(() => undefined, 1000); process.stdout.write("up")';
const DEAF = `process.on('SIGTERM', () => undefined); ${IDLE}`;

async function startIdle(
  marker: string,
  script = IDLE,
): Promise<{ child: ChildProcess; pid: number; ended: Promise<unknown[]> }> {
  const child = spawn(process.execPath, ['-e', script, '--', marker], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  return { child, pid: child.pid ?? 0, ended };
}

describe('stopLeftovers', () => {
  it('stops what is remembered, and says which', async () => {
    const { pid, ended } = await startIdle('--centre=/a');
    const record = { name: 'release', pid, marker: '--centre=/a', order: 2 };
    expect(isRunning(record)).toBe(true);
    expect(await stopLeftovers([record])).toEqual(['release']);
    expect(await ended).toEqual([null, 'SIGTERM']);
  });

  it('leaves alone a process that took over the pid', async () => {
    const { child, pid, ended } = await startIdle('--centre=/somebody-else');
    expect(await stopLeftovers([{ name: 'release', pid, marker: '--centre=/a ', order: 2 }])).toEqual([]);
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  it('kills what does not end within its grace', async () => {
    const { pid, ended } = await startIdle('--centre=/deaf', DEAF);
    await stopLeftovers([{ name: 'release', pid, marker: '--centre=/deaf', order: 2 }], 100);
    expect(await ended).toEqual([null, 'SIGKILL']);
  });
});

describe('readRecords', () => {
  it('finds none in a file that is missing or torn', () => {
    const dir = mkdtempSync(join(tmpdir(), 'alataw-records-'));
    const file = join(dir, 'state.json');
    expect(readRecords(file)).toEqual([]);
    writeFileSync(file, '{"processes": [');
    expect(readRecords(file)).toEqual([]);
    rmSync(dir, { recursive: true });
  });
});

describe('the janitor', () => {
  it('stops the processes of a parent that was killed, and removes its folder', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'alataw-janitor-'));
    const stateFile = join(dir, 'state.json');
    const { pid, ended } = await startIdle('--centre=/orphan');
    writeFileSync(
      stateFile,
      JSON.stringify({ processes: [{ name: 'release', pid, marker: '--centre=/orphan', order: 2 }] }),
    );
    const start = `require(${JSON.stringify(join(__dirname, 'janitor.js'))}).startJanitor(${JSON.stringify(stateFile)}, ${JSON.stringify(dir)})`;
    const parent = await startIdle('parent', `${start}; ${IDLE}`);
    parent.child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGTERM']);
    while (existsSync(dir)) await new Promise(setImmediate);
  });

  it('stops nothing that its parent has stopped itself', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'alataw-janitor-'));
    writeFileSync(join(dir, 'state.json'), JSON.stringify({ processes: [] }));
    const janitor = startJanitor(join(dir, 'state.json'), dir);
    await janitor.dismiss();
    expect(existsSync(dir)).toBe(false);
  });
});
