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

/** Ways over the benches that a parcel takes besides; each is seen a few times among 2,000 parcels. */
const WAYS = [
  ['papers', 0.08],
  ['latePapers', 0.06],
  ['sample', 0.15],
  ['quarantineReleased', 0.07],
  ['quarantineReturned', 0.05],
  ['quarantineDestroyed', 0.05],
  ['passedOn', 0.07],
  ['amended', 0.05],
] as const;
const IMAGES = [
  ['SUSPICIOUS', 0.15],
  ['UNREADABLE', 0.15],
] as const;
const RESULTS = [
  ['FAIL', 0.3],
  ['INCONCLUSIVE', 0.25],
] as const;
/** Of what is proposed, a second officer rejects so much at first. */
const REJECTED = 0.2;

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
  readonly way: (typeof WAYS)[number][0] | 'plain';
  readonly image: (typeof IMAGES)[number][0] | 'NORMAL';
  /** What the laboratory finds in its first sample; a second one always passes. */
  readonly result: (typeof RESULTS)[number][0] | 'PASS';
  /** A second officer rejects once what is proposed. */
  readonly isRejected: boolean;
}

export function fateOf(parcelId: string): Fate {
  const chance = new Chance('fate', parcelId);
  return {
    verdict: verdictOf(chance.next()),
    intervention: oneOf(INTERVENTIONS, chance.next()) ?? 'none',
    afterHold: chance.happens(LIFTED) ? 'lift' : 'return',
    isCancelled: chance.happens(CANCELLED),
    way: oneOf(WAYS, chance.next()) ?? 'plain',
    image: oneOf(IMAGES, chance.next()) ?? 'NORMAL',
    result: oneOf(RESULTS, chance.next()) ?? 'PASS',
    isRejected: chance.happens(REJECTED),
  };
}

function verdictOf(draw: number): Verdict {
  if (draw < DETAINED) return 'detain';
  return draw < DETAINED + RETURNED ? 'return' : 'pass';
}

/** One of several, each with its share; undefined for the rest. */
function oneOf<T extends string>(choices: readonly (readonly [T, number])[], draw: number): T | undefined {
  let rest = draw;
  for (const [choice, share] of choices) {
    if (rest < share) return choice;
    rest -= share;
  }
  return undefined;
}
