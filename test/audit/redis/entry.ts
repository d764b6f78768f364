import { ByteReader, FormatError } from '../wire/bytes';

/** What Redis keeps of an entity of one stage. */
export interface StoredEntry {
  readonly sequence: number;
  readonly offsets: readonly number[];
  /** The state, framed as records are. */
  readonly state: Buffer;
}

/** Of a long life the first and the last. */
const MAX_OFFSETS = 16;

function unsigned(reader: ByteReader): number {
  let value = 0;
  for (let factor = 1, bytes = 0; bytes < 8; bytes++, factor *= 128) {
    const byte = reader.buffer[reader.take(1)] ?? 0;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
  }
  throw new FormatError('a number is too long');
}

/** Reads an entry: its number, how many offsets, the first, the differences, and the state. @throws {FormatError} */
export function storedEntry(bytes: Buffer): StoredEntry {
  const reader = new ByteReader(bytes);
  const sequence = unsigned(reader);
  const count = unsigned(reader);
  if (count > MAX_OFFSETS) throw new FormatError(`it has ${count} offsets`);
  const offsets: number[] = [];
  for (let i = 0; i < count; i++) offsets.push(unsigned(reader) + (offsets.at(-1) ?? 0));
  return { sequence, offsets, state: reader.slice(reader.left) };
}
