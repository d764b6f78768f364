import { recordBatches, type Producer, type RawRecord } from '../wire/record-batch';
import type { Place } from '../wire/requests';
import { auditRecord, type AuditRecord } from './record';
import type { Schemas } from './schemas';

/** A record, and who appended it. */
interface By extends Producer {
  readonly raw: RawRecord;
}

/** Offsets at which a reader finds no record. */
export interface Hole {
  readonly offset: number;
  readonly count: number;
  readonly why: string;
}

/** One partition while it is read. */
export class PartitionReader {
  /** The next offset to deliver. */
  position = 0;
  head: AuditRecord | null = null;
  /** Offsets before the end that hold no record, or none that can be believed. */
  readonly holes: Hole[] = [];
  private waiting: Iterator<By> | null = null;

  constructor(
    readonly topic: string,
    readonly partition: number,
    public end: number,
    private readonly schemas: Schemas,
  ) {}

  get place(): Place {
    return { topic: this.topic, partition: this.partition, offset: this.position };
  }

  get isDone(): boolean {
    return this.position >= this.end;
  }

  give(bytes: Buffer): void {
    this.waiting = this.records(bytes);
  }

  /** The next record, or null: then this partition has to be fetched from, or is done. */
  peek(): AuditRecord | null {
    if (this.isDone) return null;
    if (this.head) return this.head;
    const next = this.waiting?.next();
    if (next === undefined || next.done === true) {
      this.waiting = null;
      return null;
    }
    const { raw, producerId, producerEpoch } = next.value;
    const { topic, partition, schemas } = this;
    this.passOver(raw.offset - 1, 'they hold no record');
    this.head = auditRecord(raw, { topic, partition, offset: raw.offset, producerId, producerEpoch }, schemas);
    return this.head;
  }

  advance(): void {
    if (this.head) this.position = this.head.offset + 1;
    this.head = null;
  }

  /** Moves on to behind an offset at which there is nothing to deliver. */
  private passOver(last: number, why: string): void {
    const count = last + 1 - this.position;
    if (count > 0) this.holes.push({ offset: this.position, count, why });
    this.position = Math.max(this.position, last + 1);
  }

  private *records(bytes: Buffer): Generator<By> {
    for (const batch of recordBatches(bytes)) {
      if ('fault' in batch) {
        this.passOver(batch.lastOffset, batch.fault);
        continue;
      }
      const { records, producerId, producerEpoch, isControl, lastOffset } = batch;
      if (isControl) {
        this.passOver(lastOffset, 'they hold the marker of a transaction');
        continue;
      }
      for (const raw of records) if (raw.offset >= this.position) yield { raw, producerId, producerEpoch };
    }
  }
}
