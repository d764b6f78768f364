import { stages } from '@alataw/contracts';
import { ConcurrencyGate, Endpoint, Problem, principalOf } from '@alataw/http';
import { Controller, Get, Query } from '@nestjs/common';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { readQuery, type Query as Parameters } from '../api/query';
import { EventTail } from './event-tail';
import { enterGate, openStream } from './open-stream';
import { StreamKeeper } from './stream-keeper';
import { Subscription, type EventFilter } from './subscription';

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
    const leave = enterGate(this.gate, reader.keyId);
    const stream = openStream(reply, () => this.keeper.heartbeat(subscription));
    const subscription = new Subscription(stream, reader, filter);
    subscription.stream.onClose(leave);
    const lastId = request.headers['last-event-id'];
    await this.keeper.letIn(subscription, typeof lastId === 'string' ? lastId : cursor);
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
