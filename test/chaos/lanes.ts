import { stages, type StageName } from '@alataw/contracts';

/** A lane by its stage and partition, e.g. `release/3`. */
export type LaneName = `${StageName}/${number}`;

/** Partitions of a chaos centre's topics, so many lanes has each stage. */
export const PARTITIONS = 6;
/** Processes that share the lanes of a stage. */
export const INSTANCES = 2;

export const laneName = (stage: StageName, partition: number): LaneName => `${stage}/${partition}`;

export const lanesOf = (stage: StageName): LaneName[] =>
  Array.from({ length: PARTITIONS }, (_, partition) => laneName(stage, partition));

export const ALL_LANES: readonly LaneName[] = stages.flatMap(lanesOf);

/** `release-1`, `release-2`, … of all stages. */
export const STAGE_INSTANCES: readonly string[] = stages.flatMap((stage) =>
  Array.from({ length: INSTANCES }, (_, i) => `${stage}-${i + 1}`),
);

/** The stage of an instance or a lane, by its name. */
export function stageOf(name: string): StageName {
  const found = stages.find((stage) => name.startsWith(`${stage}-`) || name.startsWith(`${stage}/`));
  if (!found) throw new Error(`${name} is neither an instance of a stage nor a lane`);
  return found;
}

export const partitionOfLane = (lane: LaneName): number => Number(lane.split('/')[1]);
