import { HoldReason } from '@alataw/contracts';
import { readCondition, type Condition } from './condition';
import { at, type Reading } from './faults';

/** Where parcels are when somebody thinks better of it; `sealed`: on a truck that is about to leave. */
export const MOMENTS = ['ready', 'loaded', 'sealed', 'gone'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Somebody holds parcels, once the run has come so far. */
export interface PlannedHold {
  readonly do: 'hold';
  readonly after: Condition;
  readonly moment: Moment;
  readonly reason: HoldReason;
  /** How many parcels, the next that come to that moment. */
  readonly parcels: number;
}

/** Customs cannot be reached, from one condition on until another. */
export interface PlannedAbsence {
  readonly do: 'customsAway';
  readonly after: Condition;
  readonly until: Condition;
}

/** Something that happens once. */
export type PlannedIntervention = PlannedHold | PlannedAbsence;

export const isHold = (planned: PlannedIntervention): planned is PlannedHold => planned.do === 'hold';
export const isAbsence = (planned: PlannedIntervention): planned is PlannedAbsence => planned.do === 'customsAway';

const MOST = 1_000_000;
const FIELDS = {
  hold: ['do', 'after', 'moment', 'reason', 'parcels'],
  customsAway: ['do', 'after', 'until'],
} as const;

export function readIntervention(value: unknown, place: string, reading: Reading): PlannedIntervention {
  const named = typeof value === 'object' && value !== null && 'do' in value ? value.do : undefined;
  const kind = reading.oneOf(named, at(place, 'do'), ['hold', 'customsAway']);
  const fields = reading.object(value, place, FIELDS[kind]);
  const after = readCondition(fields['after'] ?? {}, at(place, 'after'), reading);
  if (kind === 'customsAway')
    return { do: kind, after, until: readCondition(fields['until'], at(place, 'until'), reading) };
  return {
    ...{ do: kind, after },
    moment: reading.oneOf(fields['moment'], at(place, 'moment'), MOMENTS),
    reason: reading.oneOf(fields['reason'], at(place, 'reason'), HoldReason),
    parcels: reading.number(fields['parcels'] ?? 1, at(place, 'parcels'), { min: 1, max: MOST }),
  };
}
