import type { ChainableCommander, Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeEntry } from './entry';
import { FIRST_FOLD, foldFields, isEntityKey, keys, laneFields, slotOf } from './keys';
import type { Fold } from './lane-projection';

/** How a slot differs from the one that readers follow, at the same place of the log. */
export interface SlotDifferences {
  /** Lanes compared; those whose readers follow the slot already are left out. */
  readonly lanes: number;
  readonly equal: number;
  /** Entries whose state is another. */
  readonly different: number;
  /** Entries that only one of the two has: with the same log, a fault. */
  readonly onlyFollowed: number;
  readonly onlyBuilt: number;
  /** Field of the state → entries in which it is another. */
  readonly fields: ReadonlyMap<string, number>;
  /** Status → entities counted under it, where that differs. */
  readonly counts: ReadonlyMap<string, Sides>;
  /** `queue:<name>`, `index:<name>` or a set of numbers → members that only one of the two has, or has at another time. */
  readonly sets: ReadonlyMap<string, number>;
  /** What went on changing while it was compared: looked at again too often, and left. */
  readonly unsettled: number;
  /** The first differences, each in a sentence. */
  readonly examples: readonly string[];
}

export interface Sides {
  followed: number;
  built: number;
}

/** Tells in which fields two stored states differ, by their bytes. */
export type DifferingFields = (followed: Buffer, built: Buffer) => readonly string[];

const MAX_EXAMPLES = 20;
/** Keys asked for in one step of a scan, members in one of a set: Redis answers nobody else during a transaction. */
const PORTION = 250;
/** The slot that is built is behind the followed one by as much as is on its way; both soon stand at the same mark. */
const ATTEMPTS = 100;
const AGAIN_MS = 20;

interface LaneSlots {
  readonly partition: number;
  readonly followed: string;
  readonly built: string;
}

/** What a transaction has read of some items; `isSettled`: both slots stood at the same mark. */
interface Look {
  readonly isSettled: boolean;
  readonly answers: readonly unknown[];
}

/** Compares the slots of a fold with those that readers follow, while both go on moving. */
export class SlotComparison {
  private readonly result = {
    ...{ lanes: 0, equal: 0, different: 0, onlyFollowed: 0, onlyBuilt: 0, unsettled: 0 },
    fields: new Map<string, number>(),
    counts: new Map<string, Sides>(),
    sets: new Map<string, number>(),
    examples: [] as string[],
  };
  private readonly laneSets = new Map<LaneSlots, Set<string>>();

  private constructor(
    private readonly redis: Redis,
    private readonly differingFields: DifferingFields,
  ) {}

  /** @param partitions the lanes to compare */
  static async run(
    redis: Redis,
    of: Fold,
    partitions: readonly number[],
    differingFields: DifferingFields,
  ): Promise<SlotDifferences> {
    const comparison = new SlotComparison(redis, differingFields);
    const lanes: LaneSlots[] = [];
    for (const partition of partitions) {
      const pointer = await redis.hget(keys.folds(partition), foldFields.followed(of.stage));
      const followed = slotOf(of.stage, Number(pointer ?? FIRST_FOLD));
      const built = slotOf(of.stage, of.fold);
      if (followed !== built) lanes.push({ partition, followed, built });
    }
    await comparison.compare(lanes);
    return comparison.result;
  }

  private async compare(lanes: readonly LaneSlots[]): Promise<void> {
    this.result.lanes = lanes.length;
    for (const lane of lanes) this.laneSets.set(lane, new Set());
    await this.compareEntries(new Map(lanes.map((lane) => [lane.partition, lane])));
    for (const lane of lanes) await this.compareCounts(lane);
    for (const [lane, sets] of this.laneSets) {
      for (const set of sets)
        await (set.startsWith('left:') ? this.compareLeft(lane, set) : this.compareSet(lane, set));
    }
  }

  /** One walk over all keys, which also finds the names of the sets. */
  private async compareEntries(lanes: ReadonlyMap<number, LaneSlots>): Promise<void> {
    for (let cursor = ''; cursor !== '0';) {
      const scanned = await this.redis.scan(cursor === '' ? '0' : cursor, 'MATCH', '{*}:*', 'COUNT', PORTION);
      cursor = scanned[0];
      const found = new Map<LaneSlots, string[]>();
      for (const key of scanned[1]) {
        const lane = lanes.get(Number(key.slice(1, key.indexOf('}'))));
        if (!lane) continue;
        if (isEntityKey(key)) found.set(lane, [...(found.get(lane) ?? []), key]);
        else this.noteSet(lane, key);
      }
      for (const [lane, names] of found) await this.settle(lane, names, (some) => this.lookAtEntries(lane, some));
    }
  }

  private noteSet(lane: LaneSlots, key: string): void {
    const [, area = '', slotted = ''] = /^\{\d+\}:(queue|index|number|left):(.+)$/.exec(key) ?? [];
    const dot = slotted.indexOf('.');
    const slot = slotted.slice(0, dot);
    if (slot !== lane.followed && slot !== lane.built) return;
    this.laneSets.get(lane)?.add(`${area}:${slotted.slice(dot + 1)}`);
  }

  /** @returns what has to be looked at again */
  private async lookAtEntries(lane: LaneSlots, names: readonly string[]): Promise<string[]> {
    const { isSettled, answers } = await this.look(lane, (t) => {
      for (const name of names) t.hmgetBuffer(name, lane.followed, lane.built);
    });
    return names.filter((name, i) => {
      const [followed, built] = answers[i] as (Buffer | null)[];
      if (!followed && !built) return false; // an entity of other stages
      if (followed && built) return !this.compareEntry(name, followed, built);
      if (!isSettled) return true;
      this.result[followed ? 'onlyFollowed' : 'onlyBuilt']++;
      this.example(`${name} stands in ${followed ? lane.followed : lane.built} only`);
      return false;
    });
  }

  /** @returns whether the two could be compared: both have seen the same events of the entity */
  private compareEntry(name: string, followedBytes: Buffer, builtBytes: Buffer): boolean {
    const { result } = this;
    const [followed, built] = [decodeEntry(followedBytes), decodeEntry(builtBytes)];
    if (followed.sequence !== built.sequence) return false;
    if (followed.state.equals(built.state)) {
      result.equal++;
      return true;
    }
    const fields = this.differingFields(followed.state, built.state);
    result.different++;
    for (const field of fields) result.fields.set(field, (result.fields.get(field) ?? 0) + 1);
    this.example(`${name} differs in ${fields.join(', ') || 'its bytes alone'}`);
    return true;
  }

  private async compareCounts(lane: LaneSlots): Promise<void> {
    await this.settle(lane, ['counts'], async (names) => {
      const { isSettled, answers } = await this.look(lane, (t) => {
        for (const slot of [lane.followed, lane.built]) t.hgetall(keys.counts(lane.partition, slot));
      });
      if (!isSettled) return [...names];
      const [followed, built] = answers as [Record<string, string>, Record<string, string>];
      for (const status of new Set([...Object.keys(followed), ...Object.keys(built)])) {
        const sides = { followed: Number(followed[status] ?? 0), built: Number(built[status] ?? 0) };
        if (sides.followed === sides.built) continue;
        const sum = this.result.counts.get(status) ?? { followed: 0, built: 0 };
        this.result.counts.set(status, { followed: sum.followed + sides.followed, built: sum.built + sides.built });
      }
      return [];
    });
  }

  private async compareSet(lane: LaneSlots, set: string): Promise<void> {
    for (const slot of [lane.followed, lane.built]) {
      const key = keys.set(lane.partition, slot, set);
      for (let cursor = ''; cursor !== '0';) {
        const [next, flat] = await this.redis.zscan(key, cursor === '' ? '0' : cursor, 'COUNT', PORTION);
        cursor = next;
        const members = flat.filter((_, i) => i % 2 === 0);
        if (members.length === 0) continue;
        await this.settle(lane, members, (some) => this.lookAtMembers(lane, set, some, slot === lane.built));
      }
    }
  }

  /** What is left of entities, hash by hash: each is small. */
  private async compareLeft(lane: LaneSlots, set: string): Promise<void> {
    await this.settle(lane, [set], async (names) => {
      const { isSettled, answers } = await this.look(lane, (t) => {
        for (const slot of [lane.followed, lane.built]) t.hgetall(keys.set(lane.partition, slot, set));
      });
      const [followed, built] = answers as [Record<string, string>, Record<string, string>];
      // Either may be rid of what is over, or not yet.
      const today = Math.max(Number(followed[''] ?? 0), Number(built[''] ?? 0));
      const isOver = (id: string): boolean => parseInt(followed[id] ?? built[id] ?? '', 10) <= today;
      const differing = [...new Set([...Object.keys(followed), ...Object.keys(built)])].filter(
        (id) => id !== '' && followed[id] !== built[id] && !isOver(id),
      );
      if (differing.length > 0 && !isSettled) return [...names];
      for (const id of differing) {
        this.result.sets.set(set, (this.result.sets.get(set) ?? 0) + 1);
        const sides = `${followed[id] ?? 'nothing'}, and ${built[id] ?? 'nothing'} in ${lane.built}`;
        this.example(`${set} of lane ${lane.partition}: of ${id} is left ${sides}`);
      }
      return [];
    });
  }

  /** @param onlyNew whether what the followed slot has as well was looked at before */
  private async lookAtMembers(
    lane: LaneSlots,
    set: string,
    members: readonly string[],
    onlyNew: boolean,
  ): Promise<string[]> {
    const { isSettled, answers } = await this.look(lane, (t) => {
      for (const slot of [lane.followed, lane.built]) t.zmscore(keys.set(lane.partition, slot, set), ...members);
    });
    const [followed, built] = answers as [(string | null)[], (string | null)[]];
    return members.filter((member, i) => {
      const [a, b] = [followed[i] ?? null, built[i] ?? null];
      if (a === b || (onlyNew && a !== null)) return false;
      if (!isSettled) return true;
      this.result.sets.set(set, (this.result.sets.get(set) ?? 0) + 1);
      const at = (score: string | null): string => (score === null ? 'not in it' : `at ${score}`);
      this.example(`${set} of lane ${lane.partition}: ${member} is ${at(a)}, and ${at(b)} in ${lane.built}`);
      return false;
    });
  }

  /** Looks at some of a lane again and again, at fewer each time, until nothing of it is under way. */
  private async settle<T>(
    lane: LaneSlots,
    all: readonly T[],
    look: (some: readonly T[]) => Promise<T[]>,
  ): Promise<void> {
    let left: readonly T[] = all;
    for (let attempt = 1; left.length > 0; attempt++) {
      left = await look(left);
      if (left.length === 0) return;
      if (attempt === ATTEMPTS) {
        this.result.unsettled += left.length;
        return this.example(`lane ${lane.partition}: ${left.length} went on changing, the first ${String(left[0])}`);
      }
      await sleep(AGAIN_MS);
    }
  }

  private async look(lane: LaneSlots, commands: (transaction: ChainableCommander) => void): Promise<Look> {
    const transaction = this.redis.multi();
    for (const slot of [lane.followed, lane.built])
      transaction.hmget(keys.lane(lane.partition, slot), laneFields.mark, laneFields.part);
    commands(transaction);
    const [followed, built, ...answers] = ((await transaction.exec()) ?? []).map(([error, answer]) => {
      if (error) throw error;
      return answer;
    });
    const [[mark, part], [builtMark, builtPart]] = [followed, built] as [(string | null)[], (string | null)[]];
    return { isSettled: mark === builtMark && part === null && builtPart === null, answers };
  }

  private example(sentence: string): void {
    if (this.result.examples.length < MAX_EXAMPLES) this.result.examples.push(sentence);
  }
}
