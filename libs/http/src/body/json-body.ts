import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { Problem } from '../problem/problem';
import { BodyError, ChunkSource, discardRest } from './chunk-source';
import { readJson } from './json-text';

/** Limits of a JSON body. */
export interface JsonBodyLimits {
  readonly maxBytes: number;
  /** From the first byte to the last. */
  readonly totalMs: number;
}

const bodies = new WeakMap<FastifyRequest, Buffer>();

/** The bytes of a JSON body as they were sent; empty when there was none. */
export function rawBodyOf(request: FastifyRequest): Buffer {
  return bodies.get(request) ?? Buffer.alloc(0);
}

/**
 * Makes the server read `application/json` strictly, hand streamed bodies to the routes that declare them, and refuse all else.
 * @param streamed media types that routes may stream
 */
export function readBodies(server: FastifyInstance, limits: JsonBodyLimits, streamed: readonly string[]): void {
  server.removeAllContentTypeParsers();
  for (const mediaType of streamed) {
    server.addContentTypeParser(mediaType, (request: FastifyRequest, payload: FastifyRequest['raw'], done) => {
      const isExpected = request.routeOptions.config.endpoint?.streams?.includes(mediaType) === true;
      if (isExpected) done(null, payload);
      else done(unsupported(request));
    });
  }
  server.addContentTypeParser('*', (request: FastifyRequest, _payload: FastifyRequest['raw'], done) =>
    done(unsupported(request)),
  );
  server.addContentTypeParser('application/json', async (request: FastifyRequest, payload: FastifyRequest['raw']) => {
    const { streams } = request.routeOptions.config.endpoint ?? {};
    if (streams?.includes('application/json') === false) throw unsupported(request);
    refuseEncoded(request);
    const bytes = await readWholeBody(request, payload, limits);
    bodies.set(request, bytes);
    if (bytes.length === 0) return undefined;
    const reading = readJson(bytes);
    if (reading.ok) return reading.value;
    throw new Problem(400, reading.fault.code, reading.fault.detail, { errors: [reading.fault] });
  });
}

/** The 415 of a route, which names what it reads. */
export function unsupported(request: FastifyRequest): Problem {
  const expected = (request.routeOptions.config.endpoint?.streams ?? ['application/json']).join(', ');
  return new Problem(415, 'UNSUPPORTED_MEDIA_TYPE', `Send Content-Type: ${expected.replace(/, ([^,]*)$/, ' or $1')}.`, {
    headers: { 'accept-post': expected },
  });
}

function refuseEncoded(request: FastifyRequest): void {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return;
  throw new Problem(415, 'UNSUPPORTED_ENCODING', 'Send this body without Content-Encoding.', {
    headers: { 'accept-encoding': 'identity' },
  });
}

/**
 * Reads a body that is small enough to be held.
 * @throws {Problem} 413 when it is larger, 408 when it comes too slowly
 */
export async function readWholeBody(
  request: FastifyRequest,
  payload: Readable,
  limits: JsonBodyLimits,
): Promise<Buffer> {
  const tooLarge = new Problem(
    413,
    'BODY_TOO_LARGE',
    `Send at most ${limits.maxBytes} bytes here; many declarations go to the bulk address.`,
  );
  const rest = { bytes: 16 * limits.maxBytes, ms: 2_000 };
  if (Number(request.headers['content-length'] ?? 0) > limits.maxBytes) {
    await discardRest(payload, rest);
    throw tooLarge;
  }
  const source = new ChunkSource(payload, { idleMs: limits.totalMs, totalMs: limits.totalMs });
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of source) {
      chunks.push(chunk);
      if (source.bytes > limits.maxBytes) {
        source.release();
        await discardRest(payload, rest);
        throw tooLarge;
      }
    }
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    throw new Problem(408, 'BODY_STALLED', `Send the whole body within ${limits.totalMs} ms.`, {
      headers: { connection: 'close' },
      cause: error,
    });
  } finally {
    source.release();
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}
