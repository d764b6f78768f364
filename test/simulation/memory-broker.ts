import { LogError, type LogRecord, type PartitionAppend, type Producer, type RecordBatch } from '@alataw/log';

/** What the broker remembers of a producer in one partition. */
export interface KnownProducer {
  readonly epoch: number;
  /** The sequence number to come; null: whatever comes is taken. */
  readonly next: number | null;
  readonly last: readonly { readonly first: number; readonly count: number; readonly at: number }[];
}

interface Partition {
  readonly batches: RecordBatch[];
  end: number;
  /** By producer id. */
  readonly producers: Map<number, KnownProducer>;
}

/** Kafka remembers the last five batches of a producer, to recognise repetitions; fewer make for more refusals. */
const REMEMBERED_BATCHES = 2;

/** Made once: most of an error's cost is its stack. */
const refusal = (reason: string) => ({ refused: new LogError(reason, 'reclaim') });
const FENCED = refusal('INVALID_PRODUCER_EPOCH');
const OUT_OF_ORDER = refusal('OUT_OF_ORDER_SEQUENCE_NUMBER');

/**
 * A log in memory that keeps and refuses what Kafka keeps and refuses: epochs, sequences, repetitions. What it refuses, and
 * by what, is said in methods of their own, so that tests can make a broker that does not.
 */
export class MemoryBroker {
  private readonly topics = new Map<string, Partition[]>();
  private readonly ids = new Map<string, Producer>();
  private nextProducerId = 1;
  /** Whether an epoch has ever been forgotten: only then can the log hold a record of a former owner. */
  hasForgotten = false;

  constructor(readonly partitions: number) {}

  initProducer(transactionalId: string): Producer {
    const known = this.ids.get(transactionalId);
    const producer = known
      ? { producerId: known.producerId, producerEpoch: known.producerEpoch + 1 }
      : { producerId: this.nextProducerId++, producerEpoch: 0 };
    this.ids.set(transactionalId, producer);
    return producer;
  }

  append({ topic, partition, producer, records }: PartitionAppend): { baseOffset: number } | { refused: LogError } {
    const { producerId, producerEpoch, firstSequence } = producer;
    const { producers } = this.partition(topic, partition);
    let known = producers.get(producerId) ?? { epoch: producerEpoch, next: null, last: [] };
    if (this.isFenced(known, producerEpoch)) return FENCED;
    if (producerEpoch !== known.epoch) known = { epoch: producerEpoch, next: 0, last: [] };
    const repeated = this.repetitionIn(known, firstSequence, records.length);
    if (repeated !== null) return { baseOffset: repeated };
    if (!this.isInSequence(known, firstSequence)) return OUT_OF_ORDER;
    const at = this.store(topic, partition, records, { producerId, producerEpoch });
    const last = [...known.last, { first: firstSequence, count: records.length, at }].slice(-REMEMBERED_BATCHES);
    producers.set(producerId, { epoch: producerEpoch, next: firstSequence + records.length, last });
    return { baseOffset: at };
  }

  /** Appends for a producer that nobody checks. */
  publish(
    topic: string,
    partition: number,
    record: PartitionAppend['records'][number],
    producer: Producer = { producerId: -1, producerEpoch: -1 },
  ): number {
    return this.store(topic, partition, [record], producer);
  }

  /** The batches from an offset on. @param most so many at most, as the size of a fetch limits them */
  read(topic: string, partition: number, from: number, most = Infinity): { batches: RecordBatch[]; next: number } {
    const { batches, end } = this.partition(topic, partition);
    let first = batches.length;
    while (first > 0 && batches[first - 1]!.lastOffset >= from) first--;
    const found = batches.slice(first, first + most);
    const [head] = found;
    if (head && head.baseOffset < from) found[0] = { ...head, records: head.records.filter((r) => r.offset >= from) };
    const next = first + found.length < batches.length ? found.at(-1)!.lastOffset + 1 : end;
    return { batches: found, next: Math.max(from, next) };
  }

  /** Every batch of a partition. */
  batches(topic: string, partition: number): readonly RecordBatch[] {
    return this.partition(topic, partition).batches;
  }

  recordAt(topic: string, partition: number, offset: number): LogRecord | null {
    return this.read(topic, partition, offset, 1).batches[0]?.records[0] ?? null;
  }

  end(topic: string, partition: number): number {
    return this.partition(topic, partition).end;
  }

  /** As brokers do when nobody has written to a partition for a day. */
  forgetProducers(): void {
    this.hasForgotten = true;
    for (const partitions of this.topics.values()) for (const partition of partitions) partition.producers.clear();
  }

  protected isFenced(known: KnownProducer, epoch: number): boolean {
    return epoch < known.epoch;
  }

  /** Where an append stands that was sent before, or null. */
  protected repetitionIn(known: KnownProducer, first: number, count: number): number | null {
    return known.last.find((batch) => batch.first === first && batch.count === count)?.at ?? null;
  }

  protected isInSequence(known: KnownProducer, first: number): boolean {
    return known.next === null || known.next === first;
  }

  protected store(topic: string, index: number, records: PartitionAppend['records'], producer: Producer): number {
    const partition = this.partition(topic, index);
    const baseOffset = partition.end;
    const stored = records.map(({ key, value, headers }, i) => {
      return { offset: baseOffset + i, timestamp: 0, key, value, headers: headers ?? null };
    });
    partition.end += records.length;
    partition.batches.push({
      baseOffset,
      lastOffset: partition.end - 1,
      producerId: producer.producerId,
      producerEpoch: producer.producerEpoch,
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
