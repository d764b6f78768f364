import type { DeadLetterStatus } from './generated/lane';

/** The queue in which a stage's parked records wait for an operator. */
export const DEAD_LETTER_QUEUE = 'dead-letters';

/** Every stage counts its dead letters under these, among the statuses of its parcels and trucks. */
export const deadLetterStatuses = ['parked', 'retried', 'discarded'] as const satisfies readonly DeadLetterStatus[];

/** Where the record stands that a dead letter is about. */
export interface ParkedPlace {
  readonly stage: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/**
 * Reads the id of a dead letter, which is the event id of its RecordParked: `<stage>:<topic>:<partition>:<offset>:0`.
 * @returns null for anything else
 */
export function parkedPlaceOf(deadLetterId: string): ParkedPlace | null {
  const match = /^([a-z]+):([a-z.-]+):(\d{1,9}):(\d{1,15}):0$/.exec(deadLetterId);
  if (!match) return null;
  const [, stage = '', topic = '', partition, offset] = match;
  return { stage, topic, partition: Number(partition), offset: Number(offset) };
}
