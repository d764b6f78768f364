import type { Codec } from '@alataw/contracts';
import type { KafkaLog } from '@alataw/log';
import { FEED_RETENTION_MS } from '../feeds/feed-definition';
import type { Subscription } from '../subscriptions';
import { Deliveries, type DeliveriesParts } from './deliveries';
import { FeedReader } from './feed-reader';
import { TestEvents } from './test-events';

export interface SendingParts extends Omit<DeliveriesParts, 'reader'> {
  readonly log: KafkaLog;
  readonly codec: Codec;
  readonly noteEveryMs: number;
}

/** Everything that is sent by this process, from when it has the lease until it has it no more. */
export class Sending {
  readonly deliveries: Deliveries;
  /** What keeps it from reading: it can be begun anew. */
  failure: Error | null = null;
  private readonly tests: TestEvents;
  private readonly stopping = new AbortController();
  private readonly reading: Promise<void>;
  private noting: Promise<void> | null = null;
  private notedAt = 0;

  constructor(private readonly parts: SendingParts) {
    const reader = new FeedReader(parts.log, FEED_RETENTION_MS, parts.codec);
    this.deliveries = new Deliveries({ ...parts, reader });
    this.tests = new TestEvents(parts);
    this.reading = reader.run(this.stopping.signal).catch((error: unknown) => this.fail(error));
  }

  /** Does what the subscriptions ask for as they stood a moment ago. */
  async look(subscriptions: readonly Subscription[]): Promise<void> {
    void this.tests.look(subscriptions).catch((error: unknown) => this.fail(error));
    await this.deliveries.look(subscriptions);
    const now = this.parts.clock();
    if (this.noting || now - this.notedAt < this.parts.noteEveryMs) return;
    this.notedAt = now;
    // What Kafka does not take in time is told with the next note.
    this.noting = this.deliveries
      .note()
      .catch(() => undefined)
      .finally(() => (this.noting = null));
  }

  /** @param tells whether it says how far it got: not when another may send already */
  async stop(tells: boolean): Promise<void> {
    await this.noting;
    await this.deliveries.end(tells).finally(() => this.stopping.abort());
    await this.reading;
  }

  private fail(error: unknown): void {
    this.failure = error instanceof Error ? error : new Error(String(error));
  }
}
