import { Codec, isOf, SubscriptionState, type Decoded, type MilestoneReached, type Recorded } from '@alataw/contracts';
import { FeedWriter, type FeedDefinition, type FeedSource } from '@alataw/feed';
import { ruleAt, StageRecords } from '@alataw/lane';
import { recordedMilestone, type ReceiptKeys } from '@alataw/milestones';
import type { KafkaLog } from '@alataw/log';
import { Health, type Logger } from '@alataw/operations';
import { Lease, ProjectionReader } from '@alataw/projection';
import { BesideLanes, CONFIG, LOGGER, METRICS, type StageConfig, type Turns } from '@alataw/service';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { Gauge, Registry } from 'prom-client';
import { readSubscriptions } from '../subscriptions';
import { FEED_RETENTION_MS, feedOf, type FeedMeans } from './feed-definition';
import { FeedRemoval } from './feed-removal';

const SOURCE = 'carriers.events';
const EVERY_MS = 250;
/** A writer that says nothing for so long is gone, and another one takes its place. */
const LEASE_MS = 5_000;
/** How often subscriptions are looked at: so long may a new one or a changed filter take. */
const LOOK_MS = 500;
/** Each full hour, in a feed in which there was something new. */
const RECEIPTS_MS = 60 * 60_000;

/** Injects how long the feed of a deleted subscription is kept, ms. */
export const FEED_KEPT_MS = Symbol('feedKeptMs');
/** Injects what receipts are signed with, {@link ReceiptKeys}; null: this centre gives none. */
export const RECEIPT_KEYS = Symbol('receiptKeys');

/** Found in Redis: a subscription, as it stood a moment ago. */
type Known = FeedDefinition<Recorded<MilestoneReached>>;

/**
 * Writes the feeds of all subscriptions, beside the stage's lanes. Of several instances one writes at a time; that spares work, and
 * exactness does not depend on it: see {@link FeedWriter}.
 */
@Injectable()
export class FeedsService extends BesideLanes {
  private readonly count: Gauge;
  /** For the notes of the health. */
  private standing = 'waits for Kafka and Redis';

  constructor(
    @Inject(CONFIG) config: StageConfig,
    @Inject(LOGGER) logger: Logger,
    @Inject(Codec) codec: Codec,
    @Inject(StageRecords) private readonly records: StageRecords,
    @Inject(Health) health: Health,
    @Inject(METRICS) registry: Registry,
    @Inject(FEED_KEPT_MS) private readonly keptMs: number,
    @Inject(RECEIPT_KEYS) private readonly keys: ReceiptKeys | null,
  ) {
    super({ name: 'feeds', actor: 'system:feeds', topics: [SOURCE], everyMs: EVERY_MS }, config, logger, codec);
    health.tell('feeds', () => this.standing);
    this.count = new Gauge({
      name: 'clearance_feeds',
      help: 'Feeds of subscriptions that this process writes.',
      registers: [registry],
    });
  }

  protected over(log: KafkaLog, redis: Redis): Turns {
    const lease = new Lease(redis, 'feeds', this.config.instance, LEASE_MS);
    const removal = this.removalOver(log, redis);
    let writing: Writing | null = null;
    const stop = async (standing: string): Promise<void> => {
      await writing?.stop();
      writing = null;
      this.standing = standing;
      this.count.set(0);
    };
    return {
      turn: async () => {
        if (!(await lease.take())) {
          await stop('written by another instance');
          return false;
        }
        const failure = writing?.failure;
        if (failure) {
          await stop(`begun anew after: ${failure.message}`);
          this.logger.warn({ err: failure }, 'the feeds are begun anew');
          throw failure;
        }
        writing ??= new Writing(this.writerOver(log, redis));
        this.standing = `${writing.size} written here`;
        this.count.set(writing.size);
        const removed = await removal.look(Date.now());
        if (removed.length > 0) this.logger.info({ topics: removed }, 'feeds of deleted subscriptions were removed');
        return true;
      },
      end: async () => {
        await stop('stopped');
        await lease.release();
      },
    };
  }

  private removalOver(log: KafkaLog, redis: Redis): FeedRemoval {
    const reader = this.readerOf(log, redis, ['carriers']);
    const ports = {
      topics: (prefix: string) => log.topicsBeginning(prefix),
      delete: (topics: readonly string[]) => log.deleteTopics(topics),
      states: async (ids: readonly string[]) =>
        (await reader.entities('subscription', ids)).map((found) => {
          const state = found.carriers?.state;
          return state && isOf(SubscriptionState, state) ? state.value : null;
        }),
    };
    return new FeedRemoval(ports, this.keptMs);
  }

  private writerOver(log: KafkaLog, redis: Redis): FeedWriter<Recorded<MilestoneReached>> {
    const onFault = (id: string, cause: unknown): void =>
      this.logger.warn({ subscription: id, err: cause }, 'the filter of a subscription is not understood');
    const means = { codec: this.codec, key: this.keys?.own ?? null };
    const subscriptions = new Subscriptions(this.readerOf(log, redis, ['carriers']), means, onFault);
    return new FeedWriter({
      ...{ log, source: this.sourceOf(log), transactionalId: 'carriers-feeds', instance: this.config.instance },
      ...{ definitions: () => subscriptions.feeds(), everyMs: LOOK_MS, retentionMs: FEED_RETENTION_MS },
      receipts: { everyMs: RECEIPTS_MS, clock: Date.now },
      onUnwritable: (topic, reason) => this.logger.error({ topic, reason }, 'a feed cannot be written'),
      onLost: (reason) => this.logger.info({ reason }, 'the feeds are claimed anew'),
    });
  }

  private sourceOf(log: KafkaLog): FeedSource<Recorded<MilestoneReached>> {
    return {
      topic: SOURCE,
      ruleAt: (partition, offset) => ruleAt(log, { topic: SOURCE, partition, offset }, this.records),
      decode: ({ value }) => recordedMilestone(this.codec, value),
    };
  }
}

/** A writer at work. */
class Writing {
  private readonly stopping = new AbortController();
  private readonly done: Promise<void>;
  /** What it failed with, and can be begun anew after. */
  failure: Error | null = null;

  constructor(private readonly writer: FeedWriter<Recorded<MilestoneReached>>) {
    this.done = writer.run(this.stopping.signal).catch((error: unknown) => {
      this.failure = error instanceof Error ? error : new Error(String(error));
    });
  }

  get size(): number {
    return this.writer.size;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.done;
  }
}

/** The subscriptions in Redis as feeds, each compiled once for each version. */
class Subscriptions {
  private known = new Map<string, Known>();

  constructor(
    private readonly reader: ProjectionReader<'carriers', Decoded>,
    private readonly means: FeedMeans,
    private readonly onFault: (id: string, cause: unknown) => void,
  ) {}

  async feeds(): Promise<readonly Known[]> {
    const next = new Map<string, Known>();
    for (const { id, state } of await readSubscriptions(this.reader)) {
      const before = this.known.get(id);
      const feed = before?.version === state.version ? before : this.compile(id, state);
      if (feed) next.set(id, feed);
    }
    this.known = next;
    return [...next.values()];
  }

  private compile(id: string, state: SubscriptionState): Known | null {
    try {
      return feedOf(id, state, this.means);
    } catch (error) {
      this.onFault(id, error);
      return null;
    }
  }
}
