const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How events are delivered to one subscription. */
export interface DeliveryLimits {
  /** Requests at once. */
  readonly maxInFlight: number;
  /** Events that were read and not taken yet. When there are so many, no more are read. */
  readonly maxOpen: number;
  /** Events in one request; 1: no batches. */
  readonly maxBatchEvents: number;
  readonly maxBatchBytes: number;
  /** Before the first attempt, the second, and so on, ms. After the last one the subscription is paused. */
  readonly delaysMs: readonly number[];
  /** By which share a delay may be longer, so that what failed together does not come again together. */
  readonly jitter: number;
  /** As long as `Retry-After` is believed, ms. */
  readonly maxRetryAfterMs: number;
  /** Failures without a success between them after which the endpoint counts as away. */
  readonly awayAfter: number;
  /** While it is away one request is made at a time, at pauses that double from the first to the longest, ms. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

/** @see Standard Webhooks 1.0.0, "Deliverability and reliability": ten attempts in three days */
export const DELIVERY_LIMITS: DeliveryLimits = Object.freeze({
  maxInFlight: 16,
  maxOpen: 1_000,
  maxBatchEvents: 1,
  maxBatchBytes: 256 * 1024,
  delaysMs: [
    0,
    5 * SECOND,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
  ] as const,
  jitter: 0.2,
  maxRetryAfterMs: HOUR,
  awayAfter: 16,
  firstPauseMs: SECOND,
  longestPauseMs: MINUTE,
});

/** The limits of a subscription that asks for batches. */
export const BATCH_EVENTS = 100;
