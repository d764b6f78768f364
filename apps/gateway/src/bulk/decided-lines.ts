/** Remembers which lines have been decided, one bit each, so that a decision that is read twice counts once. */
export class DecidedLines {
  private bits = new Uint8Array(1024);

  /** @returns false when the line had been noted before */
  note(line: number): boolean {
    const index = line >>> 3;
    if (index >= this.bits.length) {
      const larger = new Uint8Array(Math.max(index + 1, this.bits.length * 2));
      larger.set(this.bits);
      this.bits = larger;
    }
    const mask = 1 << (line & 7);
    const before = this.bits[index] ?? 0;
    this.bits[index] = before | mask;
    return (before & mask) === 0;
  }
}
