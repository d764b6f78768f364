import { isUtf8 } from 'node:buffer';
import type { Fault } from '../problem/problem';

/** A text that was read, or why it cannot be. */
export type JsonReading =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: Fault };

/** Nesting that any of our bodies could need, with room to spare: a declaration has three levels. */
export const MAX_JSON_DEPTH = 16;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACKET = 0x5d;
const CLOSE_BRACE = 0x7d;

/**
 * Reads JSON from bytes of any origin. What would be dear or dangerous to parse is refused by a scan before the parser sees it.
 * @param bytes UTF-8, not longer than the caller's own limit
 */
export function readJson(bytes: Buffer, maxDepth: number = MAX_JSON_DEPTH): JsonReading {
  if (bytes.includes(0))
    return refused('NUL_BYTE', 'Remove the NUL bytes: JSON is text, and this looks like a binary file.');
  if (!isUtf8(bytes)) return refused('INVALID_UTF8', 'Send UTF-8: these bytes are not (GBK or binary, perhaps).');
  if (isDeeperThan(bytes, maxDepth)) return refused('TOO_DEEP', `Nest objects and arrays at most ${maxDepth} deep.`);
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return { ok: true, value };
  } catch (error) {
    return refused('INVALID_JSON', `Send one JSON value: ${positionOf(error)}.`);
  }
}

function refused(code: string, detail: string): JsonReading {
  return { ok: false, fault: { pointer: '', code, detail } };
}

/** Counts brackets outside strings; of text that is no JSON it may say either, since the parser refuses that anyway. */
function isDeeperThan(bytes: Buffer, maxDepth: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (++depth > maxDepth) return true;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
  }
  return false;
}

/** The parser's own words quote what was sent, so only the place is taken from them. */
function positionOf(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  const [, position] = /at position (\d+)/.exec(text) ?? [];
  if (position !== undefined) return `it breaks at character ${Number(position) + 1}`;
  return /end of JSON input|Unterminated/i.test(text) ? 'it ends too early' : 'it is not valid JSON';
}
