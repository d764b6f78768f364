import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretsKey } from './secrets';

describe('secretsKey', () => {
  it('is made once, for its owner alone', () => {
    const dir = mkdtempSync(join(tmpdir(), 'alataw-secrets-'));
    const file = join(dir, 'secrets.key');
    const key = secretsKey(file);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(secretsKey(file)).toBe(key);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    rmSync(dir, { recursive: true });
  });
});
