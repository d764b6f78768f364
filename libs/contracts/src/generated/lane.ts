// GENERATED from schemas/lane/*.avsc by "npm run codegen". Do not edit.

import { keyless, type Contract } from '../contract';

/** What a stage remembers of a record that it could not process. */
export interface DeadLetterState {
  readonly status: DeadLetterStatus;
  /** Topic of the record; empty while absent. */
  readonly topic: string;
  /** Partition of the record; -1 while absent. */
  readonly partition: number;
  /** Offset of the record; -1 while absent. */
  readonly offset: number;
  /** Of the latest attempt. */
  readonly reason: ParkReason;
  /** Of the latest attempt, at most 500 characters. */
  readonly detail: string;
  /** The occurredAt of its RecordParked, epoch ms UTC. */
  readonly parkedAt: number;
  /** How often it was processed in vain; 0 while absent. */
  readonly attempts: number;
}

export const DeadLetterState: Contract<DeadLetterState> = {
  name: 'DeadLetterState',
  fullName: 'alataw.lane.DeadLetterState',
  kind: 'state',
  topic: null,
  keyOf: keyless,
};

/** What became of a parked record. */
export const DeadLetterStatus = ['absent', 'parked', 'retried', 'discarded'] as const;
export type DeadLetterStatus = (typeof DeadLetterStatus)[number];

/** An operator gives a parked record up. Written to the stage's commands, to the partition of the parked record. */
export interface DiscardParked {
  readonly type: 'DiscardParked';
  /** Event id of the RecordParked, `<stage>:<topic>:<partition>:<offset>:0`, which names the input. */
  readonly deadLetterId: string;
  /** Why, in the operator's words, at most 500 characters. */
  readonly note: string;
}

export const DiscardParked: Contract<DiscardParked> = {
  name: 'DiscardParked',
  fullName: 'alataw.lane.DiscardParked',
  kind: 'lane',
  topic: null,
  keyOf: ({ deadLetterId }) => deadLetterId,
};

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
 * another partition, or it to another topic. DECIDER_FAILED: the decider threw. ORIGINAL_GONE: a retry found that
 * retention has removed it from the input topic. OTHER stands for a reason that the reader does not know yet.
 */
export const ParkReason = ['OTHER', 'UNDECODABLE', 'DECIDER_FAILED', 'MISROUTED', 'ORIGINAL_GONE'] as const;
export type ParkReason = (typeof ParkReason)[number];

/** The commands about dead letters, as named in refusals. */
export const ParkedCommandName = ['RETRY', 'DISCARD', 'OTHER'] as const;
export type ParkedCommandName = (typeof ParkedCommandName)[number];

/** A command about a dead letter that changes nothing. */
export interface ParkedCommandRefused {
  readonly type: 'ParkedCommandRefused';
  /** Event id of the RecordParked, `<stage>:<topic>:<partition>:<offset>:0`, which names the input. */
  readonly deadLetterId: string;
  readonly command: ParkedCommandName;
  readonly reason: ParkedRefusal;
}

export const ParkedCommandRefused: Contract<ParkedCommandRefused> = {
  name: 'ParkedCommandRefused',
  fullName: 'alataw.lane.ParkedCommandRefused',
  kind: 'lane',
  topic: null,
  keyOf: ({ deadLetterId }) => deadLetterId,
};

/** A parked record was given up by an operator. */
export interface ParkedRecordDiscarded {
  readonly type: 'ParkedRecordDiscarded';
  /** Event id of the RecordParked, `<stage>:<topic>:<partition>:<offset>:0`, which names the input. */
  readonly deadLetterId: string;
  /** Why, in the operator's words, at most 500 characters. */
  readonly note: string;
}

export const ParkedRecordDiscarded: Contract<ParkedRecordDiscarded> = {
  name: 'ParkedRecordDiscarded',
  fullName: 'alataw.lane.ParkedRecordDiscarded',
  kind: 'lane',
  topic: null,
  keyOf: ({ deadLetterId }) => deadLetterId,
};

/** A parked record has been processed after all. What it led to follows in the same decision. */
export interface ParkedRecordRetried {
  readonly type: 'ParkedRecordRetried';
  /** Event id of the RecordParked, `<stage>:<topic>:<partition>:<offset>:0`, which names the input. */
  readonly deadLetterId: string;
  /** Number of events of this decision that follow and that the parked record led to; may be 0. */
  readonly events: number;
}

export const ParkedRecordRetried: Contract<ParkedRecordRetried> = {
  name: 'ParkedRecordRetried',
  fullName: 'alataw.lane.ParkedRecordRetried',
  kind: 'lane',
  topic: null,
  keyOf: ({ deadLetterId }) => deadLetterId,
};

/** Why a command about a dead letter is refused. UNKNOWN_DEAD_LETTER: this lane has parked no such record. */
export const ParkedRefusal = ['UNKNOWN_DEAD_LETTER', 'ALREADY_RETRIED', 'ALREADY_DISCARDED', 'OTHER'] as const;
export type ParkedRefusal = (typeof ParkedRefusal)[number];

/** A retry failed as the first attempt did; the record stays parked. */
export interface ParkedRetryFailed {
  readonly type: 'ParkedRetryFailed';
  /** Event id of the RecordParked, `<stage>:<topic>:<partition>:<offset>:0`, which names the input. */
  readonly deadLetterId: string;
  readonly reason: ParkReason;
  /** The error for an operator to read, at most 500 characters, free of the record's content. */
  readonly detail: string;
}

export const ParkedRetryFailed: Contract<ParkedRetryFailed> = {
  name: 'ParkedRetryFailed',
  fullName: 'alataw.lane.ParkedRetryFailed',
  kind: 'lane',
  topic: null,
  keyOf: ({ deadLetterId }) => deadLetterId,
};

/** A lane could not process an input, put its bytes into the stage's dead-letter topic and went on. */
export interface RecordParked {
  readonly type: 'RecordParked';
  /** Event id of the RecordParked, `<stage>:<topic>:<partition>:<offset>:0`, which names the input. */
  readonly deadLetterId: string;
  readonly reason: ParkReason;
  /** The error for an operator to read, at most 500 characters, free of the record's content. */
  readonly detail: string;
}

export const RecordParked: Contract<RecordParked> = {
  name: 'RecordParked',
  fullName: 'alataw.lane.RecordParked',
  kind: 'lane',
  topic: null,
  keyOf: ({ deadLetterId }) => deadLetterId,
};

/**
 * An operator wants a parked record to be processed again. Written to the stage's commands, to the partition of the
 * parked record.
 */
export interface RetryParked {
  readonly type: 'RetryParked';
  /** Event id of the RecordParked, `<stage>:<topic>:<partition>:<offset>:0`, which names the input. */
  readonly deadLetterId: string;
}

export const RetryParked: Contract<RetryParked> = {
  name: 'RetryParked',
  fullName: 'alataw.lane.RetryParked',
  kind: 'lane',
  topic: null,
  keyOf: ({ deadLetterId }) => deadLetterId,
};
