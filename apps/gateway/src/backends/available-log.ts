import { Problem } from '@alataw/http';
import type { LogReader, LogWriter, Publication, Published, StoredRecord } from './log-ports';

/** What a request waits for Kafka to read. */
const READ_DEADLINE_MS = 10_000;

/**
 * Kafka as a request sees it: it is there, or the request is told so. The connection itself waits as long as it takes;
 * a client must not.
 */
export class AvailableLog implements LogReader, LogWriter {
  private connected: (LogReader & LogWriter) | undefined;
  private onBroken: (error: unknown) => void = () => undefined;

  /** @param onBroken told of a failure that waiting does not mend: nothing more can be written over this connection */
  connect(log: LogReader & LogWriter, onBroken: (error: unknown) => void = () => undefined): void {
    this.connected = log;
    this.onBroken = onBroken;
  }

  /** @throws {Problem} 503 before the first connection */
  private get log(): LogReader & LogWriter {
    if (this.connected === undefined) throw starting();
    return this.connected;
  }

  partitions(topic: string): number {
    return this.log.partitions(topic);
  }

  async publish(publications: readonly Publication[], deadlineMs?: number): Promise<readonly Published[]> {
    try {
      return await this.log.publish(publications, deadlineMs);
    } catch (error) {
      if (!isPassing(error)) this.onBroken(error);
      throw error;
    }
  }

  async endOffsets(topic: string): Promise<number[]> {
    return inTime(this.log.endOffsets(topic));
  }

  async startOffsets(topic: string): Promise<number[]> {
    return inTime(this.log.startOffsets(topic));
  }

  async offsetsAt(topic: string, at: number): Promise<number[]> {
    return inTime(this.log.offsetsAt(topic, at));
  }

  async fetch(...of: Parameters<LogReader['fetch']>): ReturnType<LogReader['fetch']> {
    return inTime(this.log.fetch(...of));
  }

  async readAt(topic: string, partition: number, offset: number): Promise<StoredRecord | null> {
    return inTime(this.log.readAt(topic, partition, offset));
  }

  async *scan(range: Parameters<LogReader['scan']>[0]): AsyncGenerator<readonly StoredRecord[]> {
    const batches = this.log.scan(range)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await inTime(batches.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      // Not awaited: after a deadline the scan may still be waiting for Kafka.
      void batches.return?.();
    }
  }
}

function isPassing(error: unknown): boolean {
  return (
    error instanceof Problem || (error instanceof Error && 'disposition' in error && error.disposition === 'retry')
  );
}

/**
 * @param waitMs what the reading itself may wait for
 * @throws {Problem} 503 when Kafka does not answer in time
 */
export async function inTime<T>(reading: Promise<T>, waitMs = 0): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(unavailable('The log does not answer just now: try again in a few seconds.')),
      READ_DEADLINE_MS + waitMs,
    );
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}

export function starting(): Problem {
  return unavailable('The centre is starting: try again in a few seconds.');
}

/** @returns 503, with what led to it where that is known */
export function unavailable(detail: string, cause?: unknown): Problem {
  return new Problem(503, 'LOG_UNAVAILABLE', detail, { headers: { 'retry-after': '5' }, cause });
}
