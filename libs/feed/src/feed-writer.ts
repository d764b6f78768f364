import type { Fetched, KafkaLog, OutgoingRecord, Producer } from '@alataw/log';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedDefinition, FeedSource, FeedStart, SourceEvent, SourceRule } from './feed';
import { controlRecord, OpenFeed, UNCERTIFIED, type Certified } from './open-feed';
import { placeBefore, placeIn, type Place } from './place';
import { Presence } from './presence';

/** The log as a writer of feeds needs it. */
export type FeedLog = Pick<
  KafkaLog,
  'append' | 'claim' | 'ensureTopics' | 'endOffsets' | 'follow' | 'offsetsAt' | 'readAt' | 'read' | 'startOffsets'
>;

export interface FeedWriterOptions<E> {
  readonly log: FeedLog;
  readonly source: FeedSource<E>;
  /** `transactional.id`: the same for all who may ever write these feeds. */
  readonly transactionalId: string;
  /** Named in the claims. */
  readonly instance: string;
  /** The feeds that there shall be, asked again and again. */
  readonly definitions: () => Promise<readonly FeedDefinition<E>[]>;
  /** How often they are asked for, ms. */
  readonly everyMs: number;
  /** Of a feed's topic; -1: for ever. */
  readonly retentionMs: number;
  /** A process that stood still for longer claims anew before it writes; 15 s unless said, far less than the broker remembers epochs, ms. */
  readonly awayMs?: number;
  /** How often feeds get receipts of what was new. Absent: never. `clock`: epoch ms UTC. */
  readonly receipts?: { readonly everyMs: number; readonly clock: () => number };
  /** Told of a feed that cannot be written, and why. */
  readonly onUnwritable?: (topic: string, reason: string) => void;
  /** Told of each claim that was lost, and why. */
  readonly onLost?: (reason: string) => void;
}

const MAX_BATCH_BYTES = 900_000;
/** So many feeds are claimed with one request. */
const CLAIM_AT_ONCE = 200;
/** Feeds that are behind by less join those that are read together. */
const NEARLY_THERE = 1_000;
const AWAY_MS = 15_000;
/** The broker forgets who wrote into a partition that is idle for a day. */
const MAX_AGE_MS = 12 * 60 * 60_000;

/** Somebody else writes these feeds now, or it cannot be known whether an append stands. */
class Lost extends Error {}

/**
 * Writes feeds, each event once and in the order of its partition. A claim is the lanes' own: the next epoch of one producer, a record
 * in each feed from which on the broker refuses older epochs, and what stands before that record is final. The last record before it tells where the feed has come to.
 */
export class FeedWriter<E> {
  private readonly feeds = new Map<string, OpenFeed<E>>();
  /** What is read together: up to where, and whose batches count. */
  private readonly position: number[] = [];
  private readonly rules: SourceRule[] = [];
  /** Of feeds whose filter was known in a later version than it is now: that one is waited for. */
  private readonly awaited = new Map<string, number>();
  private producer: Producer | null = null;
  /** Of this producer, by topic; a feed that is left and taken up again goes on with its own. */
  private readonly sequences = new Map<string, number>();
  private readonly presence: Presence;
  /** One at a time changes the feeds. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: FeedWriterOptions<E>) {
    this.presence = new Presence(options.awayMs ?? AWAY_MS);
  }

  /** How many feeds are written. */
  get size(): number {
    return this.feeds.size;
  }

  /** Writes until the signal; claims anew whenever the claim is lost. @throws what waiting does not mend */
  async run(signal: AbortSignal): Promise<void> {
    await this.writeUntil(signal).finally(this.presence.watch());
  }

  private async writeUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const claim = new AbortController();
      const both = AbortSignal.any([signal, claim.signal]);
      try {
        await this.claim();
        const done = async (work: Promise<void>): Promise<void> => {
          await work.finally(() => claim.abort());
        };
        const works = [done(this.renew(both)), done(this.read(both))];
        const [failed] = (await Promise.allSettled(works)).filter((work) => work.status === 'rejected');
        if (failed) throw failed.reason;
      } catch (error) {
        if (error instanceof Lost) this.options.onLost?.(error.message);
        else if (!signal.aborted) throw error;
      }
    }
  }

  private async claim(): Promise<void> {
    const { log, source, transactionalId } = this.options;
    this.feeds.clear();
    this.sequences.clear();
    this.presence.begin();
    this.producer = await log.claim(transactionalId);
    const ends = await log.endOffsets(source.topic);
    for (const [partition, end] of ends.entries()) {
      this.position[partition] = end;
      this.rules[partition] = await source.ruleAt(partition, end);
    }
    await this.open(await this.options.definitions());
  }

  /** Sees to it that there are those feeds that there shall be, with their filters. */
  private async renew(signal: AbortSignal): Promise<void> {
    const until = performance.now() + MAX_AGE_MS;
    while (!signal.aborted) {
      await sleep(this.options.everyMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      if (performance.now() > until) throw new Lost('the claim is old');
      await this.open(await this.options.definitions());
    }
  }

  private async open(definitions: readonly FeedDefinition<E>[]): Promise<void> {
    const isKnown = ({ topic, version }: FeedDefinition<E>): boolean => version >= (this.awaited.get(topic) ?? 0);
    const added = definitions.filter((each) => !this.feeds.has(each.topic) && isKnown(each));
    for (let i = 0; i < added.length; i += CLAIM_AT_ONCE) await this.add(added.slice(i, i + CLAIM_AT_ONCE));
    const wanted = new Set(definitions.map(({ topic }) => topic));
    await this.alone(async () => {
      for (const topic of this.feeds.keys()) if (!wanted.has(topic)) this.feeds.delete(topic);
      for (const definition of definitions) this.feeds.get(definition.topic)?.follow(definition);
      this.certify();
      await this.append([...this.feeds.values()]);
    });
  }

  private certify(): void {
    const { receipts } = this.options;
    if (!receipts) return;
    const at = receipts.clock();
    for (const feed of this.feeds.values()) feed.certify(at, receipts.everyMs);
  }

  /** Claims these feeds, brings them to where all others are, and lets them join. */
  private async add(definitions: readonly FeedDefinition<E>[]): Promise<void> {
    const { log, instance, retentionMs } = this.options;
    const topics = definitions.map(({ topic }) => topic);
    await log.ensureTopics(topics, { 'retention.ms': String(retentionMs) });
    const records = [controlRecord('claimed', { instance, ...this.producer }, null)];
    const claims = await this.write(topics.map((topic) => ({ topic, records })));
    const opened = await Promise.all(definitions.map((definition, index) => this.openAt(definition, claims[index]!)));
    const feeds = opened.filter((feed) => feed !== null);
    if (feeds.length === 0) return;
    await this.append(feeds);
    while (this.behind(feeds) > NEARLY_THERE) await this.catchUp(feeds, [...this.position]);
    await this.alone(async () => {
      await this.catchUp(feeds, [...this.position]);
      for (const feed of feeds) this.feeds.set(feed.definition.topic, feed);
    });
  }

  /** @param claimedAt the offset of the claim in the feed @returns null while the filter is not known that selected last */
  private async openAt(definition: FeedDefinition<E>, claimedAt: number): Promise<OpenFeed<E> | null> {
    const { topic, version, start } = definition;
    const found = await placeBefore(this.options.log, topic, claimedAt);
    if (found === 'gone') {
      // To begin anew would tell all of it once more, and to go on from now would leave out what was not told.
      this.awaited.set(topic, Infinity);
      this.options.onUnwritable?.(topic, 'retention has removed the record that says where it has come to');
      return null;
    }
    if (found && found.place.version > version) {
      this.awaited.set(topic, found.place.version);
      return null;
    }
    const from = found ? found.place.position : await this.startOf(start);
    const isFar = found !== null && found.offset < claimedAt - 1;
    const certified = found ? await this.certifiedBy(topic, found.place) : UNCERTIFIED;
    return new OpenFeed(definition, found?.place ?? null, from, claimedAt + 1, certified, isFar);
  }

  /** Where the last receipt ended. One that retention has removed is none: the next begins at the beginning. */
  private async certifiedBy(topic: string, { receipt }: Place): Promise<Certified> {
    const record = receipt === null ? null : await this.options.log.readAt(topic, 0, receipt);
    const said = record && placeIn(record.headers);
    if (!record || !said) return UNCERTIFIED;
    return { count: said.count, chain: said.chain, offset: record.offset, at: record.timestamp };
  }

  private async startOf(start: FeedStart): Promise<readonly number[]> {
    const { log, source } = this.options;
    if (start === 'now') return [...this.position];
    if (start === 'beginning') return log.startOffsets(source.topic);
    return log.offsetsAt(source.topic, start);
  }

  private behind(feeds: readonly OpenFeed<E>[]): number {
    return this.position.reduce((sum, end, partition) => sum + Math.max(0, end - leastOf(feeds, partition)), 0);
  }

  /** Reads for these feeds alone what the others have read. */
  private async catchUp(feeds: readonly OpenFeed<E>[], to: readonly number[]): Promise<void> {
    const { log, source } = this.options;
    const starts = await log.startOffsets(source.topic);
    for (const [partition, end] of to.entries()) {
      const from = Math.max(leastOf(feeds, partition), starts[partition] ?? 0);
      if (from >= end) continue;
      const rule = await source.ruleAt(partition, from);
      for await (const fetched of log.read({ topic: source.topic, partition, from, to: end })) {
        this.look(feeds, fetched, rule, end);
        await this.append(feeds);
      }
    }
  }

  private async read(signal: AbortSignal): Promise<void> {
    const { log, source } = this.options;
    const positions = () => this.position.map((offset, partition) => ({ topic: source.topic, partition, offset }));
    const onFetched = (fetched: readonly Fetched[]): Promise<void> =>
      this.alone(async () => {
        const feeds = [...this.feeds.values()];
        for (const part of fetched) {
          if (part.from !== this.position[part.partition]) continue;
          this.look(feeds, part, this.rules[part.partition]!, part.next);
          this.position[part.partition] = part.next;
        }
        await this.append(feeds);
      });
    await log.follow({ positions, onFetched }, signal);
  }

  private look(
    feeds: readonly OpenFeed<E>[],
    { partition, batches, next }: Fetched,
    rule: SourceRule,
    end: number,
  ): void {
    const events: SourceEvent<E>[] = [];
    for (const batch of batches) {
      if (!rule.counts(batch)) continue;
      for (const record of batch.records) {
        const event = record.offset < end ? this.options.source.decode(record) : null;
        if (event !== null) events.push({ partition, offset: record.offset, event });
      }
    }
    for (const feed of feeds) feed.look(partition, Math.min(next, end), events);
  }

  /** Appends what the feeds have to say; each append is a commit of what it says. */
  private async append(feeds: readonly OpenFeed<E>[]): Promise<void> {
    for (;;) {
      const taken = feeds.map((feed) => ({ feed, records: feed.take(MAX_BATCH_BYTES) }));
      const saying = taken.filter(({ records }) => records.length > 0);
      if (saying.length === 0) return;
      const offsets = await this.write(saying.map(({ feed, records }) => ({ topic: feed.definition.topic, records })));
      for (const [index, { feed, records }] of saying.entries()) {
        if (offsets[index] !== feed.next) throw new Lost(`somebody else wrote into ${feed.definition.topic}`);
        feed.next += records.length;
      }
    }
  }

  /** @returns where each stands @throws {Lost} when one does not, or it is unknown */
  private async write(
    writes: readonly { readonly topic: string; readonly records: readonly OutgoingRecord[] }[],
  ): Promise<readonly number[]> {
    // The broker may have forgotten both this writer's epoch and its successor's, and would not refuse.
    if (this.presence.wasAway()) throw new Lost('this process was away');
    const sequenceOf = (topic: string): number => this.sequences.get(topic) ?? 0;
    const appends = writes.map(({ topic, records }) => ({
      ...{ topic, partition: 0, records },
      producer: { ...this.producer!, firstSequence: sequenceOf(topic) },
    }));
    const outcomes = await this.options.log.append(appends);
    return outcomes.map((outcome, index) => {
      if ('refused' in outcome) throw new Lost(outcome.refused.message);
      const { topic, records } = writes[index]!;
      this.sequences.set(topic, sequenceOf(topic) + records.length);
      return outcome.baseOffset;
    });
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

function leastOf<E>(feeds: readonly OpenFeed<E>[], partition: number): number {
  return Math.min(...feeds.map(({ place }) => place.position[partition] ?? 0));
}
