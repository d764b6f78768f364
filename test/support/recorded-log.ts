import { encodeRecordBatch, KafkaLog, type OutgoingRecord } from '@alataw/log';
import { crc32c } from '@node-rs/crc32';
import { Kafka, type Admin } from 'kafkajs';
import { Type } from 'avsc';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { FEED_PREFIX } from '../audit/feeds/feed';
import { TOPICS } from '../audit/log/topics';
import { Connection } from '../audit/wire/connection';

/** One record of a recorded log. Tests change its value, or who wrote it. */
export interface Recorded {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  /** Name of its contract; empty for none. */
  readonly type: string;
  readonly fields: Fields;
  readonly raw: OutgoingRecord;
}

export type Fields = Readonly<Record<string, unknown>>;

/** What stands in a record's place instead. */
export interface Alteration {
  readonly value?: Buffer | null;
  /** Writes it alone, as somebody else. */
  readonly producerId?: number;
  /** Compresses its batch. */
  readonly isPacked?: boolean;
}

interface Batch {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly timestamp: number;
  readonly records: readonly Recorded[];
}

const SCHEMAS = join(__dirname, '../../schemas');
const HEADER_BYTES = 61;
/** Unknown topic, leader not available, not leader: a topic that has just been made. */
const PASSING = new Set([3, 5, 6]);

/** Reads and writes values by the schemas that were released. */
class Values {
  private readonly byName = new Map<string, { id: number; type: Type }>();
  private readonly byId = new Map<number, { name: string; type: Type }>();

  constructor() {
    const lock = JSON.parse(readFileSync(join(SCHEMAS, 'ids.lock.json'), 'utf8')) as Record<
      string,
      readonly { readonly version: number; readonly id: number }[]
    >;
    for (const [fullName, versions] of Object.entries(lock)) {
      const name = fullName.slice(fullName.lastIndexOf('.') + 1);
      for (const { version, id } of versions) {
        const schema = readFileSync(join(SCHEMAS, 'history', fullName, `${version}.avsc`), 'utf8');
        const type = Type.forSchema(JSON.parse(schema) as Parameters<typeof Type.forSchema>[0]);
        this.byName.set(name, { id, type });
        this.byId.set(id, { name, type });
      }
    }
  }

  decode(value: Buffer | null): { type: string; fields: Fields } {
    const known = value && value[0] === 0 ? this.byId.get(value.readInt32BE(1)) : undefined;
    if (!value || !known) return { type: '', fields: {} };
    return { type: known.name, fields: known.type.fromBuffer(value.subarray(5)) as Fields };
  }

  encode(name: string, fields: Fields): Buffer {
    const known = this.byName.get(name);
    if (!known) throw new Error(`No schema of ${name}`);
    const frame = Buffer.alloc(5);
    frame.writeInt32BE(known.id, 1);
    return Buffer.concat([frame, known.type.toBuffer(fields)]);
  }
}

/** A whole log with its feeds, read once, which can be written again with one record altered. */
export class RecordedLog {
  readonly values = new Values();
  /** By topic, by partition. */
  private readonly batches = new Map<string, Batch[][]>();

  private constructor(
    private readonly admin: Admin,
    private readonly connection: Connection,
  ) {}

  static async of(brokers: string): Promise<RecordedLog> {
    const admin = new Kafka({ brokers: [brokers], logLevel: 0 }).admin();
    await admin.connect();
    const recorded = new RecordedLog(admin, await Connection.open(brokers));
    const log = await KafkaLog.connect({ brokers: [brokers], clientId: 'recorder', topics: TOPICS });
    const feeds = await log.topicsBeginning(FEED_PREFIX);
    await log.use(feeds);
    for (const topic of [...TOPICS, ...feeds]) {
      const ends = await log.endOffsets(topic);
      const partitions = ends.map(() => [] as Batch[]);
      recorded.batches.set(topic, partitions);
      for (const [partition, to] of ends.entries()) {
        for await (const { batches } of log.read({ topic, partition, from: 0, to, checkCrc: true })) {
          for (const { producerId, producerEpoch, records } of batches) {
            const own = records.map((raw) => recorded.record(topic, partition, raw.offset, raw));
            partitions[partition]!.push({ producerId, producerEpoch, timestamp: records[0]!.timestamp, records: own });
          }
        }
      }
    }
    await log.close();
    return recorded;
  }

  private record(topic: string, partition: number, offset: number, raw: OutgoingRecord): Recorded {
    const { type, fields } = this.values.decode(raw.value);
    return { topic, partition, offset, key: raw.key?.toString() ?? '', type, fields, raw };
  }

  /** All records of a topic, partition by partition. */
  of(topic: string): Recorded[] {
    return (this.batches.get(topic) ?? []).flat().flatMap(({ records }) => records);
  }

  /** The first record of a type that fits. */
  find(topic: string, type: string, fits: (record: Recorded) => boolean = () => true): Recorded {
    const found = this.of(topic).find((record) => record.type === type && fits(record));
    if (!found) throw new Error(`The recorded log has no such ${type}: take another seed, or more parcels`);
    return found;
  }

  /** Makes a topic anew and writes it as it was recorded, but for one record. */
  async write(topic: string, at?: Recorded, alteration: Alteration = {}): Promise<void> {
    const partitions = this.batches.get(topic) ?? [];
    await this.recreate(topic, partitions.length);
    const sent = partitions.map((batches) => encoded(batches, at, alteration));
    for (let round = 0; sent.some((batches) => round < batches.length); round++) {
      let parts = sent.flatMap((batches, partition) => {
        const batch = batches[round];
        return batch ? [{ partition, batch }] : [];
      });
      while (parts.length > 0) {
        const errors = await this.produce(topic, parts);
        const refused = [...errors].find(([, error]) => error !== 0 && !PASSING.has(error));
        if (refused) throw new Error(`Kafka refuses a batch of ${topic}/${refused.join(' with error ')}`);
        parts = parts.filter(({ partition }) => errors.get(partition) !== 0);
        if (parts.length > 0) await delay(50);
      }
    }
  }

  private async recreate(topic: string, numPartitions: number): Promise<void> {
    await this.admin.deleteTopics({ topics: [topic] });
    const configEntries = [{ name: 'compression.type', value: 'producer' }];
    const wanted = { topic, numPartitions, replicationFactor: 1, configEntries };
    while (!(await this.admin.createTopics({ topics: [wanted], waitForLeaders: false }).catch(() => false)))
      await delay(50);
    // The broker may go on for a moment with what it has of the old topic: a batch would be written there, and lost.
    while (!(await this.isEmpty(topic, numPartitions))) await delay(50);
  }

  private async isEmpty(topic: string, numPartitions: number): Promise<boolean> {
    const offsets = await this.admin.fetchTopicOffsets(topic).catch(() => []);
    return offsets.length === numPartitions && offsets.every(({ high }) => high === '0');
  }

  /** @returns the error code of each partition */
  private async produce(
    topic: string,
    parts: readonly { readonly partition: number; readonly batch: Buffer }[],
  ): Promise<Map<number, number>> {
    const int16 = (value: number): Buffer => Buffer.from([(value >> 8) & 0xff, value & 0xff]);
    const int32 = (value: number): Buffer => {
      const bytes = Buffer.alloc(4);
      bytes.writeInt32BE(value);
      return bytes;
    };
    const body = Buffer.concat([
      ...[int16(-1), int16(-1), int32(10_000), int32(1), int16(topic.length), Buffer.from(topic), int32(parts.length)],
      ...parts.flatMap(({ partition, batch }) => [int32(partition), int32(batch.length), batch]),
    ]);
    const answer = await this.connection.ask({ apiKey: 0, version: 7, body });
    const errors = new Map<number, number>();
    answer.array(() => {
      answer.string();
      answer.array(() => {
        errors.set(answer.int32(), answer.int16());
        answer.take(24); // base offset, append time, log start
      });
    });
    return errors;
  }

  async close(): Promise<void> {
    this.connection.close();
    await this.admin.disconnect();
  }
}

/** The batches of a partition as they are sent, each producer's sequence counted anew. */
function encoded(batches: readonly Batch[], at: Recorded | undefined, alteration: Alteration): Buffer[] {
  const next = new Map<string, number>();
  return batches
    .flatMap((batch) => split(batch, at, alteration))
    .map(({ by, timestamp, records, isPacked }) => {
      const name = `${by.producerId}:${by.producerEpoch}`;
      const firstSequence = next.get(name) ?? 0;
      next.set(name, firstSequence + records.length);
      const bytes = encodeRecordBatch(records, { ...by, firstSequence }, timestamp);
      return isPacked ? packed(bytes) : bytes;
    });
}

interface Part {
  readonly by: { readonly producerId: number; readonly producerEpoch: number };
  readonly timestamp: number;
  readonly records: readonly OutgoingRecord[];
  readonly isPacked: boolean;
}

/** A batch with its alteration: three batches when one record in the middle is somebody else's. */
function split(batch: Batch, at: Recorded | undefined, { value, producerId, isPacked = false }: Alteration): Part[] {
  const { timestamp, records } = batch;
  const by = { producerId: batch.producerId, producerEpoch: batch.producerEpoch };
  const index = at === undefined ? -1 : records.indexOf(at);
  const own = records.map((record, i) => (i === index && value !== undefined ? { ...record.raw, value } : record.raw));
  if (index < 0) return [{ by, timestamp, records: own, isPacked: false }];
  if (producerId === undefined) return [{ by, timestamp, records: own, isPacked }];
  const foreign = { producerId, producerEpoch: 0 };
  return [
    { by, timestamp, records: own.slice(0, index), isPacked },
    { by: foreign, timestamp, records: own.slice(index, index + 1), isPacked },
    { by, timestamp, records: own.slice(index + 1), isPacked },
  ].filter((part) => part.records.length > 0);
}

function packed(batch: Buffer): Buffer {
  const bytes = Buffer.concat([batch.subarray(0, HEADER_BYTES), gzipSync(batch.subarray(HEADER_BYTES))]);
  bytes.writeInt32BE(bytes.length - 12, 8);
  bytes.writeInt16BE(1, 21);
  bytes.writeUInt32BE(crc32c(bytes.subarray(21)), 17);
  return bytes;
}
