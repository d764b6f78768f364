import { OutgoingError, type Outgoing, type OutgoingFailure } from '@alataw/outbound';
import type { Message } from '../message';
import { signedHeaders } from '../signing/signature';
import type { SigningKey } from '../signing/signing-key';

/** What came of a request. */
export interface Posted {
  /** When it began, epoch ms UTC. */
  readonly at: number;
  readonly durationMs: number;
  /** Of the answer; null: there was none. */
  readonly status: number | null;
  /** Why there was none. */
  readonly failure: OutgoingFailure | null;
  /** What the answer began with. */
  readonly answer: string;
  readonly retryAfter: string | undefined;
}

const USER_AGENT = 'Alataw-Webhooks/1';

/** Sends one message, signed as of now. @param clock epoch ms UTC */
export async function post(
  endpoint: Outgoing,
  { id, body }: Message,
  keys: readonly SigningKey[],
  clock: () => number,
): Promise<Posted> {
  const at = clock();
  const headers = {
    'content-type': 'application/json',
    'user-agent': USER_AGENT,
    ...signedHeaders(id, at, body, keys),
  };
  try {
    const { status, headers: answered, body: answer } = await endpoint.request({ method: 'POST', headers, body });
    const retryAfter = answered['retry-after'];
    return { at, durationMs: clock() - at, status, failure: null, answer: answer.toString(), retryAfter };
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    const { failure } = error;
    return { at, durationMs: clock() - at, status: null, failure, answer: '', retryAfter: undefined };
  }
}
