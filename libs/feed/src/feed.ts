import type { LogRecord } from '@alataw/log';

/** Where a feed begins: with what is reached from now on, with all that the log still holds, or at a moment, epoch ms UTC. */
export type FeedStart = 'now' | 'beginning' | number;

/** An event as it shall stand in a feed. */
export interface Selected {
  readonly key: Buffer;
  readonly value: Buffer;
  /** What the chain is taken over, where that is not the value: so that it does not depend on how a feed is written. */
  readonly canonical?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A record of the source, decoded once for all feeds. */
export interface SourceEvent<E> {
  readonly partition: number;
  readonly offset: number;
  readonly event: E;
}

/** A point of a feed: what came before it, and where to go on. */
export interface Point {
  /** Events before it. */
  readonly count: number;
  /** The chain over them, 32 bytes. */
  readonly chain: Buffer;
  /** The offset to go on from. */
  readonly offset: number;
}

/** What a receipt is about. */
export interface Window {
  /** Where the receipt before it ended; the beginning of the feed, where there is none any more. */
  readonly from: Point;
  readonly to: Point;
  /** When it was made, epoch ms UTC. */
  readonly at: number;
}

/** A feed as it shall be: a topic of one partition that holds what a filter selects of the source. */
export interface FeedDefinition<E> {
  readonly topic: string;
  readonly start: FeedStart;
  /** Of the filter, from 1. A higher one than the feed's takes effect at a place that stands in the feed. */
  readonly version: number;
  /** What is kept of the filter in the feed, for whoever checks it later. */
  readonly note: string;
  /**
   * Pure: the same event under the same number leads to the same bytes.
   * @param number the event's in the feed, from 1 without gaps, if it is selected
   * @returns null for an event that is not selected
   */
  select(event: SourceEvent<E>, number: number): Selected | null;
  /** What a receipt says, as it stands in the feed. Absent: there are none. Pure. */
  certify?(window: Window): Readonly<Record<string, unknown>>;
}

/** How the source is read. */
export interface FeedSource<E> {
  readonly topic: string;
  /** @returns whose batches count from `offset` on, see the lanes' claim rule */
  ruleAt(partition: number, offset: number): Promise<SourceRule>;
  /** @returns null for what is no event that a feed could hold */
  decode(record: LogRecord): E | null;
}

export interface SourceRule {
  counts(batch: { producerId: number; producerEpoch: number; records: readonly LogRecord[] }): boolean;
}
