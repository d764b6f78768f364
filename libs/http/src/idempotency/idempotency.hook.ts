import type { FastifyReply, FastifyRequest } from 'fastify';
import { principalOf } from '../access/access.hook';
import { rawBodyOf } from '../body/json-body';
import { Problem } from '../problem/problem';
import { fingerprintOf, readIdempotencyKey } from './idempotency-key';
import type { IdempotencyStore, KeyState, StoredAnswer } from './idempotency-store';

interface Claim {
  readonly client: string;
  readonly key: string;
  readonly fingerprint: string;
}

const claims = new WeakMap<FastifyRequest, Claim>();
const unkept = new WeakSet<FastifyRequest>();

/** The answer to this request is told once and not kept: it holds a secret. The request may then be carried out again under its key. */
export function notKept(request: FastifyRequest): void {
  unkept.add(request);
}

/** Headers that belong to the answer and not to the connection or the moment. */
const KEPT_HEADERS = ['content-type', 'location', 'preference-applied'];
/** Larger answers are not kept; none of ours is. */
const MAX_KEPT_CHARACTERS = 512 * 1024;

/**
 * Before the handler: takes the key of a request, or answers instead of the handler.
 * @returns true when the answer has been given again
 * @throws {Problem} 409 while the first request is in flight, 422 when the key was used for another one, 503 when the store is away
 */
export async function beginIdempotent(
  request: FastifyRequest,
  reply: FastifyReply,
  store: IdempotencyStore,
): Promise<boolean> {
  const whenAway = request.routeOptions.config.endpoint?.idempotency;
  const key = whenAway && readIdempotencyKey(request.headers['idempotency-key']);
  if (key === undefined) return false;
  const client = principalOf(request).actor;
  const fingerprint = fingerprintOf(request.method, request.url, rawBodyOf(request));
  const state = await begin(store, { client, key, fingerprint }, whenAway === 'proceed');
  if (state === undefined) return false;
  if (state.state === 'begun') {
    claims.set(request, { client, key, fingerprint });
    return false;
  }
  giveAgain(reply, answerAgain(state, fingerprint));
  return true;
}

/** After the handler: keeps the answer, or gives the key back when the request may be tried again. */
export async function finishIdempotent(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  store: IdempotencyStore,
): Promise<void> {
  const claim = claims.get(request);
  if (claim === undefined) return;
  claims.delete(request);
  const status = reply.statusCode;
  const keep = !unkept.has(request) && status < 500 && status !== 429 && status !== 408 && typeof payload === 'string';
  if (keep && payload.length <= MAX_KEPT_CHARACTERS) {
    await store.finish(claim.client, claim.key, claim.fingerprint, {
      status,
      headers: keptHeaders(reply),
      body: payload,
    });
  } else await store.abandon(claim.client, claim.key);
}

/** @throws {Problem} 409 in flight, 422 another request */
export function answerAgain(state: Exclude<KeyState, { state: 'begun' }>, fingerprint: string): StoredAnswer {
  if (state.fingerprint !== fingerprint) {
    throw new Problem(
      422,
      'IDEMPOTENCY_KEY_REUSED',
      'Use a new Idempotency-Key: this one was used for another request.',
    );
  }
  if (state.state === 'inFlight') {
    throw new Problem(
      409,
      'IDEMPOTENCY_IN_FLIGHT',
      'The first request with this key is still running: ask again shortly.',
      {
        headers: { 'retry-after': '1' },
      },
    );
  }
  return state.answer;
}

function giveAgain(reply: FastifyReply, answer: StoredAnswer): void {
  reply
    .status(answer.status)
    .headers({ ...answer.headers, 'idempotency-replayed': 'true' })
    .send(answer.body);
}

async function begin(store: IdempotencyStore, claim: Claim, proceed: boolean): Promise<KeyState | undefined> {
  try {
    return await store.begin(claim.client, claim.key, claim.fingerprint);
  } catch (error) {
    // What is idempotent by its content needs no memory of keys.
    if (proceed) return undefined;
    throw new Problem(
      503,
      'IDEMPOTENCY_UNAVAILABLE',
      'Keys cannot be remembered just now: send it again in a few seconds.',
      {
        headers: { 'retry-after': '5' },
        cause: error,
      },
    );
  }
}

function keptHeaders(reply: FastifyReply): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = reply.getHeader(name);
    if (value !== undefined) kept[name] = String(value);
  }
  return kept;
}
