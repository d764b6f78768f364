/** A record to publish. */
export interface Publication {
  readonly topic: string;
  readonly partition: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

/** Where a record stands. */
export interface Published {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** A record as read. */
export interface StoredRecord {
  readonly offset: number;
  /** Epoch ms UTC. */
  readonly timestamp: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

/** Writes records; resolves when Kafka has them for good. */
export interface LogWriter {
  /** @throws an error of disposition `retry` when the deadline passes */
  publish(publications: readonly Publication[], deadlineMs?: number): Promise<readonly Published[]>;
  partitions(topic: string): number;
}

/** Reads stretches of the log. */
export interface LogReader {
  partitions(topic: string): number;
  endOffsets(topic: string): Promise<number[]>;
  startOffsets(topic: string): Promise<number[]>;
  /** The first offset of each partition whose record is not older; its end where there is none. @param at epoch ms UTC */
  offsetsAt(topic: string, at: number): Promise<number[]>;
  /** What stands from a position on, about as much as may be brought; `next` is where to go on. */
  fetch(
    position: { readonly topic: string; readonly partition: number; readonly offset: number },
    maxBytes: number,
  ): Promise<{ readonly next: number; readonly batches: readonly { readonly records: readonly StoredRecord[] }[] }>;
  readAt(topic: string, partition: number, offset: number): Promise<StoredRecord | null>;
  /** `from` inclusive, `to` exclusive, in batches. */
  scan(range: {
    readonly topic: string;
    readonly partition: number;
    readonly from: number;
    readonly to: number;
  }): AsyncIterable<readonly StoredRecord[]>;
}
