import { createHash } from 'node:crypto';

/** An event as it stands in a feed. */
export interface FeedEvent {
  /** Its place in the feed: grows from event to event, with or without gaps. */
  readonly n: number;
  /** Whose order is kept, e.g. the parcel's id. */
  readonly key: string;
  /** The same wherever the event is read; see `webhookId`. */
  readonly id: string;
  /** E.g. `parcel.released`. */
  readonly type: string;
  /** When it happened, epoch ms UTC. */
  readonly at: number;
  readonly data: unknown;
}

/** What one request carries. */
export interface Message {
  readonly id: string;
  readonly body: Buffer;
}

export const BATCH_TYPE = 'batch';

/** An event's id in the header: what is signed is joined by full stops, so that it has none itself. */
export function webhookId(eventId: string): string {
  return eventId.replaceAll('.', '_');
}

/** The body of one event: type, timestamp, data. */
export function bodyOf({ type, at, data }: FeedEvent): string {
  return JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
}

/**
 * The message of one event, or of several: `data.events` has them in order, each with its id. The id of a batch follows from what is in it, since it
 * may be cut otherwise the next time: whoever has to know an event again knows it by its own id.
 * @param bodies of the events, as `bodyOf` has them
 */
export function messageOf(events: readonly FeedEvent[], bodies: readonly string[]): Message {
  const [first] = events;
  const [body] = bodies;
  if (first === undefined || body === undefined) throw new RangeError('A message has at least one event');
  if (events.length === 1) return { id: webhookId(first.id), body: Buffer.from(body) };
  const ids = events.map(({ id }) => webhookId(id));
  const digest = createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 32);
  const timestamp = new Date(Math.max(...events.map(({ at }) => at))).toISOString();
  const parts = bodies.map((each, i) => `{"id":${JSON.stringify(ids[i])},${each.slice(1)}`);
  const text = `{"type":"${BATCH_TYPE}","timestamp":"${timestamp}","data":{"events":[${parts.join(',')}]}}`;
  return { id: `${BATCH_TYPE}:${digest}`, body: Buffer.from(text) };
}

/** What an event takes in a batch beyond its body, at most. */
export const BATCH_OVERHEAD_BYTES = 280;
