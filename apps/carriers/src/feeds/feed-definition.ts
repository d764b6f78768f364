import type { Codec, MilestoneReached, Recorded, SubscriptionState } from '@alataw/contracts';
import type { FeedDefinition, SourceEvent } from '@alataw/feed';
import { EventFilter } from '@alataw/filter';
import { feedRecord } from '@alataw/milestones';

export const FEED_PREFIX = 'carriers.feed.';

/** How long a carrier may be away and still resume at its cursor. */
export const FEED_RETENTION_MS = 14 * 24 * 60 * 60_000;

/** Of one partition: one cursor, one order. */
export const feedTopicOf = (subscriptionId: string): string => `${FEED_PREFIX}${subscriptionId}`;

/**
 * The feed of a subscription: what concerns its carrier, as far as its filter takes it. A pause stops what is sent, not what is kept for it.
 * @throws {ConditionFault} for a filter that this version does not understand
 */
export function feedOf(
  subscriptionId: string,
  state: SubscriptionState,
  codec: Codec,
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
  };
}
