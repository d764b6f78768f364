import type { Behaviour } from '../behaviour/behaviour';
import { Chance } from '../chance/chance';

/** What a scenario says of how often people do what. */
export type Shares = Behaviour['staff'];

/** Ways over the benches that a parcel takes besides. */
const WAYS = [
  ...(['papers', 'latePapers', 'sample', 'quarantineReleased', 'quarantineReturned', 'quarantineDestroyed'] as const),
  ...(['passedOn', 'amended'] as const),
] as const;
const INTERVENTIONS = [
  ...(['heldAtInspection', 'heldWhenReady', 'heldWhenLoaded', 'revokedWhenLoaded', 'heldWhenGone'] as const),
] as const;

export type Verdict = 'pass' | 'return' | 'detain';
export type Intervention = (typeof INTERVENTIONS)[number] | 'none';

/** What people will do with a parcel. It follows from its id alone, so that it is the same after a restart. */
export interface Fate {
  readonly verdict: Verdict;
  readonly intervention: Intervention;
  /** What becomes of it when it is held. */
  readonly afterHold: 'lift' | 'return';
  /** Its platform cancels it while it waits for inspection, if it ever does. */
  readonly isCancelled: boolean;
  readonly way: (typeof WAYS)[number] | 'plain';
  readonly image: 'NORMAL' | 'SUSPICIOUS' | 'UNREADABLE';
  /** What the laboratory finds in its first sample; a second one always passes. */
  readonly result: 'PASS' | 'FAIL' | 'INCONCLUSIVE';
  /** That result comes only when its deadline is over. */
  readonly isResultLate: boolean;
  /** A second officer rejects once what is proposed. */
  readonly isRejected: boolean;
  /** Its platform amends what is sent back to it. */
  readonly isAmended: boolean;
}

export function fateOf(parcelId: string, shares: Shares): Fate {
  const chance = new Chance('fate', parcelId);
  const among = <T extends keyof Shares>(names: readonly T[]): T | undefined =>
    oneOf(
      names.map((name) => [name, shares[name]] as const),
      chance.next(),
    );
  const verdicts = { detained: 'detain', returned: 'return' } as const;
  const images = { imageSuspicious: 'SUSPICIOUS', imageUnreadable: 'UNREADABLE' } as const;
  const results = { sampleFails: 'FAIL', sampleInconclusive: 'INCONCLUSIVE' } as const;
  const verdict = among(['detained', 'returned'] as const);
  const intervention = among(INTERVENTIONS);
  const afterHold = chance.happens(shares.lifted) ? 'lift' : 'return';
  const isCancelled = chance.happens(shares.cancelled);
  const way = among(WAYS);
  const image = among(['imageSuspicious', 'imageUnreadable'] as const);
  const result = among(['sampleFails', 'sampleInconclusive'] as const);
  return {
    verdict: verdict === undefined ? 'pass' : verdicts[verdict],
    intervention: intervention ?? 'none',
    afterHold,
    isCancelled,
    way: way ?? 'plain',
    image: image === undefined ? 'NORMAL' : images[image],
    result: result === undefined ? 'PASS' : results[result],
    isRejected: chance.happens(shares.rejectedOnce),
    isResultLate: chance.happens(shares.resultLate),
    isAmended: chance.happens(shares.amendedInTime),
  };
}

/** One of several, each with its share; undefined for the rest. */
function oneOf<T>(choices: readonly (readonly [T, number])[], draw: number): T | undefined {
  let rest = draw;
  for (const [choice, share] of choices) {
    if (rest < share) return choice;
    rest -= share;
  }
  return undefined;
}
