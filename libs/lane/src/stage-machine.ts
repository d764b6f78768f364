import type { EventMeta } from '@alataw/contracts';
import { deadLetter, isParked, type DeadLetterCommand, type Failure, type RetryOutcome } from './dead-letter';
import type { LaneDecision, LaneRound, Output, Prepared } from './round';
import { detailOf, type StageRecords } from './stage-records';
import type { Subject } from './subjects';

/** An append stays below the broker's limit for a batch (1,048,588 bytes), whatever the last decision adds. */
const ROUND_BYTES = 600_000;
/** What one input may lead to; a decision that says more has to continue itself by an output of its own. */
const DECISION_BYTES = 300_000;

/** Where a decision's next output stands: its offset, and its number among those of its cause. */
interface Place {
  readonly offset: number;
  readonly n: number;
}

/** The subjects that a decision has moved, as they were before. */
type Touched = Map<Subject, ReturnType<Subject['save']>>;

/** Decides a lane's share of a round: from commands to the records that are appended. */
export class StageMachine {
  constructor(private readonly records: StageRecords) {}

  /** Decides about the inputs in order, as far as one append carries. Pure but for the subjects, which it moves on. */
  decide(round: LaneRound): LaneDecision {
    const outputs: Output[] = [];
    let bytes = 0;
    let taken = 0;
    let parked = 0;
    let repeatedTransfers = 0;
    for (const input of round.inputs) {
      if (bytes > ROUND_BYTES) break;
      taken++;
      if (input.origin !== null) {
        if (input.origin.offset <= (round.heard.get(input.origin.partition) ?? -1)) {
          repeatedTransfers++;
          continue;
        }
        round.heard.set(input.origin.partition, input.origin.offset);
      }
      const decided = this.decideOne(round, input, round.baseOffset + outputs.length);
      if (decided.isParked) parked++;
      for (const output of decided.outputs) {
        outputs.push(output);
        bytes += output.value.length + output.key.length;
      }
    }
    return { outputs, taken, parked, repeatedTransfers };
  }

  private decideOne(
    round: LaneRound,
    input: Prepared,
    offset: number,
  ): { outputs: readonly Output[]; isParked: boolean } {
    const { retries } = input;
    const decided =
      retries === null ? this.process(round, input, { offset, n: 0 }) : this.retry(round, input, retries, offset);
    const isParked = !Array.isArray(decided);
    const outputs = isParked ? [this.park(round, input, offset, decided)] : decided;
    if (outputs.length > 0) round.progress.answered(this.meta(round, input, 0, 0).cause);
    return { outputs, isParked };
  }

  /**
   * Decides all of an input's commands.
   * @param within the larger decision that this is a part of
   * @returns what it leads to, or why it cannot be processed
   */
  private process(round: LaneRound, input: Prepared, at: Place, within?: Touched): Output[] | Failure {
    if (input.failure) return input.failure;
    return this.attempt(input, within, (touched) => {
      const outputs: Output[] = [];
      for (const { kind, id, command } of input.commands) {
        const place = { offset: at.offset + outputs.length, n: at.n + outputs.length };
        const subject = round.subjects.get({ kind, id });
        if (!touched.has(subject)) touched.set(subject, subject.save());
        outputs.push(...this.apply(round, input, subject, command, place));
      }
      return outputs;
    });
  }

  /** Takes a parked record through the lane again. What it leads to stands behind the answer to the retry, in one decision. */
  private retry(round: LaneRound, input: Prepared, deadLetterId: string, offset: number): Output[] | Failure {
    return this.attempt(input, undefined, (touched) => {
      const letter = round.subjects.get({ kind: deadLetter.kind, id: deadLetterId });
      touched.set(letter, letter.save());
      const again = isParked(letter.state) ? this.again(round, input, { offset: offset + 1, n: 1 }, touched) : null;
      const outcome: RetryOutcome | null = Array.isArray(again) ? { events: again.length } : again;
      const command: DeadLetterCommand = { type: 'RetryParked', deadLetterId, outcome };
      const answer = this.apply(round, input, letter, command, { offset, n: 0 });
      return Array.isArray(again) ? [...answer, ...again] : answer;
    });
  }

  /** Decides, or undoes what it has done to the subjects and says why it cannot. */
  private attempt(
    input: Prepared,
    within: Touched | undefined,
    decide: (touched: Touched) => Output[],
  ): Output[] | Failure {
    const touched: Touched = new Map();
    try {
      const outputs = decide(touched);
      const bytes = outputs.reduce((sum, { value }) => sum + value.length, 0);
      if (bytes > DECISION_BYTES) throw new Error(`A decision of ${bytes} bytes exceeds ${DECISION_BYTES}`);
      if (input.isCommand && outputs.length === 0) throw new Error('A command was left without an answer');
      if (within) for (const [subject, snapshot] of touched) within.set(subject, snapshot);
      return outputs;
    } catch (error) {
      for (const [subject, snapshot] of touched) subject.restore(snapshot);
      return { reason: 'DECIDER_FAILED', detail: detailOf(error) };
    }
  }

  private again(round: LaneRound, input: Prepared, at: Place, within: Touched): Output[] | Failure {
    const original = round.originals.get(input);
    if (!original) return { reason: 'ORIGINAL_GONE', detail: 'This stage no longer reads the topic that it stands in' };
    return this.process(round, original, at, within);
  }

  private park(round: LaneRound, input: Prepared, offset: number, failure: Failure): Output {
    const { eventId: id } = this.meta(round, input, 0, 1);
    // No record is parked twice: what has not been read of a letter does not exist.
    const letter =
      round.subjects.find({ kind: deadLetter.kind, id }) ?? this.records.subject(deadLetter.kind, id, null);
    round.subjects.add(letter);
    const command: DeadLetterCommand = { type: 'ParkRecord', deadLetterId: id, ...failure };
    const [output] = this.apply(round, input, letter, command, { offset, n: 0 });
    if (!output) throw new Error(`Nothing tells that ${id} is parked`);
    const origin = { partition: round.partition, offset };
    return { ...output, forwards: [this.records.deadLetter(id, input, origin)] };
  }

  /** Decides one command of one subject, and moves the subject on. */
  private apply(round: LaneRound, input: Prepared, subject: Subject, command: unknown, at: Place): Output[] {
    const context = { at: input.cause.at, actor: input.cause.actor };
    return subject.entity.decider
      .decide(command, subject.state, context)
      .map((event, i) => this.record(round, input, subject, event, { offset: at.offset + i, n: at.n + i }));
  }

  private record(round: LaneRound, input: Prepared, subject: Subject, event: unknown, { offset, n }: Place): Output {
    const { type } = event as { type: string };
    const owner = this.records.owners.get(type);
    if (!owner || owner.entity !== subject.entity) throw new Error(`${type} is no event of a ${subject.kind}`);
    const isOwn = !subject.entity.isAnswer?.(event as object);
    const meta = this.meta(round, input, n, isOwn ? subject.sequence + 1 : 0);
    const recorded = { ...(event as object), meta };
    if (owner.contract.keyOf(recorded) !== subject.id) throw new Error(`${type} speaks of another ${subject.kind}`);
    const key = Buffer.from(subject.id);
    const value = this.records.codec.encode(owner.contract, recorded);
    if (isOwn) subject.apply(event, meta.occurredAt, offset);
    const forwards = this.records.forwards(owner.contract, recorded, key, value, {
      partition: round.partition,
      offset,
    });
    return { key, value, forwards };
  }

  private meta(round: LaneRound, input: Prepared, n: number, sequence: number): EventMeta {
    const { topic, partition, record, origin, cause } = input;
    return {
      eventId: `${this.records.definition.name}:${topic}:${partition}:${record.offset}:${n}`,
      causeId: cause.id,
      correlationId: cause.correlationId,
      actor: cause.actor,
      occurredAt: cause.at,
      recordedAt: round.now,
      sequence,
      cause: {
        topic,
        partition,
        offset: record.offset,
        originPartition: origin?.partition ?? -1,
        originOffset: origin?.offset ?? -1,
      },
    };
  }
}
