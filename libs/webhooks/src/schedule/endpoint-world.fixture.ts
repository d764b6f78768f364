import { DeliverySchedule, resumed, type Delivery, type DeliveryState } from './delivery-schedule';
import { DELIVERY_LIMITS, type DeliveryLimits } from './limits';
import { outcomeOf } from './outcome';

export interface FeedEntry {
  readonly n: number;
  readonly key: string;
  readonly bytes: number;
}

/** What an endpoint does with a request. `takes`: whether it took it, whatever it answers. */
export interface Reaction {
  readonly status: number | null;
  readonly takes: boolean;
  readonly durationMs: number;
  readonly retryAfter?: string;
}

export type Endpoint = (events: readonly FeedEntry[], now: number, chance: () => number) => Reaction;

/** @see mulberry32, a public-domain generator of 32 bits of state */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Flight {
  readonly delivery: Delivery;
  readonly reaction: Reaction;
  readonly endsAt: number;
}

/** A feed, its schedule and an endpoint, in a time of their own, with processes that die. */
export class EndpointWorld {
  now = 1_000;
  schedule: DeliverySchedule;
  /** Places, in the order in which the endpoint took them, repeats as well. */
  readonly taken: number[] = [];
  /** When each request was made, with what. */
  readonly requests: { readonly at: number; readonly events: readonly number[] }[] = [];
  readonly faults: string[] = [];
  maxOpenSeen = 0;
  deaths = 0;
  /** Events that were under way when a process died, or that were taken under another answer: what may be repeated. */
  repeatable = 0;
  private saved: DeliveryState = { high: 0, open: [] };
  private flights: Flight[] = [];
  private readonly known = new Set<number>();
  private readonly places: ReadonlyMap<number, FeedEntry>;
  readonly limits: DeliveryLimits;

  constructor(
    readonly feed: readonly FeedEntry[],
    private readonly endpoint: Endpoint,
    private readonly chance: () => number,
    limits: Partial<DeliveryLimits> = {},
    private readonly deathRate = 0,
  ) {
    this.places = new Map(feed.map((entry) => [entry.n, entry]));
    this.limits = { ...DELIVERY_LIMITS, ...limits };
    this.schedule = new DeliverySchedule(this.limits);
  }

  /** Goes on until all is taken, or it is paused, or its time has come. */
  run(until = Infinity): void {
    for (let steps = 0; steps < 500_000; steps += 1) {
      if (this.deathRate > 0 && this.chance() < this.deathRate) this.die();
      this.read();
      while (this.send());
      if (this.schedule.paused !== null && this.flights.length === 0) return;
      const next = Math.min(this.schedule.wakeAt() ?? Infinity, ...this.flights.map(({ endsAt }) => endsAt));
      if (next === Infinity || next > until) return;
      this.now = Math.max(this.now, next);
      const ended = this.flights.filter(({ endsAt }) => endsAt <= this.now);
      this.flights = this.flights.filter(({ endsAt }) => endsAt > this.now);
      for (const flight of ended) this.settle(flight);
    }
    this.faults.push('it does not come to an end');
  }

  isDone(): boolean {
    return this.feed.every(({ n }) => this.known.has(n)) && this.schedule.state().open.length === 0;
  }

  /** The process dies: what it knew is what was saved. */
  die(): void {
    this.deaths += 1;
    this.repeatable += this.flights.reduce((sum, { delivery }) => sum + delivery.events.length, 0);
    this.flights = [];
    this.start(this.saved);
  }

  /** Who looks after the subscription lets it go on. */
  resume(): void {
    this.start(resumed(this.schedule.state(), this.now));
  }

  private start(state: DeliveryState): void {
    this.schedule = new DeliverySchedule(this.limits, JSON.parse(JSON.stringify(state)) as DeliveryState);
    for (const n of this.schedule.unknownEvents()) this.schedule.add(this.entry(n));
  }

  private read(): void {
    const { high } = this.schedule;
    const from = this.feed.findIndex(({ n }) => n > high);
    if (from >= 0) for (const entry of this.feed.slice(from, from + this.schedule.room())) this.schedule.add(entry);
    this.maxOpenSeen = Math.max(this.maxOpenSeen, this.schedule.state().open.length);
    this.saved = this.schedule.state();
  }

  private send(): boolean {
    const delivery = this.schedule.take(this.now);
    if (!delivery) return false;
    this.judge(delivery);
    this.requests.push({ at: this.now, events: delivery.events });
    const reaction = this.endpoint(
      delivery.events.map((n) => this.entry(n)),
      this.now,
      this.chance,
    );
    if (reaction.takes) {
      for (const n of delivery.events) {
        this.taken.push(n);
        this.known.add(n);
      }
      if (reaction.status === null || reaction.status >= 300) this.repeatable += delivery.events.length;
    }
    this.flights.push({ delivery, reaction, endsAt: this.now + reaction.durationMs });
    return true;
  }

  private settle({ delivery, reaction: { status, retryAfter } }: Flight): void {
    this.schedule.settle(delivery, outcomeOf(status, retryAfter, this.now), this.now, this.chance());
    this.saved = this.schedule.state();
  }

  /** What has to be true of every request. */
  private judge({ events }: Delivery): void {
    const { maxInFlight, maxBatchEvents, maxBatchBytes } = this.limits;
    if (this.flights.length + 1 > maxInFlight) this.faults.push('too many requests at once');
    if (events.length > maxBatchEvents) this.faults.push('too many events in one request');
    const bytes = events.reduce((sum, n) => sum + this.entry(n).bytes, 0);
    if (events.length > 1 && bytes > maxBatchBytes) this.faults.push('too many bytes in one request');
    const underWay = new Set(this.flights.flatMap(({ delivery }) => delivery.events.map((n) => this.entry(n).key)));
    for (const [i, n] of events.entries()) {
      const { key } = this.entry(n);
      if (underWay.has(key)) this.faults.push(`${key} is under way twice`);
      const before = this.feed.filter((other) => other.key === key && other.n < n);
      const isKept = before.every((other) => this.known.has(other.n) || events.slice(0, i).includes(other.n));
      if (!isKept) this.faults.push(`${n} of ${key} comes before an earlier one`);
    }
  }

  private entry(n: number): FeedEntry {
    const found = this.places.get(n);
    if (!found) throw new Error(`no event ${n}`);
    return found;
  }
}
