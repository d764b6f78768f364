import { Problem } from '../problem/problem';

/** Longer than any cursor that was handed out. */
const MAX_CURSOR_CHARACTERS = 4096;

/**
 * Makes an opaque cursor. It carries the whole position, so that it never expires and any instance can go on from it.
 * @param kind what it is a position in, e.g. `queue:inspection.documents`: a cursor of one list is refused by another
 */
export function encodeCursor(kind: string, position: unknown): string {
  return Buffer.from(JSON.stringify([kind, position]), 'utf8').toString('base64url');
}

/**
 * @param isPosition checks what was read: a cursor comes from outside
 * @throws {Problem} 400 when it is not one that `encodeCursor` made for this list
 */
export function decodeCursor<T>(kind: string, cursor: string, isPosition: (value: unknown) => value is T): T {
  if (cursor.length <= MAX_CURSOR_CHARACTERS) {
    try {
      const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
      if (Array.isArray(parts) && parts.length === 2 && parts[0] === kind) {
        const position: unknown = parts[1];
        if (isPosition(position)) return position;
      }
    } catch {
      // not JSON: falls through to the refusal below
    }
  }
  throw new Problem(
    400,
    'CURSOR_INVALID',
    'Use the cursor of the page before as it was given, or none to start anew.',
    {
      errors: [{ pointer: '', code: 'CURSOR_INVALID', detail: 'Query parameter "cursor" is not of this list.' }],
    },
  );
}

/** @throws {Problem} 400 when it is no whole number from 1 to `max` */
export function readLimit(text: string | undefined, fallback: number, max: number): number {
  if (text === undefined) return fallback;
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= max) return limit;
  throw new Problem(400, 'LIMIT_INVALID', `Send a limit from 1 to ${max}.`);
}

/** `Link: <…>; rel="next"` for the same address with another cursor. */
export function nextLink(url: string, cursor: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}
