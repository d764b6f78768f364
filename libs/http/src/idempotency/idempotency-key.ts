import { createHash } from 'node:crypto';
import { Problem } from '../problem/problem';

/** Longest key that is taken. */
export const MAX_KEY_CHARACTERS = 255;

/**
 * Reads `Idempotency-Key`: a quoted string as the draft says, or the same without quotes, as most clients send it.
 * @returns undefined when there is no such header
 * @throws {Problem} 400 when it is empty, too long, or has characters other than visible ASCII
 * @see draft-ietf-httpapi-idempotency-key-header
 */
export function readIdempotencyKey(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const text = typeof header === 'string' ? header.trim() : '';
  const quoted = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/.exec(text);
  const key = quoted
    ? (quoted[1] ?? '').replace(/\\(["\\])/g, '$1')
    : /^[\x21\x23-\x2b\x2d-\x7e]+$/.test(text)
      ? text
      : '';
  if (key.length >= 1 && key.length <= MAX_KEY_CHARACTERS) return key;
  throw new Problem(
    400,
    'IDEMPOTENCY_KEY_INVALID',
    `Send one Idempotency-Key of 1 to ${MAX_KEY_CHARACTERS} visible ASCII characters, in double quotes.`,
  );
}

/** What makes two requests the same: method, address, body. */
export function fingerprintOf(method: string, url: string, body: Uint8Array): string {
  return createHash('sha256').update(`${method} ${url}\n`).update(body).digest('base64url');
}
