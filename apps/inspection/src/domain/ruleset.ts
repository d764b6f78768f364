import type { InspectionChannel, InspectionReason, ParcelDeclared } from '@alataw/contracts';
import { lotOf, type Timetable } from '@alataw/values';

/** One rule that speaks against letting a parcel pass unseen. */
export interface RuleHit {
  readonly rule: string;
  readonly channel: InspectionChannel;
  readonly reason: InspectionReason;
  /** Whether a second officer has to confirm that the parcel passes. */
  readonly twoOfficers: boolean;
}

/** A part of all parcels that is looked at whatever the rules say. */
export interface RandomShare {
  readonly channel: InspectionChannel;
  /** 100 is one per cent. */
  readonly perTenThousand: number;
}

/** A version of the rules, ready to run. How a rule is written and evaluated is no concern of the domain. */
export interface Ruleset {
  readonly version: string;
  /** Whether a parcel has to have arrived before it passes; where nothing is said, it need not. */
  readonly arrivalRequired: Timetable<boolean>;
  readonly random: readonly RandomShare[];
  /** The rules that a parcel meets, in their order; depends on nothing but the parcel. A rule that fails counts as met. */
  hits(parcel: ParcelDeclared): readonly RuleHit[];
}

/** What the rules make of a parcel. */
export interface Assessment {
  readonly channel: InspectionChannel;
  /** Id of the rule that chose the channel; empty if none did. */
  readonly rule: string;
  readonly reason: InspectionReason;
  readonly twoOfficers: boolean;
  /** Whether papers are asked for besides the image: a rule or lot of the channel YELLOW was met under XRAY. */
  readonly documents: boolean;
}

const severity: Readonly<Record<InspectionChannel, number>> = { GREEN: 0, YELLOW: 1, XRAY: 2, RED: 3 };
const unsuspected: RuleHit = { channel: 'GREEN', rule: '', reason: 'NONE', twoOfficers: false };

/** Whether the first channel asks for more than the second. */
export const isStricter = (a: InspectionChannel, b: InspectionChannel): boolean => severity[a] > severity[b];

/** The strictest channel that a rule or the lot asks for; among equals the rule that comes first, and rules before the lot. */
export function assess(ruleset: Ruleset, parcel: ParcelDeclared): Assessment {
  const drawn = draw(ruleset, parcel.parcelId);
  const lot: RuleHit[] = drawn ? [{ channel: drawn, rule: 'RANDOM', reason: 'RANDOM', twoOfficers: false }] : [];
  const hits = [...ruleset.hits(parcel), ...lot];
  let strictest = unsuspected;
  for (const hit of hits) {
    if (isStricter(hit.channel, strictest.channel)) strictest = hit;
  }
  const { channel, rule, reason, twoOfficers } = strictest;
  const documents = channel === 'XRAY' && hits.some((hit) => hit.channel === 'YELLOW');
  return { channel, rule, reason, twoOfficers, documents };
}

/** A parcel draws one lot per version of the rules, so that nobody can foresee it from an earlier version. */
function draw({ random, version }: Ruleset, parcelId: string): InspectionChannel | null {
  const lot = lotOf(`${version}/${parcelId}`) * 10_000;
  let bound = 0;
  for (const share of random) {
    bound += share.perTenThousand;
    if (lot < bound) return share.channel;
  }
  return null;
}
