import { Problem } from '../problem/problem';
import { LruMap } from './lru-map';
import { TokenBucket, type BucketPolicy } from './token-bucket';

/** Clients whose buckets are remembered; a forgotten one starts full, so this bounds memory and little else. */
const REMEMBERED_CLIENTS = 10_000;

/** Counts the requests of each client of this process. Several instances each allow the whole policy. */
export class RateLimiter {
  private readonly buckets = new LruMap<string, TokenBucket>(REMEMBERED_CLIENTS);

  constructor(
    private readonly name: string,
    private readonly policy: BucketPolicy,
  ) {}

  /**
   * @param client a key id, or the address of a client without a key
   * @param now milliseconds
   * @returns the headers to answer with
   * @throws {Problem} 429, with the same headers and `Retry-After`
   * @see draft-ietf-httpapi-ratelimit-headers: q quota, w window in seconds, r remaining, t seconds until it is whole again
   */
  take(client: string, now: number): Readonly<Record<string, string>> {
    let bucket = this.buckets.get(client);
    if (bucket === undefined) {
      bucket = new TokenBucket(this.policy, now);
      this.buckets.set(client, bucket);
    }
    const verdict = bucket.take(now);
    const { burst, perSecond } = this.policy;
    const seconds = Math.ceil(verdict.waitMs / 1000);
    const headers = {
      'ratelimit-policy': `"${this.name}";q=${burst};w=${Math.max(1, Math.ceil(burst / perSecond))}`,
      ratelimit: `"${this.name}";r=${verdict.remaining};t=${seconds}`,
    };
    if (verdict.allowed) return headers;
    throw new Problem(
      429,
      'RATE_LIMITED',
      `Wait ${Math.max(1, seconds)} s: this key may send ${perSecond} requests a second and ${burst} at once. Many declarations go faster through the bulk address.`,
      { headers: { ...headers, 'retry-after': String(Math.max(1, seconds)) } },
    );
  }
}
