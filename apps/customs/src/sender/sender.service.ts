import {
  Codec,
  CustomsState,
  isOf,
  NoteReportSent,
  NoteSendingFailed,
  NoteStatusAsked,
  ParcelDeclared,
  partitionOf,
  RecordReceipt,
  type CommandMeta,
  type Contract,
  type Decoded,
} from '@alataw/contracts';
import { KafkaLog } from '@alataw/log';
import { Health, type Logger } from '@alataw/operations';
import { connectRedis, Lease, ProjectionReader } from '@alataw/projection';
import { CONFIG, LOGGER, METRICS, type StageConfig } from '@alataw/service';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import type { CustomsConfig } from '../customs.config';
import type { ParcelFile } from './documents';
import { HttpCustoms } from './http-customs';
import { Sender, type SenderCommand } from './sender';
import { SenderMetrics } from './sender-metrics';

/** Injects the {@link CustomsConfig}. */
export const CUSTOMS = Symbol('customs');

const TOPIC = 'customs.commands';
const DECLARATIONS = 'declaration.events';
const ACTOR = 'system:customs-sender';
const EVERY_MS = 250;
/** How long Kafka may take to confirm a tick's commands. */
const PUBLISH_DEADLINE_MS = 10_000;
/** A sender that says nothing for so long is gone, and another one takes its place. */
const LEASE_MS = 15_000;

const CONTRACTS = { NoteReportSent, NoteSendingFailed, NoteStatusAsked, RecordReceipt };

/**
 * Runs the sender beside the stage's lanes, for as long as the process lives. Of several instances one sends at a time; that spares customs doubles,
 * and nothing depends on it. It waits for Kafka, Redis and customs as long as it takes.
 */
@Injectable()
export class SenderService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly metrics: SenderMetrics;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) private readonly config: StageConfig,
    @Inject(CUSTOMS) private readonly customs: CustomsConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(Codec) private readonly codec: Codec,
    @Inject(Health) health: Health,
    @Inject(METRICS) registry: Registry,
  ) {
    this.metrics = new SenderMetrics(registry, Date.now);
    health.tell('customs', () =>
      customs.url === null ? 'not reported to: CUSTOMS_URL is not set' : this.metrics.text,
    );
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
    const port = this.customs.url === null ? null : new HttpCustoms(this.customs.url, this.customs, signal);
    while (!signal.aborted) {
      let log: KafkaLog | null = null;
      try {
        log = await this.connect();
        await this.tickOver(log, redis, port);
      } catch (error) {
        // A connection that is broken for good is made anew; the lanes beside it say what is wrong with the centre.
        if (!signal.aborted) this.logger.warn({ err: error }, 'the sender starts again');
      }
      await log?.close().catch(() => undefined);
      await this.pause();
    }
    port?.close();
    redis.disconnect();
  }

  /** Sends until it is stopped, or an error shows that waiting does not mend. */
  private async tickOver(log: KafkaLog, redis: Redis, port: HttpCustoms | null): Promise<void> {
    const reader = this.readerOf(log, redis);
    const lease = new Lease(redis, 'customs-sender', this.config.instance, LEASE_MS);
    const sender = port === null ? null : this.senderOf(log, reader, port);
    while (!this.stopping.signal.aborted) {
      try {
        const [due, unanswered] = await Promise.all(
          ['index:customs.due', 'index:customs.unanswered'].map((set) => reader.summary(set)),
        );
        if (due && unanswered) this.metrics.waiting(due, unanswered);
        if (sender !== null && (await lease.take())) {
          await sender.tick();
          this.metrics.customs(sender);
        }
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.logger.debug({ err: error }, 'the sender waits');
      }
      await this.pause();
    }
    await lease.release();
  }

  private connect(): Promise<KafkaLog> {
    const { config, logger, stopping } = this;
    const topics = [TOPIC, DECLARATIONS];
    return KafkaLog.connect(
      { ...config.kafka, clientId: `${config.instance}-sender`, topics, signal: stopping.signal },
      Date.now,
      (cause) => logger.debug({ cause }, 'the sender waits for Kafka'),
    );
  }

  private readerOf(log: KafkaLog, redis: Redis): ProjectionReader<'customs' | 'declaration', Decoded> {
    const partitions = log.partitions(TOPIC);
    return new ProjectionReader({
      ...{ redis, partitions, stages: ['customs', 'declaration'] as const },
      partitionOf: (id) => partitionOf(id, partitions),
      decodeState: (bytes) => this.codec.decode(bytes),
    });
  }

  private senderOf(log: KafkaLog, reader: ReturnType<SenderService['readerOf']>, customs: HttpCustoms): Sender {
    const partitions = log.partitions(TOPIC);
    return new Sender({
      ...{ customs, clock: Date.now },
      due: (until, limit) => reader.rows('index:customs.due', { until, limit }),
      unanswered: (until, limit) => reader.rows('index:customs.unanswered', { until, limit }),
      files: async (ids) => {
        const found = await reader.entities('parcel', ids);
        return ids.map((parcelId, n) => {
          const { customs: own, declaration } = found[n] ?? {};
          if (!own || !isOf(CustomsState, own.state)) return undefined;
          const first = { partition: partitionOf(parcelId, partitions), offset: own.eventOffsets[0] ?? 0 };
          return { parcelId, state: own.state.value, first, declarationOffsets: declaration?.eventOffsets ?? [] };
        });
      },
      declarationOf: (file) => this.declarationOf(log, file),
      issue: (commands, issuedAt) => this.issue(log, commands, issuedAt),
      onSent: (document, documents, sending) => this.metrics.sent(document, documents, sending),
      onAsked: (answer) => this.metrics.asked(answer),
    });
  }

  /** The declaration stands in the log, whole; Redis has only what is shown of it. */
  private async declarationOf(
    log: KafkaLog,
    { parcelId, state, first, declarationOffsets }: ParcelFile,
  ): Promise<ParcelDeclared | null> {
    for (const offset of [...declarationOffsets].reverse()) {
      const record = await log.readAt(DECLARATIONS, first.partition, offset);
      if (!record?.value) continue;
      const decoded = this.codec.decode(record.value);
      if (!isOf(ParcelDeclared, decoded) || decoded.value.parcelId !== parcelId) continue;
      if (decoded.value.version === state.declarationVersion) return decoded.value;
    }
    return null;
  }

  private async issue(log: KafkaLog, commands: readonly SenderCommand[], issuedAt: number): Promise<void> {
    const partitions = log.partitions(TOPIC);
    const publications = commands.map((command) => ({
      topic: TOPIC,
      partition: partitionOf(command.parcelId, partitions),
      key: Buffer.from(command.parcelId),
      value: Buffer.from(
        this.codec.encode(CONTRACTS[command.type] as Contract<SenderCommand>, { ...command, meta: metaAt(issuedAt) }),
      ),
    }));
    await log.publish(publications, PUBLISH_DEADLINE_MS);
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
