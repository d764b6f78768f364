import type { UnitSeal } from '@alataw/contracts';
import { Timetable } from '@alataw/values';

/** By how much the mass of a load may differ from its manifest: the larger of both. */
export interface MassTolerance {
  /** Grams. */
  readonly grams: number;
  /** Of the manifest's mass; 100 is one per cent. */
  readonly perTenThousand: number;
}

/** What is asked of trucks on this site, by day. How it is written is no concern of the domain; where nothing is said, nothing is asked. */
export interface LoadingRules {
  /** Whether a truck comes in only under an application that the gate has admitted. */
  readonly entryApplicationRequired: Timetable<boolean>;
  /** Whether a gate pass needs a mass that matches the manifest, or that an officer has accepted. */
  readonly weighingRequired: Timetable<boolean>;
  /** Whether a truck passes the gate only with a valid pass. */
  readonly gatePassRequired: Timetable<boolean>;
  readonly massTolerance: Timetable<MassTolerance>;
  /** How many seals a truck needs to pass the gate; one it needs everywhere. */
  readonly sealsToLeave: Timetable<number>;
  /** Whether a truck passes the gate only when somebody has verified each of its seals. */
  readonly sealVerificationRequired: Timetable<boolean>;
  /** Whether every seal goes through the register: none is told at a closing. */
  readonly sealRegisterRequired: Timetable<boolean>;
  /** What an axle of a wagon may weigh on the track, grams. */
  readonly axleLoadGrams: Timetable<number>;
}

/** Nothing is asked. */
export const noRules: LoadingRules = {
  entryApplicationRequired: new Timetable<boolean>([]),
  weighingRequired: new Timetable<boolean>([]),
  gatePassRequired: new Timetable<boolean>([]),
  massTolerance: new Timetable<MassTolerance>([]),
  sealsToLeave: new Timetable<number>([]),
  sealVerificationRequired: new Timetable<boolean>([]),
  sealRegisterRequired: new Timetable<boolean>([]),
  axleLoadGrams: new Timetable<number>([]),
};

/** Whether a rule asks for something at a time, epoch ms UTC. */
export const isAsked = (rule: Timetable<boolean>, at: number): boolean => rule.inForce(at) ?? false;

/** What a site misses of the seals of a truck that wants to leave at a time, epoch ms UTC. */
export function sealFault(
  seals: readonly UnitSeal[],
  { sealsToLeave, sealVerificationRequired }: LoadingRules,
  at: number,
): 'TOO_FEW_SEALS' | 'SEAL_UNVERIFIED' | null {
  const on = seals.filter(({ status }) => status !== 'asked');
  if (on.length < (sealsToLeave.inForce(at) ?? 0)) return 'TOO_FEW_SEALS';
  const isVerified = on.every(({ status }) => status === 'verified');
  return isAsked(sealVerificationRequired, at) && !isVerified ? 'SEAL_UNVERIFIED' : null;
}
