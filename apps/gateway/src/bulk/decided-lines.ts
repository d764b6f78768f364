/** A set of line numbers, one bit each. */
export class Lines {
  constructor(private bits = new Uint8Array(128)) {}

  has(line: number): boolean {
    return ((this.bits[line >>> 3] ?? 0) & (1 << (line & 7))) !== 0;
  }

  /** @returns false when it was there before */
  add(line: number): boolean {
    if (this.has(line)) return false;
    const index = line >>> 3;
    if (index >= this.bits.length) {
      const larger = new Uint8Array(Math.max(index + 1, this.bits.length * 2));
      larger.set(this.bits);
      this.bits = larger;
    }
    this.bits[index] = (this.bits[index] ?? 0) | (1 << (line & 7));
    return true;
  }

  /** @returns false when it was not there */
  delete(line: number): boolean {
    if (!this.has(line)) return false;
    this.bits[line >>> 3] = (this.bits[line >>> 3] ?? 0) & ~(1 << (line & 7));
    return true;
  }

  copy(): Lines {
    return new Lines(this.bits.slice());
  }
}

/**
 * Remembers which lines have been decided, so that a decision that is read twice counts once, and which of them are parked: the
 * decision that an operator's retry leads to takes the place of the parking.
 */
export class DecidedLines {
  private readonly decided = new Lines();
  private readonly parked = new Lines();

  /**
   * @param isParked the line was put aside, and has no decision of its own yet
   * @returns `'first'`, `'instead'` of having been parked, or `'again'` for what changes nothing
   */
  note(line: number, isParked: boolean): 'first' | 'instead' | 'again' {
    if (this.decided.add(line)) {
      if (isParked) this.parked.add(line);
      return 'first';
    }
    return !isParked && this.parked.delete(line) ? 'instead' : 'again';
  }

  /** The lines that are parked now. */
  parkedNow(): Lines {
    return this.parked.copy();
  }
}
