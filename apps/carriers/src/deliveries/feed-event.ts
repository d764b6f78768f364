import type { Codec } from '@alataw/contracts';
import { controlIn, placeIn } from '@alataw/feed';
import type { LogRecord } from '@alataw/log';
import { feedEventText, type CloudEvent } from '@alataw/milestones';
import type { FeedEvent } from '@alataw/webhooks';

/** An event of a feed, where it stands. */
export interface PlacedEvent {
  readonly sequence: number;
  readonly offset: number;
  readonly key: string;
  readonly text: string;
}

/** @returns null for what is no event, such as a claim. It holds nothing of the fetch that brought it */
export function placedEvent({ offset, key, value, headers }: LogRecord, codec: Codec): PlacedEvent | null {
  const place = placeIn(headers);
  if (!place || !value || controlIn(headers) !== null) return null;
  return { sequence: place.count, offset, key: String(key), text: feedEventText({ value, headers }, codec) };
}

/** An event as it is sent: its data is the whole CloudEvent, of which the feed's chain is made up. */
export function feedEvent({ sequence, key, text }: PlacedEvent): FeedEvent {
  const data = JSON.parse(text) as CloudEvent;
  return { n: sequence, key, id: data.id, type: data.type, at: Date.parse(data.time), data };
}

/** When it was recorded, epoch ms UTC. */
export function recordedAt({ data }: FeedEvent): number {
  return Date.parse((data as { readonly recordedtime: string }).recordedtime);
}
