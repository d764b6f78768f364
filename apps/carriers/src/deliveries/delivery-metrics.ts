import { METRIC_PREFIX } from '@alataw/operations';
import type { Attempt } from '@alataw/webhooks';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { recordedAt } from './feed-event';

/** What is sent here. */
interface Standing {
  readonly size: number;
  readonly paused: number;
  readonly open: number;
}

/** What operators are told of webhooks. Carriers' names are no labels: there may be thousands. */
export class DeliveryMetrics {
  /** What is sent here; null: another instance sends. */
  standing: Standing | null = null;
  private readonly attempts: Counter;
  private readonly delay: Histogram;

  constructor(registry: Registry) {
    const registers = [registry];
    this.attempts = new Counter({
      name: `${METRIC_PREFIX}webhook_attempts_total`,
      help: 'Requests to endpoints of carriers, by what came of them',
      labelNames: ['outcome'],
      registers,
    });
    this.delay = new Histogram({
      name: `${METRIC_PREFIX}webhook_delay_seconds`,
      help: 'From when an event was recorded until its carrier has taken it',
      buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 60, 300, 3_600, 21_600, 86_400],
      registers,
    });
    const standing = (): Standing => this.standing ?? { size: 0, paused: 0, open: 0 };
    const gauge = (name: string, help: string, value: (of: Standing) => number): void =>
      void new Gauge({
        ...{ name: `${METRIC_PREFIX}${name}`, help, registers },
        collect() {
          this.set(value(standing()));
        },
      });
    gauge('webhook_subscriptions', 'Subscriptions that are sent by this process', ({ size }) => size);
    gauge('webhook_subscriptions_paused', 'Webhooks that are paused', ({ paused }) => paused);
    gauge('webhook_open_events', 'Events that were read for an endpoint and not taken yet', ({ open }) => open);
  }

  attempted({ outcome, events, at, durationMs }: Attempt): void {
    this.attempts.inc({ outcome });
    if (outcome !== 'TAKEN') return;
    for (const event of events) this.delay.observe(Math.max(0, at + durationMs - recordedAt(event)) / 1_000);
  }
}
