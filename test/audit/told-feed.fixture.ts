import { join } from 'node:path';
import { Feed, FEED_PREFIX, linked } from './feeds/feed';
import { eventText } from './feeds/event-text';
import { feedRecord } from './feeds/feed-record';
import type { Findings } from './findings';
import type { AuditRecord } from './log/record';
import { Schemas } from './log/schemas';
import { PARTITIONS } from './story.fixture';
import { partitionOfKey } from './wire/murmur2';
import type { RawRecord } from './wire/record-batch';

/** A record of a feed before it is read, and who wrote it. */
export interface Written extends Omit<RawRecord, 'offset'> {
  readonly producerId: number;
  readonly producerEpoch: number;
}

const schemas = Schemas.load(join(__dirname, '../../schemas'));
const WRITER = 700;
const NO_CHAIN = '0'.repeat(64);

/** Writes a feed by hand, as its writer would. */
export class ToldFeed {
  readonly written: Written[] = [];
  private readonly position = Array.from({ length: PARTITIONS }, () => 0);
  private count = 0;
  private chain = NO_CHAIN;
  private version = 0;
  private epoch = -1;

  claim(): this {
    this.epoch++;
    return this.say('claimed', { instance: 'test', producerId: WRITER, producerEpoch: this.epoch }, false);
  }

  open(filter: string): this {
    this.version++;
    return this.say('opened', { version: this.version, filter, position: this.position });
  }

  /** Looks at a record of `carriers.events`, which its filter takes or not. */
  look(record: AuditRecord, isTaken: boolean): this {
    const { partition, offset, key } = record;
    this.position[partition] = offset + 1;
    if (!isTaken) return this;
    this.count++;
    const text = Buffer.from(eventText(record, this.count));
    this.chain = linked(this.chain, text);
    return this.append(key, text, this.place());
  }

  /** Says where it is. */
  advance(): this {
    return this.say('advanced', {});
  }

  private say(control: string, data: Readonly<Record<string, unknown>>, hasPlace = true): this {
    const text = JSON.stringify({ specversion: '1.0', type: `org.alataw.feed.${control}.v1`, data });
    return this.append(null, Buffer.from(text), { 'feed-control': control, ...(hasPlace ? this.place() : {}) });
  }

  private place(): Readonly<Record<string, string>> {
    return {
      'feed-position': this.position.join('.'),
      'feed-count': String(this.count),
      'feed-chain': this.chain,
      'feed-version': String(this.version),
    };
  }

  private append(key: string | null, value: Buffer, headers: Readonly<Record<string, string>>): this {
    const by = { producerId: WRITER, producerEpoch: this.epoch };
    const of = { key: key === null ? null : Buffer.from(key), value, headers: new Map(Object.entries(headers)) };
    this.written.push({ ...of, ...by });
    return this;
  }
}

/** What the audit reads of such a feed. @param begins where retention lets it begin */
export function readFeed(id: string, written: readonly Written[], findings: Findings, begins = 0): Feed {
  const topic = `${FEED_PREFIX}${id}`;
  const feed = new Feed(topic, begins, (key) => partitionOfKey(Buffer.from(key), PARTITIONS), findings);
  for (const [n, { producerId, producerEpoch, ...raw }] of written.entries()) {
    const offset = begins + n;
    feed.take(feedRecord({ ...raw, offset }, { topic, partition: 0, offset, producerId, producerEpoch }, schemas));
  }
  return feed;
}
