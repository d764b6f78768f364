import type { KeyRing, Principal, SseStream } from '@alataw/http';
import { OutOfRangeError } from '@alataw/log';
import { feedCursor } from '@alataw/milestones';
import type { FastifyReply } from 'fastify';
import type { AvailableFeeds } from '../backends/available-feeds';
import type { Clock } from '../backends/clock';
import { COME_AGAIN, KEY_REVOKED, openStream, STOPPING } from '../live/open-stream';

/** A stream that a client asks for. */
export interface StreamRequest {
  readonly subscriptionId: string;
  readonly topic: string;
  readonly reader: Principal;
}

/** What a client is told whose place the feed does not hold, and ends its stream. */
export type Reset = () => Promise<string>;

/** Sends feeds as server-sent events, each at the pace of its client: what it does not take is not read. */
export class FeedStreams {
  private readonly open = new Set<SseStream>();

  constructor(
    private readonly feeds: AvailableFeeds,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** Ends all streams, with an event that tells to come again. */
  close(): void {
    for (const stream of this.open) stream.end(STOPPING);
  }

  /**
   * Streams from an offset on until the client has gone. From here on what goes wrong is told by an event.
   * @param offset null: a place that the feed does not hold
   */
  async run(of: StreamRequest, offset: number | null, reply: FastifyReply, reset: Reset): Promise<void> {
    const gone = new AbortController();
    const stream = openStream(reply, () => this.heartbeat(stream, of.reader));
    this.open.add(stream);
    stream.onClose(() => {
      this.open.delete(stream);
      gone.abort();
    });
    try {
      if (offset === null) stream.end({ event: 'reset', data: await reset() });
      else await this.follow(of, offset, stream, gone.signal);
    } catch (error) {
      if (!(error instanceof OutOfRangeError)) return stream.end(COME_AGAIN);
      const data = await reset().catch(() => null);
      stream.end(data === null ? COME_AGAIN : { event: 'reset', data });
    }
  }

  private async follow(of: StreamRequest, offset: number, stream: SseStream, gone: AbortSignal): Promise<void> {
    const { subscriptionId, topic } = of;
    const idAt = (at: number): string => feedCursor({ subscriptionId, offset: at });
    let at = offset;
    stream.mark(idAt(at));
    while (stream.isOpen) {
      const { records, next } = await this.feeds.follow(topic, at, gone);
      let isTaken = true;
      for (const record of records) {
        isTaken = stream.isOpen && !stream.isBehind;
        // What is left is read again once the client has drained: nothing waits for it in memory.
        if (!isTaken) break;
        at = record.offset + 1;
        const data = this.feeds.textOf(record);
        if (data === null) stream.mark(idAt(at));
        else stream.send({ id: idAt(at), event: record.headers?.['ce_type'] ?? 'message', data });
      }
      if (isTaken) at = next;
      await stream.drained();
    }
  }

  private heartbeat(stream: SseStream, { keyId }: Principal): void {
    if (this.keys.isValid(keyId, this.clock.now())) stream.comment('alive');
    else stream.end(KEY_REVOKED);
  }
}
