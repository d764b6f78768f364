/** The elements that Kafka's requests and answers are made of. @see https://kafka.apache.org/protocol#protocol_types */

/** Writes the elements of a request. */
export class Writer {
  private readonly parts: Buffer[] = [];

  int8(value: number): this {
    return this.push(1, (b) => b.writeInt8(value));
  }
  int16(value: number): this {
    return this.push(2, (b) => b.writeInt16BE(value));
  }
  int32(value: number): this {
    return this.push(4, (b) => b.writeInt32BE(value));
  }
  int64(value: number): this {
    return this.push(8, (b) => b.writeBigInt64BE(BigInt(value)));
  }
  string(value: string | null): this {
    if (value === null) return this.int16(-1);
    const bytes = Buffer.from(value);
    return this.int16(bytes.length).bytes(bytes);
  }
  float64(value: number): this {
    return this.push(8, (b) => b.writeDoubleBE(value));
  }
  /** Of a flexible version (KIP-482): the length plus one, in groups of seven bits. */
  compactBytes(value: Buffer): this {
    return this.varint(value.length + 1).bytes(value);
  }
  compactString(value: string): this {
    return this.compactBytes(Buffer.from(value));
  }
  compactArray<T>(items: readonly T[], item: (value: T) => void): this {
    this.varint(items.length + 1);
    items.forEach(item);
    return this;
  }
  /** Each structure of a flexible version, and its header, may have tagged fields: none here. */
  noTags(): this {
    return this.int8(0);
  }
  bytes(value: Buffer): this {
    this.parts.push(value);
    return this;
  }
  toBuffer(): Buffer {
    return Buffer.concat(this.parts);
  }
  private varint(value: number): this {
    const groups: number[] = [];
    for (let rest = value; ; rest >>>= 7) {
      groups.push(rest > 127 ? (rest & 127) | 128 : rest);
      if (rest <= 127) return this.bytes(Buffer.from(groups));
    }
  }
  private push(size: number, write: (buffer: Buffer) => void): this {
    const buffer = Buffer.allocUnsafe(size);
    write(buffer);
    return this.bytes(buffer);
  }
}

/** Reads the elements of an answer. */
export class Reader {
  private at = 0;
  constructor(private readonly buffer: Buffer) {}

  int8(): number {
    return this.buffer.readInt8((this.at += 1) - 1);
  }
  int16(): number {
    return this.buffer.readInt16BE((this.at += 2) - 2);
  }
  int32(): number {
    return this.buffer.readInt32BE((this.at += 4) - 4);
  }
  int64(): number {
    return Number(this.buffer.readBigInt64BE((this.at += 8) - 8));
  }
  string(): string {
    const length = this.int16();
    return this.buffer.toString('utf8', this.at, (this.at += Math.max(0, length)));
  }
  bytes(): Buffer {
    const length = Math.max(0, this.int32());
    return this.buffer.subarray(this.at, (this.at += length));
  }
  array<T>(item: () => T): T[] {
    return Array.from({ length: Math.max(0, this.int32()) }, item);
  }
  compactString(): string {
    const length = Math.max(0, this.varint() - 1);
    return this.buffer.toString('utf8', this.at, (this.at += length));
  }
  compactArray<T>(item: () => T): T[] {
    return Array.from({ length: Math.max(0, this.varint() - 1) }, item);
  }
  /** Passes over what later versions have added. */
  tags(): void {
    for (let count = this.varint(); count > 0; count -= 1) {
      this.varint();
      const length = this.varint();
      this.at += length;
    }
  }
  private varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const group = this.buffer.readUInt8(this.at++);
      value |= (group & 127) << shift;
      if (group < 128) return value >>> 0;
    }
  }
}
