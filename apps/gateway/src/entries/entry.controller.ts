import { ApplyForEntry, Codec, partitionOf, topicsOf } from '@alataw/contracts';
import { Endpoint, principalOf, Problem } from '@alataw/http';
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { addPost } from '../api/posts';
import { readQuery } from '../api/query';
import { ownVersion, unlessKnown } from '../api/unless-known';
import { Validators } from '../api/validators';
import { AvailableLog } from '../backends/available-log';
import { AvailableProjections } from '../backends/available-projections';
import { Clock } from '../backends/clock';
import { OrderDesk } from '../commands/order-desk';
import { FreshnessReader } from '../parcels/freshness';
import { etagOf } from '../parcels/projections';
import { readTimeline } from '../parcels/timeline';
import { aged, readPage } from '../queues/pages';
import { entryActions, type EntryDesks } from './entry-actions';
import { applicationIdParam, newApplicationId, noSuchApplication, plateIn } from './entry-id';
import { entryView, knownEntry, type KnownEntry } from './entry-view';

const STAFF = { access: ['staff', 'operator'] } as const;

/** Where applications wait for somebody → the index that lists them. */
const LISTS: Readonly<Record<string, string>> = {
  applied: 'entry-applied',
  approved: 'entry-approved',
  'at-gate': 'at-gate',
  'deep-check': 'deep-check',
  admitted: 'admitted',
};

/** The controller, with a route for each action. */
export function entryController(): Type {
  for (const action of entryActions) {
    addPost<EntryDesks>(EntryController, {
      ...{ id: action.id, param: 'applicationId', path: `:applicationId/${action.path}` },
      carryOut: (desks, of, body, exchange) => action.carryOut(applicationIdParam(of), body, exchange, desks),
    });
  }
  return EntryController;
}

@Controller('/v1/entry-applications')
class EntryController implements EntryDesks {
  constructor(
    @Inject(OrderDesk) readonly orders: OrderDesk,
    @Inject(Validators) readonly validators: Validators,
    @Inject(AvailableProjections) private readonly projections: AvailableProjections,
    @Inject(FreshnessReader) private readonly freshness: FreshnessReader,
    @Inject(AvailableLog) private readonly log: AvailableLog,
    @Inject(Codec) private readonly codec: Codec,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Post()
  @Endpoint({ access: ['staff'], idempotency: 'refuse' })
  apply(@Body() body: unknown, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const { truck, trailer = null, driver, ...said } = this.validators.read('EntryBody', body);
    const { request } = exchange;
    const command: ApplyForEntry = {
      ...{ type: 'ApplyForEntry', permitNo: null, tirNo: null },
      ...said,
      applicationId: newApplicationId(principalOf(request).actor, request.headers['idempotency-key']),
      truckId: plateIn('truck', truck),
      trailerId: trailer === null ? null : plateIn('trailer', trailer),
      driver: { visaNo: null, ...driver },
    };
    return this.orders.entry('applyEntry', ApplyForEntry, command, exchange);
  }

  @Get()
  @Endpoint(STAFF)
  async list(
    @Query() parameters: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const query = readQuery(parameters, ['status', 'limit', 'cursor']);
    const index = LISTS[query.status ?? 'at-gate'];
    if (index === undefined) {
      throw new Problem(400, 'STATUS_INVALID', `Send ?status= one of ${Object.keys(LISTS).join(', ')}.`);
    }
    const { answer, freshness } = await this.freshness.whileReading(null, () =>
      readPage(this.projections, `index:gate.${index}`, query, request.url, reply),
    );
    const now = this.clock.now();
    return { rows: aged(answer.rows, now), next: answer.next, behind: freshness.behind };
  }

  @Get(':applicationId')
  @Endpoint(STAFF)
  async read(@Param('applicationId') id: string, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const applicationId = applicationIdParam(id);
    const { entry, freshness } = await this.find(applicationId);
    const etag = etagOf({ gate: entry });
    return unlessKnown(exchange, ownVersion(etag), () => ({ ...entryView(applicationId, entry.state), freshness }));
  }

  @Get(':applicationId/timeline')
  @Endpoint(STAFF)
  async timeline(@Param('applicationId') id: string, @Req() request: FastifyRequest): Promise<unknown> {
    const applicationId = applicationIdParam(id);
    const { entry } = await this.find(applicationId);
    const partition = partitionOf(applicationId, this.log.partitions(topicsOf('gate').events));
    const of = { id: applicationId, partition, places: { gate: entry } };
    return { applicationId, ...(await readTimeline(this.codec, this.log, of, principalOf(request))) };
  }

  private async find(applicationId: string): Promise<{ readonly entry: KnownEntry; readonly freshness: unknown }> {
    const { answer, freshness } = await this.freshness.find(applicationId, () =>
      knownEntry(this.projections, applicationId),
    );
    if (answer === undefined) throw noSuchApplication();
    return { entry: answer, freshness };
  }
}
