import { DELIVERY_LIMITS, type DeliveryLimits } from './limits';
import type { Outcome } from './outcome';
import { Pace } from './pace';

/** What survives a restart. */
export interface DeliveryState {
  /** The place up to which the feed was read; 0 before its first event. What is not open of that was taken. */
  readonly high: number;
  /** By their places. */
  readonly open: readonly OpenEvent[];
}

/** Where a paused subscription goes on: all that is open is due, from its first attempt. @param now epoch ms UTC */
export function resumed({ high, open }: DeliveryState, now: number): DeliveryState {
  return { high, open: open.map(({ n }) => ({ n, attempts: 0, nextAt: now })) };
}

export interface OpenEvent {
  readonly n: number;
  /** Those that failed. */
  readonly attempts: number;
  /** When it is due, epoch ms UTC. */
  readonly nextAt: number;
}

/** An event, as far as its delivery depends on it. */
export interface Deliverable {
  readonly n: number;
  readonly key: string;
  readonly bytes: number;
}

/** One request. */
export interface Delivery {
  readonly events: readonly number[];
  readonly wasAway: boolean;
}

/** GONE: the endpoint asked for nothing more. EXHAUSTED: an event was refused as often as it may be. */
export type PauseReason = 'GONE' | 'EXHAUSTED';

interface Entry {
  readonly n: number;
  key: string;
  bytes: number;
  attempts: number;
  nextAt: number;
  isInFlight: boolean;
  /** It was refused: whatever else is in a batch with it would be as well. */
  isAlone: boolean;
  /** It failed because the endpoint was busy or away. */
  wasBusy: boolean;
  /** To be tried before its time, since the endpoint is back; once for each time that it failed. */
  early: 'NO' | 'YES' | 'TRIED';
}

const FRESH = { attempts: 0, isInFlight: false, isAlone: false, wasBusy: true, early: 'NO' } as const;

/**
 * When which event is delivered to one subscription. Knows no clock, no chance, no network: who calls says what time it is. An event stays open until
 * it is taken, and the next one of its key waits for that. Nothing is dropped: when too many are open, no more are read.
 */
export class DeliverySchedule {
  /** By place, in order. */
  private readonly open = new Map<number, Entry>();
  private readonly pace: Pace;
  private highest: number;
  private inFlight = 0;
  private unknown: number;
  /** Why nothing is sent; null: it is. */
  paused: PauseReason | null = null;

  /** @param state where it stood; the events that are open in it have to be given again, see `unknownEvents` */
  constructor(
    private readonly limits: DeliveryLimits = DELIVERY_LIMITS,
    state: DeliveryState = { high: 0, open: [] },
  ) {
    this.pace = new Pace(limits);
    this.highest = state.high;
    this.unknown = state.open.length;
    for (const { n, attempts, nextAt } of state.open)
      this.open.set(n, { ...FRESH, n, key: '', bytes: -1, attempts, nextAt });
  }

  /** Places of open events of which only the state is known. Nothing is sent before they are added: the order of their keys is not known. */
  unknownEvents(): number[] {
    return [...this.open.values()].filter(({ bytes }) => bytes < 0).map(({ n }) => n);
  }

  /** How many more events may be read: no more than are needed for some requests ahead, so that an endpoint that is away fills no memory. */
  room(): number {
    if (this.paused !== null || this.unknown > 0) return 0;
    const { maxOpen, maxInFlight, maxBatchEvents } = this.limits;
    const isSingle = maxBatchEvents === 1;
    const barred = new Set<string>();
    let ready = 0;
    for (const { key, attempts, isInFlight } of this.open.values()) {
      if (barred.has(key)) continue;
      const isReady = attempts === 0 && !isInFlight;
      if (isReady) ready += 1;
      if (!isReady || isSingle) barred.add(key);
    }
    return Math.max(0, Math.min(maxOpen - this.open.size, 2 * maxInFlight * maxBatchEvents - ready));
  }

  /** Takes the next event of the feed, or one that is open and not known. @throws {RangeError} for one that is out of order */
  add({ n, key, bytes }: Deliverable): void {
    const known = this.open.get(n);
    if (known?.bytes === -1) {
      Object.assign(known, { key, bytes });
      this.unknown -= 1;
      return;
    }
    if (n <= this.highest) throw new RangeError(`Event ${n} comes behind ${this.highest}`);
    this.highest = n;
    this.open.set(n, { ...FRESH, n, key, bytes, nextAt: 0 });
  }

  /** The next request; null: none for now. It has to be settled. */
  take(now: number): Delivery | null {
    if (this.paused !== null || this.unknown > 0) return null;
    if (!this.pace.allows(this.inFlight) || now < this.pace.from) return null;
    const chosen = this.choose(now);
    if (chosen.length === 0) return null;
    for (const entry of chosen) entry.isInFlight = true;
    this.inFlight += 1;
    return { events: chosen.map(({ n }) => n), wasAway: this.pace.isAway };
  }

  /** @param chance from 0 up to 1, for the jitter */
  settle(delivery: Delivery, outcome: Outcome, now: number, chance: number): void {
    this.inFlight -= 1;
    const entries = delivery.events.map((n) => this.open.get(n)).filter((entry) => entry !== undefined);
    for (const entry of entries) entry.isInFlight = false;
    switch (outcome.is) {
      case 'TAKEN':
        for (const { n } of entries) this.open.delete(n);
        this.wake();
        this.pace.succeeded();
        return;
      case 'GONE':
        this.paused = 'GONE';
        return;
      case 'BUSY':
      case 'REFUSED': {
        const retryAfterMs = Math.min(outcome.retryAfterMs ?? 0, this.limits.maxRetryAfterMs);
        const isBusy = outcome.is === 'BUSY';
        this.pace.failed(isBusy, delivery.wasAway, isBusy ? retryAfterMs : 0, now);
        for (const entry of entries) this.postpone(entry, isBusy, now, retryAfterMs, chance);
        return;
      }
    }
  }

  /** When `take` may have something without anything being settled or added before, epoch ms UTC; null: never. */
  wakeAt(): number | null {
    if (this.paused !== null || this.unknown > 0 || !this.pace.allows(this.inFlight)) return null;
    let earliest = Infinity;
    for (const entry of this.heads()) if (!entry.isInFlight) earliest = Math.min(earliest, dueAt(entry));
    return earliest === Infinity ? null : Math.max(earliest, this.pace.from);
  }

  /** The place up to which the feed was read. */
  get high(): number {
    return this.highest;
  }

  /** Whether it was read and not taken yet. */
  isOpen(n: number): boolean {
    return this.open.has(n);
  }

  /** What is in flight stands in it as open: after a restart it is sent again, under the same id. */
  state(): DeliveryState {
    return {
      high: this.highest,
      open: [...this.open.values()].map(({ n, attempts, nextAt }) => ({ n, attempts, nextAt })),
    };
  }

  private choose(now: number): Entry[] {
    const { maxBatchEvents, maxBatchBytes } = this.limits;
    const chosen: Entry[] = [];
    const barred = new Set<string>();
    let bytes = 0;
    for (const entry of this.open.values()) {
      if (barred.has(entry.key)) continue;
      const fits = chosen.length === 0 || (!entry.isAlone && bytes + entry.bytes <= maxBatchBytes);
      if (entry.isInFlight || dueAt(entry) > now || !fits) {
        barred.add(entry.key);
        continue;
      }
      chosen.push(entry);
      bytes += entry.bytes;
      if (entry.isAlone || chosen.length === maxBatchEvents) break;
    }
    return chosen;
  }

  private *heads(): Iterable<Entry> {
    const seen = new Set<string>();
    for (const entry of this.open.values()) {
      if (seen.has(entry.key)) continue;
      seen.add(entry.key);
      yield entry;
    }
  }

  /** The endpoint takes something: what failed because it was away need not wait. What was refused while nothing else was taken, neither. */
  private wake(): void {
    for (const entry of this.open.values())
      if (entry.attempts > 0 && entry.early === 'NO' && (entry.wasBusy || this.pace.isAway)) entry.early = 'YES';
  }

  private postpone(entry: Entry, isBusy: boolean, now: number, retryAfterMs: number, chance: number): void {
    const { delaysMs, jitter } = this.limits;
    if (!isBusy) entry.isAlone = true;
    entry.wasBusy = isBusy;
    if (now < entry.nextAt) {
      entry.early = 'TRIED'; // an attempt before its time costs none of the others
      return;
    }
    entry.attempts += 1;
    entry.early = 'NO';
    const delayMs = delaysMs[entry.attempts];
    if (delayMs === undefined) this.paused = 'EXHAUSTED';
    entry.nextAt = now + Math.max(Math.round((delayMs ?? 0) * (1 + jitter * chance)), retryAfterMs);
  }
}

const dueAt = ({ early, nextAt }: Entry): number => (early === 'YES' ? 0 : nextAt);
