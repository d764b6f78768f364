import { beginningOf, isDay, Timetable, type Effective } from './effective';
import { fieldsOf } from './json-fields';

/** Whose word releases a parcel: `CENTRE`, the centre's own; `CUSTOMS`, customs' behind it as well. */
export type ClearanceWord = 'CENTRE' | 'CUSTOMS';

const WORDS: Readonly<Record<string, ClearanceWord>> = { centre: 'CENTRE', customs: 'CUSTOMS' };

/** Whose word is needed, by the day of the declaration. Where nothing is said, it is the centre's alone. */
export class ClearanceRules {
  private readonly timetable: Timetable<ClearanceWord>;

  constructor(private readonly entries: readonly Effective<ClearanceWord>[]) {
    this.timetable = new Timetable(entries);
  }

  /** @param time when the declaration was accepted, epoch ms UTC. Of several entries the last one of the file counts */
  at(time: number): ClearanceWord {
    return this.timetable.inForce(time) ?? 'CENTRE';
  }

  /** Whether a parcel may need customs that is declared then or later: something may be heard of it before its declaration. */
  mayNeedCustoms(time: number): boolean {
    return this.entries.some(
      ({ value, until }) => value === 'CUSTOMS' && (until === undefined || beginningOf(until) > time),
    );
  }
}

/**
 * Reads the entries of `clearance` in a rules file: `[{ "from": "2026-12-01", "value": "centre", "source": "…" }]`, `value` being
 * `centre` or `customs`.
 * @param json what `JSON.parse` made of the file
 * @throws {RangeError} when an entry cannot be used; its message names the entry
 */
export function readClearance(json: unknown): ClearanceRules {
  const { clearance } = fieldsOf(json);
  if (!Array.isArray(clearance)) throw new RangeError('clearance: must be a list');
  return new ClearanceRules(clearance.map((entry, i) => readEntry(entry, `clearance[${i}]`)));
}

function readEntry(entry: unknown, place: string): Effective<ClearanceWord> {
  const { from, until, value, source } = fieldsOf(entry);
  const word = typeof value === 'string' ? WORDS[value] : undefined;
  const hasDays = isDay(from) && (until === undefined || isDay(until));
  if (!hasDays || word === undefined || typeof source !== 'string')
    throw new RangeError(`${place}: needs from, a day such as 2026-12-01, value centre or customs, and source`);
  return { from, value: word, source, ...(until === undefined ? {} : { until }) };
}
