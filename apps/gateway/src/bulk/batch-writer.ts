import type { LogWriter, Publication } from '../backends/log-ports';

/** What one request to the log may carry. */
const CHUNK_RECORDS = 1_000;
const CHUNK_BYTES = 512 * 1024;
/** Requests that may be on their way: one is written while the next is filled, and memory stays bounded. */
const MAX_IN_FLIGHT = 4;
/** How long the log may be away before an upload is broken off. */
const DEADLINE_MS = 45_000;

/** Collects records into few requests, and makes the reader of a body wait while the log is slower than the client. */
export class BatchWriter {
  private chunk: Publication[] = [];
  private chunkBytes = 0;
  private inFlight = 0;
  private failure: Error | undefined;
  private wake: (() => void) | undefined;

  constructor(private readonly log: LogWriter) {}

  add(publication: Publication): void {
    this.chunk.push(publication);
    this.chunkBytes += publication.value?.length ?? 0;
    if (this.chunk.length >= CHUNK_RECORDS || this.chunkBytes >= CHUNK_BYTES) this.send();
  }

  /** Waits until there is room for more. @throws what the log threw */
  async room(): Promise<void> {
    await this.until(MAX_IN_FLIGHT - 1);
  }

  /** Sends what is left and waits until all of it stands. @throws what the log threw */
  async flush(): Promise<void> {
    this.send();
    await this.until(0);
  }

  private send(): void {
    if (this.chunk.length === 0) return;
    const chunk = this.chunk;
    this.chunk = [];
    this.chunkBytes = 0;
    this.inFlight += 1;
    this.log.publish(chunk, DEADLINE_MS).then(
      () => this.landed(undefined),
      (error: unknown) => this.landed(error instanceof Error ? error : new Error(String(error))),
    );
  }

  private landed(error: Error | undefined): void {
    this.inFlight -= 1;
    this.failure ??= error;
    this.wake?.();
  }

  private async until(inFlight: number): Promise<void> {
    while (this.failure === undefined && this.inFlight > inFlight) {
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    if (this.failure !== undefined) throw this.failure;
  }
}
