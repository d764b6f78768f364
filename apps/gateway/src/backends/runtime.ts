import { partitionOf, stages, topicNames, topicsOf, type Codec } from '@alataw/contracts';
import { FeedReader } from '@alataw/feed';
import { Turns } from '@alataw/http';
import { KafkaLog, type KafkaOptions } from '@alataw/log';
import type { Health, Logger } from '@alataw/operations';
import { ProjectionReader } from '@alataw/projection';
import type { ServiceConfig } from '@alataw/service';
import type { Redis } from 'ioredis';
import type { AccessLog } from '../access/access-log';
import type { EventTail } from '../live/event-tail';
import type { AvailableFeeds } from './available-feeds';
import type { AvailableLog } from './available-log';
import type { AvailableProjections } from './available-projections';
import type { AvailableReaders } from './available-readers';

type KafkaLogEntry = Parameters<NonNullable<KafkaOptions['onLog']>>[0];

/** Fetches from feeds at once, each of some 100 KiB. */
const MAX_FEED_FETCHES = 16;

/** What the runtime connects. */
export interface RuntimeParts {
  readonly config: ServiceConfig;
  readonly logger: Logger;
  readonly codec: Codec;
  readonly redis: Redis;
  readonly log: AvailableLog;
  readonly feeds: AvailableFeeds;
  readonly projections: AvailableProjections;
  readonly readers: AvailableReaders;
  readonly tail: EventTail;
  readonly access: AccessLog;
  readonly health: Health;
  /** Told of a fault that waiting does not mend. */
  readonly onFatal: (error: unknown) => void;
}

/** Connects the gateway with Kafka and Redis, in the background: health can be asked for from the first moment on. */
export class Runtime {
  private readonly stopping = new AbortController();
  private readonly logs: KafkaLog[] = [];
  private waitingFor: string | null = 'the first connection';

  constructor(private readonly parts: RuntimeParts) {
    const { health, redis, tail, access } = parts;
    health.add('kafka', () => this.waitingFor ?? this.logs.find((log) => log.waitingFor !== null)?.waitingFor ?? null);
    health.add('redis', () => (redis.status === 'ready' ? null : `a connection (now: ${redis.status})`));
    health.add('keys', () => (access.isLoaded ? null : 'all API keys to be read'));
    health.add('events', () => (tail.isStarted ? null : 'the ends of the event topics'));
  }

  start(): void {
    this.run().catch((error: unknown) => this.fail(error));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.logs.map((log) => log.close()));
    this.parts.redis.disconnect();
  }

  private fail(error: unknown): void {
    if (!this.stopping.signal.aborted) this.parts.onFatal(error);
  }

  private async run(): Promise<void> {
    const { codec, redis, log, feeds, projections, readers, tail, access } = this.parts;
    const { signal } = this.stopping;
    // Connections of their own, since a broker answers the requests of one in turn: a fetch that waits for news would delay all others.
    const desk = await this.connect('desk', topicNames);
    const partitions = desk.partitions(topicsOf('declaration').events);
    log.connect(desk, (error) => this.fail(error));
    readers.connect(desk.readers);
    projections.connect(
      new ProjectionReader({
        redis,
        stages,
        partitions,
        partitionOf: (id: string) => partitionOf(id, partitions),
        decodeState: (bytes: Buffer) => codec.decode(bytes),
      }),
    );
    const keys = await this.connect('keys', ['access.events']);
    const events = await this.connect(
      'events',
      stages.map((stage) => topicsOf(stage).events),
    );
    const turns = new Turns(MAX_FEED_FETCHES);
    const reader = new FeedReader(await this.connect('feeds', []), await this.connect('feed-news', []), () =>
      turns.enter(),
    );
    feeds.connect(reader);
    this.waitingFor = null;
    await Promise.all([access.run(keys, signal), tail.run(events, signal), reader.run(signal)]);
  }

  private async connect(purpose: string, topics: readonly string[]): Promise<KafkaLog> {
    const { config, logger } = this.parts;
    const options = {
      ...config.kafka,
      clientId: `${config.instance}-${purpose}`,
      topics,
      signal: this.stopping.signal,
      onLog: (entry: KafkaLogEntry) => logger.debug({ kafka: entry.log }, entry.log.message),
    };
    const log = await KafkaLog.connect(options, Date.now, (cause) => {
      this.waitingFor = cause;
      logger.warn({ cause }, 'waiting for Kafka');
    });
    this.logs.push(log);
    return log;
  }
}
