import type { Outgoing } from '@alataw/outbound';
import { BATCH_OVERHEAD_BYTES, bodyOf, messageOf, type FeedEvent } from '../message';
import { DeliverySchedule, type Delivery, type DeliveryState, type PauseReason } from '../schedule/delivery-schedule';
import type { DeliveryLimits } from '../schedule/limits';
import { outcomeOf, type Outcome } from '../schedule/outcome';
import type { SigningKey } from '../signing/signing-key';
import { post, type Posted } from './post';

/** Where events come from. */
export interface FeedSource {
  /**
   * Events behind a place, in order; waits until there is one, or the signal. Nothing comes when it waited in vain.
   * @param limit at least 1
   * @throws whatever keeps it from reading: `run` ends with that
   */
  read(after: number, limit: number, signal: AbortSignal): Promise<readonly FeedEvent[]>;
}

/** One request and what came of it, for the log of deliveries. */
export interface Attempt extends Omit<Posted, 'retryAfter'> {
  readonly messageId: string;
  /** What was in it. */
  readonly events: readonly FeedEvent[];
  readonly outcome: Outcome['is'];
}

export interface WebhookSenderParts {
  readonly source: FeedSource;
  /** The endpoint: answers are to be cut off, connections no fewer than requests at once. The caller closes it. */
  readonly endpoint: Outgoing;
  readonly limits: DeliveryLimits;
  /** Where it stood. */
  readonly state?: DeliveryState;
  /** With which is signed now: one, or two while one is replaced. */
  readonly keys: () => readonly SigningKey[];
  /** Epoch ms UTC. */
  readonly clock: () => number;
  /** From 0 up to 1. */
  readonly chance: () => number;
  readonly onAttempt: (attempt: Attempt) => void;
}

/** Why a sender ended. EXPIRED: an open event stands in the feed no more. STOPPED: it was told to. */
export type Ending = PauseReason | 'EXPIRED' | 'STOPPED';

/** Longest wait, so that a clock that was set does not matter for long, ms. */
const LONGEST_WAIT_MS = 60_000;

interface Open {
  readonly event: FeedEvent;
  readonly body: string;
}

/** Delivers one subscription. Each has its own, with its own connections: a slow endpoint keeps nobody waiting but itself. */
export class WebhookSender {
  private readonly schedule: DeliverySchedule;
  private readonly events = new Map<number, Open>();
  private readonly underWay = new Set<Promise<void>>();
  private reading: Promise<void> | null = null;
  private fault: { readonly error: unknown } | null = null;
  private isExpired = false;
  /** Ends the wait for something to happen. */
  private ring: () => void = () => undefined;

  constructor(private readonly parts: WebhookSenderParts) {
    this.schedule = new DeliverySchedule(parts.limits, parts.state);
  }

  /**
   * Delivers until it is told to stop or has to pause. Requests under way are waited for, within their time.
   * @throws whatever the source does
   */
  async run(signal: AbortSignal): Promise<Ending> {
    const stop = new AbortController();
    const ended = AbortSignal.any([signal, stop.signal]);
    ended.addEventListener('abort', () => this.ring());
    try {
      await this.recall(signal);
      while (!signal.aborted && !this.hasEnded()) {
        const rung = new Promise<void>((resolve) => (this.ring = resolve));
        this.read(ended);
        for (let next = this.take(); next; next = this.take()) this.send(next);
        if (signal.aborted || this.hasEnded()) break;
        await this.wait(rung);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      stop.abort();
      await Promise.all([this.reading, ...this.underWay]);
    }
    if (this.fault) throw this.fault.error;
    return this.schedule.paused ?? (this.isExpired ? 'EXPIRED' : 'STOPPED');
  }

  /** Where it stands; what was kept of it is where a restart goes on. It changes with each attempt. */
  state(): DeliveryState {
    return this.schedule.state();
  }

  private hasEnded(): boolean {
    return this.schedule.paused !== null || this.isExpired || this.fault !== null;
  }

  /** Reads again what was open. */
  private async recall(signal: AbortSignal): Promise<void> {
    const places = this.schedule.unknownEvents();
    while (!signal.aborted && !this.isExpired) {
      const [n] = places;
      if (n === undefined) return;
      // What lies near is read at once.
      const span = places.findLastIndex((place) => place - n < this.parts.limits.maxOpen) + 1;
      const found = await this.parts.source.read(n - 1, Math.max(1, (places[span - 1] ?? n) - n + 1), signal);
      for (const event of found) {
        if (event.n !== places[0]) continue;
        places.shift();
        this.admit(event);
      }
      // The feed begins behind it.
      this.isExpired = found.length > 0 && places[0] === n;
    }
  }

  private admit(event: FeedEvent): void {
    const body = bodyOf(event);
    this.events.set(event.n, { event, body });
    this.schedule.add({ n: event.n, key: event.key, bytes: Buffer.byteLength(body) + BATCH_OVERHEAD_BYTES });
  }

  private read(signal: AbortSignal): void {
    const room = this.schedule.room();
    if (room === 0 || this.reading) return;
    this.reading = this.parts.source
      .read(this.schedule.high, room, signal)
      .then((events) => events.forEach((event) => this.admit(event)))
      .catch((error: unknown) => {
        if (!signal.aborted) this.fault = { error };
      })
      .finally(() => {
        this.reading = null;
        this.ring();
      });
  }

  private take(): Delivery | null {
    return this.fault === null ? this.schedule.take(this.parts.clock()) : null;
  }

  private send(delivery: Delivery): void {
    const sent = this.attempt(delivery)
      .catch((error: unknown) => void (this.fault ??= { error }))
      .finally(() => {
        this.underWay.delete(sent);
        this.ring();
      });
    this.underWay.add(sent);
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const { endpoint, clock, chance, keys, onAttempt } = this.parts;
    const open = delivery.events.map((n) => this.events.get(n)).filter((each) => each !== undefined);
    const events = open.map(({ event }) => event);
    const message = messageOf(
      events,
      open.map((each) => each.body),
    );
    const { retryAfter, ...posted } = await post(endpoint, message, keys(), clock);
    // Whoever cut it off wants to go: whether it was taken is not known, and it stays open as it was.
    if (posted.failure === 'ABORTED') return;
    const now = clock();
    const outcome = outcomeOf(posted.status, retryAfter, now);
    this.schedule.settle(delivery, outcome, now, chance());
    for (const n of delivery.events) if (!this.schedule.isOpen(n)) this.events.delete(n);
    onAttempt({ ...posted, messageId: message.id, events, outcome: outcome.is });
  }

  private async wait(rung: Promise<void>): Promise<void> {
    const at = this.schedule.wakeAt();
    if (at === null) return rung;
    const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(0, at - this.parts.clock()));
    let timer: NodeJS.Timeout | undefined;
    const due = new Promise<void>((resolve) => (timer = setTimeout(resolve, waitMs)));
    await Promise.race([rung, due]);
    clearTimeout(timer);
  }
}
