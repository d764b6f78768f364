import type { Findings } from '../findings';
import { BitSet, type Ledger } from '../log/ledger';
import { isRecord, listIn, numberIn, placeText, textIn, type AuditRecord, type Cause, type Place } from '../log/record';
import { answerOf, inputsOf, isAboutLetter } from '../log/stages';
import { isTransfer, type Stage } from '../log/topics';
import type { Lane, Lanes } from './lanes';

/** The decision that a lane's output is in the middle of: all events of one input stand together. */
interface Decision {
  readonly cause: Cause;
  /** The offset of its last event. */
  last: number;
  events: number;
  /** The event that says that a parked record was processed after all: those behind it are answers to that record. */
  readonly retried: AuditRecord | null;
}

const isSame = (a: Place, b: Place): boolean =>
  a.topic === b.topic && a.partition === b.partition && a.offset === b.offset;

/** Invariant 2, seen from the outputs: each has an input of its own, and no input is the cause of two decisions. */
export class Causes {
  private readonly decided = new Map<string, BitSet>();
  private readonly current = new Map<Lane, Decision>();

  constructor(
    private readonly ledger: Ledger,
    private readonly lanes: Lanes,
    private readonly findings: Findings,
  ) {}

  /** Takes an event or parked record that counts. @param hasCause whether its input stands before it in the log */
  event(stage: Stage, record: AuditRecord, hasCause: boolean): void {
    if (!record.meta) return;
    this.findings.checked(2);
    const { cause, eventId } = record.meta;
    const lane = this.lanes.of(stage, record.partition);
    const { n, retried } = this.position(stage, record, cause, lane);
    const expected = `${stage}:${cause.topic}:${cause.partition}:${cause.offset}:${n}`;
    if (eventId !== expected) this.findings.record(2, record, `the event id of this cause would be ${expected}`);
    if (record.type === 'RecordParked' && record.key !== eventId) {
      this.findings.record(2, record, 'a dead letter is named by the event id of its parking');
    }
    if (this.judgeCause(stage, record, cause, hasCause)) {
      if (n === 0) this.judgeAnswer(stage, record, cause);
      else if (retried) this.judgeAnswer(stage, record, parkedPlace(retried));
      else if (isAboutLetter(this.ledger.typeAt(cause))) {
        this.findings.record(2, record, `a second answer to ${placeText(cause)}`);
      } else this.judgeAnswer(stage, record, cause);
    }
    lane.readUpTo(cause.topic, cause.offset + 1);
    if (n === 0 && cause.originPartition >= 0) this.heard(record, cause, lane);
  }

  /** Takes a record in which a lane says how far it has read without output. */
  advance(stage: Stage, record: AuditRecord): void {
    const lane = this.lanes.of(stage, record.partition);
    lane.progress.forwarded = Math.max(lane.progress.forwarded, numberIn(record.fields, 'forwarded'));
    for (const each of listIn(record.fields, 'next')) {
      if (isRecord(each)) lane.readUpTo(textIn(each, 'topic'), numberIn(each, 'offset'));
    }
  }

  /** No more records follow: the last decision of every lane is complete. */
  finish(): void {
    for (const [{ stage }, decision] of this.current) this.complete(stage, decision);
  }

  hasDecided(stage: Stage, input: Place): boolean {
    return this.decided.get(`${stage}/${input.topic}/${input.partition}`)?.has(input.offset) ?? false;
  }

  /** Which event of its decision this is, from 0, and what the decision is a retry of. */
  private position(
    stage: Stage,
    record: AuditRecord,
    cause: Cause,
    lane: Lane,
  ): { readonly n: number; readonly retried: AuditRecord | null } {
    const current = this.current.get(lane);
    if (current && isSame(current.cause, cause) && current.last === record.offset - 1) {
      current.last = record.offset;
      return { n: current.events++, retried: current.retried };
    }
    if (current) this.complete(stage, current);
    const retried = record.type === 'ParkedRecordRetried' ? record : null;
    this.current.set(lane, { cause, last: record.offset, events: 1, retried });
    const name = `${stage}/${cause.topic}/${cause.partition}`;
    const decided = this.decided.get(name) ?? new BitSet();
    this.decided.set(name, decided);
    if (!decided.add(cause.offset)) {
      this.findings.record(2, record, `${placeText(cause)} is the cause of a second decision of ${stage}`);
    }
    return { n: 0, retried };
  }

  /** A retry says how many events the record led to, and what had to be answered was. */
  private complete(stage: Stage, { retried, events }: Decision): void {
    if (!retried) return;
    const said = numberIn(retried.fields, 'events');
    if (said !== events - 1) {
      this.findings.record(2, retried, `it says that ${said} events follow, there are ${events - 1}`);
    }
    const type = this.ledger.typeAt(parkedPlace(retried));
    if (said === 0 && answerOf(stage, type)?.isRequired) {
      this.findings.record(2, retried, `${type} was processed and led to nothing`);
    }
  }

  /** @returns whether there is an input that the record can be an answer to */
  private judgeCause(stage: Stage, record: AuditRecord, cause: Cause, hasCause: boolean): boolean {
    const say = (what: string): void => this.findings.record(2, record, `${what} ${placeText(cause)}`);
    if (!inputsOf(stage).includes(cause.topic)) {
      say(`${stage} does not read`);
      return false;
    }
    if (cause.partition !== record.partition) say('the cause belongs to another lane:');
    if (!hasCause || !this.ledger.holds(cause)) {
      say('the log does not hold, before it, its cause');
      return false;
    }
    return record.type !== 'RecordParked'; // then nothing was decided
  }

  /** @param cause the input that it answers: for what follows a retry, the record that was parked */
  private judgeAnswer(stage: Stage, record: AuditRecord, cause: Place): void {
    const say = (what: string): void => this.findings.record(2, record, `${what} ${placeText(cause)}`);
    if (this.ledger.isPassedOver(cause)) return say('its cause counts for nothing:');
    const type = this.ledger.typeAt(cause);
    if (!answerOf(stage, type)?.events.includes(record.type ?? '')) say(`${record.type} is no answer to ${type}`);
    if (!isTransfer(cause.topic) && !this.ledger.hasKey(cause, record.key)) say('it is about something else than');
  }

  private heard(record: AuditRecord, { originPartition, originOffset }: Cause, lane: Lane): void {
    const { origins } = lane.progress;
    const last = origins.get(originPartition) ?? -1;
    if (originOffset > last) origins.set(originPartition, originOffset);
    else {
      const what = `the transfer of ${originPartition}@${originOffset} is not newer than ${last}, which was heard`;
      this.findings.record(2, record, what);
    }
  }
}

/** Where the record stands that a dead letter is about: its id says so. */
function parkedPlace({ fields }: AuditRecord): Place {
  const [, topic = '', partition, offset] = textIn(fields, 'deadLetterId').split(':');
  return { topic, partition: Number(partition), offset: Number(offset) };
}
