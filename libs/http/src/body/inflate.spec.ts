import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { BodyError, ChunkSource, discardRest } from './chunk-source';
import { bodyBytes } from './inflate';

const LIMITS = { maxBytes: 64 * 1024 * 1024, maxRatio: 100 };

const read = async (stream: Readable, gzip: boolean, limits = LIMITS): Promise<{ bytes: number; code?: string }> => {
  const source = new ChunkSource(stream, { idleMs: 5_000 });
  let bytes = 0;
  try {
    for await (const chunk of bodyBytes(source, gzip, limits)) bytes += chunk.length;
    return { bytes };
  } catch (error) {
    return { bytes, code: error instanceof BodyError ? error.code : String(error) };
  } finally {
    source.release();
  }
};

const noise = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * 2_654_435_761) >>> 13).join());

describe(bodyBytes.name, () => {
  it('reads a body as it is, and a compressed one decompressed', async () => {
    await expect(read(Readable.from([noise]), false)).resolves.toEqual({ bytes: noise.length });
    await expect(read(Readable.from([gzipSync(noise)]), true)).resolves.toEqual({ bytes: noise.length });
  });

  it('hands out what stands before the end of a truncated body', async () => {
    const half = gzipSync(noise).subarray(0, 400_000);
    const { bytes, code } = await read(Readable.from([half]), true);
    expect(code).toBe('GZIP_TRUNCATED');
    expect(bytes).toBeGreaterThan(100_000);
  });

  it('tells that a body is not gzip', async () => {
    await expect(read(Readable.from([noise]), true)).resolves.toEqual({ bytes: 0, code: 'GZIP_CORRUPT' });
  });

  it('stops what unfolds too far', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));
    const { bytes, code } = await read(Readable.from([bomb]), true);
    expect(code).toBe('GZIP_RATIO');
    expect(bytes).toBeLessThan(5 * 1024 * 1024);
  });

  it('stops what is too large', async () => {
    await expect(read(Readable.from([noise]), false, { ...LIMITS, maxBytes: 10 })).resolves.toEqual({
      bytes: 0,
      code: 'BODY_TOO_LARGE',
    });
  });

  it('tells that the client has gone', async () => {
    const stream = new PassThrough();
    stream.write('abc');
    const reading = read(stream, false);
    setImmediate(() => stream.destroy());
    await expect(reading).resolves.toEqual({ bytes: 3, code: 'CLIENT_GONE' });
  });

  it('tells that nothing comes any more', async () => {
    const stream = new PassThrough();
    const source = new ChunkSource(stream, { idleMs: 20 });
    await expect(source.next()).rejects.toMatchObject({ code: 'BODY_STALLED' });
    source.release();
    expect(stream.destroyed).toBe(false);
  });

  it('does not count the time that the reader takes as the client being idle', async () => {
    const source = new ChunkSource(Readable.from([Buffer.from('a'), Buffer.from('b')], { objectMode: false }), {
      idleMs: 20,
    });
    await expect(source.next()).resolves.toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 60));
    await expect(source.next()).resolves.toBeDefined();
    source.release();
  });

  it('stops with the process', async () => {
    const stopping = new AbortController();
    const source = new ChunkSource(new PassThrough(), { idleMs: 5_000, signal: stopping.signal });
    const next = source.next();
    stopping.abort();
    await expect(next).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    source.release();
  });
});

describe(discardRest.name, () => {
  it('throws away up to a limit', async () => {
    const endless = new Readable({ read: () => undefined });
    for (let n = 0; n < 10; n++) endless.push(Buffer.alloc(1000));
    await discardRest(endless, { bytes: 5_000, ms: 5_000 });
    expect(endless.destroyed).toBe(false);
  });

  it('returns at once when there is nothing to come', async () => {
    const ended = Readable.from([]);
    for await (const _ of ended) expect(_).toBeUndefined();
    await discardRest(ended, { bytes: 1, ms: 60_000 });
  });
});
