import type { Codec } from '@alataw/contracts';
import { LaneHost, StageMachine, type LaneObserver, type LanesLog, type LanesProjection } from '@alataw/lane';
import { LogError, type AppendOutcome, type Fetched, type PartitionAppend, type Position } from '@alataw/log';
import { slotOf, type Fold, type LaneChange, type LaneOwner, type LaneSnapshot } from '@alataw/projection';
import type { StageDefinition } from '@alataw/stage';
import type { Judge } from './judge';
import type { MemoryBroker } from './memory-broker';
import type { MemoryRedis, Part } from './memory-redis';
import { Link, type Network } from './network';
import type { Random } from './random';
import { recordsOf } from './records';
import type { Actor, Scheduler } from './scheduler';

export interface World {
  readonly broker: MemoryBroker;
  readonly redis: MemoryRedis;
  readonly toBroker: Network;
  readonly toRedis: Network;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly codec: Codec;
  /** How what stands in a partition of an output counts. */
  readonly judged: (topic: string, partition: number) => Judge;
  readonly observer: LaneObserver;
  /** Told of what has happened, so many times. */
  readonly seen: (what: string, count: number) => void;
  readonly tampering: Tampering;
  now: number;
  /** Counts the times at which the broker has forgotten who wrote. */
  day: number;
}

/** What may happen to a centre. */
export type FaultName =
  'kill' | 'start' | 'assign' | 'suspend' | 'stall' | 'forget' | 'sleep' | 'alien' | 'flush' | 'evict' | 'setBack';

/** What a test takes away: servers that refuse less, ports that tell the lane's code less than the truth. */
export interface Tampering {
  readonly broker?: new (partitions: number) => MemoryBroker;
  readonly redis?: new () => MemoryRedis;
  /** The faults that bring it to light; else each schedule draws some of all. */
  readonly faults?: readonly FaultName[];
  /** Appends are sent again however long they have been under way. */
  readonly resendsForEver?: true;
  readonly log?: (log: LanesLog, process: SimProcess) => LanesLog;
  readonly projection?: (projection: LanesProjection, process: SimProcess) => LanesProjection;
}

/** Parts as small as this let a crash fall between the parts of a change. */
const ENTRIES_PER_PART = 1;
/** How often a fetch ends before the log does, and after how many batches. */
const SHORT_FETCHES = 0.3;
const SHORT_FETCH_BATCHES = 2;
const TOO_LATE = { refused: new LogError('an append has been under way for too long', 'reclaim') };

/**
 * A process of one stage: the real lane code on the simulated log and Redis. It may die or be suspended at every await;
 * what it has sent is under way all the same.
 */
export class SimProcess implements Actor {
  isDead = false;
  pausedUntil = 0;
  readonly host: LaneHost;
  failure: Error | undefined;
  readonly fold: Fold;
  readonly slot: string;
  /** Per lane, as whom it has gone live last. */
  private readonly owners = new Map<number, LaneOwner>();
  private readonly broker: Link;
  /** What the lanes follow may lie with another broker than what a claim reads: the one does not wait for the other. */
  private readonly follows: Link;
  private readonly fetches: Link;
  private readonly redis: Link;

  constructor(
    readonly name: string,
    readonly definition: StageDefinition,
    readonly world: World,
  ) {
    const { tampering, toBroker, toRedis } = world;
    this.broker = new Link(this, toBroker);
    this.follows = new Link(this, toBroker);
    this.fetches = new Link(this, toBroker);
    this.redis = new Link(this, toRedis);
    const records = recordsOf(definition, world.broker.partitions);
    this.fold = { stage: definition.name, fold: records.fold };
    this.slot = slotOf(definition.name, records.fold);
    const machine = new StageMachine(records);
    const [log, projection] = [this.log(), this.projection()];
    this.host = new LaneHost({
      records,
      codec: world.codec,
      log: tampering.log?.(log, this) ?? log,
      projection: tampering.projection?.(projection, this) ?? projection,
      clock: () => world.now++,
      instance: name,
      decide: async (round) => {
        await this.turn();
        return round.map((lane) => machine.decide(lane));
      },
      observer: world.observer,
      pause: () => world.scheduler.idleTurn(this),
    });
    this.host.run().catch((error: unknown) => (this.failure = error as Error));
  }

  turn(): Promise<void> {
    return this.world.scheduler.turn(this);
  }

  /** What is under way on one of its connections is held up, and what it sends on it waits behind. */
  stall(): void {
    this.world.random.pick([this.broker, this.follows, this.fetches, this.redis]).stall();
  }

  /** Whether Redis knows this process as the owner of a lane: only then can it read and write there. */
  owns(partition: number): boolean {
    const { owner } = this.world.redis.of(this.slot, partition);
    const own = this.owners.get(partition);
    return own !== undefined && owner?.producerId === own.producerId && owner.producerEpoch === own.producerEpoch;
  }

  /** Ends between two instructions. */
  kill(): void {
    this.world.scheduler.kill(this);
    for (const link of [this.broker, this.follows, this.fetches, this.redis]) link.abandon();
  }

  private log(): LanesLog {
    const { broker, scheduler } = this.world;
    return {
      claim: (id) => this.broker.ask(() => broker.initProducer(id)),
      append: (appends) => this.append(appends),
      publish: async (publications) => {
        for (const p of publications) await this.broker.ask(() => broker.publish(p.topic, p.partition, p));
      },
      read: ({ topic, partition, from, to }) => this.read(topic, partition, from, to),
      readAt: (topic, partition, offset) => this.fetches.ask(() => broker.recordAt(topic, partition, offset)),
      endOffsets: (topic) =>
        this.fetches.ask(() => Array.from({ length: broker.partitions }, (_, p) => broker.end(topic, p))),
      follow: async (loop, signal) => {
        while (!signal.aborted) {
          const positions = loop.positions();
          const fetched = await this.follows.ask(() => this.fetchNews(positions));
          if (fetched.length === 0) await scheduler.idleTurn(this);
          await loop.onFetched(fetched);
        }
      },
    };
  }

  /** One request for all; sent again on another day, it is not known any more whether it has been sent before. */
  private append(appends: readonly PartitionAppend[]): Promise<AppendOutcome[]> {
    const { world } = this;
    const { day } = world;
    const isFresh = (): boolean => world.tampering.resendsForEver === true || world.day === day;
    const all = (): AppendOutcome[] => appends.map((a) => (isFresh() ? world.broker.append(a) : TOO_LATE));
    return this.broker.ask(all);
  }

  private async *read(topic: string, partition: number, from: number, to: number): AsyncGenerator<Fetched> {
    for (let offset = from; offset < to;) {
      const position = { topic, partition, offset };
      const fetched = await this.fetches.ask(() => this.fetch(position));
      offset = fetched.next;
      yield fetched;
    }
  }

  private fetchNews(positions: readonly Position[]): Fetched[] {
    const news: Fetched[] = [];
    for (const position of positions) {
      const fetched = this.fetch(position);
      if (fetched.next > fetched.from) news.push(fetched);
    }
    return news;
  }

  private fetch({ topic, partition, offset }: Position): Fetched {
    const { broker, random } = this.world;
    const most = random.chance(SHORT_FETCHES) ? SHORT_FETCH_BATCHES : Infinity;
    const { batches, next } = broker.read(topic, partition, offset, most);
    return { topic, partition, from: offset, next, highWatermark: broker.end(topic, partition), batches };
  }

  private projection(): LanesProjection {
    const { redis } = this.world;
    const { fold, slot } = this;
    const ask = <T>(request: () => T): Promise<T> => this.redis.ask(request);
    return {
      take: async (partition, owner) => {
        const taken = await ask(() => redis.take(fold, partition, owner));
        if (taken === 'overtaken') return taken;
        const known = taken.known ?? (await this.purge(partition, owner));
        return known === 'overtaken' ? known : { ...known, forwarded: Math.max(known.forwarded, taken.forwarded) };
      },
      pointReaders: (partition, owner) => {
        this.owners.set(partition, owner); // the last step of a claim
        return ask(() => redis.pointReaders(fold, partition, owner));
      },
      marks: (lanes) => ask(() => lanes.map(({ partition, owner }) => redis.mark(fold, partition, owner))),
      load: (partition, owner, mark, entities) => ask(() => redis.load(slot, partition, owner, mark, entities)),
      apply: (partition, owner, change) => this.apply(partition, owner, change),
    };
  }

  private async purge(partition: number, owner: LaneOwner): Promise<LaneSnapshot | 'overtaken'> {
    for (const isLast of [false, true]) {
      const purge = (): 1 | -1 => this.world.redis.purge(this.slot, partition, owner, isLast);
      if ((await this.redis.ask(purge)) !== 1) return 'overtaken';
    }
    const maps = { next: new Map(), origins: new Map(), counts: new Map() };
    return { isNew: true, mark: 0, forwarded: 0, producerId: -1, producerEpoch: -1, ...maps };
  }

  /** All parts leave one behind the other, and the last one's answer counts. */
  private async apply(partition: number, owner: LaneOwner, change: LaneChange): Promise<'applied' | 'moved'> {
    const parts: Part[] = [];
    for (let from = 0; from === 0 || from < change.entries.length; from += ENTRIES_PER_PART) {
      const to = from + ENTRIES_PER_PART;
      parts.push({ number: to / ENTRIES_PER_PART, from, to, isLast: to >= change.entries.length });
    }
    // What is sent is what it is now: the lane goes on with the same maps.
    const { next, origins, counts } = change;
    const sent = { ...change, next: new Map(next), origins: new Map(origins), counts: new Map(counts) };
    const apply = (part: Part): 1 | 0 | -1 => this.world.redis.apply(this.slot, partition, owner, sent, part);
    const results = await this.redis.askAll(parts.map((part) => () => apply(part)));
    return results.at(-1) === -1 ? 'moved' : 'applied';
  }
}
