import { SourceError } from '../record-source';

/** Encodings of files. GBK and GB2312 are read as GB18030, which contains them. */
export type Charset = 'utf-8' | 'gb18030';

const LABELS: Readonly<Record<string, Charset>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
};

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const GB18030_MARK = Buffer.from([0x84, 0x31, 0x95, 0x33]);
const UTF16_MARKS = [Buffer.from([0xfe, 0xff]), Buffer.from([0xff, 0xfe])];
/** Bytes that show which mark a file begins with. */
export const MARK_BYTES = 4;

/** The charset that a label names. @throws {SourceError} for one that is not read here */
export function charsetOf(label: string): Charset {
  const charset = LABELS[label.trim().toLowerCase()];
  if (charset === undefined) throw notSupported();
  return charset;
}

/**
 * The charset that a byte order mark says, and how long that is.
 * @param head the first {@link MARK_BYTES} bytes, or all that there are
 * @throws {SourceError} for UTF-16
 */
export function markOf(head: Buffer): { readonly charset: Charset; readonly bytes: number } | undefined {
  if (head.subarray(0, 3).equals(UTF8_MARK)) return { charset: 'utf-8', bytes: 3 };
  if (head.subarray(0, 4).equals(GB18030_MARK)) return { charset: 'gb18030', bytes: 4 };
  if (UTF16_MARKS.some((mark) => head.subarray(0, 2).equals(mark))) throw notSupported();
  return undefined;
}

/** The fault of text whose bytes are none of its charset. */
export function undecodable(charset: Charset): {
  readonly code: 'INVALID_UTF8' | 'INVALID_GB18030';
  readonly detail: string;
} {
  return charset === 'utf-8'
    ? { code: 'INVALID_UTF8', detail: 'Send UTF-8, or say `charset=gb18030`: these bytes are not UTF-8.' }
    : { code: 'INVALID_GB18030', detail: 'Send GB18030, or say `charset=utf-8`: these bytes are not GB18030.' };
}

function notSupported(): SourceError {
  const code = 'ENCODING_NOT_SUPPORTED';
  const detail = 'Send UTF-8 or GB18030 (GBK, GB2312): other encodings are not read.';
  return new SourceError(code, detail, [{ pointer: '', code, detail }]);
}
