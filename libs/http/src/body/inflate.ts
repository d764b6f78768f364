import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BodyError, type ChunkSource } from './chunk-source';

/** How far a compressed body may unfold. */
export interface InflateLimits {
  /** Bytes after decompression. */
  readonly maxBytes: number;
  /** Bytes out per byte in. Gzip itself reaches about 1,030; lines of real declarations stay below 100. */
  readonly maxRatio: number;
}

/** The ratio says nothing about the first bytes of a body. */
const RATIO_APPLIES_AFTER_BYTES = 4 * 1024 * 1024;

/**
 * The bytes of a body, decompressed when `gzip`, with memory for one chunk only.
 * @param onRaw is shown the bytes as they were sent
 * @throws {BodyError} at the place where the body ends wrongly: all chunks before it have been handed out.
 */
export async function* bodyBytes(
  source: ChunkSource,
  gzip: boolean,
  limits: InflateLimits,
  onRaw: (chunk: Buffer) => void = () => undefined,
): AsyncGenerator<Buffer> {
  let total = 0;
  const raw = watched(source, onRaw);
  for await (const chunk of gzip ? gunzipped(raw) : raw) {
    total += chunk.length;
    if (total > limits.maxBytes) throw new BodyError('BODY_TOO_LARGE', `more than ${limits.maxBytes} bytes`);
    if (gzip && total > RATIO_APPLIES_AFTER_BYTES && total > source.bytes * limits.maxRatio) {
      throw new BodyError('GZIP_RATIO', `unfolds to more than ${limits.maxRatio} times its size`);
    }
    yield chunk;
  }
}

async function* watched(source: ChunkSource, onRaw: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    onRaw(chunk);
    yield chunk;
  }
}

async function* gunzipped(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  const input = Readable.from(source);
  input.on('error', (error) => gunzip.destroy(error));
  input.pipe(gunzip);
  try {
    for await (const chunk of gunzip) if (Buffer.isBuffer(chunk)) yield chunk;
  } catch (error) {
    throw error instanceof BodyError ? error : gzipError(error);
  } finally {
    input.destroy();
    gunzip.destroy();
  }
}

function gzipError(error: unknown): BodyError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'Z_BUF_ERROR'
    ? new BodyError('GZIP_TRUNCATED', 'the compressed body ends before its end')
    : new BodyError('GZIP_CORRUPT', 'the body is not gzip, or damaged');
}
