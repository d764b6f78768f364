import type { ChainableCommander, Redis } from 'ioredis';
import { setsOf } from '../fold/entities';
import { STAGES, type Stage } from '../log/topics';
import { isSlot, parseKey, setKey, slotName, type Key } from './keys';
import { laneName, type RedisSnapshot, type StoredField, type StoredLane } from './snapshot';

const SCAN_COUNT = 1_000;
/** Entities read at one moment: Redis answers nobody else meanwhile. */
const CHUNK = 250;
const ATTEMPTS = 5;

/** Reads all that Alataw keeps in Redis, while it goes on changing; each part says under which mark it was true. */
export async function readSnapshot(redis: Redis, partitions: number): Promise<RedisSnapshot> {
  for (let attempt = 1; ; attempt++) {
    const snapshot = await attemptSnapshot(redis, partitions);
    const wentBack = snapshot.lanes.some(
      ({ stage, partition, fields }) =>
        Number(fields['mark'] ?? 0) < (snapshot.marksBefore.get(laneName(stage, partition)) ?? 0),
    );
    if (!wentBack || attempt === ATTEMPTS) return snapshot; // Redis was emptied meanwhile: once more
  }
}

async function attemptSnapshot(redis: Redis, partitions: number): Promise<RedisSnapshot> {
  const marksBefore = await readMarks(redis, partitions);
  const strange: string[] = [];
  const entities = new Map<Stage, Map<string, StoredField>>(STAGES.map((stage) => [stage, new Map()]));
  let sets = new Set<string>();
  const waiting = new Map<number, string[]>();
  for await (const key of scan(redis)) {
    const parsed = parseKey(key);
    if (hasMembers(parsed)) sets.add(key);
    if (parsed?.is !== 'entity') continue;
    const chunk = waiting.get(parsed.partition) ?? [];
    waiting.set(parsed.partition, chunk);
    if (chunk.push(key) < CHUNK) continue;
    await readEntities(redis, parsed.partition, chunk.splice(0), entities, strange);
  }
  for (const [partition, chunk] of waiting) await readEntities(redis, partition, chunk, entities, strange);
  for (let attempt = 1; ; attempt++) {
    const lanes: StoredLane[] = [];
    for (const stage of STAGES) {
      for (let p = 0; p < partitions; p++) lanes.push(await readLane(redis, stage, p, sets));
    }
    const found = new Set<string>();
    for await (const key of scan(redis)) if (hasMembers(parseKey(key))) found.add(key);
    const isComplete = [...found].every((key) => sets.has(key)); // else a set that only grows came into being meanwhile
    sets = found;
    if (isComplete || attempt === ATTEMPTS) return { lanes, marksBefore, entities, strange };
  }
}

async function* scan(redis: Redis): AsyncGenerator<string> {
  const seen = new Set<string>();
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', '{*}:*', 'COUNT', SCAN_COUNT);
    for (const key of keys) if (!seen.has(key)) yield (seen.add(key), key);
    cursor = next;
  } while (cursor !== '0');
}

async function readMarks(redis: Redis, partitions: number): Promise<Map<string, number>> {
  const marks = new Map<string, number>();
  for (const stage of STAGES) {
    for (let p = 0; p < partitions; p++) {
      const { answers } = await followed(redis, p, [stage], (transaction, [slot]) =>
        transaction.hget(`{${p}}:${slot}:lane`, 'mark'),
      );
      marks.set(laneName(stage, p), Number(answers[0] ?? 0));
    }
  }
  return marks;
}

/** Reads in one transaction what the slots hold that readers of these stages follow at that very moment. */
async function followed(
  redis: Redis,
  partition: number,
  stages: readonly Stage[],
  commands: (transaction: ChainableCommander, slots: readonly string[]) => void,
): Promise<{ slots: readonly string[]; answers: unknown[] }> {
  let pointers = await redis.hmget(`{${partition}}:folds`, ...stages);
  for (;;) {
    const slots = stages.map((stage, i) => slotName(stage, pointers[i] ?? null));
    const transaction = redis.multi().hmget(`{${partition}}:folds`, ...stages);
    commands(transaction, slots);
    const [now, ...answers] = ((await transaction.exec()) ?? []).map(([error, answer]) => {
      if (error) throw error;
      return answer;
    });
    const isSame = (now as (string | null)[]).join() === pointers.join();
    if (isSame) return { slots, answers };
    pointers = now as (string | null)[];
  }
}

async function readEntities(
  redis: Redis,
  partition: number,
  keys: readonly string[],
  into: ReadonlyMap<Stage, Map<string, StoredField>>,
  strange: string[],
): Promise<void> {
  const { slots, answers } = await followed(redis, partition, STAGES, (transaction, slots) => {
    for (const slot of slots) transaction.hmget(`{${partition}}:${slot}:lane`, 'mark', 'part');
    for (const key of keys) transaction.hgetallBuffer(key);
  });
  const spans = slots.map((_, i) => spanOf(answers[i] as (string | null)[]));
  keys.forEach((key, i) => {
    const parsed = parseKey(key);
    if (parsed?.is !== 'entity') return;
    for (const [field, bytes] of Object.entries(answers[STAGES.length + i] as Record<string, Buffer>)) {
      const at = slots.indexOf(field);
      const stage = STAGES[at];
      const span = spans[at];
      if (stage && span) into.get(stage)?.set(`${parsed.kind}/${parsed.id}`, { bytes, ...span });
      else if (!isSlot(field)) strange.push(`field ${field} of ${key}`);
    }
  });
}

/** Between which offsets a stage's fields are true: `part` names the end of a change that is being written. */
function spanOf([mark, part]: readonly (string | null)[]): { from: number; to: number } {
  const from = Number(mark ?? 0);
  return { from, to: part ? Math.max(from, Number(part.split('/')[0])) : from };
}

async function readLane(redis: Redis, stage: Stage, partition: number, sets: ReadonlySet<string>): Promise<StoredLane> {
  for (let attempt = 1; ; attempt++) {
    const own: string[] = [];
    const left: string[] = [];
    const { slots, answers } = await followed(redis, partition, [stage], (transaction, [slot = stage]) => {
      own.splice(0, own.length, ...new Set([...setsOf(stage), ...namesIn(slot, partition, 'set', sets)]));
      left.splice(0, left.length, ...namesIn(slot, partition, 'left', sets));
      transaction.hgetall(`{${partition}}:${slot}:lane`).hgetall(`{${partition}}:${slot}:counts`);
      transaction.smembers(`{${partition}}:queues`);
      for (const set of own) transaction.zrange(setKey(partition, slot, set), '0', '-1', 'WITHSCORES');
      for (const name of left) transaction.hgetall(setKey(partition, slot, name));
    });
    const [fields, counts, queueNames, ...members] = answers;
    const lane = {
      ...{ stage, partition, slot: slots[0] ?? stage },
      fields: fields as Record<string, string>,
      counts: counts as Record<string, string>,
      queueNames: queueNames as string[],
      sets: new Map(own.map((set, i) => [set, scored(members[i] as string[])])),
      left: new Map(left.map((name, i) => [name, members[own.length + i] as Record<string, string>])),
    };
    if (lane.fields['part'] === undefined || attempt === ATTEMPTS * 20) return lane; // between two parts of a change
  }
}

/** The sets, or the hashes of what is left, that a slot of a lane was seen to have. */
function namesIn(slot: string, partition: number, is: 'set' | 'left', seen: ReadonlySet<string>): string[] {
  return [...seen].flatMap((key) => {
    const parsed = parseKey(key);
    return parsed?.is === is && parsed.slot === slot && parsed.partition === partition ? [parsed.set] : [];
  });
}

const hasMembers = (key: Key | null): boolean => key?.is === 'set' || key?.is === 'left';

function scored(flat: readonly string[]): Map<string, number> {
  const members = new Map<string, number>();
  for (let i = 0; i + 1 < flat.length; i += 2) members.set(flat[i] ?? '', Number(flat[i + 1]));
  return members;
}
