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

/** A line has a decision that another one may take the place of: it is put aside for an operator, or waits for its documents. */
export type Provisional = 'parked' | 'filed';

/**
 * Remembers which lines have been decided, so that a decision that is read twice counts once, and which of them only for the time
 * being: what an operator's retry, or the match with the documents, leads to takes the place of that.
 */
export class DecidedLines {
  private readonly decided = new Lines();
  private readonly open: Readonly<Record<Provisional, Lines>> = { parked: new Lines(), filed: new Lines() };

  /**
   * @param provisional why the decision is none yet; null for one that stands
   * @returns `'first'`, `'again'` for what changes nothing, or what it takes the place of
   */
  note(line: number, provisional: Provisional | null): 'first' | 'again' | Provisional {
    const was = this.standing(line);
    if (was === 'decided' || (was !== 'nothing' && was === provisional)) return 'again';
    this.decided.add(line);
    if (provisional !== null) this.open[provisional].add(line);
    if (was === 'nothing') return 'first';
    this.open[was].delete(line);
    return was;
  }

  private standing(line: number): 'nothing' | 'decided' | Provisional {
    if (!this.decided.has(line)) return 'nothing';
    if (this.open.parked.has(line)) return 'parked';
    return this.open.filed.has(line) ? 'filed' : 'decided';
  }

  /** The lines that are parked or filed now. */
  provisionalNow(): Readonly<Record<Provisional, Lines>> {
    return { parked: this.open.parked.copy(), filed: this.open.filed.copy() };
  }
}
