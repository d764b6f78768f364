import type { Codec, MilestoneReached, Recorded, SubscriptionState } from '@alataw/contracts';
import type { FeedDefinition, SourceEvent, Window } from '@alataw/feed';
import { EventFilter } from '@alataw/filter';
import { feedRecord, feedTopicOf, receiptOf, type ReceiptKey } from '@alataw/milestones';

/** How long a carrier may be away and still resume at its cursor. */
export const FEED_RETENTION_MS = 14 * 24 * 60 * 60_000;

/** What feeds are written with. */
export interface FeedMeans {
  readonly codec: Codec;
  /** Signs receipts; null: there are none. */
  readonly key: ReceiptKey | null;
}

/**
 * The feed of a subscription: what concerns its carrier, as far as its filter takes it. A pause stops what is sent, not what is kept for it.
 * @param key signs its receipts; null: there are none
 * @throws {ConditionFault} for a filter that this version does not understand
 */
export function feedOf(
  subscriptionId: string,
  state: SubscriptionState,
  { codec, key }: FeedMeans,
): FeedDefinition<Recorded<MilestoneReached>> {
  const { carrier, startAt, version, filter: text, format } = state;
  const filter = EventFilter.compile(text);
  return {
    ...{ topic: feedTopicOf(subscriptionId), version, note: text },
    start: startAt === 0 ? 'beginning' : startAt,
    select({ event }: SourceEvent<Recorded<MilestoneReached>>, number) {
      // The carrier is compared first: of all that happens, little is one carrier's.
      if (event.carrier !== carrier || !filter.takes(event)) return null;
      return feedRecord(event, number, format, codec);
    },
    ...(key === null ? {} : { certify: (window: Window) => ({ ...receiptOf(subscriptionId, window, key) }) }),
  };
}
