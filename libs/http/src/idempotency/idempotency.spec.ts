import { Problem } from '../problem/problem';
import { fingerprintOf, readIdempotencyKey } from './idempotency-key';
import { RedisIdempotencyStore, type KeyValue } from './idempotency-store';
import { answerAgain } from './idempotency.hook';

const codeOf = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error instanceof Problem ? `${error.status} ${error.code}` : String(error);
  }
};

/** Redis, as far as it is needed here. */
class FakeRedis implements KeyValue {
  readonly entries = new Map<string, string>();
  set(key: string, value: string, _px: 'PX', _ms: number, nx?: 'NX'): Promise<'OK' | null> {
    if (nx === 'NX' && this.entries.has(key)) return Promise.resolve(null);
    this.entries.set(key, value);
    return Promise.resolve('OK');
  }
  get(key: string): Promise<string | null> {
    return Promise.resolve(this.entries.get(key) ?? null);
  }
  del(key: string): Promise<number> {
    return Promise.resolve(this.entries.delete(key) ? 1 : 0);
  }
}

const ANSWER = { status: 202, headers: { location: '/v1/parcels/A.B' }, body: '{}' };

describe(readIdempotencyKey.name, () => {
  it.each([
    [undefined, undefined],
    ['"abc"', 'abc'],
    ['abc', 'abc'],
    ['"a b"', 'a b'],
    [String.raw`"a\"b"`, 'a"b'],
    [`"${'x'.repeat(255)}"`, 'x'.repeat(255)],
    [`"${'x'.repeat(256)}"`, '400 IDEMPOTENCY_KEY_INVALID'],
    ['', '400 IDEMPOTENCY_KEY_INVALID'],
    ['""', '400 IDEMPOTENCY_KEY_INVALID'],
    ['"a', '400 IDEMPOTENCY_KEY_INVALID'],
    ['"ü"', '400 IDEMPOTENCY_KEY_INVALID'],
    ['a,b', '400 IDEMPOTENCY_KEY_INVALID'],
    [['a', 'b'], '400 IDEMPOTENCY_KEY_INVALID'],
  ])('reads %j', (header, expected) => {
    expect(codeOf(() => readIdempotencyKey(header))).toBe(expected);
  });
});

describe(fingerprintOf.name, () => {
  it('differs by method, address and body', () => {
    const prints = [
      fingerprintOf('POST', '/a', Buffer.from('{}')),
      fingerprintOf('PUT', '/a', Buffer.from('{}')),
      fingerprintOf('POST', '/b', Buffer.from('{}')),
      fingerprintOf('POST', '/a', Buffer.from('{ }')),
    ];
    expect(new Set(prints).size).toBe(4);
  });
});

describe(RedisIdempotencyStore.name, () => {
  it('gives a key to the first, then tells that it is in flight, then the answer', async () => {
    const store = new RedisIdempotencyStore(new FakeRedis());
    await expect(store.begin('a', 'k', 'f')).resolves.toEqual({ state: 'begun' });
    await expect(store.begin('a', 'k', 'f')).resolves.toEqual({ state: 'inFlight', fingerprint: 'f' });
    await store.finish('a', 'k', 'f', ANSWER);
    await expect(store.begin('a', 'k', 'f')).resolves.toEqual({ state: 'answered', fingerprint: 'f', answer: ANSWER });
  });

  it('keeps the keys of different clients apart', async () => {
    const store = new RedisIdempotencyStore(new FakeRedis());
    await store.begin('a', 'k', 'f');
    await expect(store.begin('b', 'k', 'f')).resolves.toEqual({ state: 'begun' });
  });

  it('gives a key again that was given back', async () => {
    const store = new RedisIdempotencyStore(new FakeRedis());
    await store.begin('a', 'k', 'f');
    await store.abandon('a', 'k');
    await expect(store.begin('a', 'k', 'g')).resolves.toEqual({ state: 'begun' });
  });

  it('writes no key of a client in clear', async () => {
    const redis = new FakeRedis();
    await new RedisIdempotencyStore(redis).begin('client', 'secret\r\n', 'f');
    expect([...redis.entries.keys()].join()).toMatch(/^idempotency:[\w-]{43}$/);
  });
});

describe(answerAgain.name, () => {
  it('refuses the same key for another request, even while the first is running', () => {
    expect(codeOf(() => answerAgain({ state: 'inFlight', fingerprint: 'f' }, 'g'))).toBe('422 IDEMPOTENCY_KEY_REUSED');
    expect(codeOf(() => answerAgain({ state: 'answered', fingerprint: 'f', answer: ANSWER }, 'g'))).toBe(
      '422 IDEMPOTENCY_KEY_REUSED',
    );
  });

  it('asks to come back while the first is running', () => {
    expect(codeOf(() => answerAgain({ state: 'inFlight', fingerprint: 'f' }, 'f'))).toBe('409 IDEMPOTENCY_IN_FLIGHT');
  });

  it('gives the first answer', () => {
    expect(answerAgain({ state: 'answered', fingerprint: 'f', answer: ANSWER }, 'f')).toBe(ANSWER);
  });
});
