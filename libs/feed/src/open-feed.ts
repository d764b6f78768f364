import type { OutgoingRecord } from '@alataw/log';
import type { FeedDefinition, Point, SourceEvent } from './feed';
import { HEADER, linked, NO_CHAIN, placeHeaders, type Control, type Place } from './place';

/** Looked at without a word in the feed, a writer that comes later has to look at again. */
const ADVANCE_AFTER = 10_000;
const CONTENT_TYPE = { 'content-type': 'application/cloudevents+json' };

/** The last receipt: where it ended, and when it was made, epoch ms UTC. */
export interface Certified extends Point {
  readonly at: number;
}

/** Of a feed without receipts. */
export const UNCERTIFIED: Certified = { count: 0, chain: NO_CHAIN, offset: 0, at: 0 };

/** A record that is no event: its type says so to whoever reads the topic as it is. */
export function controlRecord(
  control: Control,
  data: Readonly<Record<string, unknown>>,
  place: Place | null,
): OutgoingRecord {
  return {
    key: null,
    value: Buffer.from(JSON.stringify({ specversion: '1.0', type: `org.alataw.feed.${control}.v1`, data })),
    headers: { ...CONTENT_TYPE, [HEADER.control]: control, ...(place ? placeHeaders(place) : {}) },
  };
}

/** A feed under its claim: where it has come to, and what is to be appended next. */
export class OpenFeed<E> {
  private readonly position: number[];
  private count: number;
  private chain: Buffer;
  private version: number;
  private receipt: number | null;
  /** What has been looked at since a record last said so. */
  private silent = 0;
  private waiting: OutgoingRecord[] = [];

  /**
   * @param next the offset that the next append has to get
   * @param certified where its last receipt ended
   * @param isFar whether the place stands so far back that it is said again, for the next who looks for it
   */
  constructor(
    public definition: FeedDefinition<E>,
    place: Place | null,
    start: readonly number[],
    public next: number,
    private certified: Certified,
    isFar: boolean,
  ) {
    this.position = [...(place?.position ?? start)];
    this.count = place?.count ?? 0;
    this.chain = place?.chain ?? NO_CHAIN;
    this.version = place?.version ?? 0;
    this.receipt = place?.receipt ?? null;
    this.follow(definition);
    if (isFar && this.waiting.length === 0) this.say('advanced', {});
  }

  get place(): Place {
    const { position, count, chain, version, receipt } = this;
    return { position, count, chain, version, receipt };
  }

  /** From here on another filter selects, if this is a later one; an earlier one comes from a Redis that was set back. */
  follow(definition: FeedDefinition<E>): void {
    if (definition.version < this.version) return;
    this.definition = definition;
    if (definition.version === this.version) return;
    this.version = definition.version;
    this.say('opened', { version: definition.version, filter: definition.note });
  }

  /** Looks at what the source holds from `from` to `next`, as far as the feed has not done so. */
  look(partition: number, next: number, events: readonly SourceEvent<E>[]): void {
    const seen = this.position[partition] ?? 0;
    if (next <= seen) return;
    for (const event of events) {
      if (event.offset < seen) continue;
      const selected = this.definition.select(event, this.count + 1);
      if (!selected) continue;
      this.count += 1;
      this.chain = linked(this.chain, selected.canonical ?? selected.value);
      this.position[partition] = event.offset + 1;
      const { key, value, headers } = selected;
      this.waiting.push({ key, value, headers: { ...headers, ...placeHeaders(this.place) } });
      this.silent = 0;
    }
    this.position[partition] = next;
    this.silent += next - seen;
    if (this.silent >= ADVANCE_AFTER) this.say('advanced', {});
  }

  /** Adds a receipt where one is due: in each period in which there was something since the last one. @param at epoch ms UTC */
  certify(at: number, everyMs: number): void {
    const { definition, certified, count, chain } = this;
    const isDue = Math.floor(at / everyMs) > Math.floor(certified.at / everyMs);
    if (definition.certify === undefined || !isDue || count === certified.count) return;
    const to = { count, chain, offset: this.next + this.waiting.length };
    this.receipt = to.offset;
    this.waiting.push(controlRecord('receipt', definition.certify({ from: certified, to, at }), this.place));
    this.certified = { ...to, at };
  }

  /** Takes what is to be appended, as many records as fit into one batch. */
  take(maxBytes: number): readonly OutgoingRecord[] {
    let bytes = 0;
    let count = 0;
    for (const record of this.waiting) {
      bytes += sizeOf(record);
      if (count > 0 && bytes > maxBytes) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  private say(control: Control, data: Readonly<Record<string, unknown>>): void {
    this.waiting.push(controlRecord(control, { ...data, position: this.position }, this.place));
    this.silent = 0;
  }
}

const OVERHEAD_BYTES = 64;

function sizeOf({ key, value, headers }: OutgoingRecord): number {
  let bytes = OVERHEAD_BYTES + (key?.length ?? 0) + (value?.length ?? 0);
  for (const [name, text] of Object.entries(headers ?? {})) bytes += name.length + text.length;
  return bytes;
}
