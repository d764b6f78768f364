import { Problem, SSE_HEADERS, SseStream, type ConcurrencyGate } from '@alataw/http';
import type { FastifyReply } from 'fastify';

/** A few hundred events; a client that takes no more for half a minute is gone, whatever its connection says. */
const LIMITS = { maxBufferedBytes: 1024 * 1024, behindBytes: 256 * 1024, stallMs: 30_000, heartbeatMs: 15_000 };
/** How long a client waits before it connects again. */
const RETRY_MS = 2_000;

/** @returns what to call when the client has gone @throws {Problem} 429 when there is no room for it */
export function enterGate(gate: ConcurrencyGate, client: string): () => void {
  const leave = gate.enter(client);
  if (leave !== undefined) return leave;
  const detail = 'Close a stream before opening another.';
  throw new Problem(429, 'TOO_MANY_STREAMS', detail, { headers: { 'retry-after': '5' } });
}

/** From here on the connection is a stream of events: what goes wrong is told by one. */
export function openStream(reply: FastifyReply, onHeartbeat: (stream: SseStream) => void): SseStream {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? '');
  reply.raw.writeHead(200, SSE_HEADERS);
  reply.raw.write(`retry: ${RETRY_MS}\n\n`);
  return new SseStream(reply.raw, LIMITS, onHeartbeat);
}

const unavailable = (code: string) => ({
  event: 'unavailable',
  data: JSON.stringify({ code, detail: 'Connect again; go on from the last id.' }),
});

/** Told to a client that has to come again: nothing is lost by it. */
export const COME_AGAIN = unavailable('UNAVAILABLE');
/** The same, by a gateway that ends. */
export const STOPPING = unavailable('STOPPING');

/** Told to a client whose key was revoked or has expired. */
export const KEY_REVOKED = {
  event: 'unauthorized',
  data: JSON.stringify({ code: 'KEY_REVOKED', detail: 'The key is no longer valid.' }),
};
