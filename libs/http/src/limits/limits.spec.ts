import { Problem } from '../problem/problem';
import { ConcurrencyGate } from './concurrency-gate';
import { LruMap } from './lru-map';
import { RateLimiter } from './rate-limiter';
import { TokenBucket } from './token-bucket';
import { Turns } from './turns';

describe(TokenBucket.name, () => {
  it('allows a burst, then what comes back per second', () => {
    const bucket = new TokenBucket({ burst: 2, perSecond: 10 }, 0);
    expect([bucket.take(0).allowed, bucket.take(0).allowed, bucket.take(0).allowed]).toEqual([true, true, false]);
    expect(bucket.take(99).allowed).toBe(false);
    expect(bucket.take(100).allowed).toBe(true);
  });

  it('says how long to wait', () => {
    const bucket = new TokenBucket({ burst: 1, perSecond: 2 }, 0);
    bucket.take(0);
    expect(bucket.take(100)).toEqual({ allowed: false, remaining: 0, waitMs: 400 });
  });

  it('never holds more than the burst', () => {
    const bucket = new TokenBucket({ burst: 3, perSecond: 1 }, 0);
    expect(bucket.take(1_000_000).remaining).toBe(2);
  });

  it('loses nothing when the clock is set back', () => {
    const bucket = new TokenBucket({ burst: 2, perSecond: 1 }, 10_000);
    expect(bucket.take(0).allowed).toBe(true);
    expect(bucket.take(0).allowed).toBe(true);
  });
});

describe(RateLimiter.name, () => {
  const limiter = (): RateLimiter => new RateLimiter('key', { burst: 2, perSecond: 1 });

  it('answers with the quota and what is left of it', () => {
    expect(limiter().take('a', 0)).toEqual({ 'ratelimit-policy': '"key";q=2;w=2', ratelimit: '"key";r=1;t=1' });
  });

  it('refuses with 429 and the seconds to wait', () => {
    const own = limiter();
    own.take('a', 0);
    own.take('a', 0);
    try {
      own.take('a', 0);
      throw new Error('not refused');
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
      expect(error).toMatchObject({
        status: 429,
        code: 'RATE_LIMITED',
        headers: { 'retry-after': '1', ratelimit: '"key";r=0;t=1' },
      });
    }
  });

  it('counts each client for itself', () => {
    const own = limiter();
    own.take('a', 0);
    own.take('a', 0);
    expect(() => own.take('b', 0)).not.toThrow();
  });
});

describe(ConcurrencyGate.name, () => {
  it('is full in all and for each client, and free again when something ends', () => {
    const gate = new ConcurrencyGate({ total: 3, perClient: 2 });
    const first = gate.enter('a');
    expect(gate.enter('a')).toBeDefined();
    expect(gate.enter('a')).toBeUndefined();
    expect(gate.enter('b')).toBeDefined();
    expect(gate.enter('c')).toBeUndefined();
    first?.();
    first?.();
    expect(gate.size).toBe(2);
    expect(gate.enter('c')).toBeDefined();
  });
});

describe(Turns.name, () => {
  it('lets others wait for their turn, in order', async () => {
    const turns = new Turns(1);
    const order: number[] = [];
    const leave = await turns.enter();
    const others = [1, 2].map(async (n) => {
      const end = await turns.enter();
      order.push(n);
      end();
    });
    expect(order).toEqual([]);
    leave();
    await Promise.all(others);
    expect(order).toEqual([1, 2]);
    (await turns.enter())();
  });
});

describe(LruMap.name, () => {
  it('forgets what was not used for longest', () => {
    const map = new LruMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.get('a');
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2]);
  });
});
