import { BeginDelivery, Codec, NoteDelivery, type Contract } from '@alataw/contracts';
import type { KafkaLog } from '@alataw/log';
import { Health, type Logger } from '@alataw/operations';
import { Lease, RecentEntries } from '@alataw/projection';
import { BesideLanes, CONFIG, isPassing, LOGGER, METRICS, type StageConfig, type Turns } from '@alataw/service';
import { DELIVERY_LOG, logEntries, type Attempt } from '@alataw/webhooks';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import { readSubscriptions } from '../subscriptions';
import type { DeliveryCommand } from './deliveries';
import { DeliveryMetrics } from './delivery-metrics';
import { Sending } from './sending';
import type { WebhooksConfig } from './webhooks.config';

/** Injects the {@link WebhooksConfig}. */
export const WEBHOOKS = Symbol('webhooks');

const TOPIC = 'carriers.commands';
/** How often subscriptions are looked at: so long may a new one, a pause or a new address take. */
const EVERY_MS = 500;
/** What was delivered is told so often: of a process that dies so much is sent again. */
const NOTE_MS = 1_000;
/** A sender that says nothing for so long is gone, and another one takes its place. */
const LEASE_MS = 5_000;
/** Attempts that wait for Redis to take them into the log of deliveries; of more, the oldest are not shown. */
const MOST_UNLOGGED = 2_000;

const CONTRACTS = { BeginDelivery, NoteDelivery };

/**
 * Sends webhooks beside the stage's lanes. Of several instances one sends at a time; that spares carriers doubles, and nothing is lost where two do for a
 * moment: see `Deliveries`.
 */
@Injectable()
export class DeliveriesService extends BesideLanes {
  private readonly metrics: DeliveryMetrics;
  /** For the notes of the health. */
  private note = 'waits for Kafka and Redis';
  private unlogged: { readonly list: string; readonly text: string }[] = [];

  constructor(
    @Inject(CONFIG) config: StageConfig,
    @Inject(WEBHOOKS) private readonly webhooks: WebhooksConfig,
    @Inject(LOGGER) logger: Logger,
    @Inject(Codec) codec: Codec,
    @Inject(Health) health: Health,
    @Inject(METRICS) registry: Registry,
  ) {
    super({ name: 'webhooks', actor: 'system:webhooks', topics: [TOPIC], everyMs: EVERY_MS }, config, logger, codec);
    this.metrics = new DeliveryMetrics(registry);
    health.tell('webhooks', () => (webhooks.secrets === null ? 'not sent: SECRETS_KEY is not set' : this.note));
  }

  protected over(log: KafkaLog, redis: Redis): Turns {
    const { webhooks, logger } = this;
    if (webhooks.secrets === null) return { turn: () => Promise.resolve(false) };
    const lease = new Lease(redis, 'webhooks', this.config.instance, LEASE_MS);
    const reader = this.readerOf(log, redis, ['carriers']);
    const recent = new RecentEntries(redis, DELIVERY_LOG);
    let sending: Sending | null = null;
    let leaseEnds: NodeJS.Timeout | undefined;
    const stop = async (note: string, tells: boolean): Promise<void> => {
      clearTimeout(leaseEnds);
      const ended = sending;
      sending = null;
      this.note = note;
      this.metrics.standing = null;
      await ended?.stop(tells);
    };
    const turn = async (): Promise<boolean> => {
      const isHeld = await lease.take();
      clearTimeout(leaseEnds);
      if (!isHeld) {
        await stop('sent by another instance', false);
        return false;
      }
      // Whoever cannot take it again in time, because Redis is away or it was suspended, does not know whether another sends.
      leaseEnds = setTimeout(() => void stop('the lease is lost', false), LEASE_MS);
      if (sending?.failure) throw sending.failure;
      sending ??= new Sending({
        ...{ log, codec: this.codec, config: webhooks, clock: Date.now, chance: Math.random, noteEveryMs: NOTE_MS },
        onAttempt: (id, attempt) => this.attempted(id, attempt),
        write: (commands) => this.writeAll(log, commands),
        onFailed: (subscription, err) => logger.warn({ subscription, err }, 'a webhook is begun anew'),
      });
      const subscriptions = await readSubscriptions(reader);
      await sending.look(subscriptions);
      const { deliveries } = sending;
      this.metrics.standing = { size: deliveries.size, paused: deliveries.paused, open: deliveries.open };
      this.note = `${deliveries.size} sent here, ${deliveries.paused} paused`;
      await recent
        .add(this.unlogged.splice(0))
        .catch((err: unknown) => logger.debug({ err }, 'attempts are not logged'));
      return true;
    };
    return {
      turn: () =>
        turn().catch(async (error: unknown) => {
          // Of what waiting does not mend the connections are made anew, and nothing may go on over the old ones.
          if (sending?.failure || !isPassing(error)) await stop('begun anew', true).catch(() => undefined);
          throw error;
        }),
      end: async () => {
        await stop('stopped', true);
        await recent.add(this.unlogged.splice(0)).catch(() => undefined);
        await lease.release();
      },
    };
  }

  private attempted(id: string, attempt: Attempt): void {
    this.metrics.attempted(attempt);
    this.unlogged.push(...logEntries(id, attempt));
    if (this.unlogged.length > MOST_UNLOGGED) this.unlogged.splice(0, this.unlogged.length - MOST_UNLOGGED);
  }

  private writeAll(log: KafkaLog, commands: readonly DeliveryCommand[]): Promise<void> {
    const outgoing = commands.map((command) => {
      const contract = CONTRACTS[command.type] as Contract<DeliveryCommand>;
      return { id: command.subscriptionId, contract, command };
    });
    return this.write(log, TOPIC, outgoing, Date.now());
  }
}
