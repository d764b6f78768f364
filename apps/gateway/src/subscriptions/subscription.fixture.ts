import type { SubscriptionState } from '@alataw/contracts';

/** A subscription of which nothing is said but whose it is. */
export const SUBSCRIPTION: SubscriptionState = {
  ...{ status: 'active', carrier: 'KAZPOST', version: 1, filter: '', channel: 'PULL', url: null, secret: null },
  ...{ format: 'JSON', startAt: 0, description: '', openedAt: 1, since: 1, publicKey: null, batches: false },
  ...{ formerSecret: null, formerUntil: 0, pausedFor: null, sender: '', testId: '', testAt: 0 },
  delivery: { high: 0, offset: 0, oldest: 0, open: [] },
};
