import { NO_CHAIN, placeIn, type Place } from '@alataw/feed';
import type { AvailableFeeds } from '../backends/available-feeds';

/** Events of a feed, in order. */
export interface FeedPage {
  /** Each as it stands in the feed, a CloudEvent. */
  readonly events: readonly string[];
  /** The offset to go on from. */
  readonly next: number;
  /** What the feed says of itself up to there; null: retention has removed it. */
  readonly place: Pick<Place, 'count' | 'chain'> | null;
}

/** A page ends with the event that fills it. */
const MAX_PAGE_BYTES = 1024 * 1024;
const ENDED = AbortSignal.abort();

/**
 * Reads a page. Where there is nothing yet it waits for the first event, until the signal.
 * @param limit of events
 * @param waitMs when the signal comes at the latest
 * @throws {OutOfRangeError} when the feed does not reach to the offset
 */
export async function readFeedPage(
  feeds: AvailableFeeds,
  topic: string,
  from: number,
  { limit, waitMs }: { readonly limit: number; readonly waitMs: number },
  until: AbortSignal,
): Promise<FeedPage> {
  const events: string[] = [];
  let bytes = 0;
  let next = from;
  let place: FeedPage['place'] | undefined;
  const isFull = (): boolean => events.length >= limit || bytes >= MAX_PAGE_BYTES;
  while (!isFull()) {
    const stretch = await feeds.read(topic, next, events.length === 0 ? until : ENDED, waitMs);
    if (stretch.next === next) break;
    for (const record of stretch.records) {
      if (isFull()) break;
      next = record.offset + 1;
      place = placeIn(record.headers) ?? place;
      const text = feeds.textOf(record);
      if (text === null) continue;
      events.push(text);
      bytes += text.length;
    }
    if (!isFull()) next = stretch.next;
  }
  return { events, next, place: place ?? (await placeOf(feeds, topic, next)) };
}

/** What the feed says of itself up to an offset; a feed that has said nothing has nothing. */
export async function placeOf(feeds: AvailableFeeds, topic: string, offset: number): Promise<FeedPage['place']> {
  const said = await feeds.placeBefore(topic, offset);
  return said === null ? { count: 0, chain: NO_CHAIN } : said === 'gone' ? null : said;
}
