import { stages, type StageName } from '@alataw/contracts';

/** Parcels by where they stand, over the whole centre. */
export interface Counts {
  readonly declared: number;
  readonly rejected: number;
  readonly released: number;
  readonly returned: number;
  readonly detained: number;
  readonly cancelled: number;
  readonly departed: number;
  readonly inQueues: number;
  readonly deadLetters: number;
  readonly byStage: Readonly<Record<StageName, Readonly<Record<string, number>>>>;
}

/** The count of records put aside stands among the statuses of a stage. */
const PARKED = 'parked';

/**
 * @param byStage per stage, status → number
 * @param queued parcels in all queues together: counted there, not derived from the rest, so that the balance proves something
 */
export function countsOf(
  byStage: Readonly<Record<StageName, Readonly<Record<string, number>>>>,
  queued: number,
): Counts {
  const of = (stage: StageName, status: string): number => byStage[stage][status] ?? 0;
  return {
    declared: of('declaration', 'accepted') + of('declaration', 'rejected'),
    rejected: of('declaration', 'rejected'),
    released: of('release', 'released'),
    returned: of('release', 'returned'),
    detained: of('release', 'detained'),
    cancelled: of('release', 'cancelled'),
    departed: of('loading', 'departed'),
    inQueues: queued,
    deadLetters: stages.reduce((sum, stage) => sum + of(stage, PARKED), 0),
    byStage: Object.fromEntries(
      stages.map((stage) => [
        stage,
        Object.fromEntries(Object.entries(byStage[stage]).filter(([status]) => status !== PARKED)),
      ]),
    ) as Record<StageName, Record<string, number>>,
  };
}
