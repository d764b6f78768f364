import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trimLogs } from './logs';

describe('trimLogs', () => {
  it('empties a log that has grown too large and keeps what stood in it', () => {
    const dir = mkdtempSync(join(tmpdir(), 'alataw-logs-'));
    writeFileSync(join(dir, 'release.log'), 'x'.repeat(11));
    writeFileSync(join(dir, 'loading.log'), 'x'.repeat(10));
    trimLogs(dir, 10);
    expect(readFileSync(join(dir, 'release.log'), 'utf8')).toBe('');
    expect(readFileSync(join(dir, 'release.log.1'), 'utf8')).toBe('x'.repeat(11));
    expect(readFileSync(join(dir, 'loading.log'), 'utf8')).toBe('x'.repeat(10));
    rmSync(dir, { recursive: true });
  });
});
