import { DECLARATION_BYTES, xmlCharset, type Charset } from '@alataw/formats';
import { CommandError } from '../../command';
import type { Cutter, Piece } from './cutter';

/** Markup that is longer is none that the gateway takes. */
const MAX_MARKUP_BYTES = 1024 * 1024;
const LESS = 0x3c;
const GREATER = 0x3e;
const QUOTES = [0x22, 0x27];

/**
 * A record is an `Inventory`. It works on bytes: in UTF-8 and in GB18030 alike, those of `<`, `>` and quotes stand for nothing else. What is
 * around the lists is kept before the first and behind the last, so that any of them make a message again.
 */
export class Ceb603Cutter implements Cutter {
  head: Buffer = Buffer.alloc(0);
  tail: Buffer = Buffer.alloc(0);
  private carry: Buffer = Buffer.alloc(0);
  private charset: Charset | undefined;
  private depth = 0;
  private number = 0;
  private inList = false;

  constructor(private readonly charsetLabel: string | undefined) {}

  *push(chunk: Buffer): Generator<Piece> {
    const data = Buffer.concat([this.carry, chunk]);
    if (this.charset === undefined) {
      if (data.length < DECLARATION_BYTES && !data.includes(GREATER)) {
        this.carry = data;
        return;
      }
      this.charset = xmlCharset(data, this.charsetLabel).charset;
    }
    let at = 0;
    while (at < data.length) {
      const begin = data.indexOf(LESS, at);
      const textEnd = begin === -1 ? data.length : begin;
      if (textEnd > at) yield* this.hand(data.subarray(at, textEnd));
      at = textEnd;
      if (begin === -1) break;
      const end = this.endOfMarkup(data, begin);
      if (end === -1) {
        if (data.length - begin > MAX_MARKUP_BYTES)
          throw new CommandError('The file is no XML that can be taken apart.');
        break;
      }
      yield* this.markup(data.subarray(begin, end));
      at = end;
    }
    this.carry = Buffer.from(data.subarray(at));
  }

  *end(): Generator<Piece> {
    yield* this.hand(this.carry);
  }

  private *markup(bytes: Buffer): Generator<Piece> {
    const [, slash, name = ''] = /^<(\/?)(?:[^\s:/>]*:)?([^\s/>!?]+)/.exec(bytes.toString('latin1')) ?? [];
    if (name === '' || bytes[1] === 0x21 || bytes[1] === 0x3f) {
      yield* this.hand(bytes);
      return;
    }
    if (slash === '/') {
      this.depth -= 1;
      yield* this.hand(bytes);
      if (this.depth === 1) this.inList = false;
      else if (this.depth === 0) this.tail = Buffer.from(bytes);
      return;
    }
    if (this.depth === 1 && name === 'Inventory') {
      this.inList = true;
      this.number += 1;
    }
    yield* this.hand(bytes);
    const isEmpty = bytes.at(-2) === 0x2f;
    if (!isEmpty) this.depth += 1;
    else if (this.depth === 1) this.inList = false;
  }

  private *hand(bytes: Buffer): Generator<Piece> {
    if (this.inList) yield { number: this.number, bytes };
    else if (this.number === 0) this.head = Buffer.concat([this.head, bytes]);
  }

  /** Behind the end of markup that begins here; -1 when that has not come yet. */
  private endOfMarkup(data: Buffer, begin: number): number {
    const lead = data.subarray(begin, begin + 9).toString('latin1');
    const after = (mark: string, from: number): number => {
      const found = data.indexOf(mark, from, 'latin1');
      return found === -1 ? -1 : found + mark.length;
    };
    if (lead.startsWith('<!--')) return after('-->', begin + 4);
    if (lead.startsWith('<?')) return after('?>', begin + 2);
    if (lead === '<![CDATA[') return this.endOfCharacters(data, begin + 9);
    // Too little to tell a comment or a section from a tag.
    if (lead.length < 9 && (lead.startsWith('<!') || lead === '<')) return -1;
    let quote: number | undefined;
    for (let at = begin + 1; at < data.length; at++) {
      const byte = data[at] ?? 0;
      if (quote !== undefined) quote = byte === quote ? undefined : quote;
      else if (byte === GREATER) return at + 1;
      else if (QUOTES.includes(byte)) quote = byte;
    }
    return -1;
  }

  /** The end of a section of characters: in GB18030 a bracket may be the second half of one. */
  private endOfCharacters(data: Buffer, from: number): number {
    for (let at = from; at < data.length;) {
      const byte = data[at] ?? 0;
      if (this.charset === 'gb18030' && byte >= 0x80) {
        const next = data[at + 1] ?? 0;
        at += next >= 0x30 && next <= 0x39 ? 4 : 2;
      } else if (byte === 0x5d && data[at + 1] === 0x5d && data[at + 2] === GREATER) return at + 3;
      else at += 1;
    }
    return -1;
  }
}
