import type { ByteReader } from '../audit/wire/bytes';
import { Connection } from '../audit/wire/connection';

/** A producer that a partition's leader remembers. */
export interface ActiveProducer {
  readonly producerId: number;
  readonly producerEpoch: number;
}

const DESCRIBE_PRODUCERS = 61;
/** The end of a structure of the flexible protocol: no tagged fields. */
const NO_TAGS = Buffer.from([0]);

/**
 * Asks a partition's leader whose epochs and sequences it remembers: what it has forgotten, it does not refuse.
 * @param address `host:port` of the leader
 */
export async function activeProducers(address: string, topic: string, partition: number): Promise<ActiveProducer[]> {
  const connection = await Connection.open(address);
  try {
    const name = Buffer.from(topic);
    const index = Buffer.alloc(4);
    index.writeInt32BE(partition);
    // Compact arrays and strings carry their length plus one; one topic with one partition is asked for.
    const body = [NO_TAGS, [2, name.length + 1], name, [2], index, NO_TAGS, NO_TAGS].map((part) => Buffer.from(part));
    return readProducers(
      await connection.ask({ apiKey: DESCRIBE_PRODUCERS, version: 0, body: Buffer.concat(body) }),
      `${topic}/${partition}`,
    );
  } finally {
    connection.close();
  }
}

function readProducers(read: ByteReader, where: string): ActiveProducer[] {
  const array = <T>(item: () => T): T[] => Array.from({ length: compactLength(read) }, item);
  const skipTags = (): void => void read.take(1);
  skipTags(); // of the header
  read.int32(); // throttle time
  return array(() => {
    read.take(compactLength(read)); // topic
    const producers = array(() => {
      read.int32(); // partition
      const errorCode = read.int16();
      if (errorCode !== 0)
        throw new Error(`Kafka answered error ${errorCode} when asked for the producers of ${where}`);
      read.take(compactLength(read)); // message
      const active = array(() => {
        const producer = { producerId: read.int64(), producerEpoch: read.int32() };
        read.take(4 + 8 + 4 + 8); // last sequence and timestamp, coordinator epoch, start of a transaction
        skipTags();
        return producer;
      });
      skipTags();
      return active;
    }).flat();
    skipTags();
    return producers;
  }).flat();
}

/** An unsigned varint that is the length plus one; 0 stands for null. */
function compactLength(read: ByteReader): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = read.slice(1)[0]!;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return Math.max(0, value - 1);
  }
}
