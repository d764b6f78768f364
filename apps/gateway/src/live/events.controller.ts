import { stages } from '@alataw/contracts';
import {
  ConcurrencyGate,
  decodeOffsets,
  encodeOffsets,
  Endpoint,
  KeyRing,
  Problem,
  type Principal,
  principalOf,
  SSE_HEADERS,
  SseStream,
} from '@alataw/http';
import { Controller, Get, Query } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { readQuery, type Query as Parameters } from '../api/query';
import { Clock } from '../backends/clock';
import { CatchUp } from './catch-up';
import { EventTail } from './event-tail';
import { LiveHub } from './live-hub';
import { Subscription, type EventFilter } from './subscription';

/** Bytes of events that may wait for a slow client. */
const MAX_BUFFERED_BYTES = 1024 * 1024;
const HEARTBEAT_MS = 15_000;
/** How long a client waits before it connects again. */
const RETRY_MS = 2_000;

/** Streams of one key, and of all. */
export class StreamGate extends ConcurrencyGate {}

@Controller('/v1/events')
export class EventsController {
  constructor(
    private readonly tail: EventTail,
    private readonly hub: LiveHub,
    private readonly catchUp: CatchUp,
    private readonly keys: KeyRing,
    private readonly gate: StreamGate,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Endpoint({ access: ['platform', 'staff', 'operator'] })
  async follow(@Query() query: unknown, @HttpExchange() { request, reply }: Exchange): Promise<void> {
    const reader = principalOf(request);
    const { cursor, ...wanted } = readQuery(query, ['type', 'stage', 'parcelId', 'truckId', 'cursor']);
    const filter = readFilter(wanted);
    if (!this.tail.isStarted) {
      const detail = 'The centre is starting: try again in a few seconds.';
      throw new Problem(503, 'STARTING', detail, { headers: { 'retry-after': '2' } });
    }
    const leave = this.gate.enter(reader.keyId);
    if (leave === undefined) {
      const detail = 'Close a stream before opening another.';
      throw new Problem(429, 'TOO_MANY_STREAMS', detail, { headers: { 'retry-after': '5' } });
    }
    // From here on the connection is a stream of events: what goes wrong is told by one.
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    const subscription = this.open(reply.raw, reader, filter);
    subscription.stream.onClose(leave);
    await this.join(subscription, request.headers['last-event-id'] ?? cursor);
  }

  private open(response: ServerResponse, reader: Principal, filter: EventFilter): Subscription {
    response.writeHead(200, SSE_HEADERS);
    response.write(`retry: ${RETRY_MS}

`);
    const limits = { maxBufferedBytes: MAX_BUFFERED_BYTES, heartbeatMs: HEARTBEAT_MS };
    const stream = new SseStream(response, limits, () => this.heartbeat(subscription));
    const subscription = new Subscription(stream, reader, filter);
    return subscription;
  }

  private async join(subscription: Subscription, cursor: string | readonly string[] | undefined): Promise<void> {
    const { stream } = subscription;
    try {
      if (cursor !== undefined) {
        const from = decodeOffsets(
          String(cursor),
          this.hub.position().map((offsets) => offsets.length),
        );
        if (from !== undefined && (await this.catchUp.run(subscription, from))) {
          this.markPlace(subscription);
          return;
        }
        const detail =
          'The log does not reach back to this id. Read /v1/parcels for how things stand; the stream goes on from now.';
        stream.send({
          event: 'reset',
          data: JSON.stringify({ code: 'CURSOR_EXPIRED', detail, snapshot: '/v1/parcels' }),
        });
      }
      // Already the first id lets a client come back without a gap.
      stream.mark(encodeOffsets(this.hub.add(subscription)));
    } catch {
      stream.end({
        event: 'unavailable',
        data: JSON.stringify({ code: 'UNAVAILABLE', detail: 'Connect again; go on from the last id.' }),
      });
    }
  }

  /** A quiet filter must not make the client's place grow old; and a key that was revoked reads no further. */
  private heartbeat(subscription: Subscription): void {
    const { stream, reader } = subscription;
    if (!this.keys.isValid(reader.keyId, this.clock.now())) {
      stream.end({
        event: 'unauthorized',
        data: JSON.stringify({ code: 'KEY_REVOKED', detail: 'The key is no longer valid.' }),
      });
    } else this.markPlace(subscription);
  }

  private markPlace({ stream, isUpToDate }: Subscription): void {
    if (isUpToDate) stream.mark(encodeOffsets(this.hub.position()));
    else stream.comment('alive');
  }
}

function readFilter(query: Parameters<'type' | 'stage' | 'parcelId' | 'truckId'>): EventFilter {
  const wanted = listOf(query.stage);
  if (wanted !== undefined && ![...wanted].every((stage) => stages.some((known) => known === stage))) {
    throw new Problem(400, 'STAGE_INVALID', `Send one or more of ${stages.join(', ')}, separated by commas.`);
  }
  return { types: listOf(query.type), stages: wanted, entityId: query.parcelId ?? query.truckId };
}

function listOf(text: string | undefined): ReadonlySet<string> | undefined {
  return text === undefined || text === '' ? undefined : new Set(text.split(',').map((part) => part.trim()));
}
