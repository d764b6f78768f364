import { RecordParked, type EventMeta } from '@alataw/contracts';
import type { Failure, LaneDecision, LaneRound, Output, Prepared } from './round';
import { detailOf, type StageRecords } from './stage-records';
import type { Subject } from './subjects';

/** An append stays below the broker's limit for a batch (1,048,588 bytes), whatever the last decision adds. */
const ROUND_BYTES = 600_000;
/** What one input may lead to; a decision that says more has to continue itself by an output of its own. */
const DECISION_BYTES = 300_000;

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

  private decideOne(round: LaneRound, input: Prepared, offset: number): { outputs: Output[]; isParked: boolean } {
    if (input.failure) return { outputs: [this.park(round, input, offset, input.failure)], isParked: true };
    const touched = new Map<Subject, ReturnType<Subject['save']>>();
    const outputs: Output[] = [];
    let bytes = 0;
    try {
      for (const { kind, id, command } of input.commands) {
        const subject = round.subjects.get({ kind, id });
        if (!touched.has(subject)) touched.set(subject, subject.save());
        const context = { at: input.cause.at, actor: input.cause.actor };
        for (const event of subject.entity.decider.decide(command, subject.state, context)) {
          const output = this.record(round, input, subject, event, offset + outputs.length, outputs.length);
          outputs.push(output);
          bytes += output.value.length;
        }
      }
      if (bytes > DECISION_BYTES) throw new Error(`A decision of ${bytes} bytes exceeds ${DECISION_BYTES}`);
      if (input.isCommand && outputs.length === 0) throw new Error('A command was left without an answer');
    } catch (error) {
      for (const [subject, snapshot] of touched) subject.restore(snapshot);
      const detail = detailOf(error);
      return { outputs: [this.park(round, input, offset, { reason: 'DECIDER_FAILED', detail })], isParked: true };
    }
    if (outputs.length > 0) round.progress.answered(this.meta(round, input, 0, 0).cause);
    return { outputs, isParked: false };
  }

  private record(
    round: LaneRound,
    input: Prepared,
    subject: Subject,
    event: unknown,
    offset: number,
    n: number,
  ): Output {
    const { type } = event as { type: string };
    const owner = this.records.owners.get(type);
    if (!owner || owner.entity !== subject.entity) throw new Error(`${type} is no event of a ${subject.kind}`);
    const meta = this.meta(round, input, n, subject.sequence + 1);
    const recorded = { ...(event as object), meta };
    if (owner.contract.keyOf(recorded) !== subject.id) throw new Error(`${type} speaks of another ${subject.kind}`);
    const key = Buffer.from(subject.id);
    const value = this.records.codec.encode(owner.contract, recorded);
    subject.apply(event, meta.occurredAt, offset);
    const forwards = this.records.forwards(owner.contract, recorded, key, value, {
      partition: round.partition,
      offset,
    });
    return { key, value, forwards };
  }

  private park(round: LaneRound, input: Prepared, offset: number, failure: Failure): Output {
    const key = input.record.key ?? Buffer.alloc(0);
    const meta = this.meta(round, input, 0, 0);
    round.progress.answered(meta.cause);
    const origin = { partition: round.partition, offset };
    return {
      key,
      value: this.records.codec.encode(RecordParked, { type: 'RecordParked', ...failure, meta }),
      forwards: [this.records.deadLetter(meta, input.record, origin)],
    };
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
