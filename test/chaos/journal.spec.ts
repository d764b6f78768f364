import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal, parseLine, type LogLine } from './journal';

const text = (msg: string): string =>
  `{"level":"info","time":"2026-11-24T12:00:00.000Z","instance":"release-1","msg":"${msg}"}\n`;

describe(Journal.name, () => {
  let dir: string;
  let journal: Journal;
  const heard: LogLine[] = [];

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'alataw-journal-'));
    journal = new Journal(dir);
    heard.splice(0);
    journal.listen((line) => heard.push(line));
  });
  afterEach(() => {
    journal.close();
    rmSync(dir, { recursive: true });
  });

  it('hears each line once, however the file grows', () => {
    const file = join(dir, 'release.log');
    const whole = text('two');
    appendFileSync(file, text('one') + whole.slice(0, 20));
    journal.look();
    appendFileSync(file, whole.slice(20) + text('three'));
    journal.look();
    journal.look();
    expect(heard.map(({ msg }) => msg)).toEqual(['one', 'two', 'three']);
  });

  it('waits for a line of an instance', async () => {
    const waiting = journal.next('release-1', ({ msg }) => msg === 'live', new AbortController().signal);
    appendFileSync(join(dir, 'release.log'), text('other') + text('live'));
    expect(await waiting).toMatchObject({ msg: 'live', time: Date.parse('2026-11-24T12:00:00.000Z') });
    await expect(journal.next('release-1', () => true, AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
  });

  it.each(['Error: a stack trace', '{"torn', '{"msg":"of nobody"}', ''])('passes over %j', (line) => {
    expect(parseLine(line)).toBeNull();
  });
});
