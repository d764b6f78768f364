import type { Kafka, Producer } from 'kafkajs';

interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** A transaction that has begun. */
interface Opened {
  /** Ends it, and waits until its marker stands: the broker writes markers after it has answered. */
  end(how: 'commit' | 'abort'): Promise<void>;
}

const open = async (kafka: Kafka, transactionalId: string): Promise<Producer> => {
  const producer = kafka.producer({ transactionalId, maxInFlightRequests: 1, idempotent: true });
  await producer.connect();
  return producer;
};

/** Begins a transaction of a producer of its own with one record, the value of which is its name. */
async function begin(kafka: Kafka, { topic, partition }: Place, name: string): Promise<Opened> {
  const transactionalId = `${topic}-${partition}-${name}`;
  const producer = await open(kafka, transactionalId);
  const transaction = await producer.transaction();
  await transaction.send({ topic, messages: [{ partition, value: name }] });
  const end = async (how: 'commit' | 'abort'): Promise<void> => {
    await transaction[how]();
    const next = await open(kafka, transactionalId); // the coordinator lets it in when the transaction is complete
    await Promise.all([producer.disconnect(), next.disconnect()]);
  };
  return { end };
}

/** Leaves `aborted` and a marker. */
export async function leaveAborted(kafka: Kafka, place: Place): Promise<void> {
  const aborted = await begin(kafka, place, 'aborted');
  await aborted.end('abort');
}

/** Producers A, then B begin with a record each; B aborts, then A. Then `kept` without a transaction: offsets 0 to 4. */
export async function leaveInterleavedAborts(kafka: Kafka, { topic, partition }: Place): Promise<void> {
  const a = await begin(kafka, { topic, partition }, 'a');
  const b = await begin(kafka, { topic, partition }, 'b');
  await b.end('abort');
  await a.end('abort');
  const plain = kafka.producer();
  await plain.connect();
  await plain.send({ topic, messages: [{ partition, value: 'kept' }] });
  await plain.disconnect();
}
