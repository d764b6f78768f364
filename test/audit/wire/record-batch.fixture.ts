import { crc32c } from './crc32c';
import type { Producer } from './record-batch';

/** A record to put into a batch. */
export interface Written {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, string>>;
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value >= 0 ? value * 2 : -value * 2 - 1;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.from([...bytes, rest]);
}

const sized = (bytes: Buffer | null): Buffer =>
  bytes === null ? varint(-1) : Buffer.concat([varint(bytes.length), bytes]);

function recordBytes({ key, value, headers = {} }: Written, delta: number): Buffer {
  const pairs = Object.entries(headers)
    .flat()
    .map((text) => sized(Buffer.from(text)));
  const body = Buffer.concat([
    ...[Buffer.from([0]), varint(delta), varint(delta), sized(key), sized(value)],
    ...[varint(pairs.length / 2), ...pairs],
  ]);
  return Buffer.concat([varint(body.length), body]);
}

/** A batch as a broker hands it out. */
export function batchBytes(baseOffset: number, records: readonly Written[], by: Producer, attributes = 0): Buffer {
  const bodies = records.map(recordBytes);
  const head = Buffer.alloc(61);
  head.writeBigInt64BE(BigInt(baseOffset), 0);
  head.writeInt32BE(49 + bodies.reduce((sum, { length }) => sum + length, 0), 8);
  head.writeInt8(2, 16);
  head.writeInt16BE(attributes, 21);
  head.writeInt32BE(records.length - 1, 23);
  head.writeBigInt64BE(BigInt(by.producerId), 43);
  head.writeInt16BE(by.producerEpoch, 51);
  head.writeInt32BE(records.length, 57);
  const batch = Buffer.concat([head, ...bodies]);
  batch.writeUInt32BE(crc32c(batch.subarray(21)), 17);
  return batch;
}
