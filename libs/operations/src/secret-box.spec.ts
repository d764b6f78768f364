import { randomBytes } from 'node:crypto';
import { EnvReader } from './env-reader';
import { readSecretBox, SecretBox } from './secret-box';

describe(SecretBox.name, () => {
  const key = randomBytes(32);
  const box = new SecretBox(key);
  const sealed = box.seal('whsec-7', 'KAZPOST.releases');

  it('opens what it has sealed, and seals nothing twice alike', () => {
    expect(box.open(sealed, 'KAZPOST.releases')).toBe('whsec-7');
    expect(box.seal('whsec-7', 'KAZPOST.releases').equals(sealed)).toBe(false);
    expect(sealed.includes('whsec-7')).toBe(false);
  });
  it('opens nothing for another owner, by another key, or that was altered', () => {
    expect(() => box.open(sealed, 'OTHER.releases')).toThrow();
    expect(() => new SecretBox(randomBytes(32)).open(sealed, 'KAZPOST.releases')).toThrow();
    for (const at of [0, 1, 13, 29, sealed.length - 1]) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => box.open(altered, 'KAZPOST.releases')).toThrow();
    }
    expect(() => box.open(sealed.subarray(0, 20), 'KAZPOST.releases')).toThrow();
  });
  it('takes its key from the environment', () => {
    const of = (value: string) => {
      const env = new EnvReader({ SECRETS_KEY: value });
      const box = readSecretBox(env);
      env.done();
      return box;
    };
    expect(of('')).toBeNull();
    expect(of(key.toString('hex'))?.open(sealed, 'KAZPOST.releases')).toBe('whsec-7');
    for (const wrong of ['short', `${key.toString('hex')}0`, 'g'.repeat(64)])
      expect(() => of(wrong)).toThrow('SECRETS_KEY must be 64 hexadecimal digits');
    expect(() => new SecretBox(Buffer.alloc(16))).toThrow('32 bytes');
  });
});
