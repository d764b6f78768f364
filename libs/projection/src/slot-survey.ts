import type { ChainableCommander, Redis } from 'ioredis';
import { FIRST_FOLD, foldFields, foldOf, isEntityKey, keys, laneFields, slotOf, slotOfKey } from './keys';
import { BUILDING_MS, type Fold } from './lane-projection';

/** How one lane stands in a slot. */
export interface SlotLane {
  readonly partition: number;
  /** Anything of it stands, be it a part of what was. */
  readonly exists: boolean;
  /** The offset up to which the stage's output is projected, exclusive; null: nothing is, or it is being removed. */
  readonly mark: number | null;
  /** The lane's pointer names the slot. */
  readonly isFollowed: boolean;
  /** The lane's last owner took it with this fold: it shows it to readers, or is about to. */
  readonly isTaken: boolean;
  /** A process that builds it has said so within the last {@link BUILDING_MS}. */
  readonly isBuilding: boolean;
}

/** One fold of a stage as it stands in Redis. */
export interface SlotView extends Fold {
  readonly lanes: readonly SlotLane[];
  /** Keys that it alone has: queues, indexes, counts, lanes. */
  readonly keys: number;
  /** Fields that it has in the hashes of the entities; an estimate beyond {@link SAMPLED_ENTITIES} entities. */
  readonly entries: number;
  /** Of keys as Redis measures them, and of values and names of the entries; an estimate. */
  readonly bytes: number;
}

/** Names of keys asked for at once. */
const PAGE = 1_000;
/** Commands sent at once. */
const PORTION = 250;
/** Entities that are looked into. A scan goes by the hashes of the names, so that the first ones are as good as any. */
const SAMPLED_ENTITIES = 5_000;

/** What the walk over all names finds. */
interface Walked {
  readonly owned: ReadonlyMap<string, string>;
  readonly sample: readonly string[];
  readonly entities: number;
}

/**
 * Tells which folds of these stages stand in Redis, what they take there and who needs them. It walks once over the names of
 * all keys, a page at a time, and looks into a bounded number of them; nothing is read in one moment, and nothing is blocked.
 * @param partitions how many the stages' outputs have
 */
export async function surveySlots(redis: Redis, stages: readonly string[], partitions: number): Promise<SlotView[]> {
  const walked = await walk(redis, stages, partitions);
  const folds = await knownFolds(redis, stages, partitions, new Set(walked.owned.values()));
  const sizes = await sizesOf(redis, folds.map(slotName), walked);
  return Promise.all(
    folds.map(async (of) => {
      const { keys: own = 0, entries = 0, bytes = 0 } = sizes.get(slotName(of)) ?? {};
      return { ...of, lanes: await slotLanes(redis, of, partitions), keys: own, entries, bytes };
    }),
  );
}

/** How each lane stands in a slot. */
export async function slotLanes(redis: Redis, { stage, fold }: Fold, partitions: number): Promise<SlotLane[]> {
  const slot = slotOf(stage, fold);
  const fields = [foldFields.followed(stage), foldFields.taken(stage), foldFields.building(stage, fold)];
  const [seconds = 0] = await redis.time();
  const now = Number(seconds) * 1_000;
  return Promise.all(
    Array.from({ length: partitions }, async (_, partition) => {
      const [count, mark, [followed = null, taken = null, building = null]] = await Promise.all([
        redis.exists(keys.lane(partition, slot), keys.counts(partition, slot)),
        redis.hget(keys.lane(partition, slot), laneFields.mark),
        redis.hmget(keys.folds(partition), ...fields),
      ]);
      return {
        ...{ partition, exists: count > 0, mark: mark === null ? null : Number(mark) },
        isFollowed: Number(followed ?? FIRST_FOLD) === fold,
        isTaken: taken !== null && Number(taken) === fold,
        isBuilding: building !== null && now - Number(building) < BUILDING_MS,
      };
    }),
  );
}

const slotName = ({ stage, fold }: Fold): string => slotOf(stage, fold);

async function walk(redis: Redis, stages: readonly string[], partitions: number): Promise<Walked> {
  const owned = new Map<string, string>(); // a scan may name a key twice
  const sample = new Set<string>();
  let entities = 0;
  for (let cursor = ''; cursor !== '0';) {
    const [next, names] = await redis.scan(cursor === '' ? '0' : cursor, 'MATCH', '{*}:*', 'COUNT', PAGE);
    cursor = next;
    for (const name of names) {
      const partition = Number(name.slice(1, name.indexOf('}')));
      if (!Number.isInteger(partition) || partition >= partitions) continue;
      const slot = slotOfKey(name);
      if (slot !== null && stages.includes(foldOf(slot)?.stage ?? '')) owned.set(name, slot);
      else if (isEntityKey(name)) {
        entities++;
        if (sample.size < SAMPLED_ENTITIES) sample.add(name);
      }
    }
  }
  return { owned, sample: [...sample], entities: Math.max(entities, sample.size) };
}

/** The folds of which something stands, and those that a lane's pointer names, in the order of the stages. */
async function knownFolds(
  redis: Redis,
  stages: readonly string[],
  partitions: number,
  slots: Set<string>,
): Promise<Fold[]> {
  for (let partition = 0; partition < partitions; partition++) {
    const pointers = await redis.hmget(keys.folds(partition), ...stages.map(foldFields.followed));
    stages.forEach((stage, i) => slots.add(slotOf(stage, Number(pointers[i] ?? FIRST_FOLD))));
  }
  const folds = [...slots].map(foldOf).filter((of) => of !== null);
  return folds.sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage) || a.fold - b.fold);
}

interface Size {
  keys: number;
  entries: number;
  bytes: number;
}

async function sizesOf(
  redis: Redis,
  slots: readonly string[],
  { owned, sample, entities }: Walked,
): Promise<Map<string, Size>> {
  const sizes = new Map(slots.map((slot): [string, Size] => [slot, { keys: 0, entries: 0, bytes: 0 }]));
  const names = [...owned.keys()];
  const usages = await ask<number | null>(redis, names, (pipeline, name) => pipeline.memory('USAGE', name));
  usages.forEach((bytes, i) => {
    const size = sizes.get(owned.get(names[i]!)!);
    if (size === undefined || bytes === null) return;
    size.keys++;
    size.bytes += bytes;
  });
  const scale = sample.length === 0 ? 0 : entities / sample.length;
  for (const [slot, size] of sizes) {
    const lengths = await ask<number>(redis, sample, (pipeline, name) => pipeline.hstrlen(name, slot));
    const found = lengths.filter((length) => length > 0);
    size.entries = Math.round(found.length * scale);
    size.bytes += Math.round(found.reduce((sum, length) => sum + length + slot.length, 0) * scale);
  }
  return sizes;
}

/** One command for each of these, in portions; the answers are in their order. @throws what Redis answers with an error */
async function ask<T>(
  redis: Redis,
  names: readonly string[],
  command: (pipeline: ChainableCommander, name: string) => unknown,
): Promise<T[]> {
  const answers: T[] = [];
  for (let i = 0; i < names.length; i += PORTION) {
    const pipeline = redis.pipeline();
    for (const name of names.slice(i, i + PORTION)) command(pipeline, name);
    for (const [error, answer] of (await pipeline.exec()) ?? []) {
      if (error) throw error;
      answers.push(answer as T);
    }
  }
  return answers;
}
