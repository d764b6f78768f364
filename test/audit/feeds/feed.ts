import { createHash } from 'node:crypto';
import type { Findings } from '../findings';
import { isRecord } from '../log/record';
import { FormatError } from '../wire/bytes';
import type { Producer } from '../wire/record-batch';
import type { FeedPlace, FeedRecord } from './feed-record';
import { filterOf, type Filter } from './filter';

/** An event as it stands in a feed. */
export interface FeedEvent {
  /** In the feed's topic. */
  readonly offset: number;
  /** Of the milestone that it tells, in its partition of `carriers.events`. */
  readonly source: number;
  /** In the feed, from 1. */
  readonly number: number;
  readonly key: string;
  /** SHA-256 of its text. */
  readonly digest: string;
}

/** From here on a filter has selected. */
export interface Span {
  readonly version: number;
  /** Of the filter; null where retention has removed what the feed says of it. */
  readonly text: string | null;
  /** Null without a text, or for one that is no filter. */
  readonly filter: Filter | null;
  /** Per partition of `carriers.events`: the offset of the first record that it was asked about. */
  readonly from: readonly number[];
  /** Where the feed says so. */
  readonly offset: number;
}

export const FEED_PREFIX = 'carriers.feed.';
/** Before a feed is opened. */
const NOWHERE: FeedPlace = { position: [], count: 0, chain: '0'.repeat(64), version: 0 };
const sha256 = (...parts: readonly Buffer[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export const digestOf = (text: Buffer | string): string => sha256(Buffer.from(text)).toString('base64');
/** The chain with one event more: SHA-256 over the chain before it and the SHA-256 of the event. */
export const linked = (chain: string, text: Buffer): string =>
  sha256(Buffer.from(chain, 'hex'), sha256(text)).toString('hex');

/**
 * One feed, record by record: that it was written under its last claim, numbered and linked without a gap, and never back.
 * What it holds is kept until the log has been read, which says what it has to hold.
 */
export class Feed {
  readonly spans: Span[] = [];
  /** What the last record says that tells a place; null before the feed was opened. */
  last: FeedPlace | null = null;
  /** Offset of that record. */
  lastOffset = -1;
  /** Who wrote under the last claim; null while none has been read. */
  private inForce: Producer | null = null;
  private readonly waiting = new Map<number, { readonly events: FeedEvent[]; next: number }>();

  /**
   * @param begins its first offset: above 0, retention has removed what stood before, and the first place is believed
   * @param partitionOf the partition of `carriers.events` in which an event of this key stands
   */
  constructor(
    readonly topic: string,
    private readonly begins: number,
    private readonly partitionOf: (key: string) => number,
    private readonly findings: Findings,
  ) {}

  get id(): string {
    return this.topic.slice(FEED_PREFIX.length);
  }

  /** Takes the next event of a partition if it stands at this offset of the source or before. */
  nextUpTo(partition: number, source: number): FeedEvent | null {
    const own = this.waiting.get(partition);
    const event = own?.events[own.next];
    if (!own || !event || event.source > source) return null;
    own.next++;
    return event;
  }

  /** What nobody has taken. */
  *rest(): Generator<FeedEvent> {
    for (const { events, next } of this.waiting.values()) yield* events.slice(next);
  }

  /** The filter that was asked about a record of `carriers.events`; null before the feed began. */
  spanAt(partition: number, offset: number): Span | null {
    for (let n = this.spans.length - 1; n >= 0; n--) {
      if (offset >= (this.spans[n]?.from[partition] ?? 0)) return this.spans[n] ?? null;
    }
    return null;
  }

  take(record: FeedRecord): void {
    this.findings.checked(9);
    if (record.fault !== '') return this.say(record, record.fault);
    try {
      if (record.control === 'claimed') return this.claim(record);
      const { inForce } = this;
      if (!(inForce ? isBy(record, inForce) : this.begins > 0))
        this.say(record, 'it was written without the feed’s last claim');
      if (record.place !== null) this.goOn(record, record.place);
      else if (record.control === null) this.say(record, 'it does not say where the feed has come to');
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.say(record, error.message);
    }
  }

  /** A violation at a place in this feed. */
  fault(what: string, offset: number | null, entity: string | null = null): void {
    this.findings.violation(9, what, { topic: this.topic, partition: offset === null ? null : 0, offset, entity });
  }

  private claim(record: FeedRecord): void {
    const said = saidIn(record);
    const claimed = { producerId: Number(said['producerId']), producerEpoch: Number(said['producerEpoch']) };
    if (!isBy(record, claimed)) this.say(record, 'it claims in somebody else’s name');
    // The same epoch claims again a feed that its writer had left: its subscription was not to be seen for a while, as after a loss of Redis.
    const { inForce } = this;
    if (inForce?.producerId === claimed.producerId && claimed.producerEpoch < inForce.producerEpoch)
      this.say(record, `it claims with epoch ${claimed.producerEpoch} after epoch ${inForce.producerEpoch}`);
    this.inForce = claimed;
  }

  private goOn(record: FeedRecord, place: FeedPlace): void {
    const before = this.last ?? (this.begins > 0 ? null : NOWHERE);
    this.last = place;
    this.lastOffset = record.offset;
    if (before === null) return this.believe(record, place);
    if (record.control === 'opened') this.open(record, place, before);
    else if (place.version !== before.version) this.say(record, `version ${before.version} was opened last`);
    this.judge(record, place, before);
  }

  /** The first place of a feed that has lost its beginning: which filter selects from here on only the log knows. */
  private believe({ offset }: FeedRecord, { version, position: from }: FeedPlace): void {
    this.spans.push({ version, text: null, filter: null, from, offset });
  }

  private open(record: FeedRecord, { version, position: from }: FeedPlace, before: FeedPlace): void {
    const said = saidIn(record);
    const text = String(said['filter']);
    if (said['version'] !== version) this.say(record, `it opens version ${String(said['version'])}`);
    if (version <= before.version) this.say(record, `it opens version ${version} after version ${before.version}`);
    this.spans.push({ version, text, filter: filterOf(text), from, offset: record.offset });
  }

  private judge(record: FeedRecord, place: FeedPlace, before: FeedPlace): void {
    const isEvent = record.control === null;
    const number = before.count + (isEvent ? 1 : 0);
    if (place.count !== number) this.say(record, `it says that it is number ${place.count}, and is number ${number}`);
    const chain = isEvent ? linked(before.chain, record.text) : before.chain;
    if (place.chain !== chain) this.say(record, 'its chain is not that of what stands up to here');
    const back = before.position.findIndex((offset, partition) => (place.position[partition] ?? 0) < offset);
    if (back >= 0) this.say(record, `it goes back in partition ${back}, where ${before.position[back]} was reached`);
    if (isEvent) this.hold(record, place, before);
  }

  private hold(record: FeedRecord, { position, count: number }: FeedPlace, before: FeedPlace): void {
    const { offset, key, text } = record;
    const partition = this.partitionOf(key);
    const source = (position[partition] ?? 0) - 1;
    if (source < (before.position[partition] ?? 0)) return this.say(record, 'what it tells had been looked at before');
    const own = this.waiting.get(partition) ?? { events: [], next: 0 };
    this.waiting.set(partition, own);
    own.events.push({ offset, source, number, key, digest: digestOf(text) });
  }

  private say(record: FeedRecord, what: string): void {
    this.fault(what, record.offset, record.key === '' ? null : record.key);
  }
}

const isBy = (a: Producer, b: Producer): boolean =>
  a.producerId === b.producerId && a.producerEpoch === b.producerEpoch;

/** What a record says that is no event. @throws {FormatError} */
function saidIn({ text }: FeedRecord): Readonly<Record<string, unknown>> {
  try {
    const { data } = JSON.parse(text.toString()) as { readonly data?: Parameters<typeof isRecord>[0] };
    if (isRecord(data)) return data;
  } catch {
    // Told below.
  }
  throw new FormatError('it is no CloudEvent');
}
