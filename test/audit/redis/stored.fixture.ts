import { Type } from 'avsc';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Audit } from '../audit';
import type { EntityFold, Entry } from '../fold/entities';
import type { State } from '../fold/fold';
import { STAGES, type Stage } from '../log/topics';
import { PARTITIONS } from '../story.fixture';
import { leftHash } from '../fold/numbers';
import { placesOf } from './compare-lane';
import { laneName, type RedisSnapshot, type StoredField, type StoredLane } from './snapshot';

const SCHEMAS = join(__dirname, '../../../schemas');
const lock = JSON.parse(readFileSync(join(SCHEMAS, 'ids.lock.json'), 'utf8')) as Record<
  string,
  readonly { readonly version: number; readonly id: number }[]
>;

function stateBytes(fullName: string, state: State): Buffer {
  const newest = lock[fullName]?.at(-1);
  if (!newest) throw new Error(`No schema of ${fullName}`);
  const schema = readFileSync(join(SCHEMAS, 'history', fullName, `${newest.version}.avsc`), 'utf8');
  const frame = Buffer.alloc(5);
  frame.writeInt32BE(newest.id, 1);
  return Buffer.concat([
    frame,
    Type.forSchema(JSON.parse(schema) as Parameters<typeof Type.forSchema>[0]).toBuffer(state),
  ]);
}

function varints(numbers: readonly number[]): Buffer {
  const bytes: number[] = [];
  for (let rest of numbers) {
    for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
    bytes.push(rest);
  }
  return Buffer.from(bytes);
}

/** An entry as the stage would have written it. */
export function entryBytes({ fold }: EntityFold<State>, { sequence, offsets, state }: Entry): Buffer {
  const deltas = offsets.map((offset, i) => offset - (offsets[i - 1] ?? 0));
  return Buffer.concat([varints([sequence, offsets.length, ...deltas]), stateBytes(fold.stateName, state)]);
}

/** What Redis holds when everything that an audit has folded is projected. */
export function storedAsFolded(audit: Audit): RedisSnapshot {
  const entities = new Map<Stage, Map<string, StoredField>>(STAGES.map((stage) => [stage, new Map()]));
  const lanes: StoredLane[] = [];
  const marksBefore = new Map<string, number>();
  for (const stage of STAGES) {
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const mark = audit.ledger.endOf(`${stage}.events`, partition);
      marksBefore.set(laneName(stage, partition), mark);
      lanes.push(storedLane(audit, stage, partition, mark));
      for (const fold of audit.entities.ofStage(stage)) {
        for (const [id, entry] of fold.of(partition)) {
          if (entry.isOver) continue;
          entities.get(stage)?.set(`${fold.fold.kind}/${id}`, { bytes: entryBytes(fold, entry), from: mark, to: mark });
        }
      }
    }
  }
  return { lanes, marksBefore, entities, strange: [] };
}

function storedLane(audit: Audit, stage: Stage, partition: number, mark: number): StoredLane {
  const { progress } = audit.lanes.of(stage, partition);
  const { producerId, producerEpoch } = progress.inForce;
  const fields: Record<string, string> = {
    mark: `${mark}`,
    forwarded: `${mark}`,
    owner: `${producerId}:${producerEpoch}`,
  };
  Object.assign(fields, { producerId: `${producerId}`, producerEpoch: `${producerEpoch}` });
  for (const [topic, offset] of progress.next) fields[`next:${topic}`] = `${offset}`;
  for (const [sender, offset] of progress.origins) fields[`origin:${sender}`] = `${offset}`;
  const counts: Record<string, string> = {};
  const sets = new Map<string, Map<string, number>>();
  const left = new Map<string, Record<string, string>>();
  for (const { fold, of } of audit.entities.ofStage(stage).map((e) => ({ fold: e.fold, of: e.of(partition) }))) {
    for (const [id, { state, isOver }] of of) {
      if (isOver) {
        const remains = fold.remains?.(state) ?? null;
        const hash = leftHash(fold.kind, id);
        if (remains !== null) left.set(hash, { ...left.get(hash), [id]: remains });
        continue;
      }
      const status = fold.countedAs(state);
      if (status !== null) counts[status] = `${Number(counts[status] ?? 0) + 1}`;
      for (const { set, since } of fold.memberships(state)) {
        sets.set(set, (sets.get(set) ?? new Map<string, number>()).set(id, since));
      }
      for (const [set, member] of placesOf(fold, id, state)) {
        sets.set(set, (sets.get(set) ?? new Map<string, number>()).set(member, 0));
      }
    }
  }
  const queueNames = [...sets.keys()].map((set) => `${stage}.${set.slice('queue:'.length)}`);
  return { stage, partition, slot: stage, fields, counts, sets, left, queueNames };
}
