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
}

/** Nothing is asked. */
export const noRules: LoadingRules = {
  entryApplicationRequired: new Timetable<boolean>([]),
  weighingRequired: new Timetable<boolean>([]),
  gatePassRequired: new Timetable<boolean>([]),
  massTolerance: new Timetable<MassTolerance>([]),
};

/** Whether a rule asks for something at a time, epoch ms UTC. */
export const isAsked = (rule: Timetable<boolean>, at: number): boolean => rule.inForce(at) ?? false;
