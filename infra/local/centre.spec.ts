import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCentre } from './centre';

describe('openCentre', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'alataw-centre-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('remembers its state from one start to the next', () => {
    const first = openCentre(dir, { reset: false });
    first.state.ports['kafka'] = 20001;
    first.save();
    first.release();
    const second = openCentre(dir, { reset: false });
    expect(second.state.ports).toEqual({ kafka: 20001 });
    second.release();
  });

  it('is open for one launcher at a time', () => {
    const centre = openCentre(dir, { reset: false });
    expect(() => openCentre(dir, { reset: false })).toThrow(
      `already runs on ${dir} (pid ${process.pid}); stop it: kill`,
    );
    centre.release();
    openCentre(dir, { reset: false }).release();
  });

  it('is open again after its launcher was killed', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    writeFileSync(join(dir, 'launcher.pid'), `${gone.pid}\nstart.js`);
    openCentre(dir, { reset: false }).release();
  });

  it("is open again when the pid of its launcher is another program's by now", () => {
    writeFileSync(join(dir, 'launcher.pid'), `${process.pid}\nsome-other-script.js`);
    openCentre(dir, { reset: false }).release();
  });

  it.each(['{', '[]', 'null', '{"version":2}'])('refuses a damaged state file: %j', (text) => {
    writeFileSync(join(dir, 'centre.json'), text);
    expect(() => openCentre(dir, { reset: false })).toThrow(
      `${join(dir, 'centre.json')} is damaged; forget this centre's data and start anew: npm start -- --data ${dir} --reset`,
    );
    openCentre(dir, { reset: true }).release();
  });

  it('refuses a folder that cannot be made', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => openCentre(join(dir, 'file', 'centre'), { reset: false })).toThrow(
      /cannot be written \(ENOTDIR\); choose/,
    );
  });

  it('refuses a disk with less than a gigabyte left', () => {
    expect(() => openCentre(dir, { reset: false, freeBytes: () => 999_999_999 })).toThrow(
      /has 999 MB left and 1 GB is needed/,
    );
    openCentre(dir, { reset: false, freeBytes: () => 1_000_000_000 }).release();
  });

  it("forgets at a reset what is the centre's, and nothing else", () => {
    mkdirSync(join(dir, 'kafka'));
    writeFileSync(join(dir, 'keys.json'), '{}');
    writeFileSync(join(dir, 'mine.txt'), 'kept');
    const centre = openCentre(dir, { reset: true });
    centre.reset();
    centre.release();
    expect(existsSync(join(dir, 'kafka'))).toBe(false);
    expect(existsSync(join(dir, 'keys.json'))).toBe(false);
    expect(readFileSync(join(dir, 'mine.txt'), 'utf8')).toBe('kept');
  });
});
