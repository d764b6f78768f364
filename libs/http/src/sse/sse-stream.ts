import type { Writable } from 'node:stream';

/** One server-sent event. `data` is one line, JSON as a rule. */
export interface ServerSentEvent {
  readonly id?: string;
  readonly event?: string;
  readonly data: string;
}

/** How a stream treats its client. */
export interface SseLimits {
  /** Bytes that may wait for a client; more and it is let go. A sender that heeds `isBehind` never comes so far. */
  readonly maxBufferedBytes: number;
  /** From so many waiting bytes on the client is behind. */
  readonly behindBytes: number;
  /** A client that takes nothing for so long, while something waits for it, is let go. */
  readonly stallMs: number;
  /** Something is sent this often, so that proxies and clients see that the connection lives. */
  readonly heartbeatMs: number;
}

/** What a client is left to read what still waits for it, once it has been let go. */
const FAREWELL_MS = 10_000;

/** The headers of every event stream; the last one tells nginx not to collect. */
export const SSE_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
} as const;

/** Writes events to one client. A slow client costs a bounded buffer and nobody else anything. */
export class SseStream {
  private open = true;
  private readonly heartbeat: NodeJS.Timeout;
  private readonly closed: (() => void)[] = [];

  constructor(
    private readonly out: Writable,
    private readonly limits: SseLimits,
    onHeartbeat: (stream: SseStream) => void = (stream) => void stream.comment('alive'),
  ) {
    this.heartbeat = setInterval(() => onHeartbeat(this), limits.heartbeatMs);
    this.heartbeat.unref();
    out.once('close', () => this.stop());
    out.on('error', () => this.stop());
  }

  /** Runs once, when the client has gone or was let go. */
  onClose(listener: () => void): void {
    if (this.open) this.closed.push(listener);
    else listener();
  }

  get isOpen(): boolean {
    return this.open;
  }

  /** More waits for the client than it should: better send no more until it is `drained`. */
  get isBehind(): boolean {
    return this.out.writableLength > this.limits.behindBytes;
  }

  /** @returns false when the stream has ended, now or before. */
  send(event: ServerSentEvent): boolean {
    return this.write(formatEvent(event));
  }

  /** Something that the client does not see. @param text one line */
  comment(text: string): boolean {
    return this.write(`: ${text}\n\n`);
  }

  /** Tells the client where it stands: it remembers the id, and no event reaches its program. */
  mark(id: string): boolean {
    return this.write(`id: ${id}\n\n`);
  }

  /** Resolves when the client has taken what was written, or has gone, or was let go because it takes nothing. */
  async drained(): Promise<void> {
    if (!this.open || !this.out.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      const stalled = setTimeout(() => this.letGo(), this.limits.stallMs);
      const done = (): void => {
        clearTimeout(stalled);
        this.out.off('drain', done).off('close', done);
        resolve();
      };
      this.out.on('drain', done).on('close', done);
    });
  }

  /** Ends the stream, with a last event that says why. */
  end(last?: ServerSentEvent): void {
    if (!this.open) return;
    this.stop();
    this.out.end(last === undefined ? '' : formatEvent(last));
    // A client that reads nothing at all never takes the farewell either.
    const timer = setTimeout(() => this.out.destroy(), FAREWELL_MS);
    timer.unref();
    this.out.once('close', () => clearTimeout(timer));
  }

  private write(text: string): boolean {
    if (!this.open) return false;
    if (this.out.writableLength + text.length > this.limits.maxBufferedBytes) {
      this.letGo();
      return false;
    }
    this.out.write(text);
    return true;
  }

  private letGo(): void {
    const detail = 'Read faster or filter more; go on from the last id you have.';
    this.end({ event: 'too-slow', data: JSON.stringify({ code: 'TOO_SLOW', detail }) });
  }

  private stop(): void {
    if (!this.open) return;
    this.open = false;
    clearInterval(this.heartbeat);
    for (const listener of this.closed.splice(0)) listener();
  }
}

/** Writes one event in the text form of the HTML standard, 9.2.6. */
export function formatEvent({ id, event, data }: ServerSentEvent): string {
  const isOneLine = !data.includes('\n') && !data.includes('\r');
  const lines = isOneLine
    ? `data: ${data}\n`
    : data
        .split(/\r\n|\r|\n/)
        .map((line) => `data: ${line}\n`)
        .join('');
  return `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}${lines}\n`;
}
