import type { FetchedBytes, Place } from '../wire/requests';
import { PartitionReader, type Hole } from './partition-reader';
import type { AuditRecord } from './record';
import { causeOf } from './topics';
import type { Schemas } from './schemas';

/** Where a log is read from. */
export interface LogSource {
  fetch(places: readonly Place[]): Promise<FetchedBytes[]>;
  /** Where these partitions end now. */
  ends(places: readonly Place[]): Promise<number[]>;
}

/** A record, and whether its cause stands before it in the log. */
export interface Delivered {
  readonly record: AuditRecord;
  readonly hasCause: boolean;
}

/**
 * Reads many partitions as one log in which every record comes behind its cause. Partitions are ordered by themselves, and
 * each event names its cause, so that a head whose cause has been delivered may go. The ends move on where a record before
 * them has its cause behind them: together they are then a cut that no cause crosses.
 */
export class CausalLog {
  private readonly readers: readonly PartitionReader[];
  private readonly byPlace = new Map<string, PartitionReader>();

  /**
   * @param ends one place per partition, at its end offset, in the order in which records flow
   * @param counts judges a record before which all that was delivered has been judged: the cause of one that counts for
   *   nothing need not exist, and nothing waits for it
   */
  constructor(
    private readonly source: LogSource,
    ends: readonly Place[],
    schemas: Schemas,
    private readonly counts: (record: AuditRecord) => boolean = () => true,
  ) {
    this.readers = ends.map(({ topic, partition, offset }) => new PartitionReader(topic, partition, offset, schemas));
    for (const reader of this.readers) this.byPlace.set(`${reader.topic}/${reader.partition}`, reader);
  }

  /** Where the cut lies once all has been read. */
  get ends(): Place[] {
    return this.readers.map(({ topic, partition, end: offset }) => ({ topic, partition, offset }));
  }

  /** Offsets that hold no record, or none that can be believed: Alataw's topics have none. */
  get holes(): (Hole & Place)[] {
    return this.readers.flatMap(({ topic, partition, holes }) => holes.map((hole) => ({ topic, partition, ...hole })));
  }

  async *read(): AsyncGenerator<readonly Delivered[]> {
    for (;;) {
      const ready: Delivered[] = [];
      for (const reader of this.readers) this.drain(reader, ready);
      if (ready.length > 0) {
        yield ready;
        continue;
      }
      const hungry = this.readers.filter((reader) => !reader.isDone && reader.head === null);
      if (hungry.length > 0) {
        await this.fetch(hungry);
        continue;
      }
      const blocked = this.readers.filter((reader) => reader.head !== null);
      const [waiting] = blocked;
      if (!waiting) return;
      const first = blocked.find(({ head }) => head && !this.counts(head)) ?? waiting;
      if (first === waiting && (await this.extend(blocked))) continue;
      if (first.head) ready.push({ record: first.head, hasCause: false });
      first.advance();
      yield ready;
    }
  }

  private drain(reader: PartitionReader, ready: Delivered[]): void {
    for (let head = reader.peek(); head && this.isReady(head); head = reader.peek()) {
      ready.push({ record: head, hasCause: true });
      reader.advance();
    }
  }

  private isReady(record: AuditRecord): boolean {
    const cause = causeOf(record);
    if (cause === null) return true;
    const reader = this.byPlace.get(`${cause.topic}/${cause.partition}`);
    return reader !== undefined && reader.position > cause.offset;
  }

  private async fetch(hungry: readonly PartitionReader[]): Promise<void> {
    for (const { topic, partition, bytes } of await this.source.fetch(hungry.map((reader) => reader.place))) {
      this.byPlace.get(`${topic}/${partition}`)?.give(bytes);
    }
  }

  /** Moves the ends of partitions over causes that stand behind them. @returns whether any did */
  private async extend(blocked: readonly PartitionReader[]): Promise<boolean> {
    let moved = false;
    for (const { head } of blocked) {
      const cause = head && causeOf(head);
      const reader = cause && this.byPlace.get(`${cause.topic}/${cause.partition}`);
      if (!cause || !reader || cause.offset < reader.end) continue;
      const [end = 0] = await this.source.ends([cause]);
      if (end <= cause.offset) continue;
      reader.end = cause.offset + 1;
      moved = true;
    }
    return moved;
  }
}
