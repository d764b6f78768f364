/** A line of a stream, or the fact that there was one too long to be kept. `number` counts from 1, blank lines included. */
export type Line =
  { readonly number: number; readonly bytes: Buffer } | { readonly number: number; readonly tooLong: true };

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Splits bytes into lines with memory for one line, however long a line gets and however small the chunks are.
 * Blank lines are counted and left out; `\r\n` and a byte order mark at the start are understood.
 */
export class LineSplitter {
  private readonly carry: Buffer;
  private carried = 0;
  private skipping = false;
  private number = 0;

  constructor(private readonly maxLineBytes: number) {
    this.carry = Buffer.allocUnsafe(maxLineBytes);
  }

  /** The lines that end in this chunk. Their bytes are valid until the next step of the iteration. */
  *push(chunk: Buffer): Generator<Line, void, void> {
    let start = this.skipEmpty(chunk, 0);
    for (let end = chunk.indexOf(NEWLINE, start); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const line = this.close(chunk.subarray(start, end));
      start = this.skipEmpty(chunk, end + 1);
      if (line !== undefined) yield line;
    }
    if (start < chunk.length) this.keep(chunk.subarray(start));
  }

  /** The last line, when no newline ends it. */
  *end(): Generator<Line, void, void> {
    if (this.carried === 0 && !this.skipping) return;
    const line = this.close(Buffer.alloc(0));
    if (line !== undefined) yield line;
  }

  /** The number of the last line that has ended. */
  get lineNumber(): number {
    return this.number;
  }

  /** Counts empty lines without looking at each as a line: there may be millions. */
  private skipEmpty(chunk: Buffer, from: number): number {
    if (this.carried > 0 || this.skipping) return from;
    let at = from;
    while (chunk[at] === NEWLINE) at++;
    this.number += at - from;
    return at;
  }

  private keep(part: Buffer): void {
    if (this.skipping) return;
    if (this.carried + part.length > this.maxLineBytes) {
      this.skipping = true;
      this.carried = 0;
      return;
    }
    part.copy(this.carry, this.carried);
    this.carried += part.length;
  }

  private close(tail: Buffer): Line | undefined {
    const number = ++this.number;
    if (this.carried > 0 || this.skipping || tail.length > this.maxLineBytes) this.keep(tail);
    if (this.skipping) {
      this.skipping = false;
      return { number, tooLong: true };
    }
    const whole = this.carried > 0 ? this.carry.subarray(0, this.carried) : tail;
    this.carried = 0;
    const bytes = trimmed(number === 1 ? withoutMark(whole) : whole);
    return bytes.length === 0 ? undefined : { number, bytes };
  }
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)
    ? bytes.subarray(BYTE_ORDER_MARK.length)
    : bytes;
}

function trimmed(bytes: Buffer): Buffer {
  let start = 0;
  let end = bytes.length;
  while (end > start && isBlank(bytes[end - 1])) end--;
  while (start < end && isBlank(bytes[start])) start++;
  return bytes.subarray(start, end);
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB || byte === CARRIAGE_RETURN;
}
