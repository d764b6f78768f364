/** Positions in a log: per topic, per partition, the next offset to read. */
export type OffsetVector = readonly (readonly number[])[];

const VERSION = 1;
const MAX_CHARACTERS = 8192;
const MAX_TOPICS = 64;
const MAX_PARTITIONS = 4096;

/**
 * Writes positions as one opaque word: base64url of a version byte, then the number of topics, and for each the number of
 * partitions and their offsets, all as LEB128. A time would not do: partitions move on at their own pace, so resuming
 * by time skips records.
 */
export function encodeOffsets(vector: OffsetVector): string {
  const bytes: number[] = [VERSION];
  writeNumber(bytes, vector.length);
  for (const offsets of vector) {
    writeNumber(bytes, offsets.length);
    for (const offset of offsets) writeNumber(bytes, offset);
  }
  return Buffer.from(bytes).toString('base64url');
}

/**
 * @param shape partitions per topic that the word must have
 * @returns undefined when it is not such a word
 */
export function decodeOffsets(text: string, shape: readonly number[]): OffsetVector | undefined {
  if (text.length > MAX_CHARACTERS || !/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  const reader = new NumberReader(Buffer.from(text, 'base64url'));
  if (reader.next() !== VERSION || reader.next() !== shape.length || shape.length > MAX_TOPICS) return undefined;
  const vector: number[][] = [];
  for (const partitions of shape) {
    if (reader.next() !== partitions || partitions > MAX_PARTITIONS) return undefined;
    const offsets: number[] = [];
    for (let p = 0; p < partitions; p++) offsets.push(reader.next());
    vector.push(offsets);
  }
  return reader.atEnd ? vector : undefined;
}

function writeNumber(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}

/** Reads LEB128 numbers; after anything malformed it yields NaN and is never at its end. */
class NumberReader {
  private at = 0;
  private broken = false;

  constructor(private readonly bytes: Buffer) {}

  next(): number {
    let value = 0;
    for (let factor = 1; factor <= Number.MAX_SAFE_INTEGER; factor *= 0x80) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * factor;
      if (value > Number.MAX_SAFE_INTEGER) break;
      if (byte < 0x80) return value;
    }
    this.broken = true;
    return Number.NaN;
  }

  get atEnd(): boolean {
    return !this.broken && this.at === this.bytes.length;
  }
}
