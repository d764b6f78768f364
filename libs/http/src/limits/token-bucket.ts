/** How much may be asked, and how fast it comes back. */
export interface BucketPolicy {
  /** Requests that may come at once. */
  readonly burst: number;
  /** Requests per second that come back. */
  readonly perSecond: number;
}

/** The answer to one request. */
export interface Verdict {
  readonly allowed: boolean;
  /** Whole requests left. */
  readonly remaining: number;
  /** Milliseconds until the bucket is full again (allowed) or has room for one (refused). */
  readonly waitMs: number;
}

/** A token bucket. It has no clock: `now` comes with each call, milliseconds. */
export class TokenBucket {
  private tokens: number;
  private at: number;

  constructor(
    private readonly policy: BucketPolicy,
    now: number,
  ) {
    this.tokens = policy.burst;
    this.at = now;
  }

  take(now: number): Verdict {
    const { burst, perSecond } = this.policy;
    // A clock that was set back must not drain the bucket.
    const elapsedMs = Math.max(0, now - this.at);
    this.tokens = Math.min(burst, this.tokens + (elapsedMs * perSecond) / 1000);
    this.at = now;
    if (this.tokens < 1)
      return { allowed: false, remaining: 0, waitMs: Math.ceil(((1 - this.tokens) * 1000) / perSecond) };
    this.tokens -= 1;
    return {
      allowed: true,
      remaining: Math.floor(this.tokens),
      waitMs: Math.ceil(((burst - this.tokens) * 1000) / perSecond),
    };
  }
}
