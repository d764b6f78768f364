/** What comes from a server or a log and does not have the form that it must have. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

/** Reads one value after the other from bytes that may end too early. */
export class ByteReader {
  constructor(
    readonly buffer: Buffer,
    public at = 0,
    readonly end = buffer.length,
  ) {}

  get left(): number {
    return this.end - this.at;
  }

  /** Moves over so many bytes. @returns where they begin */
  take(bytes: number): number {
    const from = this.at;
    if (!(bytes >= 0) || from + bytes > this.end) throw new FormatError('it is cut off');
    this.at = from + bytes;
    return from;
  }

  int8(): number {
    return this.buffer.readInt8(this.take(1));
  }
  int16(): number {
    return this.buffer.readInt16BE(this.take(2));
  }
  int32(): number {
    return this.buffer.readInt32BE(this.take(4));
  }
  uint32(): number {
    return this.buffer.readUInt32BE(this.take(4));
  }
  int64(): number {
    return Number(this.buffer.readBigInt64BE(this.take(8)));
  }

  slice(bytes: number): Buffer {
    const from = this.take(bytes);
    return this.buffer.subarray(from, from + bytes);
  }

  /** A string of the Kafka protocol: 16-bit length, -1 for none. */
  string(): string | null {
    const length = this.int16();
    return length < 0 ? null : this.slice(length).toString();
  }

  array<T>(item: () => T): T[] {
    const count = this.int32();
    if (count > this.left) throw new FormatError('an array claims more items than there are bytes');
    return Array.from({ length: Math.max(0, count) }, item);
  }

  /** A zigzag varint of up to 64 bits, as Kafka's records and Avro have it. @throws beyond what a number holds exactly */
  varint(): number {
    let low = 0;
    let factor = 1;
    for (let bytes = 0; bytes < 10; bytes++) {
      const byte = this.buffer[this.take(1)] ?? 0;
      low += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        if (low > 2 * Number.MAX_SAFE_INTEGER) break;
        return low % 2 === 0 ? low / 2 : -(low + 1) / 2;
      }
      factor *= 128;
    }
    throw new FormatError('a number is too long');
  }
}
