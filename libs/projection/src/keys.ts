/**
 * Every Redis key that Alataw uses. The braces keep all keys of a partition in one cluster slot, so that one script may
 * touch them together.
 */
export const keys = {
  /** Hash: one field per stage, written by that stage alone. */
  entity: (partition: number, kind: string, id: string): string => `{${partition}}:${kind}:${id}`,
  /** Hash: how far a stage's output is projected here, and what the lane must know to go on. */
  lane: (partition: number, stage: string): string => `{${partition}}:${stage}:lane`,
  /** Hash: status → number of entities. */
  counts: (partition: number, stage: string): string => `{${partition}}:${stage}:counts`,
  /** Sorted set by time of entry. @param set `queue:<name>` or `index:<name>` */
  set: (partition: number, stage: string, set: string): string => {
    const colon = set.indexOf(':');
    return `{${partition}}:${set.slice(0, colon)}:${stage}.${set.slice(colon + 1)}`;
  },
  /** Set: the names `<stage>.<queue>` of all queues that ever held something here. */
  queues: (partition: number): string => `{${partition}}:queues`,
  /** Matches everything of a partition. */
  allOf: (partition: number): string => `{${partition}}:*`,
} as const;

/** Fields of the lane hash. */
export const laneFields = {
  mark: 'mark',
  owner: 'owner',
  forwarded: 'forwarded',
  producerId: 'producerId',
  producerEpoch: 'producerEpoch',
  nextPrefix: 'next:',
  originPrefix: 'origin:',
} as const;
