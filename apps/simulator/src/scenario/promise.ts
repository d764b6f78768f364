import { at, type Reading } from './faults';

/** What a number has to be; both bounds are included. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** What a scenario promises about its end, as long as it is played at the size and with the seed that its file states. */
export interface Promises {
  /** Name in `GET /v1/counts` → what it has to be. */
  readonly counts: ReadonlyMap<string, Bounds>;
  /** Name of an event, or name and reason as in `DepartureRefused.BLOCKED_PARCEL`, → how many stand in the log. */
  readonly events: ReadonlyMap<string, Bounds>;
}

const COUNTS = [
  ...['declared', 'rejected', 'released', 'returned', 'detained', 'cancelled', 'departed'],
  ...['inQueues', 'deadLetters'],
] as const;
const MOST = Number.MAX_SAFE_INTEGER;
const WHOLE = { min: 0, max: MOST };
const EVENT_FORM = /^[A-Z][A-Za-z]+(\.[A-Z_]+)?$/;

export function readPromises(value: unknown, place: string, reading: Reading): Promises {
  const fields = reading.object(value, place, ['counts', 'events']);
  const counts = reading.object(fields['counts'] ?? {}, at(place, 'counts'), COUNTS);
  const events = fields['events'] ?? {};
  const names = typeof events === 'object' && events !== null ? Object.keys(events) : [];
  for (const name of names.filter((each) => !EVENT_FORM.test(each)))
    reading.wrong(at(place, 'events'), 'by event, or event and reason as in DepartureRefused.BLOCKED_PARCEL', name);
  return {
    counts: boundsOf(counts, at(place, 'counts'), reading),
    events: boundsOf(reading.object(events, at(place, 'events'), names), at(place, 'events'), reading),
  };
}

function boundsOf(fields: Readonly<Record<string, unknown>>, place: string, reading: Reading): Map<string, Bounds> {
  return new Map(Object.entries(fields).map(([name, value]) => [name, readBounds(value, at(place, name), reading)]));
}

/** A number, or an object with `min`, `max` or both. */
function readBounds(value: unknown, place: string, reading: Reading): Bounds {
  if (typeof value !== 'object' || value === null) {
    const exactly = reading.number(value, place, WHOLE);
    return { min: exactly, max: exactly };
  }
  const { min = 0, max = MOST } = reading.object(value, place, ['min', 'max']);
  return { min: reading.number(min, at(place, 'min'), WHOLE), max: reading.number(max, at(place, 'max'), WHOLE) };
}
