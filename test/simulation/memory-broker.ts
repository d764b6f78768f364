import { LogError, type LogRecord, type PartitionAppend, type Producer, type RecordBatch } from '@alataw/log';

interface Partition {
  readonly batches: RecordBatch[];
  end: number;
  /** Producer id → what the broker remembers of it. */
  readonly producers: Map<
    number,
    { epoch: number; next: number; last: { first: number; count: number; at: number }[] }
  >;
}

/** Kafka remembers the last five batches of a producer, to recognise repetitions. */
const REMEMBERED_BATCHES = 5;

/** A log in memory that keeps and refuses what Kafka keeps and refuses: epochs, sequences, repetitions. */
export class MemoryBroker {
  private readonly topics = new Map<string, Partition[]>();
  private readonly ids = new Map<string, Producer>();
  private nextProducerId = 1;

  constructor(readonly partitions: number) {}

  initProducer(transactionalId: string): Producer {
    const known = this.ids.get(transactionalId);
    const producer = known
      ? { producerId: known.producerId, producerEpoch: known.producerEpoch + 1 }
      : { producerId: this.nextProducerId++, producerEpoch: 0 };
    this.ids.set(transactionalId, producer);
    return producer;
  }

  append(append: PartitionAppend): { baseOffset: number } | { refused: LogError } {
    const { producerId, producerEpoch, firstSequence } = append.producer;
    const partition = this.partition(append.topic, append.partition);
    const refuse = (reason: string) => ({ refused: new LogError(reason, 'reclaim') });
    const known = partition.producers.get(producerId) ?? { epoch: producerEpoch, next: 0, last: [] };
    if (producerEpoch < known.epoch) return refuse('INVALID_PRODUCER_EPOCH');
    if (producerEpoch > known.epoch) {
      if (firstSequence !== 0) return refuse('OUT_OF_ORDER_SEQUENCE_NUMBER');
      Object.assign(known, { epoch: producerEpoch, next: 0, last: [] });
    }
    const repeated = known.last.find((b) => b.first === firstSequence && b.count === append.records.length);
    if (repeated) return { baseOffset: repeated.at };
    if (firstSequence !== known.next) return refuse('OUT_OF_ORDER_SEQUENCE_NUMBER');
    const at = this.store(append.topic, append.partition, append.records, { producerId, producerEpoch });
    known.next += append.records.length;
    known.last = [...known.last, { first: firstSequence, count: append.records.length, at }].slice(-REMEMBERED_BATCHES);
    partition.producers.set(producerId, known);
    return { baseOffset: at };
  }

  /** Appends for a producer that nobody checks. */
  publish(topic: string, partition: number, record: PartitionAppend['records'][number]): number {
    return this.store(topic, partition, [record], { producerId: -1, producerEpoch: -1 });
  }

  /** The batches from an offset on. */
  read(topic: string, partition: number, from: number): { batches: RecordBatch[]; next: number } {
    const { batches, end } = this.partition(topic, partition);
    const found = batches
      .filter((batch) => batch.lastOffset >= from)
      .map((batch) => ({ ...batch, records: batch.records.filter((r) => r.offset >= from) }));
    return { batches: found, next: Math.max(from, end) };
  }

  records(topic: string, partition: number): LogRecord[] {
    return this.read(topic, partition, 0).batches.flatMap((batch) => [...batch.records]);
  }

  end(topic: string, partition: number): number {
    return this.partition(topic, partition).end;
  }

  /** As brokers do a while after a producer's last append. */
  forgetProducers(): void {
    for (const partitions of this.topics.values()) for (const partition of partitions) partition.producers.clear();
  }

  private store(topic: string, index: number, records: PartitionAppend['records'], producer: Producer): number {
    const partition = this.partition(topic, index);
    const baseOffset = partition.end;
    const stored = records.map(({ key, value, headers }, i) => {
      // Copied, as a network would: encoders reuse their buffers.
      const copy = (bytes: Buffer | null): Buffer | null => (bytes ? Buffer.from(bytes) : null);
      return { offset: baseOffset + i, timestamp: 0, key: copy(key), value: copy(value), headers: headers ?? null };
    });
    partition.end += records.length;
    partition.batches.push({
      baseOffset,
      lastOffset: partition.end - 1,
      ...producer,
      isControl: false,
      records: stored,
    });
    return baseOffset;
  }

  private partition(topic: string, index: number): Partition {
    let partitions = this.topics.get(topic);
    if (!partitions) {
      partitions = Array.from({ length: this.partitions }, () => ({ batches: [], end: 0, producers: new Map() }));
      this.topics.set(topic, partitions);
    }
    return partitions[index]!;
  }
}
