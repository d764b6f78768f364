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
  type Contract,
  type Decoded,
} from '@alataw/contracts';
import type { KafkaLog } from '@alataw/log';
import { Health, type Logger } from '@alataw/operations';
import { Lease, ProjectionReader } from '@alataw/projection';
import { BesideLanes, CONFIG, LOGGER, METRICS, type StageConfig, type Turns } from '@alataw/service';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
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
const EVERY_MS = 250;
/** A sender that says nothing for so long is gone, and another one takes its place. */
const LEASE_MS = 15_000;

const CONTRACTS = { NoteReportSent, NoteSendingFailed, NoteStatusAsked, RecordReceipt };

/**
 * Runs the sender beside the stage's lanes. Of several instances one sends at a time; that spares customs doubles, and nothing
 * depends on it. It waits for customs as long as it takes.
 */
@Injectable()
export class SenderService extends BesideLanes {
  private readonly metrics: SenderMetrics;
  private readonly port: HttpCustoms | null;

  constructor(
    @Inject(CONFIG) config: StageConfig,
    @Inject(CUSTOMS) customs: CustomsConfig,
    @Inject(LOGGER) logger: Logger,
    @Inject(Codec) codec: Codec,
    @Inject(Health) health: Health,
    @Inject(METRICS) registry: Registry,
  ) {
    const topics = [TOPIC, DECLARATIONS] as const;
    super({ name: 'sender', actor: 'system:customs-sender', topics, everyMs: EVERY_MS }, config, logger, codec);
    this.metrics = new SenderMetrics(registry, Date.now);
    this.port = customs.url === null ? null : new HttpCustoms(customs.url, customs, this.stopping.signal);
    health.tell('customs', () =>
      customs.url === null ? 'not reported to: CUSTOMS_URL is not set' : this.metrics.text,
    );
  }

  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    this.port?.close();
  }

  protected over(log: KafkaLog, redis: Redis): Turns {
    const { port } = this;
    const reader = this.readerOf(log, redis, ['customs', 'declaration']);
    const lease = new Lease(redis, 'customs-sender', this.config.instance, LEASE_MS);
    const sender = port === null ? null : this.senderOf(log, reader, port);
    return {
      turn: async () => {
        const [due, unanswered] = await Promise.all(
          ['index:customs.due', 'index:customs.unanswered'].map((set) => reader.summary(set)),
        );
        if (due && unanswered) this.metrics.waiting(due, unanswered);
        if (sender === null || !(await lease.take())) return false;
        const handled = await sender.tick();
        this.metrics.customs(sender);
        return handled > 0;
      },
      end: () => lease.release(),
    };
  }

  private senderOf(
    log: KafkaLog,
    reader: ProjectionReader<'customs' | 'declaration', Decoded>,
    customs: HttpCustoms,
  ): Sender {
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

  private issue(log: KafkaLog, commands: readonly SenderCommand[], issuedAt: number): Promise<void> {
    const outgoing = commands.map((command) => {
      const contract = CONTRACTS[command.type] as Contract<SenderCommand>;
      return { id: command.parcelId, contract, command };
    });
    return this.write(log, TOPIC, outgoing, issuedAt);
  }
}
