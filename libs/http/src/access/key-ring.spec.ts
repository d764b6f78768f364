import { Problem } from '../problem/problem';
import { bearerToken, newKey, parseKey, secretMatches } from './api-key';
import { KeyRing } from './key-ring';

const NOW = 1_795_000_000_000;
const made = newKey();
const record = {
  keyId: made.keyId,
  role: 'platform',
  tenant: 'TEMU',
  secretHash: made.secretHash,
  expiresAt: NOW + 1,
} as const;

const codeOf = (ring: KeyRing, header: string | undefined, now = NOW): string => {
  try {
    return ring.authenticate(header, now).actor;
  } catch (error) {
    return error instanceof Problem
      ? `${error.status} ${error.code} ${error.headers['www-authenticate'] ?? ''}`
      : String(error);
  }
};

const ringWith = (...keys: (typeof record)[]): KeyRing => {
  const ring = new KeyRing();
  for (const key of keys) ring.issued(key);
  return ring;
};

describe(newKey.name, () => {
  it('makes a key that is read back, and whose hash matches its secret only', () => {
    const { key, keyId, secret, secretHash } = newKey();
    expect(parseKey(key)).toEqual({ keyId, secret });
    expect(secretMatches(secret, secretHash)).toBe(true);
    expect(secretMatches(newKey().secret, secretHash)).toBe(false);
    expect(secretMatches(secret, Buffer.alloc(0))).toBe(false);
  });

  it('never makes the same twice', () => {
    expect(new Set(Array.from({ length: 100 }, () => newKey().key)).size).toBe(100);
  });
});

describe(parseKey.name, () => {
  it.each([
    '',
    'alk_',
    made.key.slice(1),
    `${made.key}x`,
    made.key.slice(0, -1),
    made.key.toUpperCase(),
    `${made.key}\n`,
  ])('refuses %j', (text) => {
    expect(parseKey(text)).toBeUndefined();
  });
});

describe(bearerToken.name, () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['Basic abc', undefined],
    ['Bearer', undefined],
    ['Bearer a b', undefined],
    ['Bearer abc', 'abc'],
    ['bearer   abc ', 'abc'],
  ])('reads %j', (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });
});

describe(KeyRing.name, () => {
  it('knows the holder of a key', () => {
    expect(ringWith(record).authenticate(`Bearer ${made.key}`, NOW)).toEqual({
      keyId: made.keyId,
      role: 'platform',
      tenant: 'TEMU',
      actor: 'platform:TEMU',
    });
  });

  it('refuses a request without a key, and says how to send one', () => {
    expect(codeOf(ringWith(record), undefined)).toBe('401 KEY_MISSING Bearer realm="alataw"');
  });

  it.each([
    ['an unknown key', `Bearer ${newKey().key}`],
    ['a known id with another secret', `Bearer alk_${made.keyId}_${newKey().secret}`],
    ['no key at all', 'Bearer nonsense'],
  ])('refuses %s in the same words', (_, header) => {
    expect(codeOf(ringWith(record), header)).toBe('401 KEY_UNKNOWN Bearer realm="alataw"');
  });

  it('refuses a key from the moment of its expiry on', () => {
    expect(codeOf(ringWith(record), `Bearer ${made.key}`, NOW)).toBe('platform:TEMU');
    expect(codeOf(ringWith(record), `Bearer ${made.key}`, NOW + 1)).toMatch('401 KEY_EXPIRED');
  });

  it('refuses a revoked key, also when its issue is read again', () => {
    const ring = ringWith(record);
    expect(ring.isValid(made.keyId, NOW)).toBe(true);
    ring.revoked(made.keyId, NOW);
    ring.issued(record);
    expect(codeOf(ring, `Bearer ${made.key}`)).toMatch('401 KEY_REVOKED');
    expect(ring.isValid(made.keyId, NOW)).toBe(false);
  });

  it('tells who does not know the secret nothing about a revoked key', () => {
    const ring = ringWith(record);
    ring.revoked(made.keyId, NOW);
    expect(codeOf(ring, `Bearer alk_${made.keyId}_${newKey().secret}`)).toMatch('KEY_UNKNOWN');
  });
});
