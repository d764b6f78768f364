import type { Lane } from '../checks/lanes';
import type { EntityFold } from '../fold/entities';
import type { Fold, State } from '../fold/fold';
import { leftHash, numberPlaces } from '../fold/numbers';
import type { StoredLane } from './snapshot';

/** Told of each difference. */
export type Say = (what: string) => void;

/** Compares what Redis held of a lane with the log, folded up to the lane's mark. @returns how many values were compared */
export function compareLane(stored: StoredLane, lane: Lane, folds: readonly EntityFold<State>[], say: Say): number {
  const { counts, sets, left } = expected(lane, folds);
  return (
    compareProgress(stored, lane, say) +
    compareCounts(stored.counts, counts, say) +
    compareSets(stored, sets, say) +
    compareNames(stored, sets, say) +
    compareLeft(stored, left, say)
  );
}

interface Expected {
  readonly counts: ReadonlyMap<string, number>;
  readonly sets: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly left: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

function expected(lane: Lane, folds: readonly EntityFold<State>[]): Expected {
  const counts = new Map<string, number>();
  const sets = new Map<string, Map<string, number>>();
  const left = new Map<string, Map<string, string>>();
  for (const { fold, of } of folds.map((entities) => ({ fold: entities.fold, of: entities.of(lane.partition) }))) {
    for (const [id, { state, isOver }] of of) {
      if (isOver) {
        const remains = fold.remains?.(state) ?? null;
        if (remains === null) continue;
        const hash = leftHash(fold.kind, id);
        left.set(hash, (left.get(hash) ?? new Map<string, string>()).set(id, remains));
        continue;
      }
      const status = fold.countedAs(state);
      if (status !== null) counts.set(status, (counts.get(status) ?? 0) + 1);
      for (const { set, since } of fold.memberships(state)) {
        const members = sets.get(set) ?? new Map<string, number>();
        sets.set(set, members.set(id, since));
      }
      for (const [set, member] of placesOf(fold, id, state)) {
        const members = sets.get(set) ?? new Map<string, number>();
        sets.set(set, members.set(member, 0));
      }
    }
  }
  return { counts, sets, left };
}

export const placesOf = (fold: Fold<State>, id: string, state: State): [set: string, member: string][] =>
  fold.numbers ? numberPlaces(fold.kind, id, fold.numbers(state, id)) : [];

function compareProgress({ fields }: StoredLane, { progress }: Lane, say: Say): number {
  const mark = Number(fields['mark']);
  if (mark === 0) return 1; // a lane that is rebuilt says nothing yet
  const said = new Map<string, number>([
    ['producerId', progress.inForce.producerId],
    ['producerEpoch', progress.inForce.producerEpoch],
    ...[...progress.next].map(([topic, offset]): [string, number] => [`next:${topic}`, offset]),
    ...[...progress.origins].map(([sender, offset]): [string, number] => [`origin:${sender}`, offset]),
  ]);
  for (const [field, value] of said) {
    if (fields[field] !== String(value)) say(`its ${field} is ${fields[field] ?? 'missing'}, the log says ${value}`);
  }
  for (const field of Object.keys(fields)) {
    if (/^(next|origin):/.test(field) && !said.has(field)) say(`its ${field} is not in the log`);
  }
  const forwarded = Number(fields['forwarded'] ?? 0);
  if (forwarded > mark || forwarded < progress.forwarded) {
    say(`its forwarded mark is ${forwarded}, the log says ${progress.forwarded} to ${mark}`);
  }
  return said.size + 2;
}

function compareCounts(
  stored: Readonly<Record<string, string>>,
  counts: ReadonlyMap<string, number>,
  say: Say,
): number {
  const names = new Set([...Object.keys(stored), ...counts.keys()]);
  for (const name of names) {
    const held = Number(stored[name] ?? 0);
    const said = counts.get(name) ?? 0;
    if (held !== said) say(`its count of ${name} is ${held}, the log says ${said}`);
  }
  return names.size;
}

function compareSets({ sets: stored }: StoredLane, sets: Expected['sets'], say: Say): number {
  let compared = 0;
  for (const name of new Set([...stored.keys(), ...sets.keys()])) {
    const held = stored.get(name);
    const said = sets.get(name);
    for (const id of new Set([...(held?.keys() ?? []), ...(said?.keys() ?? [])])) {
      compared++;
      const [at, since] = [held?.get(id), said?.get(id)];
      if (since === undefined) say(`${name} holds ${id}, which does not belong there`);
      else if (at !== since) say(`${name} has ${id} at ${at ?? 'no place'}, the log says ${since}`);
    }
  }
  return compared;
}

/** What is over may stand there until the hash is rid of it; the field without a name says of which day that was. */
function compareLeft({ left: stored }: StoredLane, left: Expected['left'], say: Say): number {
  let compared = 0;
  for (const name of new Set([...stored.keys(), ...left.keys()])) {
    const { '': removed = '0', ...held } = stored.get(name) ?? {};
    const said = left.get(name) ?? new Map<string, string>();
    for (const id of new Set([...Object.keys(held), ...said.keys()])) {
      compared++;
      const expected = said.get(id);
      if (expected === undefined) say(`${name} remembers ${id}, of which nothing is left`);
      else if (held[id] !== expected && Number(expected.split(':')[0]) > Number(removed))
        say(`${name} remembers of ${id} ${held[id] ?? 'nothing'}, the log says ${expected}`);
    }
  }
  return compared;
}

function compareNames({ slot, queueNames }: StoredLane, sets: Expected['sets'], say: Say): number {
  const wanted = [...sets.keys()].filter((set) => set.startsWith('queue:'));
  for (const set of wanted) {
    const name = `${slot}.${set.slice('queue:'.length)}`;
    if (!queueNames.includes(name)) say(`the queue ${name} is not named among the queues`);
  }
  return wanted.length;
}
