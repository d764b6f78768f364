import type { ByteReader } from './bytes';
import type { Request } from './connection';

/** Writes one value after the other. */
class ByteWriter {
  private readonly parts: Buffer[] = [];

  int8(value: number): this {
    const part = Buffer.alloc(1);
    part.writeInt8(value);
    return this.push(part);
  }
  int32(value: number): this {
    const part = Buffer.alloc(4);
    part.writeInt32BE(value);
    return this.push(part);
  }
  int64(value: number): this {
    const part = Buffer.alloc(8);
    part.writeBigInt64BE(BigInt(value));
    return this.push(part);
  }
  string(value: string): this {
    const part = Buffer.alloc(2 + Buffer.byteLength(value));
    part.writeInt16BE(part.length - 2);
    part.write(value, 2);
    return this.push(part);
  }
  array<T>(items: readonly T[], item: (value: T) => void): this {
    this.int32(items.length);
    items.forEach(item);
    return this;
  }
  done(): Buffer {
    return Buffer.concat(this.parts);
  }
  private push(part: Buffer): this {
    this.parts.push(part);
    return this;
  }
}

/** One partition and a position in it. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export interface Metadata {
  /** Node id → `host:port`. */
  readonly brokers: ReadonlyMap<number, string>;
  readonly partitions: readonly {
    readonly topic: string;
    readonly partition: number;
    readonly leader: number;
    readonly error: number;
  }[];
}

/** @param topics null: all there are */
export function metadataRequest(topics: readonly string[] | null): Request {
  const writer = new ByteWriter();
  if (topics === null) writer.int32(-1);
  else writer.array(topics, (topic) => writer.string(topic));
  const mayCreate = 0; // an audit of the wrong Kafka leaves no topics behind
  return { apiKey: 3, version: 4, body: writer.int8(mayCreate).done() };
}

export function metadataAnswer(reader: ByteReader): Metadata {
  const brokers = new Map<number, string>();
  reader.int32(); // throttle time
  reader.array(() => {
    const id = reader.int32();
    const host = reader.string();
    brokers.set(id, `${host}:${reader.int32()}`);
    reader.string(); // rack
  });
  reader.string(); // cluster
  reader.int32(); // controller
  const partitions = reader.array(() => {
    reader.int16(); // a topic that does not exist has no partitions
    const topic = reader.string() ?? '';
    reader.int8(); // internal
    return reader.array(() => {
      const error = reader.int16();
      const partition = reader.int32();
      const leader = reader.int32();
      reader.array(() => reader.int32());
      reader.array(() => reader.int32());
      return { topic, partition, leader, error };
    });
  });
  return { brokers, partitions: partitions.flat() };
}

/** Groups places by topic, as requests want them. */
function byTopic(places: readonly Place[]): [string, readonly Place[]][] {
  const groups = new Map<string, Place[]>();
  for (const place of places) groups.set(place.topic, [...(groups.get(place.topic) ?? []), place]);
  return [...groups];
}

const LATEST = -1;
const EARLIEST = -2;

/** Asks where partitions begin or end; the offsets of the places do not matter. */
export function offsetsRequest(places: readonly Place[], which: 'earliest' | 'latest'): Request {
  const writer = new ByteWriter().int32(-1);
  writer.array(byTopic(places), ([topic, group]) => {
    writer.string(topic).array(group, ({ partition }) => {
      writer.int32(partition).int64(which === 'latest' ? LATEST : EARLIEST);
    });
  });
  return { apiKey: 2, version: 1, body: writer.done() };
}

export interface Answered extends Place {
  readonly error: number;
}

export function offsetsAnswer(reader: ByteReader): Answered[] {
  return reader
    .array(() => {
      const topic = reader.string() ?? '';
      return reader.array(() => {
        const partition = reader.int32();
        const error = reader.int16();
        reader.int64(); // time
        return { topic, partition, error, offset: reader.int64() };
      });
    })
    .flat();
}

/** One fetch: whole, and of one partition. The broker answers with one batch more rather than with none. */
export const FETCH_BYTES = { whole: 16 * 1024 * 1024, partition: 1024 * 1024 } as const;
const FETCH_WAIT_MS = 500;

export function fetchRequest(places: readonly Place[]): Request {
  const writer = new ByteWriter().int32(-1).int32(FETCH_WAIT_MS).int32(1).int32(FETCH_BYTES.whole).int8(0);
  writer.array(byTopic(places), ([topic, group]) => {
    writer.string(topic).array(group, ({ partition, offset }) => {
      writer.int32(partition).int64(offset).int32(FETCH_BYTES.partition);
    });
  });
  return { apiKey: 1, version: 4, body: writer.done() };
}

export interface FetchedBytes {
  readonly topic: string;
  readonly partition: number;
  readonly error: number;
  readonly bytes: Buffer;
}

export function fetchAnswer(reader: ByteReader): FetchedBytes[] {
  reader.int32(); // throttle time
  return reader
    .array(() => {
      const topic = reader.string() ?? '';
      return reader.array(() => {
        const partition = reader.int32();
        const error = reader.int16();
        reader.take(16); // high watermark, last stable offset
        reader.array(() => reader.take(16)); // aborted transactions: there are none to leave out
        return { topic, partition, error, bytes: reader.slice(Math.max(0, reader.int32())) };
      });
    })
    .flat();
}
