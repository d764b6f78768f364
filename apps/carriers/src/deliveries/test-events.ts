import { endpointAt, post, type Attempt } from '@alataw/webhooks';
import type { Subscription } from '../subscriptions';
import { keysOf, type DeliveryParts } from './delivery';

export const TEST_TYPE = 'org.alataw.test.v1';
/** Who takes over does not send tests again that were ordered long ago. */
const FRESH_MS = 60_000;

/** Sends test events, each once and at once: no feed holds them, and what came of one stands in the log of deliveries alone. */
export class TestEvents {
  private readonly sent = new Map<string, number>();

  constructor(private readonly parts: Pick<DeliveryParts, 'config' | 'clock' | 'onAttempt'>) {}

  /** Sends those that were ordered since the last look. @returns when they were answered */
  async look(subscriptions: readonly Subscription[]): Promise<void> {
    const now = this.parts.clock();
    for (const [testId, at] of this.sent) if (now - at > 2 * FRESH_MS) this.sent.delete(testId);
    const due = subscriptions.filter(
      ({ state: { channel, testId, testAt } }) =>
        channel === 'WEBHOOK' && testId !== '' && now - testAt < FRESH_MS && !this.sent.has(testId),
    );
    for (const { state } of due) this.sent.set(state.testId, now);
    await Promise.all(due.map((subscription) => this.send(subscription)));
  }

  private async send({ id, state }: Subscription): Promise<void> {
    const { config, clock, onAttempt } = this.parts;
    const messageId = `test:${state.testId}`;
    const at = clock();
    const body = { type: TEST_TYPE, timestamp: new Date(at).toISOString(), data: { subscriptionId: id } };
    const told = (attempt: Omit<Attempt, 'messageId' | 'events' | 'outcome'>): void =>
      onAttempt(id, { ...attempt, messageId, events: [], outcome: attempt.status === null ? 'BUSY' : 'TAKEN' });
    try {
      const endpoint = endpointAt(state.url ?? '', { maxInFlight: 1 }, config);
      const message = { id: messageId, body: Buffer.from(JSON.stringify(body)) };
      const posted = await post(endpoint, message, keysOf(id, state, config, at), clock);
      endpoint.close();
      told(posted);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      told({ at, durationMs: 0, status: null, failure: 'INSIDE', answer: '' });
    }
  }
}
