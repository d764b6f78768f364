import { recordBatches, type Producer, type RawRecord } from '../wire/record-batch';
import type { Place } from '../wire/requests';
import { auditRecord, type AuditRecord } from './record';
import type { Schemas } from './schemas';

/** A record, and who appended it. */
interface By extends Producer {
  readonly raw: RawRecord;
}

/** One partition while it is read. */
export class PartitionReader {
  /** The next offset to deliver. */
  position = 0;
  head: AuditRecord | null = null;
  /** Offsets between two records that hold none. */
  missing = 0;
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
    this.missing += raw.offset - this.position;
    this.head = auditRecord(raw, { topic, partition, offset: raw.offset, producerId, producerEpoch }, schemas);
    return this.head;
  }

  advance(): void {
    if (this.head) this.position = this.head.offset + 1;
    this.head = null;
  }

  private *records(bytes: Buffer): Generator<By> {
    for (const { records, producerId, producerEpoch, isControl, lastOffset } of recordBatches(bytes)) {
      if (isControl) {
        this.missing++;
        this.position = Math.max(this.position, lastOffset + 1);
        continue;
      }
      for (const raw of records) if (raw.offset >= this.position) yield { raw, producerId, producerEpoch };
    }
  }
}
