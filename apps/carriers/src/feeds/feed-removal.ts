import type { SubscriptionState } from '@alataw/contracts';
import { FEED_PREFIX } from '@alataw/milestones';
import type { EnvReader } from '@alataw/operations';

const DAY_SECONDS = 86_400;
/** As long as a feed's records are kept: a carrier that was away may still read what it had subscribed. */
const KEPT_DAYS = 14;
/** How often it is looked for, unless feeds are kept for less. */
const EVERY_MS = 60 * 60_000;

/** What removal needs of the log and of the projection. */
export interface RemovalPorts {
  topics(prefix: string): Promise<readonly string[]>;
  /** @returns null for a subscription that is not known */
  states(subscriptionIds: readonly string[]): Promise<readonly (SubscriptionState | null)[]>;
  delete(topics: readonly string[]): Promise<void>;
}

/**
 * How long the feed of a deleted subscription is kept: `FEED_KEPT_SECONDS` of the environment, 14 days unless said.
 * A wrong value is told by `env`.
 */
export function feedKeptMsOf(env: EnvReader): number {
  const fallback = KEPT_DAYS * DAY_SECONDS;
  const seconds = env.integer('FEED_KEPT_SECONDS', { min: 1, max: 365 * DAY_SECONDS, unit: 's', fallback });
  return seconds * 1000;
}

/**
 * Removes the feeds of subscriptions that were deleted long enough ago. An id that was deleted never comes back, so that nobody
 * writes into such a feed again. What the projection does not know of stays: Redis may have been lost.
 */
export class FeedRemoval {
  private dueAt = 0;

  constructor(
    private readonly ports: RemovalPorts,
    private readonly keptMs: number,
  ) {}

  /** @param now epoch ms UTC @returns the topics that were removed */
  async look(now: number): Promise<readonly string[]> {
    if (now < this.dueAt) return [];
    this.dueAt = now + Math.min(EVERY_MS, this.keptMs);
    const topics = await this.ports.topics(FEED_PREFIX);
    const states = await this.ports.states(topics.map((topic) => topic.slice(FEED_PREFIX.length)));
    const over = topics.filter((_, n) => {
      const state = states[n];
      return state?.status === 'deleted' && state.since + this.keptMs <= now;
    });
    if (over.length > 0) await this.ports.delete(over);
    return over;
  }
}
