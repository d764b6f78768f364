const TWO_TO_32 = 2 ** 32;

/** FNV-1a over the UTF-16 units of a text, mixed so that texts that differ in one character end far apart. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Chance that can be repeated: the same seed gives the same row of numbers on every machine.
 * @see mulberry32, a public-domain generator of 32 bits of state by Tommy Ettinger
 */
export class Chance {
  private state: number;

  /** @param seed anything that names what is decided, e.g. a run's seed and the number of a parcel */
  constructor(...seed: readonly (string | number)[]) {
    this.state = hash32(seed.join('\u001f'));
  }

  /** From 0, below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_TO_32;
  }

  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  /** @param share from 0, never, to 1, always */
  happens(share: number): boolean {
    return this.next() < share;
  }

  /** One of these, all equally likely. */
  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.between(0, choices.length - 1)] ?? choices[0];
  }
}
