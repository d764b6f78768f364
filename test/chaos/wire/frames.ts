import { FormatError } from '../../audit/wire/bytes';

/** What a broker takes at most (`socket.request.max.bytes`); more is not Kafka's protocol. */
export const MAX_FRAME_BYTES = 100 * 1024 * 1024;
const LENGTH_BYTES = 4;

/**
 * Cuts the bytes of a connection into frames, each with its length in front, and reads no faster than they are taken.
 * It ends with the connection, however that ends; what is left of a frame is dropped.
 * @throws {FormatError} when a length cannot be one
 */
export async function* framesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  let wanted = LENGTH_BYTES;
  try {
    for await (const chunk of bytes) {
      parts.push(chunk);
      size += chunk.length;
      while (size >= wanted) {
        const all = Buffer.concat(parts);
        parts = [all];
        wanted = LENGTH_BYTES + lengthOf(all);
        if (size < wanted) break;
        yield all.subarray(0, wanted);
        parts = [all.subarray(wanted)];
        size -= wanted;
        wanted = LENGTH_BYTES;
      }
    }
  } catch (error) {
    if (error instanceof FormatError) throw error; // anything else is a broken connection
  }
}

function lengthOf(frame: Buffer): number {
  const length = frame.readInt32BE(0);
  if (length < 0 || length > MAX_FRAME_BYTES)
    throw new FormatError(`a frame claims ${length} bytes: this is not Kafka`);
  return length;
}
