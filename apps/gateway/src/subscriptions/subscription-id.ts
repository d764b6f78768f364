import { principalOf, Problem, readIdempotencyKey } from '@alataw/http';
import type { FastifyRequest } from 'fastify';
import { createHash, randomUUID } from 'node:crypto';

const FORM = /^[A-Z0-9-]{2,20}\.[a-z0-9][a-z0-9-]{0,39}$/;
const NAME_LENGTH = 20;

/**
 * The id of a new subscription. Without a name it follows from the `Idempotency-Key`, so that a request that is repeated when
 * its first answer is long forgotten finds what it opened.
 */
export function newSubscriptionId(
  carrier: string,
  name: string | undefined,
  header: string | readonly string[] | undefined,
): string {
  const key = readIdempotencyKey(header) ?? randomUUID();
  const made = createHash('sha256').update(`${carrier}\n${key}`).digest('hex').slice(0, NAME_LENGTH);
  return `${carrier}.${name ?? made}`;
}

/** @param carrier whose it has to be; undefined: anybody's. @throws {Problem} 404, of others' as of what cannot be */
export function subscriptionIdParam(text: string, carrier?: string): string {
  if (FORM.test(text) && (carrier === undefined || text.startsWith(`${carrier}.`))) return text;
  throw noSuchSubscription();
}

export const carrierOf = (request: FastifyRequest): string => principalOf(request).tenant ?? '';

/** What an order is about: a subscription of the sender's. @throws {Problem} 404 */
export function ownedSubscription(
  id: string,
  request: FastifyRequest,
): { readonly subscriptionId: string; readonly carrier: string } {
  const carrier = carrierOf(request);
  return { subscriptionId: subscriptionIdParam(id, carrier), carrier };
}

/** The centre's own people read what any carrier has subscribed. @throws {Problem} 404 */
export function readableSubscription(id: string, request: FastifyRequest): string {
  const { role, tenant = '' } = principalOf(request);
  return role === 'carrier' ? subscriptionIdParam(id, tenant) : subscriptionIdParam(id);
}

export function noSuchSubscription(): Problem {
  return new Problem(
    404,
    'UNKNOWN_SUBSCRIPTION',
    'You have no such subscription: GET /v1/subscriptions lists those that there are.',
  );
}
