import { encodeRecordBatch, type BatchProducer, type OutgoingRecord } from './record-batch';
import { Reader, Writer } from './wire';

/** One partition's part of a Produce request. */
export interface PartitionAppend {
  readonly topic: string;
  readonly partition: number;
  readonly producer: BatchProducer;
  readonly records: readonly OutgoingRecord[];
}

/** One partition's part of a Produce answer. `baseOffset` is -1 when the error code is not 0. */
export interface PartitionAppended {
  readonly topic: string;
  readonly partition: number;
  readonly errorCode: number;
  readonly baseOffset: number;
}

/** Where to read on. */
export interface Position {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** One partition's part of a Fetch answer, its record batches not yet decoded. */
export interface PartitionFetched {
  readonly topic: string;
  readonly partition: number;
  readonly errorCode: number;
  readonly highWatermark: number;
  readonly bytes: Buffer;
}

/** How long and how much a fetch may wait for and bring. */
export interface FetchLimits {
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxBytesPerPartition: number;
}

const byTopic = <T extends { readonly topic: string }>(items: readonly T[]): [string, T[]][] => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.topic);
    if (group) group.push(item);
    else groups.set(item.topic, [item]);
  }
  return [...groups];
};

/** Produce, version 7: the last that kafkajs's broker negotiation knows, and understood by every broker since 2.1. */
export const PRODUCE = { apiKey: 0, apiVersion: 7, apiName: 'Produce' } as const;
/** Fetch, version 11: the last that kafkajs's broker negotiation knows, and understood by every broker since 2.3. */
export const FETCH = { apiKey: 1, apiVersion: 11, apiName: 'Fetch' } as const;

/**
 * Encodes a Produce request that waits for all in-sync replicas.
 * @param now the timestamp of the records, epoch ms UTC
 * @param timeoutMs how long the leader may wait for the replicas
 */
export function encodeProduce(appends: readonly PartitionAppend[], now: number, timeoutMs: number): Buffer {
  const out = new Writer().string(null).int16(-1).int32(timeoutMs);
  const topics = byTopic(appends);
  out.int32(topics.length);
  for (const [topic, parts] of topics) {
    out.string(topic).int32(parts.length);
    for (const part of parts) {
      const batch = encodeRecordBatch(part.records, part.producer, now);
      out.int32(part.partition).int32(batch.length).bytes(batch);
    }
  }
  return out.toBuffer();
}

/** Decodes a Produce answer: each partition has its own outcome. */
export function decodeProduced(answer: Buffer): PartitionAppended[] {
  const read = new Reader(answer);
  return read
    .array(() => {
      const topic = read.string();
      return read.array(() => {
        const partition = read.int32();
        const errorCode = read.int16();
        const baseOffset = read.int64();
        read.int64(); // log append time: -1, since topics keep the time of creation
        read.int64(); // log start offset
        return { topic, partition, errorCode, baseOffset };
      });
    })
    .flat();
}

/** Encodes a full Fetch request without a session; `readUncommitted`, since no topic of Alataw holds transactions. */
export function encodeFetch(positions: readonly Position[], limits: FetchLimits): Buffer {
  const out = new Writer()
    .int32(-1)
    .int32(limits.maxWaitMs)
    .int32(limits.minBytes)
    .int32(limits.maxBytes)
    .int8(0)
    .int32(0)
    .int32(-1);
  const topics = byTopic(positions);
  out.int32(topics.length);
  for (const [topic, parts] of topics) {
    out.string(topic).int32(parts.length);
    for (const { partition, offset } of parts) {
      out.int32(partition).int32(-1).int64(offset).int64(-1).int32(limits.maxBytesPerPartition);
    }
  }
  return out.int32(0).string('').toBuffer();
}

/** Decodes a Fetch answer down to the undecoded record batches of each partition. */
export function decodeFetched(answer: Buffer): { errorCode: number; partitions: PartitionFetched[] } {
  const read = new Reader(answer);
  read.int32(); // throttle time: the connection has obeyed it
  const errorCode = read.int16();
  read.int32(); // session id
  const partitions = read
    .array(() => {
      const topic = read.string();
      return read.array(() => {
        const partition = read.int32();
        const partitionError = read.int16();
        const highWatermark = read.int64();
        read.int64(); // last stable offset
        read.int64(); // log start offset: -1 just when somebody would want it, for a position outside of the log
        read.array(() => [read.int64(), read.int64()]); // aborted transactions
        read.int32(); // preferred read replica
        return { topic, partition, errorCode: partitionError, highWatermark, bytes: read.bytes() };
      });
    })
    .flat();
  return { errorCode, partitions };
}
