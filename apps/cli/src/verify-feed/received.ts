import { linkedDigest, NO_CHAIN } from '@alataw/feed';
import { canonicalJson, readReceipt, type Receipt } from '@alataw/milestones';
import { createHash } from 'node:crypto';

/** What is known of a feed at a point: its chain after so many events. */
export interface KnownPoint {
  readonly count: number;
  /** Hexadecimal. */
  readonly chain: string;
  /** Where to read on from there; null: not said. */
  readonly cursor: string | null;
  /** Who says so, e.g. `the receipt of 2026-11-30T10:00:00.000Z`. */
  readonly said: string;
}

const CONTROL_TYPE = /^org\.alataw\.feed\./;
const SEQUENCE = /^\d{1,15}$/;
type Json = Readonly<Record<string, unknown>>;

/** What a carrier has received of a feed, by any channel, in any order, with repeats. */
export class Received {
  /** SHA-256 of each event's canonical text, by its number in the feed. */
  private readonly digests = new Map<number, Buffer>();
  private readonly conflicting = new Set<number>();
  /** Receipts and pages that came with the events. */
  readonly receipts: Receipt[] = [];
  readonly points: KnownPoint[] = [];
  repeats = 0;

  get count(): number {
    return this.digests.size;
  }

  /** Numbers under which there are different events. */
  get conflicts(): readonly number[] {
    return [...this.conflicting].sort((a, b) => a - b);
  }

  /**
   * Takes an event, or what events come in: a page, the body of a webhook with one or with several, a receipt.
   * @returns false for what is none of it
   */
  take(value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false;
    const given = value as Json;
    const receipt = readReceipt(given);
    if (receipt) return this.receipts.push(receipt) > 0;
    for (const lists of ['events', 'receipts'])
      if (Array.isArray(given[lists])) return this.takePage(given, given[lists] as unknown[]);
    if (given['specversion'] !== '1.0') return this.take(given['data']);
    if (typeof given['type'] === 'string' && CONTROL_TYPE.test(given['type'])) {
      const { data } = given;
      return readReceipt(data) === null || this.take(data);
    }
    return this.takeEvent(given);
  }

  /** The numbers that there are, in order. */
  get numbers(): readonly number[] {
    return [...this.digests.keys()].sort((a, b) => a - b);
  }

  /** The chain behind each event from a point on, up to the first that is missing. @param chain at the point, 32 bytes */
  *chainsFrom(count: number, chain: Buffer = NO_CHAIN): Generator<{ readonly count: number; readonly chain: string }> {
    let at = chain;
    for (let number = count + 1; ; number += 1) {
      const digest = this.digests.get(number);
      if (digest === undefined) return;
      at = linkedDigest(at, digest);
      yield { count: number, chain: at.toString('hex') };
    }
  }

  private takePage(page: Json, parts: readonly unknown[]): boolean {
    const { count, chain, next } = page;
    if (typeof count === 'number' && typeof chain === 'string') {
      const cursor = typeof next === 'string' ? next : null;
      this.points.push({ count, chain, cursor, said: `the page that ends with ${count}` });
    }
    return parts.map((part) => this.take(part)).every((isKnown) => isKnown);
  }

  private takeEvent(event: Json): boolean {
    const { sequence } = event;
    if (typeof sequence !== 'string' || !SEQUENCE.test(sequence)) return false;
    const number = Number(sequence);
    // However it was written down, its canonical form is what stands in the feed.
    const digest = createHash('sha256').update(canonicalJson(event)).digest();
    const known = this.digests.get(number);
    if (known === undefined) this.digests.set(number, digest);
    else if (known.equals(digest)) this.repeats += 1;
    else this.conflicting.add(number);
    return true;
  }
}
