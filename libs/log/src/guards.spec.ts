import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TABLE = join(__dirname, '../../../docs/guards.md');
const FOLDERS = [__dirname, join(__dirname, 'conformance')];

/** The cells of the table's rows, without its head. */
const rows = readFileSync(TABLE, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) => line.split('|').slice(1, -1))
  .map((cells) => cells.map((cell) => cell.trim()));

const fileNamed = (name: string): string | undefined =>
  FOLDERS.flatMap((folder) => readdirSync(folder).map((file) => ({ file, path: join(folder, file) }))).find(
    ({ file }) => file === name,
  )?.path;

/** Whether a cell, `file`: name of the test, names a test that is there. */
function isThere(cell: string): boolean {
  const [, file = '', test = ''] = /^`([^`]+)`: (.+)$/.exec(cell) ?? [];
  const path = fileNamed(file);
  return path !== undefined && readFileSync(path, 'utf8').includes(`'${test}'`);
}

describe('docs/guards.md', () => {
  it('names a file and a test for every guard, and controls that are there', () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const [guard = '', file = '', test = '', control = ''] of rows) {
      expect([guard, 'stands in', fileNamed(file.replaceAll('`', '')) !== undefined]).toEqual([
        guard,
        'stands in',
        true,
      ]);
      expect([guard, test, isThere(test)]).toEqual([guard, test, true]);
      if (control !== '') expect([guard, control, isThere(control)]).toEqual([guard, control, true]);
    }
  });

  it('names every control', () => {
    const controls = readFileSync(join(__dirname, 'kafkajs-controls.spec.ts'), 'utf8');
    const names = [...controls.matchAll(/^ {2}it\('(.+)',/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(rows.some(([, , , control]) => control?.endsWith(`: ${name}`))).toBe(true);
  });

  it('would notice a test that is not there', () => {
    expect(isThere('`reads.fixture.ts`: may begin in the middle of a big batch')).toBe(true);
    expect(isThere('`reads.fixture.ts`: may begin in the middle of a small batch')).toBe(false);
    expect(isThere('`no.spec.ts`: may begin in the middle of a big batch')).toBe(false);
  });
});
