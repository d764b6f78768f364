import { isOf, SubscriptionState } from '@alataw/contracts';
import { sentenceOf } from '@alataw/values';
import type { Projections, StageEntry } from '../parcels/projections';

/** A subscription as the carriers' stage knows it. */
export interface KnownSubscription extends Omit<StageEntry, 'state'> {
  readonly subscriptionId: string;
  readonly state: SubscriptionState;
}

/** @returns those that are known, in the order asked for */
export async function knownSubscriptions(
  projections: Projections,
  ids: readonly string[],
): Promise<readonly KnownSubscription[]> {
  const found = await projections.entities('subscription', ids);
  return ids.flatMap((subscriptionId, n) => {
    const entry = found[n]?.carriers;
    if (entry === undefined || !isOf(SubscriptionState, entry.state)) return [];
    return [{ ...entry, subscriptionId, state: entry.state.value }];
  });
}

export const linkToSubscription = (subscriptionId: string): string => `/v1/subscriptions/${subscriptionId}`;

/** What is no business of who reads a subscription. */
const HIDDEN = new Set(['secret', 'formerSecret', 'sender']);

/** A subscription as the API shows it: whether there is a secret, and never which; how far it was delivered, and not who sends. */
export function subscriptionView({ subscriptionId, state }: KnownSubscription): Readonly<Record<string, unknown>> {
  const { secret, formerSecret, delivery, pausedFor } = state;
  const shown = Object.entries(state).filter(([name]) => !HIDDEN.has(name));
  return {
    subscriptionId,
    ...Object.fromEntries(shown),
    hasSecret: secret !== null,
    hasFormerSecret: formerSecret !== null,
    delivery: { high: delivery.high, open: delivery.open.length },
    pausedFor,
    ...(pausedFor === null ? {} : { pausedText: sentenceOf('SubscriptionPauseReason', pausedFor) }),
    text: sentenceOf('SubscriptionStatus', state.status),
    links: { self: linkToSubscription(subscriptionId) },
  };
}
