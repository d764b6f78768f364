import { Chance } from '../chance/chance';

/** Shares of inspected parcels. @see docs: most pass, 5–8 % are returned, few are detained; raised so that a run of 2,000 shows each. */
const RETURNED = 0.08;
const DETAINED = 0.04;
/** Shares of parcels that somebody intervenes with. */
const INTERVENTIONS = [
  ['heldAtInspection', 0.01],
  ['heldWhenReady', 0.01],
  ['heldWhenLoaded', 0.01],
  ['revokedWhenLoaded', 0.004],
  ['heldWhenGone', 0.002],
] as const;
const CANCELLED = 0.1;
const LIFTED = 0.75;

export type Verdict = 'pass' | 'return' | 'detain';
export type Intervention = (typeof INTERVENTIONS)[number][0] | 'none';

/** What people will do with a parcel. It follows from its id alone, so that it is the same after a restart. */
export interface Fate {
  readonly verdict: Verdict;
  readonly intervention: Intervention;
  /** What becomes of it when it is held. */
  readonly afterHold: 'lift' | 'return';
  /** Its platform cancels it while it waits for inspection, if it ever does. */
  readonly isCancelled: boolean;
}

export function fateOf(parcelId: string): Fate {
  const chance = new Chance('fate', parcelId);
  return {
    verdict: verdictOf(chance.next()),
    intervention: interventionOf(chance.next()),
    afterHold: chance.happens(LIFTED) ? 'lift' : 'return',
    isCancelled: chance.happens(CANCELLED),
  };
}

function verdictOf(draw: number): Verdict {
  if (draw < DETAINED) return 'detain';
  return draw < DETAINED + RETURNED ? 'return' : 'pass';
}

function interventionOf(draw: number): Intervention {
  let rest = draw;
  for (const [intervention, share] of INTERVENTIONS) {
    if (rest < share) return intervention;
    rest -= share;
  }
  return 'none';
}
