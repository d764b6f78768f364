import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyHttpOptions } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { admit } from './access/access.hook';
import type { KeyRing } from './access/key-ring';
import { readBodies, type JsonBodyLimits } from './body/json-body';
import { beginIdempotent, finishIdempotent } from './idempotency/idempotency.hook';
import type { IdempotencyStore } from './idempotency/idempotency-store';
import type { RateLimiter } from './limits/rate-limiter';
import { PROBLEM_JSON, Problem } from './problem/problem';
import { noSuchRoute, sendProblem, type FaultLog } from './problem/problem.filter';

/** What the edge of an HTTP application is made of. */
export interface EdgeParts {
  readonly keys: KeyRing;
  /** Per key, for requests with one. */
  readonly limiter: RateLimiter;
  /** Per address, for requests without a valid key: guessing keys is slow, and public pages cannot be used to flood. */
  readonly strangers: RateLimiter;
  readonly idempotency: IdempotencyStore;
  /** Routes that the configuration makes public. */
  readonly opened?: ReadonlySet<string>;
  readonly jsonBody: JsonBodyLimits;
  /** Media types that routes may stream. */
  readonly streamed?: readonly string[];
  readonly log: FaultLog;
  /** Epoch ms UTC. */
  readonly now: () => number;
}

/** Sent with every answer; a page that needs more says so itself. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Limits of the server itself, before any route is known. */
export interface ServerLimits {
  /** All headers together, bytes. */
  readonly maxHeaderBytes: number;
  /** From the first byte of a request to the end of its headers: against clients that send a header an hour. */
  readonly headersTimeoutMs: number;
  /** A whole request. Long, for uploads: bodies have limits of their own. */
  readonly requestTimeoutMs: number;
}

/** The options to create the Fastify server with. */
export function serverOptions(limits: ServerLimits, log: FaultLog): FastifyHttpOptions<Server> {
  return {
    genReqId: requestIdOf,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: 65_000,
    http: {
      maxHeaderSize: limits.maxHeaderBytes,
      headersTimeout: limits.headersTimeoutMs,
      connectionsCheckingInterval: 5_000,
    },
    // A parcel id has up to 99 characters, each of which may be percent-encoded.
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(request, reply, error, log),
    clientErrorHandler: answerBrokenRequest,
  };
}

/** Hangs the edge into a server: identity, access, limits, bodies, idempotency, for all routes alike. */
export function installEdge(server: FastifyInstance, parts: EdgeParts): void {
  readBodies(server, parts.jsonBody, parts.streamed ?? []);
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...SECURITY_HEADERS, 'x-request-id': request.id });
    if (request.is404) {
      reply.headers(parts.strangers.take(request.ip, parts.now()));
      throw noSuchRoute();
    }
    reply.headers(limited(request, parts));
  });
  server.addHook('preHandler', async (request, reply) => {
    if (await beginIdempotent(request, reply, parts.idempotency)) return reply;
    return undefined;
  });
  server.addHook('onSend', async (request, reply, payload) => {
    try {
      await finishIdempotent(request, reply, payload, parts.idempotency);
    } catch (error) {
      // The request was carried out: not being able to remember that is no reason to answer otherwise.
      parts.log(error, { id: request.id, route: 'idempotency' });
    }
  });
}

function limited(request: FastifyRequest, parts: EdgeParts): Readonly<Record<string, string>> {
  const now = parts.now();
  const endpoint = request.routeOptions.config.endpoint;
  try {
    const principal = admit(request, parts.keys, now, parts.opened);
    if (endpoint?.unlimited === true) return {};
    return principal === undefined ? parts.strangers.take(request.ip, now) : parts.limiter.take(principal.keyId, now);
  } catch (error) {
    if (error instanceof Problem && error.status === 401) parts.strangers.take(request.ip, now);
    throw error;
  }
}

/** A client may name its request, so that its own log and ours can be joined. */
function requestIdOf(request: { headers: IncomingMessage['headers'] }): string {
  const sent = request.headers['x-request-id'];
  return typeof sent === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(sent) ? sent : randomUUID();
}

/** Bytes that are no HTTP, headers too large or too slow: the parser gives up before there is a request. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new Problem(431, 'HEADERS_TOO_LARGE', 'Send fewer or smaller headers.')
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? new Problem(408, 'REQUEST_TIMEOUT', 'The request did not arrive in time: send it again.')
        : new Problem(400, 'NOT_HTTP', 'Send an HTTP/1.1 request.');
  const body = JSON.stringify(problem.body(randomUUID()));
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.code}\r\nContent-Type: ${PROBLEM_JSON}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
