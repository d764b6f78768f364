import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { charsetOf, MARK_BYTES, markOf, undecodable, type Charset } from '../charset/charset';
import { fieldsOf } from './csv-fields';

/** Why a row cannot be taken apart. */
export interface RowFault {
  readonly code:
    'ROW_TOO_LONG' | 'QUOTE_NOT_CLOSED' | 'QUOTE_MISPLACED' | 'INVALID_UTF8' | 'INVALID_GB18030' | 'NUL_BYTE';
  readonly detail: string;
}

/** One row of a CSV file; blank ones are counted and left out. */
export interface CsvRow {
  /** Line of the file at which it begins, from 1: a quoted field may hold line breaks. */
  readonly line: number;
  /** As it stands in the file, line break included, but cut off where it is too long; valid until the next step of the iteration. */
  readonly bytes: Buffer;
  /** The fields; of a row with a fault what a split at every comma gives, good for nothing but to guess whose row it is. */
  readonly fields: readonly string[];
  readonly fault?: RowFault;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;

/** What is seen of a row: its end (behind the line break), or why there is none in sight. */
type Sight = { readonly end: number } | 'unfinished' | 'quote open' | 'quote misplaced';

/**
 * Takes CSV (RFC 4180) apart into rows, at the memory of one row. It works on bytes: in UTF-8 and in GB18030 alike, the bytes of quote,
 * comma and line break stand for nothing else, so that one undecodable row spoils no other.
 *
 * A row whose quotes are wrong ends at its first line break, and what follows is read anew: a forgotten quote costs one row.
 */
export class CsvRows {
  private carry: Buffer = Buffer.alloc(0);
  private line = 1;
  private blanks = 0;
  private started = false;
  private skipping = false;
  private charset: Charset;
  private decoder: TextDecoder | undefined;

  /** @param charsetLabel as the sender names it; a byte order mark wins over it. @throws {SourceError} for another encoding */
  constructor(
    private readonly maxRowBytes: number,
    charsetLabel = 'utf-8',
  ) {
    this.charset = charsetOf(charsetLabel);
  }

  /** Blank rows so far. */
  get blankRows(): number {
    return this.blanks;
  }

  /** The rows that end in this chunk. */
  *push(chunk: Buffer): Generator<CsvRow, void, void> {
    yield* this.take(chunk, false);
  }

  /** The last rows, when no line break ends them. */
  *end(): Generator<CsvRow, void, void> {
    yield* this.take(Buffer.alloc(0), true);
  }

  private *take(chunk: Buffer, isEnd: boolean): Generator<CsvRow, void, void> {
    const data = this.carry.length === 0 ? chunk : Buffer.concat([this.carry, chunk]);
    let at = this.start(data, isEnd);
    while (this.started && at < data.length) {
      if (this.skipping) {
        const lineEnd = data.indexOf(NEWLINE, at);
        at = lineEnd === -1 ? data.length : lineEnd + 1;
        if (lineEnd !== -1) this.nextLine();
        continue;
      }
      // Never more than the longest row is looked at, so that the cut of the chunks does not show.
      const window = data.subarray(at, at + this.maxRowBytes);
      const isAll = data.length - at > this.maxRowBytes || isEnd;
      const sight = sightOf(window, isEnd && data.length - at <= this.maxRowBytes);
      const lineEnd = typeof sight === 'object' ? sight.end - 1 : window.indexOf(NEWLINE);
      if (!isAll && typeof sight !== 'object' && !(sight === 'quote misplaced' && lineEnd !== -1)) break;
      const end = lineEnd === -1 ? window.length : lineEnd + 1;
      const bytes = window.subarray(0, end);
      const row = typeof sight === 'object' ? this.read(bytes) : this.broken(bytes, this.faultOf(sight));
      if (row !== undefined) yield row;
      at += end;
      if (typeof sight === 'object') this.line += breaksIn(bytes);
      else if (lineEnd === -1) this.skipping = true;
      else this.nextLine();
    }
    // A copy: the chunk belongs to whoever handed it in.
    this.carry = Buffer.from(data.subarray(at));
  }

  /** @returns where the first row begins, once the byte order mark is known */
  private start(data: Buffer, isEnd: boolean): number {
    if (this.started || (data.length < MARK_BYTES && !isEnd)) return 0;
    this.started = true;
    const mark = markOf(data);
    if (mark === undefined) return 0;
    this.charset = mark.charset;
    return mark.bytes;
  }

  private nextLine(): void {
    this.skipping = false;
    this.line += 1;
  }

  private faultOf(sight: Exclude<Sight, object>): RowFault {
    switch (sight) {
      case 'quote misplaced': {
        const detail = 'Put the whole field in double quotes and write a quote within it twice: one stands alone here.';
        return { code: 'QUOTE_MISPLACED', detail };
      }
      case 'quote open':
        return { code: 'QUOTE_NOT_CLOSED', detail: 'Close the double quote that is opened in this row.' };
      case 'unfinished':
        return { code: 'ROW_TOO_LONG', detail: `Send at most ${this.maxRowBytes} bytes per row.` };
    }
  }

  private read(bytes: Buffer): CsvRow | undefined {
    const content = withoutBreak(bytes);
    if (content.includes(0))
      return this.broken(bytes, { code: 'NUL_BYTE', detail: 'Remove the NUL bytes: CSV is text.' });
    const text = this.decoded(content);
    if (text === undefined) return this.broken(bytes, undecodable(this.charset));
    const fields = fieldsOf(text);
    if (fields.some((field) => field.trim() !== '')) return { line: this.line, bytes, fields };
    this.blanks += 1;
    return undefined;
  }

  private decoded(bytes: Buffer): string | undefined {
    if (this.charset === 'utf-8') return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
    this.decoder ??= new TextDecoder(this.charset, { fatal: true });
    try {
      return this.decoder.decode(bytes);
    } catch {
      return undefined;
    }
  }

  private broken(bytes: Buffer, fault: RowFault): CsvRow {
    return { line: this.line, bytes, fields: withoutBreak(bytes).toString('latin1').split(','), fault };
  }
}

function sightOf(bytes: Buffer, isEnd: boolean): Sight {
  const lineEnd = bytes.indexOf(NEWLINE);
  const plain = lineEnd === -1 ? bytes : bytes.subarray(0, lineEnd);
  if (!plain.includes(QUOTE)) {
    if (lineEnd !== -1) return { end: lineEnd + 1 };
    return isEnd ? { end: bytes.length } : 'unfinished';
  }
  return sightOfQuoted(bytes, isEnd);
}

function sightOfQuoted(bytes: Buffer, isEnd: boolean): Sight {
  let at = 0;
  for (;;) {
    // At the beginning of a field.
    if (bytes[at] === QUOTE) {
      for (at = bytes.indexOf(QUOTE, at + 1); at !== -1 && bytes[at + 1] === QUOTE; at = bytes.indexOf(QUOTE, at + 2));
      if (at === -1) return 'quote open';
      at += 1;
      if (bytes[at] === RETURN && (at + 1 < bytes.length ? bytes[at + 1] === NEWLINE : true)) at += 1;
    } else {
      while (at < bytes.length && bytes[at] !== COMMA && bytes[at] !== NEWLINE && bytes[at] !== QUOTE) at += 1;
    }
    if (at >= bytes.length) return isEnd ? { end: bytes.length } : 'unfinished';
    if (bytes[at] === NEWLINE) return { end: at + 1 };
    if (bytes[at] !== COMMA) return 'quote misplaced';
    at += 1;
  }
}

function breaksIn(bytes: Buffer): number {
  let breaks = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) breaks += 1;
  return breaks;
}

function withoutBreak(bytes: Buffer): Buffer {
  let end = bytes.length;
  if (bytes[end - 1] === NEWLINE) end -= 1;
  if (bytes[end - 1] === RETURN) end -= 1;
  return bytes.subarray(0, end);
}
