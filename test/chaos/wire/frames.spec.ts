import fc from 'fast-check';
import { framesOf, MAX_FRAME_BYTES } from './frames';

const frame = (body: Uint8Array): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length);
  return Buffer.concat([length, body]);
};
// eslint-disable-next-line @typescript-eslint/require-await
async function* chunksOf(bytes: Buffer, size: number, end?: Error): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  if (end) throw end;
}
const all = async (chunks: AsyncIterable<Buffer>): Promise<Buffer[]> => {
  const frames: Buffer[] = [];
  for await (const one of framesOf(chunks)) frames.push(one);
  return frames;
};

describe('framesOf', () => {
  it('finds the frames however the bytes come', async () => {
    const bodies = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(bodies, fc.integer({ min: 1, max: 50 }), async (of, size) => {
        const frames = of.map(frame);
        expect(await all(chunksOf(Buffer.concat(frames), size))).toEqual(frames);
      }),
    );
  });

  it('ends with a broken connection, and drops what is left of a frame', async () => {
    const bytes = Buffer.concat([frame(Buffer.from('whole')), frame(Buffer.from('torn')).subarray(0, 6)]);
    expect(await all(chunksOf(bytes, 3, new Error('read ECONNRESET')))).toEqual([frame(Buffer.from('whole'))]);
  });

  it.each([-1, MAX_FRAME_BYTES + 1])('does not take %d bytes for a frame', async (length) => {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(length);
    await expect(all(chunksOf(bytes, 8))).rejects.toThrow('this is not Kafka');
  });
});
