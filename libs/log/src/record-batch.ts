import { crc32c } from '@node-rs/crc32';
import { gunzipSync } from 'node:zlib';
import { LogError } from './errors';

/** A record to append. */
export interface OutgoingRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, string>> | null;
}

/** A record as read. */
export interface LogRecord {
  readonly offset: number;
  /** As set by the producer, epoch ms UTC. */
  readonly timestamp: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>> | null;
}

/** A record batch as read: what one append wrote, and who wrote it. */
export interface RecordBatch {
  readonly baseOffset: number;
  readonly lastOffset: number;
  /** -1 when the producer was not idempotent. */
  readonly producerId: number;
  readonly producerEpoch: number;
  /** A transaction marker; it holds no records of anybody. */
  readonly isControl: boolean;
  readonly records: readonly LogRecord[];
}

/** The writer of a batch, as the broker checks it: a stale epoch or a gap in the sequence is refused. */
export interface BatchProducer {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly firstSequence: number;
}

const HEADER_BYTES = 61;
const MAGIC = 2;
const CONTROL_BIT = 0x20;
const CODEC_MASK = 0x07;
const GZIP = 1;

const varintSize = (value: number): number => {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  let bytes = 1;
  while (rest >= 0x80) {
    bytes++;
    rest >>>= 7;
  }
  return bytes;
};

const writeVarint = (buffer: Buffer, at: number, value: number): number => {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  while (rest >= 0x80) {
    buffer[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  buffer[at++] = rest;
  return at;
};

const bytesSize = (bytes: Buffer | null): number => (bytes ? varintSize(bytes.length) + bytes.length : 1);

const writeBytes = (buffer: Buffer, at: number, bytes: Buffer | null): number => {
  if (!bytes) return writeVarint(buffer, at, -1);
  at = writeVarint(buffer, at, bytes.length);
  buffer.set(bytes, at);
  return at + bytes.length;
};

type EncodedHeaders = readonly (readonly [Buffer, Buffer])[];
const NO_HEADERS: EncodedHeaders = [];

const encodeHeaders = (headers: OutgoingRecord['headers']): EncodedHeaders =>
  headers ? Object.entries(headers).map(([k, v]) => [Buffer.from(k), Buffer.from(v)] as const) : NO_HEADERS;

/**
 * Encodes records as one uncompressed record batch (magic 2) in one pass: sizes first, then the bytes, once each.
 * kafkajs's own encoder grows a buffer per record and computes one-byte deltas with 64-bit objects.
 * @param timestamp of all records, epoch ms UTC
 * @see https://kafka.apache.org/documentation/#recordbatch
 */
export function encodeRecordBatch(
  records: readonly OutgoingRecord[],
  producer: BatchProducer,
  timestamp: number,
): Buffer {
  const count = records.length;
  const bodies = new Int32Array(count);
  const headers: EncodedHeaders[] = new Array<EncodedHeaders>(count);
  let size = HEADER_BYTES;
  for (let i = 0; i < count; i++) {
    const record = records[i]!;
    const own = (headers[i] = encodeHeaders(record.headers));
    // attributes (1) and the timestamp delta, always 0 (1)
    let body = 2 + varintSize(i) + bytesSize(record.key) + bytesSize(record.value) + varintSize(own.length);
    for (const [name, value] of own) body += bytesSize(name) + bytesSize(value);
    bodies[i] = body;
    size += varintSize(body) + body;
  }
  const buffer = Buffer.allocUnsafe(size);
  let at = HEADER_BYTES;
  for (let i = 0; i < count; i++) {
    const record = records[i]!;
    at = writeVarint(buffer, at, bodies[i]!);
    buffer[at++] = 0;
    buffer[at++] = 0;
    at = writeVarint(buffer, at, i);
    at = writeBytes(buffer, at, record.key);
    at = writeBytes(buffer, at, record.value);
    at = writeVarint(buffer, at, headers[i]!.length);
    for (const [name, value] of headers[i]!) at = writeBytes(buffer, writeBytes(buffer, at, name), value);
  }
  buffer.writeBigInt64BE(0n, 0); // the base offset is the broker's to give
  buffer.writeInt32BE(size - 12, 8);
  buffer.writeInt32BE(-1, 12); // partition leader epoch, likewise
  buffer[16] = MAGIC;
  buffer.writeInt16BE(0, 21); // no compression, create time, neither transactional nor control
  buffer.writeInt32BE(count - 1, 23);
  buffer.writeBigInt64BE(BigInt(timestamp), 27);
  buffer.writeBigInt64BE(BigInt(timestamp), 35);
  buffer.writeBigInt64BE(BigInt(producer.producerId), 43);
  buffer.writeInt16BE(producer.producerEpoch, 51);
  buffer.writeInt32BE(producer.firstSequence, 53);
  buffer.writeInt32BE(count, 57);
  buffer.writeUInt32BE(crc32c(buffer.subarray(21)), 17);
  return buffer;
}

/** Reads the fields of one record batch after the other, without a copy of keys and values. */
class Cursor {
  constructor(
    readonly buffer: Buffer,
    public at: number,
  ) {}

  varint(): number {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = this.buffer[this.at++];
      if (byte === undefined || shift > 28) throw new LogError('A record batch has a broken varint', 'stop');
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
      shift += 7;
    }
  }

  /** Timestamp deltas may exceed 32 bits. */
  varlong(): number {
    let value = 0n;
    let shift = 0n;
    for (;;) {
      const byte = this.buffer[this.at++];
      if (byte === undefined || shift > 63n) throw new LogError('A record batch has a broken varlong', 'stop');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number((value >> 1n) ^ -(value & 1n));
      shift += 7n;
    }
  }

  bytes(): Buffer | null {
    const length = this.varint();
    if (length < 0) return null;
    const bytes = this.buffer.subarray(this.at, this.at + length);
    this.at += length;
    return bytes;
  }
}

function decodeRecords(buffer: Buffer, at: number, count: number, baseOffset: number, base: number): LogRecord[] {
  const cursor = new Cursor(buffer, at);
  const records = new Array<LogRecord>(count);
  for (let i = 0; i < count; i++) {
    const end = cursor.varint() + cursor.at;
    cursor.at++; // attributes: none are defined for records
    const delta = buffer[cursor.at] === 0 ? (cursor.at++, 0) : cursor.varlong();
    const offset = baseOffset + cursor.varint();
    const key = cursor.bytes();
    const value = cursor.bytes();
    const headerCount = cursor.varint();
    let headers: Record<string, string> | null = null;
    for (let h = 0; h < headerCount; h++) {
      headers ??= {};
      headers[cursor.bytes()?.toString() ?? ''] = cursor.bytes()?.toString() ?? '';
    }
    cursor.at = end;
    records[i] = { offset, timestamp: base + delta, key, value, headers };
  }
  return records;
}

/**
 * Decodes the record batches of a fetch answer. A batch that the answer cuts off at its end is left out.
 * @param checkCrc recompute each batch's checksum; TCP and the broker have checked it already, so only audits ask for it
 * @throws {LogError} `stop` for a format older than magic 2, a compression other than gzip, or a wrong checksum
 */
export function decodeRecordBatches(buffer: Buffer, checkCrc = false): RecordBatch[] {
  const batches: RecordBatch[] = [];
  let at = 0;
  while (at + HEADER_BYTES <= buffer.length) {
    const end = at + 12 + buffer.readInt32BE(at + 8);
    if (end > buffer.length) break;
    if (buffer[at + 16] !== MAGIC) throw new LogError(`Record format ${buffer[at + 16]} is not supported`, 'stop');
    if (checkCrc && crc32c(buffer.subarray(at + 21, end)) !== buffer.readUInt32BE(at + 17)) {
      throw new LogError('A record batch has a wrong checksum', 'stop');
    }
    const attributes = buffer.readInt16BE(at + 21);
    const baseOffset = Number(buffer.readBigInt64BE(at));
    const baseTimestamp = Number(buffer.readBigInt64BE(at + 27));
    const isControl = (attributes & CONTROL_BIT) !== 0;
    const count = buffer.readInt32BE(at + 57);
    let records: LogRecord[] = [];
    if (!isControl) {
      const codec = attributes & CODEC_MASK;
      if (codec > GZIP) throw new LogError('Only gzip is supported: set compression.type=uncompressed', 'stop');
      records =
        codec === GZIP
          ? decodeRecords(gunzipSync(buffer.subarray(at + HEADER_BYTES, end)), 0, count, baseOffset, baseTimestamp)
          : decodeRecords(buffer, at + HEADER_BYTES, count, baseOffset, baseTimestamp);
    }
    batches.push({
      baseOffset,
      lastOffset: baseOffset + buffer.readInt32BE(at + 23),
      producerId: Number(buffer.readBigInt64BE(at + 43)),
      producerEpoch: buffer.readInt16BE(at + 51),
      isControl,
      records,
    });
    at = end;
  }
  return batches;
}
