import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { charsetOf, MARK_BYTES, markOf, type Charset } from '../charset/charset';
import { SourceError, type SourceErrorCode } from '../record-source';

/** What is told of an XML document. Names come without their namespace prefix. */
export interface XmlHandler {
  /** @param line of its start tag, from 1. @param column character in it, from 1 */
  open(name: string, line: number, column: number): void;
  close(): void;
  text(text: string): void;
}

/** Characters of one text, tag, comment or instruction. No field of customs has more than 1,000. */
export const MAX_TOKEN_CHARACTERS = 64 * 1024;
/** Elements within each other; a list needs four. */
export const MAX_DEPTH = 16;
/** Attributes of one element; customs' have two and some namespaces. */
export const MAX_ATTRIBUTES = 16;
/** So many bytes are looked at for the XML declaration. */
export const DECLARATION_BYTES = 1024;
const GREATER = 0x3e;
const PIECE_CHARACTERS = 4 * 1024;

/**
 * Reads XML as it comes, at constant memory, and nothing of it that could make it grow: no document type, no entities but the five predefined
 * ones and character references.
 *
 * Its charset is, in this order (RFC 7303, section 3): what a byte order mark says, the `charset` of the media type, the XML declaration; UTF-8
 * without any. Bytes that are none of the charset arrive as U+FFFD.
 */
export class XmlReader {
  private readonly parser = new SaxesParser();
  private head: Buffer | undefined = Buffer.alloc(0);
  private decoder = new TextDecoder('utf-8');
  private depth = 0;
  private attributes = 0;
  private tokenFrom = 0;
  /** What stands before the root element. */
  private prolog: string | undefined = '';
  /** As it was found. */
  charset: Charset = 'utf-8';

  /** @param charsetLabel of the media type */
  constructor(
    handler: XmlHandler,
    private readonly charsetLabel?: string,
  ) {
    const { parser } = this;
    parser.on('opentagstart', ({ name }) => {
      this.token();
      this.attributes = 0;
      this.depth += 1;
      this.prolog = undefined;
      if (this.depth > MAX_DEPTH) throw this.refused('XML_LIMIT', `Nest elements at most ${MAX_DEPTH} deep.`);
      // The parser stands one character behind the name; a line break may have been that character.
      const column = parser.columnIndex - name.length - 1;
      handler.open(localName(name), column > 0 ? parser.line : parser.line - 1, Math.max(1, column));
    });
    parser.on('attribute', () => {
      this.attributes += 1;
      if (this.attributes > MAX_ATTRIBUTES)
        throw this.refused('XML_LIMIT', `Give an element at most ${MAX_ATTRIBUTES} attributes.`);
    });
    parser.on('opentag', () => this.token());
    parser.on('closetag', () => {
      this.token();
      this.depth -= 1;
      handler.close();
    });
    const onText = (text: string): void => {
      this.token();
      handler.text(text);
    };
    parser.on('text', onText);
    parser.on('cdata', onText);
    parser.on('comment', () => this.token());
    parser.on('processinginstruction', () => this.token());
    parser.on('doctype', () => {
      throw this.doctype();
    });
    parser.on('error', (error) => {
      throw this.broken(error);
    });
  }

  /** @throws {SourceError} */
  write(chunk: Buffer): void {
    if (this.head === undefined) return this.feed(this.decoder.decode(chunk, { stream: true }));
    this.head = Buffer.concat([this.head, chunk]);
    if (this.head.length < DECLARATION_BYTES && !this.head.includes(GREATER)) return;
    this.begin(this.head);
  }

  /** @throws {SourceError} when the document is not whole */
  end(): void {
    if (this.head !== undefined) this.begin(this.head);
    this.feed(this.decoder.decode());
    this.parser.close();
  }

  private begin(head: Buffer): void {
    this.head = undefined;
    const { charset, markBytes } = xmlCharset(head, this.charsetLabel);
    this.charset = charset;
    this.decoder = new TextDecoder(this.charset);
    this.feed(this.decoder.decode(head.subarray(markBytes), { stream: true }));
  }

  private feed(text: string): void {
    if (text === '') return;
    if (this.prolog !== undefined) this.prolog += text;
    // The parser tells where it stands by the piece: of a long one, all that is in it would look like one token.
    for (let from = 0; from < text.length; from += PIECE_CHARACTERS) {
      this.parser.write(text.slice(from, from + PIECE_CHARACTERS));
      this.checkToken();
    }
  }

  private token(): void {
    this.checkToken();
    this.tokenFrom = this.parser.position;
  }

  private checkToken(): void {
    if (this.parser.position - this.tokenFrom <= MAX_TOKEN_CHARACTERS) return;
    // A document type is told to us when it ends, which may be never.
    if (this.prolog?.includes('<!DOCTYPE') === true) throw this.doctype();
    throw this.refused('XML_LIMIT', `Keep texts and tags within ${MAX_TOKEN_CHARACTERS} characters.`);
  }

  private doctype(): SourceError {
    return this.refused('DTD_NOT_ALLOWED', 'Leave out the document type (<!DOCTYPE …>): none is read here.');
  }

  /** What the parser says, without the names that it repeats from the document. */
  private broken(error: Error): SourceError {
    const [reason = ''] = error.message.replace(/^(?:\S+:)?\d+:\d+: /, '').split(':');
    const said = reason.replace(/\.$/, '');
    if (said === 'undefined entity') {
      const detail = 'Use no entities but &lt; &gt; &amp; &quot; &apos; and character references.';
      return this.refused('ENTITY_NOT_ALLOWED', detail);
    }
    return this.refused('NOT_WELL_FORMED', `Mend the XML and send the file again: ${said}`);
  }

  /** An error at where the parser stands. */
  refused(code: SourceErrorCode, sentence: string): SourceError {
    const { line } = this.parser;
    const column = Math.max(1, this.parser.columnIndex);
    const detail = `${sentence.replace(/\.$/, '')} (line ${line}, column ${column}).`;
    return new SourceError(code, detail, [
      { pointer: '', code, detail, place: { sourceLine: line, column, element: null } },
    ]);
  }
}

/**
 * The charset of a document, by the order that {@link XmlReader} tells.
 * @param head its first {@link DECLARATION_BYTES} bytes, or all up to the first `>`
 * @throws {SourceError} for one that is not read
 */
export function xmlCharset(head: Buffer, label?: string): { readonly charset: Charset; readonly markBytes: number } {
  const mark = markOf(head.subarray(0, MARK_BYTES));
  if (mark !== undefined) return { charset: mark.charset, markBytes: mark.bytes };
  return { charset: charsetOf(label ?? declared(head)), markBytes: 0 };
}

/** The encoding of the XML declaration. Up to its end a document is ASCII in either charset. */
function declared(head: Buffer): string {
  const [, encoding] =
    /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']/.exec(head.subarray(0, DECLARATION_BYTES).toString('latin1')) ??
    [];
  return encoding ?? 'utf-8';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
