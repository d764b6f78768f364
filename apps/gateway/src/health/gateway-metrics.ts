import { routeOf } from '@alataw/http';
import { METRIC_PREFIX } from '@alataw/operations';
import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { AvailableProjections } from '../backends/available-projections';
import type { Clock } from '../backends/clock';
import type { WaitingRoom } from '../commands/waiting-room';
import type { LiveHub } from '../live/live-hub';

/** What the gateway measures. Labels are bounded: routes as declared, never addresses or ids. */
export class GatewayMetrics {
  private readonly requests: Histogram;
  private readonly lines: Counter;
  private readonly receipts: Counter;

  constructor(readonly registry: Registry) {
    this.requests = new Histogram({
      name: `${METRIC_PREFIX}http_request_duration_seconds`,
      help: 'From the first byte of a request to the last of its answer.',
      labelNames: ['route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
      registers: [registry],
    });
    this.receipts = new Counter({
      name: `${METRIC_PREFIX}customs_receipts_total`,
      help: 'Receipts of customs, by what they are about and whether they name a document of this centre.',
      labelNames: ['document', 'outcome'],
      registers: [registry],
    });
    this.lines = new Counter({
      name: `${METRIC_PREFIX}bulk_lines_total`,
      help: 'Lines of bulk uploads, by what became of them at the gateway.',
      labelNames: ['outcome'],
      registers: [registry],
    });
  }

  /** Counts every request of a server. */
  watch(server: FastifyInstance): void {
    server.addHook('onResponse', (request, reply, done) => {
      this.requests.observe({ route: routeOf(request), status: String(reply.statusCode) }, reply.elapsedTime / 1000);
      done();
    });
  }

  countLines(outcome: 'command' | 'invalid', count: number): void {
    this.lines.inc({ outcome }, count);
  }

  countReceipt(document: string, outcome: 'taken' | 'refused'): void {
    this.receipts.inc({ document, outcome });
  }

  /** Gauges that are read when they are asked for. */
  observe(parts: { room: WaitingRoom; hub: LiveHub; projections: AvailableProjections; clock: Clock }): void {
    const registers = [this.registry];
    new Gauge({
      name: `${METRIC_PREFIX}waiting_requests`,
      help: 'Requests that wait for a decision.',
      registers,
      collect() {
        this.set(parts.room.size);
      },
    });
    new Gauge({
      name: `${METRIC_PREFIX}event_streams`,
      help: 'Clients of the live tail.',
      registers,
      collect() {
        this.set(parts.hub.size);
      },
    });
    const ages = new Gauge({
      name: `${METRIC_PREFIX}queue_oldest_age_seconds`,
      help: 'How long the one that has waited longest has waited.',
      labelNames: ['queue'],
      registers,
    });
    new Gauge({
      name: `${METRIC_PREFIX}queue_size`,
      help: 'Parcels that wait in a queue.',
      labelNames: ['queue'],
      registers,
      async collect() {
        const now = parts.clock.now();
        // While the views are away their gauges keep the last value, and the probe says so.
        for (const { queue, count, oldestSince } of await parts.projections.queues().catch(() => [])) {
          this.set({ queue }, count);
          ages.set({ queue }, oldestSince === null ? 0 : Math.max(0, now - oldestSince) / 1000);
        }
      },
    });
  }
}
