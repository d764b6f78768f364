import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem/problem';
import type { KeyRing } from './key-ring';
import type { Principal } from './principal';

const principals = new WeakMap<FastifyRequest, Principal>();

/** Who sends the request. @throws {Problem} 401 on a public route, where nobody was asked. */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request);
  if (principal === undefined) throw new Problem(401, 'KEY_MISSING', 'Send your key as `Authorization: Bearer <key>`.');
  return principal;
}

/**
 * Lets a request pass, or throws. Runs before the body is read, so that a stranger cannot make the process read one.
 * A route that does not declare its access is closed.
 * @param opened routes that the configuration makes public
 * @returns the principal; undefined on public routes.
 */
export function admit(
  request: FastifyRequest,
  keys: KeyRing,
  now: number,
  opened: ReadonlySet<string> = new Set(),
): Principal | undefined {
  const access = request.routeOptions.config.endpoint?.access;
  if (access === 'public' || opened.has(request.routeOptions.url ?? '')) return undefined;
  const principal = keys.authenticate(request.headers.authorization, now);
  if (access === undefined || !access.includes(principal.role)) {
    throw new Problem(
      403,
      'ROLE_NOT_ALLOWED',
      `Use a key of role ${(access ?? []).join(' or ') || 'none'}: this one has role ${principal.role}.`,
    );
  }
  principals.set(request, principal);
  return principal;
}
