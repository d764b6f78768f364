import type { OutgoingFailure } from '@alataw/outbound';
import type { Attempt } from './sending/webhook-sender';

/** An attempt as the log of deliveries shows it. */
export interface LoggedDelivery {
  /** When it began, epoch ms UTC. */
  readonly at: number;
  /** The `webhook-id` that it was sent with. */
  readonly webhookId: string;
  /** What was in it; none in a test. */
  readonly events: readonly { readonly eventId: string; readonly sequence: number }[];
  /** Whether the endpoint took it. */
  readonly taken: boolean;
  readonly status: number | null;
  readonly failure: OutgoingFailure | null;
  readonly durationMs: number;
  /** What the answer began with. */
  readonly answer: string;
}

/** So much is kept of each list. */
export const DELIVERY_LOG = { most: 200, keptMs: 7 * 24 * 60 * 60_000 } as const;

/** The list of all attempts of a subscription, or of those that failed: successes do not push failures out. */
export const deliveryList = (subscriptionId: string, failedOnly: boolean): string =>
  `${failedOnly ? 'failed-deliveries' : 'deliveries'}:${subscriptionId}`;

/** Of an answer so much is kept, in characters: enough to tell whose error page it is. */
const MAX_ANSWER = 200;

/** An attempt, for each list that it belongs into. */
export function logEntries(
  subscriptionId: string,
  attempt: Omit<Attempt, 'outcome'>,
): readonly { readonly list: string; readonly text: string }[] {
  const { at, messageId, events, status, failure, durationMs, answer } = attempt;
  const logged: LoggedDelivery = {
    ...{ at, webhookId: messageId, events: events.map(({ id, n }) => ({ eventId: id, sequence: n })) },
    ...{ taken: status !== null && status >= 200 && status < 300, status, failure, durationMs },
    answer: answer.slice(0, MAX_ANSWER),
  };
  const text = JSON.stringify(logged);
  const all = { list: deliveryList(subscriptionId, false), text };
  return logged.taken ? [all] : [all, { list: deliveryList(subscriptionId, true), text }];
}

/** Reads what {@link logEntries} wrote. */
export function readLogged(text: string): LoggedDelivery {
  return JSON.parse(text) as LoggedDelivery;
}
