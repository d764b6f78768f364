import type { Codec } from '@alataw/contracts';
import type { Fetched, LogRecord } from '@alataw/log';
import type { ClaimRule } from './claim-rule';
import type { Lane } from './lane';
import type { LanesProjection } from './ports';
import type { OwnRecord } from './round';
import type { StageRecords } from './stage-records';
import { Subjects } from './subjects';

/** What folding a lane's output needs besides the lane. */
export interface CatchUpContext {
  readonly records: StageRecords;
  readonly codec: Codec;
  readonly projection: Pick<LanesProjection, 'load' | 'apply'>;
}

/** A record of a lane's output that counts. */
export interface CountedRecord {
  readonly record: LogRecord;
  readonly own: OwnRecord;
}

/** Folds a lane's own output into Redis, from its mark on. */
export class CatchUp {
  folded = 0;
  /** Records that count for nothing. */
  passedOver = 0;

  constructor(
    private readonly lane: Lane,
    private readonly context: CatchUpContext,
    private readonly rule: ClaimRule,
  ) {}

  /** Decodes a fetch and leaves out what does not count, and what stands at `end` or behind. */
  judge(fetched: Fetched, end: number): CountedRecord[] {
    const counted: CountedRecord[] = [];
    for (const batch of fetched.batches) {
      if (batch.baseOffset >= end) break; // a later claim: whoever made it will read up to it
      if (this.rule.counts(batch)) {
        for (const record of batch.records) counted.push({ record, own: this.context.records.readOwn(record) });
      } else this.passedOver += batch.records.length;
    }
    return counted;
  }

  /**
   * Folds what lies behind the mark into Redis and moves the mark.
   * @param to where the stretch ends, exclusive; false when somebody else has moved the mark or taken the slot
   */
  async project(counted: readonly CountedRecord[], to: number): Promise<boolean> {
    const { lane, context } = this;
    if (to <= lane.mark) return true;
    const records = counted.filter(({ record }) => record.offset >= lane.mark);
    const subjects = await this.subjectsOf(records);
    if (subjects === null) return false;
    for (const { own, record } of records) {
      if (own.kind === 'claimed') continue;
      if (own.kind === 'advanced') {
        for (const { topic, offset } of own.advance.next) lane.progress.readUpTo(topic, offset);
        lane.progress.forwardedUpTo(own.advance.forwarded);
        continue;
      }
      lane.progress.answered(own.meta.cause);
      if (own.kind === 'event') {
        const subject = subjects.get({ kind: own.entity.kind, id: own.id });
        // A part of this stretch may stand in Redis already, if its last part was never written.
        if (record.offset > subject.lastOffset) subject.apply(own.event, own.meta.occurredAt, record.offset);
      }
    }
    this.folded += records.length;
    const stretch = { from: lane.mark, to, inForce: this.rule.inForce, changed: subjects.changed() };
    const change = lane.change(stretch, context.codec);
    if ((await context.projection.apply(lane.partition, lane.producer, change)) === 'moved') return false;
    lane.moved(change);
    return true;
  }

  private async subjectsOf(records: readonly { own: OwnRecord }[]): Promise<Subjects | null> {
    const { lane, context } = this;
    const wanted = new Map<string, { kind: string; id: string }>();
    for (const { own } of records) {
      if (own.kind !== 'event') continue;
      const key = { kind: own.entity.kind, id: own.id };
      wanted.set(Subjects.key(key), key);
    }
    const entities = [...wanted.values()];
    const stored = await context.projection.load(lane.partition, lane.producer, lane.mark, entities);
    if (stored === 'moved') return null;
    return context.records.subjects(entities, stored);
  }
}
