import { crc32c } from '../wire/crc32c';
import type { AuditRecord, Place } from './record';

const FIRST_SIZE = 1024;
/** Set in a record's type when it counts for nothing. */
const PASSED_OVER = 0x8000;
/** The type of what has no bytes: it says nothing to anybody. */
const NOTHING = '';
/** The type of bytes that are no record of a known schema. */
export const UNREADABLE = '(unreadable)';

/** What is kept of each record of one partition: 10 bytes. */
class Page {
  private size = FIRST_SIZE;
  fingerprints = new Uint32Array(FIRST_SIZE);
  keys = new Uint32Array(FIRST_SIZE);
  types = new Uint16Array(FIRST_SIZE);
  end = 0;

  reserve(offset: number): void {
    if (offset < this.size) return;
    while (this.size <= offset) this.size *= 2;
    this.fingerprints = grown(this.fingerprints, new Uint32Array(this.size));
    this.keys = grown(this.keys, new Uint32Array(this.size));
    this.types = grown(this.types, new Uint16Array(this.size));
  }
}

function grown<T extends Uint32Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

const keyPrint = (key: string): number => crc32c(Buffer.from(key));

/** Remembers of every record what it was, in a few bytes: a million and a half of them fit beside everything else. */
export class Ledger {
  private readonly pages = new Map<string, Page[]>();
  private readonly names: string[] = [NOTHING];
  private readonly numbers = new Map([[NOTHING, 0]]);

  note(record: AuditRecord): void {
    const page = this.page(record);
    const { offset } = record;
    page.reserve(offset);
    page.fingerprints[offset] = record.fingerprint;
    page.keys[offset] = keyPrint(record.key);
    page.types[offset] = this.numberOf(record.type ?? (record.fault === '' ? NOTHING : UNREADABLE));
    page.end = Math.max(page.end, offset + 1);
  }

  passOver(place: Place): void {
    const page = this.page(place);
    page.types[place.offset] = (page.types[place.offset] ?? 0) | PASSED_OVER;
  }

  holds(place: Place): boolean {
    return place.offset < this.endOf(place.topic, place.partition);
  }

  isPassedOver(place: Place): boolean {
    return ((this.page(place).types[place.offset] ?? 0) & PASSED_OVER) !== 0;
  }

  /** Name of the record's contract, {@link UNREADABLE}, or empty for one without a value. */
  typeAt(place: Place): string {
    return this.names[(this.page(place).types[place.offset] ?? 0) & ~PASSED_OVER] ?? '';
  }

  fingerprintAt(place: Place): number {
    return this.page(place).fingerprints[place.offset] ?? 0;
  }

  hasKey(place: Place, key: string): boolean {
    return this.page(place).keys[place.offset] === keyPrint(key);
  }

  endOf(topic: string, partition: number): number {
    return this.pages.get(topic)?.[partition]?.end ?? 0;
  }

  /** Every partition that holds something. */
  partitions(): { readonly topic: string; readonly partition: number; readonly end: number }[] {
    return [...this.pages].flatMap(([topic, pages]) =>
      pages.map(({ end }, partition) => ({ topic, partition, end })).filter(({ end }) => end > 0),
    );
  }

  private page({ topic, partition }: { readonly topic: string; readonly partition: number }): Page {
    let pages = this.pages.get(topic);
    if (!pages) this.pages.set(topic, (pages = []));
    while (pages.length <= partition) pages.push(new Page());
    return pages[partition]!;
  }

  private numberOf(type: string): number {
    const known = this.numbers.get(type);
    if (known !== undefined) return known;
    const number = this.names.push(type) - 1;
    this.numbers.set(type, number);
    return number;
  }
}

/** A set of small whole numbers. */
export class BitSet {
  private bits = new Uint8Array(128);

  has(n: number): boolean {
    return ((this.bits[n >>> 3] ?? 0) & (1 << (n & 7))) !== 0;
  }

  /** @returns false when it was there before */
  add(n: number): boolean {
    if (this.has(n)) return false;
    const index = n >>> 3;
    if (index >= this.bits.length) {
      const larger = new Uint8Array(Math.max(index + 1, this.bits.length * 2));
      larger.set(this.bits);
      this.bits = larger;
    }
    this.bits[index] = (this.bits[index] ?? 0) | (1 << (n & 7));
    return true;
  }
}
