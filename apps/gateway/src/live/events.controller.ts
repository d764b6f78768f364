import { stages } from '@alataw/contracts';
import { ConcurrencyGate, Endpoint, Problem, type Principal, principalOf, SSE_HEADERS, SseStream } from '@alataw/http';
import { Controller, Get, Query } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { readQuery, type Query as Parameters } from '../api/query';
import { EventTail } from './event-tail';
import { StreamKeeper } from './stream-keeper';
import { Subscription, type EventFilter } from './subscription';

/** A few hundred events; a client that takes no more for half a minute is gone, whatever its connection says. */
const LIMITS = { maxBufferedBytes: 1024 * 1024, behindBytes: 256 * 1024, stallMs: 30_000, heartbeatMs: 15_000 };
/** How long a client waits before it connects again. */
const RETRY_MS = 2_000;

/** Streams of one key, and of all. */
export class StreamGate extends ConcurrencyGate {}

@Controller('/v1/events')
export class EventsController {
  constructor(
    private readonly tail: EventTail,
    private readonly keeper: StreamKeeper,
    private readonly gate: StreamGate,
  ) {}

  @Get()
  @Endpoint({ access: ['platform', 'staff', 'operator'] })
  async follow(@Query() query: unknown, @HttpExchange() { request, reply }: Exchange): Promise<void> {
    const reader = principalOf(request);
    const { cursor, ...wanted } = readQuery(query, ['type', 'stage', 'parcelId', 'unitId', 'cursor']);
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
    for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? '');
    const subscription = this.open(reply.raw, reader, filter);
    subscription.stream.onClose(leave);
    const lastId = request.headers['last-event-id'];
    await this.keeper.letIn(subscription, typeof lastId === 'string' ? lastId : cursor);
  }

  private open(response: ServerResponse, reader: Principal, filter: EventFilter): Subscription {
    response.writeHead(200, SSE_HEADERS);
    response.write(`retry: ${RETRY_MS}\n\n`);
    const stream = new SseStream(response, LIMITS, () => this.keeper.heartbeat(subscription));
    const subscription = new Subscription(stream, reader, filter);
    return subscription;
  }
}

function readFilter(query: Parameters<'type' | 'stage' | 'parcelId' | 'unitId'>): EventFilter {
  const wanted = listOf(query.stage);
  if (wanted !== undefined && ![...wanted].every((stage) => stages.some((known) => known === stage))) {
    throw new Problem(400, 'STAGE_INVALID', `Send one or more of ${stages.join(', ')}, separated by commas.`);
  }
  return { types: listOf(query.type), stages: wanted, entityId: query.parcelId ?? query.unitId };
}

function listOf(text: string | undefined): ReadonlySet<string> | undefined {
  return text === undefined || text === '' ? undefined : new Set(text.split(',').map((part) => part.trim()));
}
