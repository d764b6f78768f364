import { ByteReader } from '../../audit/wire/bytes';

/** The header of a record batch on its way to a partition. */
export interface BatchHeader {
  readonly topic: string;
  readonly partition: number;
  /** -1 when the producer is not idempotent. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly firstSequence: number;
  readonly records: number;
}

/** What a broker answers for one partition; `baseOffset` is -1 when the error code is not 0. */
export interface PartitionAnswer {
  readonly topic: string;
  readonly partition: number;
  readonly errorCode: number;
  readonly baseOffset: number;
}

/** What stands in front of every request. */
export interface RequestHeader {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly correlationId: number;
  readonly clientId: string | null;
  /** Where the body begins in the frame, for versions before the flexible ones. */
  readonly bodyAt: number;
}

const PRODUCE_KEY = 0;
/** The version that `libs/log` sends; others pass the wire unread. */
const PRODUCE_VERSION = 7;
const LENGTH_BYTES = 4;

/** Reads the header of a request. @param frame with its length in front */
export function readHeader(frame: Buffer): RequestHeader {
  const read = new ByteReader(frame, LENGTH_BYTES);
  const apiKey = read.int16();
  const apiVersion = read.int16();
  const correlationId = read.int32();
  const clientId = read.string();
  return { apiKey, apiVersion, correlationId, clientId, bodyAt: read.at };
}

/** The correlation id of an answer. @param frame with its length in front */
export const correlationOf = (frame: Buffer): number => frame.readInt32BE(LENGTH_BYTES);

export const isProduce = ({ apiKey, apiVersion }: RequestHeader): boolean =>
  apiKey === PRODUCE_KEY && apiVersion === PRODUCE_VERSION;

/** Reads the batch headers of a Produce request. @throws {FormatError} when it is not one */
export function readBatches(frame: Buffer, bodyAt: number): BatchHeader[] {
  const read = new ByteReader(frame, bodyAt);
  read.string(); // transactional id
  read.int16(); // acks
  read.int32(); // how long the leader may wait for its replicas
  return read
    .array(() => {
      const topic = read.string() ?? '';
      return read.array(() => readBatch(topic, read.int32(), read));
    })
    .flat();
}

function readBatch(topic: string, partition: number, read: ByteReader): BatchHeader {
  const batch = new ByteReader(read.slice(read.int32()));
  batch.take(43); // base offset, length, leader epoch, magic, checksum, attributes, last offset delta, timestamps
  return {
    topic,
    partition,
    producerId: batch.int64(),
    producerEpoch: batch.int16(),
    firstSequence: batch.int32(),
    records: batch.int32(),
  };
}

/** Reads a Produce answer. @param frame with its length in front @throws {FormatError} when it is not one */
export function readAnswers(frame: Buffer): PartitionAnswer[] {
  const read = new ByteReader(frame, 2 * LENGTH_BYTES); // behind length and correlation id
  return read
    .array(() => {
      const topic = read.string() ?? '';
      return read.array(() => {
        const partition = read.int32();
        const errorCode = read.int16();
        const baseOffset = read.int64();
        read.take(16); // log append time, log start offset
        return { topic, partition, errorCode, baseOffset };
      });
    })
    .flat();
}
