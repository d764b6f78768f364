import type { Readable } from 'node:stream';

/** Why a body could not be read to its end. */
export type BodyFaultCode =
  | 'CLIENT_GONE'
  | 'BODY_STALLED'
  | 'BODY_TOO_LARGE'
  | 'GZIP_TRUNCATED'
  | 'GZIP_CORRUPT'
  | 'GZIP_RATIO'
  | 'SHUTTING_DOWN';

/** A body that ended before its end. Carries no HTTP status: the route knows what that means for its answer. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
  constructor(
    readonly code: BodyFaultCode,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads a request's body chunk by chunk. Unlike iterating the stream it never destroys it, so that a reader who stops early can
 * still answer; a client that sends nothing for `idleMs`, or a stop of the process, ends the reading.
 */
export class ChunkSource {
  private failure: BodyError | undefined;
  private ended = false;
  private wake: (() => void) | undefined;
  /** Bytes handed out so far. */
  bytes = 0;

  constructor(
    private readonly stream: Readable,
    private readonly limits: { readonly idleMs: number; readonly totalMs?: number; readonly signal?: AbortSignal },
  ) {
    const total =
      limits.totalMs === undefined
        ? undefined
        : setTimeout(() => this.fail('BODY_STALLED', `not whole after ${limits.totalMs} ms`), limits.totalMs);
    const onAbort = () => this.fail('SHUTTING_DOWN', 'the process is stopping');
    const onReadable = () => this.wake?.();
    const onEnd = () => {
      this.ended = true;
      this.wake?.();
    };
    const onGone = () => {
      if (!this.ended) this.fail('CLIENT_GONE', 'the client closed the connection');
    };
    stream.on('readable', onReadable).on('end', onEnd).on('error', onGone).on('close', onGone);
    limits.signal?.addEventListener('abort', onAbort, { once: true });
    if (limits.signal?.aborted) onAbort();
    this.release = () => {
      clearTimeout(total);
      limits.signal?.removeEventListener('abort', onAbort);
      // The listener for errors stays: a connection that breaks later must not end the process.
      stream.off('readable', onReadable).off('end', onEnd).off('close', onGone);
      this.release = () => undefined;
    };
  }

  /** Lets go of the stream and the timers; the stream stays open. */
  release: () => void;

  /** @returns the next bytes, or undefined at the end. @throws {BodyError} */
  async next(): Promise<Buffer | undefined> {
    for (;;) {
      if (this.failure !== undefined) throw this.failure;
      const chunk: unknown = this.stream.read();
      if (Buffer.isBuffer(chunk)) {
        this.bytes += chunk.length;
        return chunk;
      }
      if (this.ended || this.stream.readableEnded) return undefined;
      await this.sign();
    }
  }

  /** The same as an iterator. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (let chunk = await this.next(); chunk !== undefined; chunk = await this.next()) yield chunk;
  }

  /** Waits for the stream to say something. Only this wait counts as idle, not the time that the reader takes for itself. */
  private async sign(): Promise<void> {
    const { idleMs } = this.limits;
    const idle = setTimeout(() => this.fail('BODY_STALLED', `no byte for ${idleMs} ms`), idleMs);
    await new Promise<void>((resolve) => (this.wake = resolve));
    this.wake = undefined;
    clearTimeout(idle);
  }

  private fail(code: BodyFaultCode, message: string): void {
    this.failure ??= new BodyError(code, message);
    this.wake?.();
  }
}

/**
 * Throws away what is still to come of a body, up to a limit, so that a client that is still sending reads the answer instead of a
 * broken connection.
 */
export async function discardRest(
  stream: Readable,
  limits: { readonly bytes: number; readonly ms: number },
): Promise<void> {
  if (stream.readableEnded || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    let seen = 0;
    const done = () => {
      clearTimeout(timer);
      stream.off('data', onData).off('end', done).off('error', done).off('close', done);
      resolve();
    };
    const onData = (chunk: Buffer) => {
      seen += chunk.length;
      if (seen > limits.bytes) done();
    };
    const timer = setTimeout(done, limits.ms);
    stream.on('data', onData).on('end', done).on('error', done).on('close', done);
    stream.resume();
  });
}
