import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acknowledgements } from './acknowledgements';

describe(acknowledgements.name, () => {
  it('writes each down at once, behind what an earlier run has written', () => {
    const dir = mkdtempSync(join(tmpdir(), 'alataw-acknowledged-'));
    const file = join(dir, 'list.jsonl');
    acknowledgements(file)('a');
    expect(readFileSync(file, 'utf8')).toBe('{"commandId":"a"}\n');
    acknowledgements(file)('b');
    expect(readFileSync(file, 'utf8')).toBe('{"commandId":"a"}\n{"commandId":"b"}\n');
    rmSync(dir, { recursive: true });
  });

  it('keeps no list unless a file is named', () => {
    expect(() => acknowledgements(undefined)('a')).not.toThrow();
  });
});
