import { Codec, partitionOf, topicsOf, type CommandMeta, type Contract, type StageName } from '@alataw/contracts';
import { KafkaLog } from '@alataw/log';
import type { Logger } from '@alataw/operations';
import { connectRedis, ProjectionReader } from '@alataw/projection';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StageConfig } from '../service-config';
import { CONFIG, LOGGER } from '../service.module';
import { Ticker } from './ticker';

/** Which times of a stage pass, and the command that says so. */
export interface Deadline<C extends object = object> {
  readonly stage: StageName;
  /** The stage's index of what is due, by the time that it may not pass, e.g. `due`. */
  readonly index: string;
  readonly contract: Contract<C>;
  readonly commandOf: (id: string, due: number) => C;
  /** How often it is looked at, and how much is said; by the hour if left out. */
  readonly pace?: TickerPace;
}

/** How often a ticker looks, and how much it says. */
export interface TickerPace {
  readonly everyMs: number;
  /** Commands of one look. */
  readonly most: number;
  /** Commands without visible effect, beyond which nothing new is said. */
  readonly mostUnderWay: number;
  /** After this long, a command without visible effect is written again, ms. */
  readonly againMs: number;
}

/** Times are promised by the hour; a second is nothing. */
const BY_THE_HOUR: TickerPace = { everyMs: 1_000, most: 500, mostUnderWay: Infinity, againMs: 30_000 };

/** Injects the {@link Deadline}. */
export const DEADLINE = Symbol('deadline');

const ACTOR = 'system:ticker';
/** How long Kafka may take to confirm a tick's commands. */
const PUBLISH_DEADLINE_MS = 10_000;

/** Runs a ticker beside the stage's lanes, for as long as the process lives. It waits for Kafka and Redis as long as it takes. */
@Injectable()
export class TickerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) private readonly config: StageConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(Codec) private readonly codec: Codec,
    @Inject(DEADLINE) private readonly deadline: Deadline,
  ) {}

  private get pace(): TickerPace {
    return this.deadline.pace ?? BY_THE_HOUR;
  }

  private get topic(): string {
    return topicsOf(this.deadline.stage).commands;
  }

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
        if (count > 0) this.logger.debug({ count, command: this.deadline.contract.name }, 'time has passed');
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.logger.debug({ err: error }, 'the ticker waits');
      }
      await this.pause();
    }
  }

  private connect(): Promise<KafkaLog> {
    const { config, logger, stopping, topic } = this;
    return KafkaLog.connect(
      { ...config.kafka, clientId: `${config.instance}-ticker`, topics: [topic], signal: stopping.signal },
      Date.now,
      (cause) => logger.debug({ cause }, 'the ticker waits for Kafka'),
    );
  }

  private tickerOf(log: KafkaLog, redis: Redis): Ticker {
    const { topic, deadline } = this;
    const { stage, index, contract, commandOf } = deadline;
    const { most, mostUnderWay, againMs } = this.pace;
    const partitions = log.partitions(topic);
    const place = (id: string): number => partitionOf(id, partitions);
    const reader = new ProjectionReader({
      ...{ redis, partitions, stages: [stage] },
      partitionOf: place,
      decodeState: (bytes) => bytes,
    });
    return new Ticker({
      ...{ clock: Date.now, most, mostUnderWay, againMs },
      due: (until, limit) => reader.rows(`index:${stage}.${index}`, { until, limit }),
      issue: async (due, issuedAt) => {
        const publications = due.map(({ id, since }) => {
          const command = { ...commandOf(id, since), meta: metaAt(issuedAt) };
          const [partition, key] = [place(id), Buffer.from(id)];
          return { topic, partition, key, value: this.codec.encode(contract, command) };
        });
        await log.publish(publications, PUBLISH_DEADLINE_MS);
      },
    });
  }

  private pause(): Promise<void> {
    return sleep(this.pace.everyMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
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
