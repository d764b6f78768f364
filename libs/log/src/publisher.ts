import { appendAll } from './appender';
import type { LogError } from './errors';
import { LogUnavailableError } from './errors';
import type { KafkaClient, Producer } from './kafka-client';
import type { PartitionAppend } from './protocol';
import type { OutgoingRecord } from './record-batch';

/** A record and the partition it belongs to. */
export interface Publication extends OutgoingRecord {
  readonly topic: string;
  readonly partition: number;
}

/** Where a record stands. */
export interface Published {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** What one produce request may carry to one partition; the broker's limit for a batch is 1,048,588 bytes. */
const MAX_BATCH_BYTES = 900_000;
/** What may wait to be sent before `publish` refuses more. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
/** Room for a record's own fields, generously. */
const RECORD_OVERHEAD_BYTES = 32;

/** One call of `publish`, until all its records stand. */
interface Call {
  readonly published: Published[];
  missing: number;
  readonly resolve: (published: Published[]) => void;
  readonly reject: (reason: unknown) => void;
}

interface Waiting {
  readonly publication: Publication;
  readonly bytes: number;
  readonly call: Call;
  /** The record's place in the call. */
  readonly index: number;
}

const partitionKey = (p: { topic: string; partition: number }): string => `${p.topic}/${p.partition}`;

const sizeOf = (record: OutgoingRecord): number => {
  let bytes = RECORD_OVERHEAD_BYTES + (record.key?.length ?? 0) + (record.value?.length ?? 0);
  for (const [name, value] of Object.entries(record.headers ?? {})) bytes += name.length + value.length;
  return bytes;
};

/**
 * Publishes records that no lane owns: commands, transfers, dead letters. Calls made while a request is on its way
 * leave together with the next. Records of one partition keep the order of the calls, and repeated sends are dropped by
 * the broker, since each partition's records carry a sequence of their own.
 */
export class Publisher {
  private readonly queues = new Map<string, Waiting[]>();
  private readonly sequences = new Map<string, number>();
  private waitingBytes = 0;
  private producer: Producer | null = null;
  private sending: Promise<void> | null = null;
  private failure: Error | undefined;

  constructor(
    private readonly client: KafkaClient,
    private readonly clock: () => number,
    private readonly signal: AbortSignal,
    private readonly onWait: (cause: unknown) => void,
  ) {}

  /**
   * @param deadlineMs how long the caller waits; the records stay queued after it and may still be appended
   * @returns where each record stands, in the order given
   * @throws {LogUnavailableError} when the deadline passes, or too much is waiting already
   */
  async publish(publications: readonly Publication[], deadlineMs = Infinity): Promise<Published[]> {
    if (publications.length === 0) return [];
    if (this.failure !== undefined) throw this.failure;
    const sizes = publications.map(sizeOf);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (this.waitingBytes > 0 && this.waitingBytes + bytes > MAX_WAITING_BYTES) {
      throw new LogUnavailableError(`${this.waitingBytes} bytes wait for Kafka already`);
    }
    this.waitingBytes += bytes;
    const all = new Promise<Published[]>((resolve, reject) => {
      const call: Call = { published: [], missing: publications.length, resolve, reject };
      publications.forEach((publication, index) => {
        const key = partitionKey(publication);
        const waiting: Waiting = { publication, bytes: sizes[index]!, call, index };
        const queue = this.queues.get(key);
        if (queue) queue.push(waiting);
        else this.queues.set(key, [waiting]);
      });
    });
    this.sending ??= this.send();
    if (deadlineMs === Infinity) return all;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new LogUnavailableError(`Kafka has not answered in ${deadlineMs} ms`)),
        deadlineMs,
      );
    });
    return Promise.race([all, late]).finally(() => clearTimeout(timer));
  }

  private async send(): Promise<void> {
    await Promise.resolve(); // lets all calls of this turn join the first request
    try {
      // Between the last look and the end nobody else gets a turn: a call would find a sending that sends nothing more.
      while (this.queues.size > 0) await this.sendRound();
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      for (const queue of this.queues.values()) for (const { call } of queue) call.reject(error);
      this.queues.clear();
    } finally {
      this.sending = null;
    }
  }

  private async sendRound(): Promise<void> {
    this.producer ??= await this.client.initProducer(null, this.signal, this.onWait);
    const taken = new Map<string, Waiting[]>();
    const appends: PartitionAppend[] = [];
    for (const [key, queue] of this.queues) {
      let bytes = 0;
      let count = 0;
      while (count < queue.length && (count === 0 || bytes + queue[count]!.bytes <= MAX_BATCH_BYTES)) {
        bytes += queue[count++]!.bytes;
      }
      const batch = queue.slice(0, count);
      taken.set(key, batch);
      const { topic, partition } = batch[0]!.publication;
      const producer = { ...this.producer, firstSequence: this.sequences.get(key) ?? 0 };
      appends.push({ topic, partition, producer, records: batch.map((w) => w.publication) });
    }
    const outcomes = await appendAll(this.client, appends, this.clock, Infinity, this.signal, this.onWait);
    let refused: LogError | null = null;
    outcomes.forEach((outcome, i) => {
      const { topic, partition } = appends[i]!;
      const key = partitionKey({ topic, partition });
      if ('refused' in outcome) {
        refused = outcome.refused;
        return;
      }
      const batch = taken.get(key)!;
      const rest = this.queues.get(key)!.slice(batch.length);
      if (rest.length > 0) this.queues.set(key, rest);
      else this.queues.delete(key);
      this.sequences.set(key, (this.sequences.get(key) ?? 0) + batch.length);
      batch.forEach(({ bytes, call, index }, n) => {
        this.waitingBytes -= bytes;
        call.published[index] = { topic, partition, offset: outcome.baseOffset + n };
        if (--call.missing === 0) call.resolve(call.published);
      });
    });
    if (refused !== null) {
      // The broker has forgotten this producer (a day without a record): what is queued goes out under a new identity.
      this.onWait(refused);
      this.producer = null;
      this.sequences.clear();
    }
  }
}
