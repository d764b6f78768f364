import { decodeCursor, encodeCursor, Problem } from '@alataw/http';
import { ENTRY_ID, recentEntries, type StreamCommands } from '@alataw/projection';
import { DELIVERY_LOG, deliveryList, readLogged, webhookId, type LoggedDelivery } from '@alataw/webhooks';
import { viewsUnavailable } from '../backends/available-projections';

/** Attempts, newest first. */
export interface DeliveryPage {
  readonly rows: readonly LoggedDelivery[];
  readonly next: string | null;
}

/** The last deliveries of subscriptions as their sender has written them down: a convenience, which may be cut off, or empty after a loss of Redis. */
export class DeliveryLog {
  constructor(private readonly redis: StreamCommands) {}

  /** @throws {Problem} 400 for a cursor of another list, 503 while Redis is away */
  async page(
    subscriptionId: string,
    failedOnly: boolean,
    { cursor, limit }: { readonly cursor: string | undefined; readonly limit: number },
  ): Promise<DeliveryPage> {
    const list = deliveryList(subscriptionId, failedOnly);
    const before = cursor === undefined ? undefined : decodeCursor(list, cursor, isEntryId);
    const found = await this.read(list, { before, limit: limit + 1 });
    const last = found[limit - 1];
    const next = found.length > limit && last ? encodeCursor(list, last.id) : null;
    return { rows: found.slice(0, limit).map(({ text }) => readLogged(text)), next };
  }

  /** The number of an event in its feed, by its id or the one that it was sent with. @throws {Problem} 404 when it is not among the last deliveries */
  async sequenceOf(subscriptionId: string, eventId: string): Promise<number> {
    const id = webhookId(eventId);
    for (const failedOnly of [false, true]) {
      for (const { text } of await this.read(deliveryList(subscriptionId, failedOnly), { limit: DELIVERY_LOG.most })) {
        const found = readLogged(text).events.find((event) => webhookId(event.eventId) === id);
        if (found) return found.sequence;
      }
    }
    throw new Problem(
      404,
      'UNKNOWN_DELIVERY',
      'The event is not among the last deliveries: send `from` with the `sequence` of the first event that you want once more.',
    );
  }

  private async read(...of: [string, Parameters<typeof recentEntries>[2]]): ReturnType<typeof recentEntries> {
    try {
      return await recentEntries(this.redis, ...of);
    } catch (error) {
      throw viewsUnavailable(error);
    }
  }
}

const isEntryId = (value: unknown): value is string => typeof value === 'string' && ENTRY_ID.test(value);
