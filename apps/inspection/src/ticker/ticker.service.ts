import { Codec, EscalateOverdue, partitionOf, type CommandMeta } from '@alataw/contracts';
import { KafkaLog } from '@alataw/log';
import type { Logger } from '@alataw/operations';
import { connectRedis, ProjectionReader } from '@alataw/projection';
import { CONFIG, LOGGER, type StageConfig } from '@alataw/service';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Ticker } from './ticker';

const TOPIC = 'inspection.commands';
const DUE = 'index:inspection.due';
const ACTOR = 'system:ticker';
/** Times are promised by the hour; a second is nothing. */
const EVERY_MS = 1_000;
/** How long Kafka may take to confirm a tick's commands. */
const PUBLISH_DEADLINE_MS = 10_000;

/** Runs the ticker beside the stage's lanes, for as long as the process lives. It waits for Kafka and Redis as long as it takes. */
@Injectable()
export class TickerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) private readonly config: StageConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(Codec) private readonly codec: Codec,
  ) {}

  onApplicationBootstrap(): void {
    // Who builds a fold ahead writes nothing into the log.
    if (this.config.buildAhead === 'false') this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const redis = connectRedis(this.config.redisUrl);
    while (!signal.aborted) {
      let log: KafkaLog | null = null;
      try {
        log = await this.connect();
        await this.tickOver(this.tickerOf(log, redis));
      } catch (error) {
        // A connection that is broken for good is made anew; the lanes beside it say what is wrong with the centre.
        if (!signal.aborted) this.logger.warn({ err: error }, 'the ticker starts again');
      }
      await log?.close().catch(() => undefined);
      await this.pause();
    }
    redis.disconnect();
  }

  /** Ticks until it is stopped, or an error shows that waiting does not mend. */
  private async tickOver(ticker: Ticker): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const count = await ticker.tick();
        if (count > 0) this.logger.info({ count }, 'parcels have waited too long');
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.logger.debug({ err: error }, 'the ticker waits');
      }
      await this.pause();
    }
  }

  private connect(): Promise<KafkaLog> {
    const { config, logger, stopping } = this;
    return KafkaLog.connect(
      { ...config.kafka, clientId: `${config.instance}-ticker`, topics: [TOPIC], signal: stopping.signal },
      Date.now,
      (cause) => logger.debug({ cause }, 'the ticker waits for Kafka'),
    );
  }

  private tickerOf(log: KafkaLog, redis: Redis): Ticker {
    const partitions = log.partitions(TOPIC);
    const place = (id: string): number => partitionOf(id, partitions);
    const reader = new ProjectionReader({
      ...{ redis, partitions, stages: ['inspection'] as const },
      partitionOf: place,
      decodeState: (bytes) => bytes,
    });
    return new Ticker({
      clock: Date.now,
      due: (until, limit) => reader.rows(DUE, { until, limit }),
      issue: async (commands, issuedAt) => {
        const publications = commands.map((command) => ({
          topic: TOPIC,
          partition: place(command.parcelId),
          key: Buffer.from(command.parcelId),
          value: Buffer.from(this.codec.encode(EscalateOverdue, { ...command, meta: metaAt(issuedAt) })),
        }));
        await log.publish(publications, PUBLISH_DEADLINE_MS);
      },
    });
  }

  private pause(): Promise<void> {
    return sleep(EVERY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

function metaAt(issuedAt: number): CommandMeta {
  const id = randomUUID();
  return { commandId: id, correlationId: id, actor: ACTOR, issuedAt };
}

/** Kafka says what waiting mends; whatever Redis says, it may be back. */
function isPassing(error: unknown): boolean {
  return !(error instanceof Error && 'disposition' in error) || error.disposition === 'retry';
}
