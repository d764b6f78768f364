import { digestOf, type Feed, type FeedEvent, type Span } from '../feeds/feed';
import { eventText } from '../feeds/event-text';
import type { Findings } from '../findings';
import type { Entities } from '../fold/entities';
import { numberIn, placeText, recordIn, textIn, type AuditRecord } from '../log/record';

/** What the log says of a subscription: its filter by its version. */
interface Subscribed {
  readonly startAt: number;
  readonly filters: Map<number, string>;
}

/** A feed beside what the log says of it. */
interface Followed {
  readonly feed: Feed;
  /** Milestones behind its last word that its filter takes. */
  waiting: number;
  /** The first of them. */
  firstWaiting: AuditRecord | null;
  /** The latest milestone before the feed's beginning that its filter takes, and the earliest behind it. */
  latestBefore: AuditRecord | null;
  earliestSince: AuditRecord | null;
}

/** A record stands in the log a moment after it was decided; after an outage, a longer one. */
const APPENDED_WITHIN_MS = 5 * 60_000;

/**
 * Invariant 9, its second half: a feed holds exactly what its filter selects of `carriers.events`, once and in order, as far
 * as it has come. The feeds have been read before the log, so that each has come to a place that lies in it.
 */
export class Feeds {
  private readonly byCarrier = new Map<string, Followed[]>();
  private readonly byId = new Map<string, Followed>();
  private readonly subscribed = new Map<string, Subscribed>();

  constructor(
    feeds: readonly Feed[],
    private readonly findings: Findings,
  ) {
    for (const feed of feeds) {
      const followed = { feed, waiting: 0, firstWaiting: null, latestBefore: null, earliestSince: null };
      const carrier = feed.id.slice(0, feed.id.indexOf('.'));
      const own = this.byCarrier.get(carrier) ?? [];
      this.byCarrier.set(carrier, [...own, followed]);
      this.byId.set(feed.id, followed);
    }
  }

  /** Called with every event of the stage that counts, in the order of its partition. */
  event(record: AuditRecord): void {
    const { type, key, fields } = record;
    if (type === 'MilestoneReached') {
      for (const followed of this.byCarrier.get(textIn(fields, 'carrier')) ?? []) this.milestone(followed, record);
      return;
    }
    if (type === 'SubscriptionOpened') {
      this.subscribed.set(key, { startAt: numberIn(fields, 'startAt'), filters: new Map() });
    }
    const filters = this.subscribed.get(key)?.filters;
    if (!filters || !type?.startsWith('Subscription') || !('version' in fields)) return;
    const version = numberIn(fields, 'version');
    filters.set(version, 'filter' in fields ? textIn(fields, 'filter') : (filters.get(version - 1) ?? ''));
  }

  finish(entities: Entities, isDrained: boolean): void {
    let waiting = 0;
    for (const followed of this.byId.values()) {
      const { feed } = followed;
      if (feed.last === null) continue;
      const subscribed = this.subscribed.get(feed.id);
      if (!subscribed) feed.fault('there is no such subscription', null);
      else this.beginning(followed, subscribed, entities.subscriptions.state(feed.id).openedAt);
      for (const event of feed.rest()) this.tooMuch(feed, event);
      if (entities.subscriptions.state(feed.id).status === 'deleted') continue;
      if (isDrained && followed.firstWaiting) this.untold(feed, followed.firstWaiting);
      else waiting += followed.waiting;
    }
    for (const [, id, { state }] of entities.subscriptions.entries()) {
      if (state.status === 'absent' || state.status === 'deleted') continue;
      const reached = this.byId.get(id)?.feed.last?.version ?? 0;
      if (reached === state.version) continue;
      if (!isDrained) this.findings.note(9, `the feed of ${id} has not come to version ${state.version} yet`);
      else this.findings.violation(9, `its feed has come to version ${reached} of ${state.version}`, { entity: id });
    }
    if (waiting > 0) this.findings.note(9, `${waiting} events wait to be written into feeds`);
  }

  private milestone(followed: Followed, record: AuditRecord): void {
    const { feed } = followed;
    const { partition, offset, key, fields } = record;
    if (feed.last === null) return;
    const span = feed.spanAt(partition, offset) ?? feed.spans[0];
    if (!span) return;
    const isBefore = offset < (span.from[partition] ?? 0);
    let found = feed.nextUpTo(partition, offset);
    for (; found && found.source < offset; found = feed.nextUpTo(partition, offset)) this.tooMuch(feed, found);
    if (isBefore) {
      if (span.filter?.(fields)) followed.latestBefore = later(followed.latestBefore, record);
      return;
    }
    this.findings.checked(9);
    if (found && (found.key !== key || found.digest !== digestOf(eventText(record, found.number))))
      feed.fault(`it does not say what ${placeText(record)} does`, found.offset, key);
    if (span.text === null) return; // retention has removed which filter it was
    const isTaken = span.filter?.(fields) ?? false;
    if (found && !isTaken) return this.tooMuch(feed, found);
    if (!isTaken) return;
    followed.earliestSince ??= record;
    if (!found) this.missing(followed, record, span);
  }

  private missing(followed: Followed, record: AuditRecord, { version }: Span): void {
    const { feed } = followed;
    const { partition, offset, key } = record;
    if (offset < (feed.last?.position[partition] ?? 0)) {
      return feed.fault(`${placeText(record)} is not in it, which version ${version} of its filter takes`, null, key);
    }
    followed.waiting++;
    followed.firstWaiting ??= record;
  }

  private untold({ topic, lastOffset }: Feed, record: AuditRecord): void {
    const what = `it has not come to ${placeText(record)}, which its filter takes`;
    this.findings.violation(9, what, { topic, partition: 0, offset: lastOffset, entity: record.key });
  }

  private tooMuch(feed: Feed, { offset, source, key }: FeedEvent): void {
    feed.fault(`its filter takes no event at offset ${source} of the partition of ${key}`, offset, key);
  }

  /** A feed begins where its subscription does, with the filters that the subscription had. */
  private beginning(
    { feed, latestBefore, earliestSince }: Followed,
    { startAt, filters }: Subscribed,
    openedAt: number,
  ): void {
    for (const { version, text, offset } of feed.spans) {
      const filter = filters.get(version);
      if (filter === undefined) feed.fault(`there is no version ${version} of its subscription`, offset);
      else if (text !== null && filter !== text) feed.fault(`version ${version} of its filter is ${filter}`, offset);
    }
    const [first] = feed.spans;
    if (!first || first.text === null) return;
    if (latestBefore && recordedAt(latestBefore) >= startAt)
      feed.fault(`it begins behind ${placeText(latestBefore)}`, first.offset, latestBefore.key);
    // It cannot begin later than it is opened, whatever moment was asked for.
    if (earliestSince && recordedAt(earliestSince) < Math.min(startAt, openedAt) - APPENDED_WITHIN_MS)
      feed.fault(`it begins before ${placeText(earliestSince)}`, first.offset, earliestSince.key);
  }
}

const recordedAt = ({ fields }: AuditRecord): number => numberIn(recordIn(fields, 'meta'), 'recordedAt');

const later = (a: AuditRecord | null, b: AuditRecord): AuditRecord =>
  a !== null && recordedAt(a) >= recordedAt(b) ? a : b;
