import type { Centre } from '../api/centre';
import { at, type Reading } from './faults';

/** Numbers of `GET /v1/counts` that only grow in a run. */
const COUNTS: readonly string[] = [
  ...['declared', 'rejected', 'released', 'returned', 'detained', 'cancelled', 'departed'],
];
const QUEUE_FORM = /^[a-z]+\.[a-z-]+$/;
const MOST = 100_000_000;

/** How far a run has to have come: a count or, by its name such as `release.held`, a queue → how many at least. */
export type Condition = ReadonlyMap<string, number>;

/** What a run has come to, by the same names. */
export type Standing = (name: string) => number;

export const isQueue = (name: string): boolean => QUEUE_FORM.test(name);

/** Whether all of it has been reached. */
export const isReached = (condition: Condition, standing: Standing): boolean =>
  [...condition].every(([name, least]) => standing(name) >= least);

/** How far a run has come, as far as these conditions ask. */
export async function standingOf(
  centre: Pick<Centre, 'counts' | 'queueSizes'>,
  conditions: readonly Condition[],
): Promise<Standing> {
  const names = conditions.flatMap((condition) => [...condition.keys()]);
  const counts = names.some((name) => !isQueue(name)) ? Object.entries(await centre.counts()) : [];
  const queues = names.some(isQueue) ? await centre.queueSizes() : [];
  const numbers = new Map<string, number>([...counts, ...queues]);
  return (name) => numbers.get(name) ?? 0;
}

export function readCondition(value: unknown, place: string, reading: Reading): Condition {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const fields = reading.object(value, place, [...COUNTS, ...names.filter(isQueue)]);
  return new Map(
    Object.entries(fields).map(([name, least]) => [
      name,
      reading.number(least, at(place, name), { min: 0, max: MOST }),
    ]),
  );
}
