import type { InspectionChannel, InspectionReason, ParcelDeclared } from '@alataw/contracts';
import { lotOf } from '@alataw/values';

/** One rule that speaks against letting a parcel pass unseen. */
export interface RuleHit {
  readonly rule: string;
  readonly channel: InspectionChannel;
  readonly reason: InspectionReason;
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
}

const severity: Readonly<Record<InspectionChannel, number>> = { GREEN: 0, YELLOW: 1, RED: 2 };
const unsuspected: Assessment = { channel: 'GREEN', rule: '', reason: 'NONE' };

/** The strictest channel that a rule or the lot asks for; among equals the rule that comes first, and rules before the lot. */
export function assess(ruleset: Ruleset, parcel: ParcelDeclared): Assessment {
  let strictest = unsuspected;
  for (const hit of ruleset.hits(parcel)) {
    if (severity[hit.channel] > severity[strictest.channel]) strictest = hit;
  }
  const drawn = draw(ruleset, parcel.parcelId);
  if (drawn && severity[drawn] > severity[strictest.channel]) {
    return { channel: drawn, rule: 'RANDOM', reason: 'RANDOM' };
  }
  return { channel: strictest.channel, rule: strictest.rule, reason: strictest.reason };
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
