import { isNotModified } from '@alataw/http';
import type { Exchange } from './exchange.decorator';

/** Headers of an answer that a client may keep. */
export interface Kept {
  readonly etag: string;
  readonly 'cache-control': string;
  readonly [header: string]: string;
}

/** Sends the headers, and the answer unless the client has this version of it: then 304. */
export function unlessKnown<T>({ request, reply }: Exchange, headers: Kept, answer: () => T): T | undefined {
  reply.headers(headers);
  if (!isNotModified(request.headers['if-none-match'], headers.etag)) return answer();
  reply.status(304);
  return undefined;
}

/** Of what changes at any time and is not everybody's business. */
export const ownVersion = (etag: string): Kept => ({ etag, 'cache-control': 'private, no-cache' });
