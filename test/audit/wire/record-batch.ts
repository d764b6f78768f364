import { ByteReader, FormatError } from './bytes';
import { crc32c } from './crc32c';

/** One record as it stands in a partition; key and value are views of the fetched bytes. */
export interface RawRecord {
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: ReadonlyMap<string, string> | null;
}

/** Who appended a batch: -1 for a client that does not number its records. */
export interface Producer {
  readonly producerId: number;
  readonly producerEpoch: number;
}

export interface RawBatch extends Producer {
  readonly baseOffset: number;
  readonly lastOffset: number;
  /** The number of the batch's first record among its producer's in this partition; -1 without a producer id. */
  readonly firstSequence: number;
  /** A marker of a transaction. Alataw writes none. */
  readonly isControl: boolean;
  readonly isTransactional: boolean;
  readonly records: readonly RawRecord[];
}

/** A batch that cannot be read, or must not be believed. */
export interface BrokenBatch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly fault: string;
}

/** Bytes before the length field's own count begins, and up to where the checksum begins. */
const LENGTH_END = 12;
const MAGIC_AT = 16;
const CHECKSUM_FROM = 21;
const LAST_DELTA_AT = 23;
const HEADER_BYTES = 61;

function record(reader: ByteReader, baseOffset: number): RawRecord {
  const end = reader.varint() + reader.at;
  reader.take(1); // attributes: none are defined for records
  reader.varint(); // time: events carry their own
  const offset = baseOffset + reader.varint();
  const bytes = (): Buffer | null => {
    const length = reader.varint();
    return length < 0 ? null : reader.slice(length);
  };
  const key = bytes();
  const value = bytes();
  let headers: Map<string, string> | null = null;
  for (let n = reader.varint(); n > 0; n--) {
    headers ??= new Map();
    headers.set(bytes()?.toString() ?? '', bytes()?.toString() ?? '');
  }
  if (reader.at !== end) throw new FormatError(`the record at ${offset} is not as long as it says`);
  return { offset, key, value, headers };
}

function batch(whole: Buffer): RawBatch {
  const reader = new ByteReader(whole);
  const baseOffset = reader.int64();
  reader.take(8); // length, leader epoch
  const magic = reader.int8();
  if (magic !== 2) throw new FormatError(`the batch has format ${magic} instead of 2`);
  if (reader.uint32() !== crc32c(whole.subarray(CHECKSUM_FROM))) {
    throw new FormatError('the batch has a wrong checksum');
  }
  const attributes = reader.int16();
  if ((attributes & 7) !== 0) throw new FormatError('the batch is compressed');
  const lastOffset = baseOffset + reader.int32();
  reader.take(16); // first and last time
  const producerId = reader.int64();
  const producerEpoch = reader.int16();
  const firstSequence = reader.int32();
  const isControl = (attributes & 32) !== 0;
  const isTransactional = (attributes & 16) !== 0;
  const records = reader.array(() => record(reader, baseOffset));
  return { baseOffset, lastOffset, producerId, producerEpoch, firstSequence, isControl, isTransactional, records };
}

/** The same, with the places that it claims to fill, when it cannot be read. */
function batchOrFault(whole: Buffer): RawBatch | BrokenBatch {
  try {
    return batch(whole);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const reader = new ByteReader(whole);
    const baseOffset = reader.int64();
    const isKnown = whole.readInt8(MAGIC_AT) === 2;
    const delta = isKnown ? whole.readInt32BE(LAST_DELTA_AT) : 0;
    // A damaged number moves nobody behind what a batch can hold.
    const records = delta >= 0 && delta < whole.length ? delta : 0;
    return { baseOffset, lastOffset: baseOffset + records, fault: error.message };
  }
}

/**
 * Reads the batches of a fetch, checksums included. What the answer cuts off at its end is left out.
 * @throws {FormatError} when it cannot be told where a batch ends
 */
export function* recordBatches(bytes: Buffer): Generator<RawBatch | BrokenBatch> {
  for (let at = 0; at + HEADER_BYTES <= bytes.length;) {
    const end = at + LENGTH_END + bytes.readInt32BE(at + 8);
    if (end <= at) throw new FormatError('a batch has no length');
    if (end > bytes.length) return;
    yield batchOrFault(bytes.subarray(at, end));
    at = end;
  }
}
