import { DEAD_LETTER_QUEUE, deadLetterStatuses, stages, type StageName } from '@alataw/contracts';

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
  /** Records put aside that wait for an operator. */
  readonly deadLetters: number;
  readonly byStage: Readonly<Record<StageName, Readonly<Record<string, number>>>>;
}

/** A stage counts its dead letters among its parcels and load units. */
const ofDeadLetters: ReadonlySet<string> = new Set(deadLetterStatuses);

/**
 * @param byStage per stage, status → number
 * @param queues parcels are counted where they wait, not derived from the rest, so that the balance proves something
 */
export function countsOf(
  byStage: Readonly<Record<StageName, Readonly<Record<string, number>>>>,
  queues: readonly { readonly queue: string; readonly count: number }[],
): Counts {
  const of = (stage: StageName, status: string): number => byStage[stage][status] ?? 0;
  return {
    declared: of('declaration', 'accepted') + of('declaration', 'rejected') + of('declaration', 'filed'),
    rejected: of('declaration', 'rejected'),
    released: of('release', 'released'),
    returned: of('release', 'returned'),
    detained: of('release', 'detained'),
    cancelled: of('release', 'cancelled'),
    departed: of('loading', 'departed'),
    inQueues: queues.reduce((sum, { queue, count }) => (holdsParcels(queue) ? sum + count : sum), 0),
    deadLetters: stages.reduce((sum, stage) => sum + of(stage, 'parked'), 0),
    byStage: Object.fromEntries(
      stages.map((stage) => [
        stage,
        Object.fromEntries(Object.entries(byStage[stage]).filter(([status]) => !ofDeadLetters.has(status))),
      ]),
    ) as Record<StageName, Record<string, number>>,
  };
}

/** @param queue `<stage>.<name>` */
const holdsParcels = (queue: string): boolean => !queue.endsWith(`.${DEAD_LETTER_QUEUE}`);
