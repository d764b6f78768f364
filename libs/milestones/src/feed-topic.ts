/** How the names of feeds' topics begin; the id of the subscription follows. */
export const FEED_PREFIX = 'carriers.feed.';

/** What the topics of a carrier's feeds begin with. It ends with a full stop, which no carrier's code has: KZ is not KZPOST. */
export const feedTopicsOf = (carrier: string): string => `${FEED_PREFIX}${carrier}.`;

/** Of one partition: one cursor, one order. */
export const feedTopicOf = (subscriptionId: string): string => `${FEED_PREFIX}${subscriptionId}`;

/** A place in the feed of a subscription. */
export interface FeedPlace {
  readonly subscriptionId: string;
  /** Of the record to go on with. */
  readonly offset: number;
}

const FORM = /^1:(0|[1-9]\d{0,15}):(.+)$/s;
/** Longer than any cursor that was handed out. */
const MAX_CURSOR_CHARACTERS = 200;

/** A place as carriers hold it, whichever way they read: an opaque word that any instance understands. */
export function feedCursor({ subscriptionId, offset }: FeedPlace): string {
  return Buffer.from(`1:${offset}:${subscriptionId}`).toString('base64url');
}

/** @returns null for what is no such word */
export function readFeedCursor(cursor: string): FeedPlace | null {
  if (cursor.length > MAX_CURSOR_CHARACTERS) return null;
  const [, offset, subscriptionId] = FORM.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (offset === undefined || subscriptionId === undefined) return null;
  const place = { subscriptionId, offset: Number(offset) };
  return feedCursor(place) === cursor ? place : null;
}
