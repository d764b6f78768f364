import { isOf, SubscriptionState, type Decoded } from '@alataw/contracts';
import type { ProjectionReader } from '@alataw/projection';

const SUBSCRIPTIONS = 'index:carriers.subscriptions';
/** Subscriptions of a centre; more are not served. */
const MOST = 10_000;

/** A subscription as it stood in Redis a moment ago. */
export interface Subscription {
  readonly id: string;
  readonly state: SubscriptionState;
}

/** All subscriptions that are not deleted, oldest first. */
export async function readSubscriptions(
  reader: ProjectionReader<'carriers', Decoded>,
): Promise<readonly Subscription[]> {
  const rows = await reader.rows(SUBSCRIPTIONS, { limit: MOST });
  const ids = rows.map(({ id }) => id);
  const found = await reader.entities('subscription', ids);
  return ids.flatMap((id, n) => {
    const state = found[n]?.carriers?.state;
    return state && isOf(SubscriptionState, state) ? [{ id, state: state.value }] : [];
  });
}
