import type { BatchHeader, PartitionAnswer } from './produce';

/** What the traffic has shown so far, counted per batch that went to an events topic. */
export interface Seen {
  /** Batches that a broker acknowledged for the first time. */
  appended: number;
  /** A batch that was sent again was answered with the offset of the first. */
  repeatedSendAnsweredWithFirstOffset: number;
  /** … with another one: the records stand in the log twice. Never to be seen. */
  repeatedSendAnsweredWithAnotherOffset: number;
  /** The client was told nothing and sent again; the broker had appended the first, as the answer kept from the client said. */
  unknownOutcomeHadBeenAppended: number;
  /** … and the first had never reached the broker, or had been refused. */
  unknownOutcomeHadNotBeenAppended: number;
  /** … and nobody can tell from the traffic: the broker died with the request. */
  unknownOutcomeUndetermined: number;
  staleEpochRefused: number;
  /** A batch of an older epoch stands behind the first one of a newer: the broker had forgotten the epochs. */
  staleEpochAccepted: number;
  outOfOrderRefused: number;
}

const OUT_OF_ORDER = 45;
const STALE_EPOCH = [47, 90];
/** A lane has one batch under way at a time, and a broker remembers five: more than enough to know a repetition. */
const REMEMBERED = 16;

/** One sending of one batch. */
export interface Attempt {
  readonly batch: BatchHeader;
  /** The broker may have it. */
  isSent: boolean;
  answer: PartitionAnswer | null;
  /** The client has got the answer. */
  isTold: boolean;
}

interface Batch {
  readonly epoch: number;
  readonly firstSequence: number;
  attempts: Attempt[];
  firstOffset: number | null;
}

/** What is known of one producer in one partition. */
interface Lane {
  readonly batches: Batch[];
  /** The newest epoch that has appended, and where it began. */
  newest: { readonly epoch: number; readonly from: number };
}

/** Follows each batch over its repetitions, and counts what became of it. */
export class Ledger {
  readonly seen: Seen = {
    appended: 0,
    repeatedSendAnsweredWithFirstOffset: 0,
    repeatedSendAnsweredWithAnotherOffset: 0,
    unknownOutcomeHadBeenAppended: 0,
    unknownOutcomeHadNotBeenAppended: 0,
    unknownOutcomeUndetermined: 0,
    staleEpochRefused: 0,
    staleEpochAccepted: 0,
    outOfOrderRefused: 0,
  };
  private readonly lanes = new Map<string, Lane>();

  /** A client has sent this batch; it has not gone on to the broker yet. */
  attempt(batch: BatchHeader): Attempt {
    const attempt: Attempt = { batch, isSent: false, answer: null, isTold: false };
    if (batch.producerId >= 0) this.batchOf(batch).attempts.push(attempt);
    return attempt;
  }

  /** A broker has answered. @param isTold whether the answer goes on to the client */
  answered(attempt: Attempt, answer: PartitionAnswer, isTold: boolean): void {
    attempt.answer = answer;
    attempt.isTold = isTold;
    if (answer.errorCode === OUT_OF_ORDER) this.seen.outOfOrderRefused++;
    else if (STALE_EPOCH.includes(answer.errorCode)) this.seen.staleEpochRefused++;
    else if (answer.errorCode === 0) this.acknowledged(attempt, answer.baseOffset);
  }

  private acknowledged(attempt: Attempt, baseOffset: number): void {
    const { seen } = this;
    if (attempt.batch.producerId < 0) {
      seen.appended++;
      return;
    }
    const batch = this.batchOf(attempt.batch);
    if (batch.firstOffset === null) seen.appended++;
    else if (batch.firstOffset === baseOffset) seen.repeatedSendAnsweredWithFirstOffset++;
    else seen.repeatedSendAnsweredWithAnotherOffset++;
    batch.firstOffset ??= baseOffset;
    this.judgeEpoch(attempt.batch, baseOffset);
    if (!attempt.isTold) return;
    const unknown = batch.attempts.slice(0, batch.attempts.indexOf(attempt)).filter((earlier) => !earlier.isTold);
    for (const earlier of unknown) this.settle(earlier);
    batch.attempts = batch.attempts.filter((a) => !unknown.includes(a));
  }

  private settle({ isSent, answer }: Attempt): void {
    const { seen } = this;
    if (answer?.errorCode === 0) seen.unknownOutcomeHadBeenAppended++;
    else if (!isSent || answer !== null) seen.unknownOutcomeHadNotBeenAppended++;
    else seen.unknownOutcomeUndetermined++;
  }

  /** By offsets and not by time: answers of two connections may overtake each other. */
  private judgeEpoch(batch: BatchHeader, baseOffset: number): void {
    const lane = this.laneOf(batch);
    const { epoch, from } = lane.newest;
    if (batch.producerEpoch > epoch) lane.newest = { epoch: batch.producerEpoch, from: baseOffset };
    else if (batch.producerEpoch < epoch && baseOffset > from) this.seen.staleEpochAccepted++;
  }

  private batchOf({ producerEpoch: epoch, firstSequence, ...of }: BatchHeader): Batch {
    const { batches } = this.laneOf(of);
    const known = batches.find((b) => b.epoch === epoch && b.firstSequence === firstSequence);
    if (known) return known;
    const fresh: Batch = { epoch, firstSequence, attempts: [], firstOffset: null };
    batches.push(fresh);
    if (batches.length > REMEMBERED) batches.shift();
    return fresh;
  }

  private laneOf({ topic, partition, producerId }: Pick<BatchHeader, 'topic' | 'partition' | 'producerId'>): Lane {
    const key = `${topic}/${partition}/${producerId}`;
    const known = this.lanes.get(key);
    if (known) return known;
    const fresh: Lane = { batches: [], newest: { epoch: -1, from: -1 } };
    this.lanes.set(key, fresh);
    return fresh;
  }
}
