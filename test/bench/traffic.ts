import { setTimeout as delay } from 'node:timers/promises';
import { DeclareParcel } from '@alataw/contracts';
import type { BenchDesk, Tail } from './desk';
import { declarationOf } from './train';

const TICK_MS = 20;

/** How long parcels took from their declaration to their release, ms. */
export interface Latency {
  readonly parcels: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Other parcels, which are declared one by one at an even pace, and how long each takes until it is released. */
export class Traffic {
  /** Parcel → when it was declared, epoch ms. */
  private readonly declaredAt = new Map<string, number>();
  private readonly tookMs = new Map<string, number>();
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  /** @param rate parcels per second */
  constructor(
    private readonly desk: BenchDesk,
    private readonly release: Tail,
    private readonly rate: number,
  ) {}

  start(): void {
    this.running = this.run();
  }

  /** Stops declaring, and waits until what can be released has been. */
  async stop(settleMs: number): Promise<void> {
    this.stopping.abort();
    await this.running;
    await delay(settleMs);
    await this.release.read(({ type, event, meta }) => {
      if (type !== 'ParcelReleased') return;
      const parcelId = String(event['parcelId']);
      const at = this.declaredAt.get(parcelId);
      if (at !== undefined) this.tookMs.set(parcelId, meta.recordedAt - at);
    });
  }

  /** Of the parcels that were declared within these times. */
  between(from: number, to: number): Latency {
    const took: number[] = [];
    for (const [parcelId, at] of this.declaredAt) {
      const ms = this.tookMs.get(parcelId);
      if (at >= from && at < to && ms !== undefined) took.push(ms);
    }
    took.sort((a, b) => a - b);
    const rank = (share: number): number => took[Math.min(took.length - 1, Math.floor(share * took.length))] ?? NaN;
    return { parcels: took.length, p50: rank(0.5), p99: rank(0.99), max: took.at(-1) ?? NaN };
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const begun = Date.now();
    for (let sent = 0; !signal.aborted;) {
      const due = Math.floor(((Date.now() - begun) * this.rate) / 1_000);
      const fresh = Array.from({ length: due - sent }, (_, i) =>
        declarationOf(`OTHER${String(sent + i).padStart(8, '0')}`),
      );
      if (fresh.length > 0) {
        const now = Date.now();
        for (const { parcelId } of fresh) this.declaredAt.set(parcelId, now);
        sent = due;
        await this.desk.order(
          fresh.map((command) => ({ contract: DeclareParcel, command })),
          now,
        );
      }
      await delay(TICK_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
