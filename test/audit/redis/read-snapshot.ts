import type { Redis } from 'ioredis';
import { setsOf } from '../fold/entities';
import { STAGES, type Stage } from '../log/topics';
import { parseKey, setKey } from './keys';
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
    if (parsed?.is === 'set') sets.add(key);
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
    for await (const key of scan(redis)) if (parseKey(key)?.is === 'set') found.add(key);
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
      marks.set(laneName(stage, p), Number((await redis.hget(`{${p}}:${stage}:lane`, 'mark')) ?? 0));
    }
  }
  return marks;
}

/** What a transaction answered: all of it, or an error. */
async function executed(of: { exec(): Promise<[Error | null, unknown][] | null> }): Promise<unknown[]> {
  const answers = (await of.exec()) ?? [];
  return answers.map(([error, answer]) => {
    if (error) throw error;
    return answer;
  });
}

async function readEntities(
  redis: Redis,
  partition: number,
  keys: readonly string[],
  into: ReadonlyMap<Stage, Map<string, StoredField>>,
  strange: string[],
): Promise<void> {
  const transaction = redis.multi();
  for (const stage of STAGES) transaction.hmget(`{${partition}}:${stage}:lane`, 'mark', 'part');
  for (const key of keys) transaction.hgetallBuffer(key);
  const answers = await executed(transaction);
  const span = new Map<string, { from: number; to: number }>();
  STAGES.forEach((stage, i) => span.set(stage, spanOf(answers[i] as (string | null)[])));
  keys.forEach((key, i) => {
    const parsed = parseKey(key);
    if (parsed?.is !== 'entity') return;
    for (const [field, bytes] of Object.entries(answers[STAGES.length + i] as Record<string, Buffer>)) {
      const stage = STAGES.find((each) => each === field);
      const { from, to } = span.get(field) ?? { from: 0, to: 0 };
      if (stage) into.get(stage)?.set(`${parsed.kind}/${parsed.id}`, { bytes, from, to });
      else strange.push(`field ${field} of ${key}`);
    }
  });
}

/** Between which offsets a stage's fields are true: `part` names the end of a change that is being written. */
function spanOf([mark, part]: readonly (string | null)[]): { from: number; to: number } {
  const from = Number(mark ?? 0);
  return { from, to: part ? Math.max(from, Number(part.split('/')[0])) : from };
}

async function readLane(redis: Redis, stage: Stage, partition: number, sets: ReadonlySet<string>): Promise<StoredLane> {
  const names = new Set(setsOf(stage));
  for (const key of sets) {
    const parsed = parseKey(key);
    if (parsed?.is === 'set' && parsed.stage === stage && parsed.partition === partition) names.add(parsed.set);
  }
  const own = [...names];
  for (let attempt = 1; ; attempt++) {
    const transaction = redis
      .multi()
      .hgetall(`{${partition}}:${stage}:lane`)
      .hgetall(`{${partition}}:${stage}:counts`)
      .smembers(`{${partition}}:queues`);
    for (const set of own) transaction.zrange(setKey(partition, stage, set), '0', '-1', 'WITHSCORES');
    const [fields, counts, queueNames, ...members] = await executed(transaction);
    const lane = {
      ...{ stage, partition },
      fields: fields as Record<string, string>,
      counts: counts as Record<string, string>,
      queueNames: queueNames as string[],
      sets: new Map(own.map((set, i) => [set, scored(members[i] as string[])])),
    };
    if (lane.fields['part'] === undefined || attempt === ATTEMPTS * 20) return lane; // between two parts of a change
  }
}

function scored(flat: readonly string[]): Map<string, number> {
  const members = new Map<string, number>();
  for (let i = 0; i + 1 < flat.length; i += 2) members.set(flat[i] ?? '', Number(flat[i + 1]));
  return members;
}
