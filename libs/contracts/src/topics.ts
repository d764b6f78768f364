import { topicSettings, type TopicName } from './generated/topics';

/**
 * In the order in which a parcel passes them; trucks pass the gate, and beside them stand customs, which parcels are reported to, and
 * carriers, which are told of theirs.
 */
export const stages = ['declaration', 'inspection', 'release', 'loading', 'gate', 'customs', 'carriers'] as const;
export type StageName = (typeof stages)[number];

export interface StageTopics {
  readonly commands: TopicName;
  /** The stage's own output: events, and records about its lanes. */
  readonly events: TopicName;
  readonly deadLetters: TopicName;
  /** From lane to lane; null for a stage whose lanes do not talk to each other. */
  readonly transfer: TopicName | null;
}

/** The topics that belong to a stage. */
export function topicsOf(stage: StageName): StageTopics {
  const transfer = `${stage}.transfer`;
  return {
    commands: `${stage}.commands`,
    events: `${stage}.events`,
    deadLetters: `${stage}.dead-letters`,
    transfer: isTopicName(transfer) ? transfer : null,
  };
}

/** All topics. */
export const topicNames: readonly TopicName[] = Object.keys(topicSettings.topics).filter(isTopicName);

export function isTopicName(name: string): name is TopicName {
  return Object.hasOwn(topicSettings.topics, name);
}
