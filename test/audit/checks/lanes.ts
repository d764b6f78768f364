import type { Findings } from '../findings';
import { numberIn, textIn, type AuditRecord, type Producer } from '../log/record';
import { eventsOf, type Stage } from '../log/topics';

/** How far a lane has come, as its own output tells. */
export interface LaneProgress {
  /** Per input topic, the offset after the last input that led to an output, or that an advance record names. */
  readonly next: Map<string, number>;
  /** Per lane that sends transfers, the offset of the last one answered. */
  readonly origins: Map<number, number>;
  /** Up to where the lane's transfers have been forwarded, as its advance records say. */
  forwarded: number;
  /** Who wrote the lane's output under its last claim. */
  inForce: Producer;
}

/** One lane: the partition of a stage's output, and everything that it says about itself. */
export class Lane {
  readonly progress: LaneProgress = {
    next: new Map(),
    origins: new Map(),
    forwarded: 0,
    inForce: { producerId: -1, producerEpoch: -1 },
  };
  /** Every claim so far, as `<producer id>:<epoch>`. */
  readonly claims = new Set<string>();

  constructor(
    readonly stage: Stage,
    readonly partition: number,
  ) {}

  readUpTo(topic: string, offset: number): void {
    const { next } = this.progress;
    if (offset > (next.get(topic) ?? 0)) next.set(topic, offset);
  }
}

const isBy = (a: Producer, b: Producer): boolean =>
  a.producerId === b.producerId && a.producerEpoch === b.producerEpoch;

/**
 * The rule in the log: in a stage's output a record counts only if it was written by the producer id and epoch of the last
 * claim before it, and a claim only if its epoch is newer. Everything else was written by an owner that had lost its lane.
 */
export class Lanes {
  passedOver = 0;
  private readonly lanes = new Map<string, Lane>();

  constructor(private readonly findings: Findings) {}

  of(stage: Stage, partition: number): Lane {
    const name = `${stage}/${partition}`;
    const lane = this.lanes.get(name) ?? new Lane(stage, partition);
    this.lanes.set(name, lane);
    return lane;
  }

  all(): Lane[] {
    return [...this.lanes.values()];
  }

  /** Judges a record of a stage's output, in the order of the log. @returns whether it counts */
  judge(stage: Stage, record: AuditRecord): boolean {
    const lane = this.of(stage, record.partition);
    const counts = record.type === 'LaneClaimed' ? this.claim(lane, record) : this.isInForce(stage, record);
    if (!counts) this.passedOver++;
    else if (record.type === null) {
      this.findings.record(2, record, `the lane's owner wrote what cannot be read: ${record.fault || 'no value'}`);
    } else if (record.kind === 'event' && record.homeTopic !== eventsOf(stage)) {
      this.findings.record(2, record, `${record.type} is no event of ${stage}`);
    }
    return counts;
  }

  /** Whether a record that is no claim counts, where the one before it has been judged. */
  isInForce(stage: Stage, record: AuditRecord): boolean {
    return isBy(record, this.of(stage, record.partition).progress.inForce);
  }

  private claim(lane: Lane, record: AuditRecord): boolean {
    const { fields } = record;
    const producer = {
      producerId: numberIn(fields, 'producerId'),
      producerEpoch: numberIn(fields, 'producerEpoch'),
    };
    const { inForce } = lane.progress;
    if (!isBy(record, producer)) return false; // a claim in somebody else's name
    if (producer.producerId === inForce.producerId && producer.producerEpoch <= inForce.producerEpoch) return false;
    if (textIn(fields, 'stage') !== lane.stage || numberIn(fields, 'partition') !== lane.partition) {
      this.findings.record(2, record, `it claims ${textIn(fields, 'stage')} lane ${numberIn(fields, 'partition')}`);
    }
    lane.progress.inForce = producer;
    lane.claims.add(`${producer.producerId}:${producer.producerEpoch}`);
    return true;
  }
}
