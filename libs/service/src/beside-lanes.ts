import {
  partitionOf,
  type Codec,
  type CommandMeta,
  type Contract,
  type Decoded,
  type StageName,
  type TopicName,
} from '@alataw/contracts';
import { KafkaLog } from '@alataw/log';
import type { Logger } from '@alataw/operations';
import { connectRedis, ProjectionReader } from '@alataw/projection';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StageConfig } from './service-config';

/** How long Kafka may take to confirm what is written in one turn. */
const PUBLISH_DEADLINE_MS = 10_000;

/** The pause after a turn that found nothing to do, unless every pause is longer: looking costs Redis as much as working does. */
const IDLE_MS = 500;

/** What the work is called, and how. */
export interface Work {
  /** In its messages, and in the name of its connection to Kafka, e.g. `ticker`. */
  readonly name: string;
  /** In its commands, e.g. `system:ticker`. */
  readonly actor: string;
  /** The topics that it reads from or writes to. */
  readonly topics: readonly TopicName[];
  /** The pause between two turns while there is something to do. */
  readonly everyMs: number;
}

/** The work over one pair of connections. */
export interface Turns {
  /** @returns whether there was anything to do */
  turn(): Promise<boolean>;
  /** What is left to do when the process stops. */
  end?(): Promise<void>;
}

/** A command, and the entity that it is about. */
export interface Outgoing<C extends object> {
  readonly id: string;
  readonly contract: Contract<C>;
  readonly command: C;
}

/** Work beside a stage's lanes, for as long as the process lives. It waits for Kafka and Redis as long as it takes. */
export abstract class BesideLanes implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  protected constructor(
    private readonly work: Work,
    protected readonly config: StageConfig,
    protected readonly logger: Logger,
    protected readonly codec: Codec,
  ) {}

  /** Sets the work up over connections that were made a moment ago. */
  protected abstract over(log: KafkaLog, redis: Redis): Turns;

  onApplicationBootstrap(): void {
    // Who builds a fold ahead writes nothing into the log.
    if (this.config.buildAhead === 'false') this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Writes commands into the log, each to the lane of its entity; resolves when they stand. */
  protected async write<C extends object>(
    log: KafkaLog,
    topic: TopicName,
    commands: readonly Outgoing<C>[],
    issuedAt: number,
  ): Promise<void> {
    const partitions = log.partitions(topic);
    const publications = commands.map(({ id, contract, command }) => {
      const value = this.codec.encode(contract, { ...command, meta: this.metaAt(issuedAt) });
      return { topic, partition: partitionOf(id, partitions), key: Buffer.from(id), value: Buffer.from(value) };
    });
    await log.publish(publications, PUBLISH_DEADLINE_MS);
  }

  /** What these stages have projected, co-partitioned with the first of the work's topics. */
  protected readerOf<S extends StageName>(
    log: KafkaLog,
    redis: Redis,
    stages: readonly S[],
  ): ProjectionReader<S, Decoded> {
    const partitions = log.partitions(this.work.topics[0]!);
    return new ProjectionReader({
      ...{ redis, partitions, stages },
      partitionOf: (id) => partitionOf(id, partitions),
      decodeState: (bytes) => this.codec.decode(bytes),
    });
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const { name } = this.work;
    const redis = connectRedis(this.config.redisUrl);
    while (!signal.aborted) {
      let log: KafkaLog | null = null;
      try {
        log = await this.connect();
        await this.takeTurns(this.over(log, redis));
      } catch (error) {
        // A connection that is broken for good is made anew; the lanes beside it say what is wrong with the centre.
        if (!signal.aborted) this.logger.warn({ err: error }, `the ${name} starts again`);
      }
      await log?.close().catch(() => undefined);
      await this.pause(this.work.everyMs);
    }
    redis.disconnect();
  }

  /** Goes on until it is stopped, or an error shows that waiting does not mend. */
  private async takeTurns(turns: Turns): Promise<void> {
    while (!this.stopping.signal.aborted) {
      let isIdle = false;
      try {
        isIdle = !(await turns.turn());
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.logger.debug({ err: error }, `the ${this.work.name} waits`);
      }
      const { everyMs } = this.work;
      await this.pause(isIdle ? Math.max(everyMs, IDLE_MS) : everyMs);
    }
    await turns.end?.();
  }

  private connect(): Promise<KafkaLog> {
    const { config, logger, stopping } = this;
    const { name, topics } = this.work;
    return KafkaLog.connect(
      { ...config.kafka, clientId: `${config.instance}-${name}`, topics: [...topics], signal: stopping.signal },
      Date.now,
      (cause) => logger.debug({ cause }, `the ${name} waits for Kafka`),
    );
  }

  private pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private metaAt(issuedAt: number): CommandMeta {
    const id = randomUUID();
    return { commandId: id, correlationId: id, actor: this.work.actor, issuedAt };
  }
}

/** Kafka says what waiting mends; whatever Redis says, it may be back. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof Error && 'disposition' in error) || error.disposition === 'retry';
}
