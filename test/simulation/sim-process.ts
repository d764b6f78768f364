import type { Codec } from '@alataw/contracts';
import {
  LaneHost,
  StageMachine,
  StageRecords,
  type LaneObserver,
  type LanesLog,
  type LanesProjection,
} from '@alataw/lane';
import type { Fetched, Position } from '@alataw/log';
import type { LaneChange, LaneOwner } from '@alataw/projection';
import type { StageDefinition } from '@alataw/stage';
import type { MemoryBroker } from './memory-broker';
import type { MemoryRedis } from './memory-redis';
import type { Random } from './random';
import type { Owner, Scheduler } from './scheduler';

export interface World {
  readonly broker: MemoryBroker;
  readonly redis: MemoryRedis;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly codec: Codec;
  readonly observer: LaneObserver;
  now: number;
}

/** Parts as small as this let a crash fall between the parts of a change. */
const ENTRIES_PER_PART = 2;
/** How often the answer to an append is lost, so that it is sent again. */
const LOST_ANSWERS = 0.1;

/** A process of one stage: the real lane code on the simulated log and Redis, where it may die at every await. */
export class SimProcess implements Owner {
  isDead = false;
  readonly host: LaneHost;
  failure: Error | undefined;

  constructor(
    readonly name: string,
    readonly definition: StageDefinition,
    private readonly world: World,
  ) {
    const records = new StageRecords(definition, world.codec);
    records.open(world.broker.partitions);
    const machine = new StageMachine(records);
    this.host = new LaneHost({
      records,
      codec: world.codec,
      log: this.log(),
      projection: this.projection(),
      clock: () => world.now++,
      instance: name,
      decide: async (round) => {
        await this.turn();
        return round.map((lane) => machine.decide(lane));
      },
      observer: world.observer,
      pause: () => this.turn(),
    });
    this.host.run().catch((error: unknown) => (this.failure = error as Error));
  }

  private turn(): Promise<void> {
    return this.world.scheduler.turn(this);
  }

  /** An action with a possible death before and after it: done, but its answer lost. */
  private async act<T>(action: () => T): Promise<T> {
    await this.turn();
    const result = action();
    await this.turn();
    return result;
  }

  private log(): LanesLog {
    const { broker, random } = this.world;
    const act = <T>(action: () => T): Promise<T> => this.act(action);
    const read = (position: Position): Fetched => {
      const { topic, partition, offset } = position;
      const { batches, next } = broker.read(topic, partition, offset);
      return { topic, partition, from: offset, next, highWatermark: next, batches };
    };
    return {
      claim: (id) => act(() => broker.initProducer(id)),
      append: async (appends) => {
        const outcomes = await act(() => appends.map((append) => broker.append(append)));
        if (!random.chance(LOST_ANSWERS)) return outcomes;
        return act(() => appends.map((append) => broker.append(append)));
      },
      publish: async (publications) => {
        for (const p of publications) await act(() => broker.publish(p.topic, p.partition, p));
      },
      async *read({ topic, partition, from, to }) {
        for (let offset = from; offset < to;) {
          const fetched = await act(() => read({ topic, partition, offset }));
          offset = fetched.next;
          yield fetched;
        }
      },
      readAt: (topic, partition, offset) =>
        act(() => broker.records(topic, partition).find((r) => r.offset === offset) ?? null),
      follow: async (loop, signal) => {
        while (!signal.aborted) {
          await this.turn();
          const fetched = loop.positions().map(read);
          await this.turn();
          await loop.onFetched(fetched.filter((f) => f.next > f.from));
        }
      },
    };
  }

  private projection(): LanesProjection {
    const { redis } = this.world;
    const { name: stage } = this.definition;
    const act = <T>(action: () => T): Promise<T> => this.act(action);
    return {
      take: async (partition, owner) => {
        const taken = await act(() => redis.take(stage, partition, owner));
        return taken === 'unknown' ? act(() => redis.purge(stage, partition, owner)) : taken;
      },
      marks: (partitions) => act(() => partitions.map((p) => redis.mark(stage, p))),
      load: (partition, owner, mark, entities) => act(() => redis.load(stage, partition, owner, mark, entities)),
      apply: (partition, owner, change) => this.apply(partition, owner, change),
    };
  }

  private async apply(partition: number, owner: LaneOwner, change: LaneChange): Promise<'applied' | 'moved'> {
    const { redis } = this.world;
    let result = 1;
    for (let from = 0; from === 0 || from < change.entries.length; from += ENTRIES_PER_PART) {
      const to = from + ENTRIES_PER_PART;
      const part = { number: to / ENTRIES_PER_PART, from, to, isLast: to >= change.entries.length };
      result = await this.act(() => redis.apply(this.definition.name, partition, owner, change, part));
    }
    return result === -1 ? 'moved' : 'applied';
  }
}
