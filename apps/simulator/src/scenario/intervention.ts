import { HoldReason } from '@alataw/contracts';
import { readCondition, type Condition } from './condition';
import { at, type Reading } from './faults';

/** Where parcels are when somebody thinks better of it; `sealed`: on a truck that is about to leave. */
export const MOMENTS = ['ready', 'loaded', 'sealed', 'gone'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Something that happens once, when the run has come so far. */
export interface PlannedHold {
  readonly do: 'hold';
  readonly after: Condition;
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
    after: readCondition(fields['after'] ?? {}, at(place, 'after'), reading),
    moment: reading.oneOf(fields['moment'], at(place, 'moment'), MOMENTS),
    reason: reading.oneOf(fields['reason'], at(place, 'reason'), HoldReason),
    parcels: reading.number(fields['parcels'] ?? 1, at(place, 'parcels'), { min: 1, max: MOST }),
  };
}
