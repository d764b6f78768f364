// GENERATED from schemas/lane/*.avsc by "npm run codegen". Do not edit.

import { keyless, type Contract } from '../contract';

/** A lane read on without output; a claim need not read those inputs again. */
export interface LaneAdvanced {
  readonly type: 'LaneAdvanced';
  /** Name of the stage, e.g. `release`. */
  readonly stage: string;
  /** Number of the lane. */
  readonly partition: number;
  /** One entry for each input topic, at most 16. */
  readonly next: readonly NextOffset[];
  /** Offset in the own output up to which transfers have been forwarded, exclusive. */
  readonly forwarded: number;
  /** By the clock of the lane's process, epoch ms UTC. */
  readonly recordedAt: number;
}

export const LaneAdvanced: Contract<LaneAdvanced> = {
  name: 'LaneAdvanced',
  fullName: 'alataw.lane.LaneAdvanced',
  kind: 'lane',
  topic: null,
  keyOf: keyless,
};

/**
 * A process took over a lane: the first record of its tenure in the lane's own output. What an older epoch appends
 * after it does not count.
 */
export interface LaneClaimed {
  readonly type: 'LaneClaimed';
  /** Name of the stage, e.g. `release`. */
  readonly stage: string;
  /** Number of the lane, which is the partition of all of the stage's topics. */
  readonly partition: number;
  /** Kafka's producer id of the lane; it stays the same from claim to claim while the broker remembers it. */
  readonly producerId: number;
  /** Kafka's epoch of this tenure, 0 to 32767, one more at every claim. */
  readonly producerEpoch: number;
  /** The process that claims, by its configured name. */
  readonly instance: string;
  /** By the clock of the claiming process, epoch ms UTC. */
  readonly claimedAt: number;
}

export const LaneClaimed: Contract<LaneClaimed> = {
  name: 'LaneClaimed',
  fullName: 'alataw.lane.LaneClaimed',
  kind: 'lane',
  topic: null,
  keyOf: keyless,
};

/** How far a lane has read one of its input topics, at its own partition. */
export interface NextOffset {
  /** Input topic. */
  readonly topic: string;
  /** Offset of the first record not yet read. */
  readonly offset: number;
}

/**
 * Why a lane put a record aside. UNDECODABLE: its bytes are no record of a known schema. MISROUTED: its key belongs to
 * another partition. DECIDER_FAILED: the decider threw. OTHER stands for a reason that the reader does not know yet.
 */
export const ParkReason = ['OTHER', 'UNDECODABLE', 'DECIDER_FAILED', 'MISROUTED'] as const;
export type ParkReason = (typeof ParkReason)[number];

/** A lane could not process an input, put its bytes into the stage's dead-letter topic and went on. */
export interface RecordParked {
  readonly type: 'RecordParked';
  readonly reason: ParkReason;
  /** The error for an operator to read, at most 1000 characters, free of the record's content. */
  readonly detail: string;
}

export const RecordParked: Contract<RecordParked> = {
  name: 'RecordParked',
  fullName: 'alataw.lane.RecordParked',
  kind: 'lane',
  topic: null,
  keyOf: keyless,
};
