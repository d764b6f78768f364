import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCentre } from './centre';
import { startChild } from './child';
import { createRun } from './run';

describe('createRun', () => {
  const dir = mkdtempSync(join(tmpdir(), 'alataw-run-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('remembers whatever it has started, the last one too, for whoever has to clean up', async () => {
    const centre = openCentre(dir, { reset: false });
    const run = createRun(centre, () => undefined);
    const stay = ['-e', 'process.stdin.resume(); setInterval(() => undefined, 1000)'];
    const keep = (name: string) =>
      run.keep(name, 0, 1000, (started) =>
        startChild(name, process.execPath, stay, { logFile: centre.path('logs', name), marker: name, started }),
      );
    await keep('first');
    await keep('last');
    const { processes } = JSON.parse(readFileSync(centre.stateFile, 'utf8')) as { processes: { name: string }[] };
    expect(processes.map(({ name }) => name)).toEqual(['first', 'last']);
    await run.stop();
    centre.release();
  }, 30_000);
});
