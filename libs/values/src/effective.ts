/** A rule's value from a day on, and who said so. */
export interface Effective<T> {
  /** First day, e.g. `2024-12-15`; it begins at midnight in Beijing. */
  readonly from: string;
  /** First day on which it does not hold any more. */
  readonly until?: string;
  readonly value: T;
  /** The announcement or agreement that it comes from. */
  readonly source: string;
}

interface Period<T> {
  readonly from: number;
  readonly until: number;
  readonly value: T;
}

interface Answer<T> {
  readonly from: number;
  readonly until: number;
  readonly values: readonly T[];
}

/** Values that come into force and lapse. */
export class Timetable<T> {
  readonly #periods: readonly Period<T>[];
  /** Depends on nothing but the time asked for: the same question gets the same answer with or without it. */
  #last: Answer<T> = { from: 0, until: 0, values: [] };

  constructor(entries: readonly Effective<T>[]) {
    this.#periods = entries.map(({ from, until, value }) => ({
      from: beginningOf(from),
      until: until === undefined ? Infinity : beginningOf(until),
      value,
    }));
  }

  /** All values in force at a time (epoch ms UTC), in the order of the table. */
  at(time: number): readonly T[] {
    if (!(this.#last.from <= time && time < this.#last.until)) this.#last = this.#answer(time);
    return this.#last.values;
  }

  /** The value in force at a time; of several the last one of the table. Undefined where there is none. */
  inForce(time: number): T | undefined {
    return this.at(time).at(-1);
  }

  #answer(time: number): Answer<T> {
    const bounds = this.#periods.flatMap(({ from, until }) => [from, until]);
    return {
      from: Math.max(-Infinity, ...bounds.filter((bound) => bound <= time)),
      until: Math.min(Infinity, ...bounds.filter((bound) => bound > time)),
      values: this.#periods.filter(({ from, until }) => from <= time && time < until).map(({ value }) => value),
    };
  }
}

/**
 * Midnight at the beginning of a day in Beijing (UTC+8, no daylight saving time), epoch ms UTC.
 * @param day e.g. `2024-12-15`
 */
export function beginningOf(day: string): number {
  const time = Date.parse(`${day}T00:00:00+08:00`);
  if (Number.isNaN(time)) throw new RangeError(`Not a day: ${day}`);
  return time;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether it is a day as rules files write it, e.g. `2024-12-15`. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  try {
    beginningOf(value);
    return true;
  } catch {
    return false;
  }
}
