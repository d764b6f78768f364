import { HoldReason } from '@alataw/contracts';
import { at, type Reading } from './faults';

/** What a condition may wait for: numbers of `GET /v1/counts`, which only grow in a run. */
export const AWAITED = ['declared', 'rejected', 'released', 'returned', 'detained', 'cancelled', 'departed'] as const;
export type Awaited = (typeof AWAITED)[number];

/** Where parcels are when somebody thinks better of it; `sealed`: on a truck that is about to leave. */
export const MOMENTS = ['ready', 'loaded', 'sealed', 'gone'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Something that happens once, when the run has come so far. */
export interface PlannedHold {
  readonly do: 'hold';
  /** Every one of these counts has been reached. */
  readonly after: Readonly<Partial<Record<Awaited, number>>>;
  readonly moment: Moment;
  readonly reason: HoldReason;
  /** How many parcels, the next that come to that moment. */
  readonly parcels: number;
}
export type PlannedIntervention = PlannedHold;

const MOST = 1_000_000;
const FIELDS = ['do', 'after', 'moment', 'reason', 'parcels'] as const;

export function readIntervention(value: unknown, place: string, reading: Reading): PlannedIntervention {
  const fields = reading.object(value, place, FIELDS);
  return {
    do: reading.oneOf(fields['do'], at(place, 'do'), ['hold']),
    after: readAfter(fields['after'] ?? {}, at(place, 'after'), reading),
    moment: reading.oneOf(fields['moment'], at(place, 'moment'), MOMENTS),
    reason: reading.oneOf(fields['reason'], at(place, 'reason'), HoldReason),
    parcels: reading.number(fields['parcels'] ?? 1, at(place, 'parcels'), { min: 1, max: MOST }),
  };
}

function readAfter(value: unknown, place: string, reading: Reading): PlannedIntervention['after'] {
  const fields = Object.entries(reading.object(value, place, AWAITED));
  return Object.fromEntries(
    fields.map(([name, least]) => [name, reading.number(least, at(place, name), { min: 0, max: MOST })]),
  );
}
