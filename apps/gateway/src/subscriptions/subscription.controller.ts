import {
  ChangeSubscription,
  Codec,
  DeleteSubscription,
  OpenSubscription,
  partitionOf,
  PauseSubscription,
  ResumeSubscription,
  topicsOf,
} from '@alataw/contracts';
import { Endpoint, notKept, principalOf, Problem } from '@alataw/http';
import { Body, Controller, Delete, Get, Inject, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { readQuery } from '../api/query';
import { ownVersion, unlessKnown } from '../api/unless-known';
import { Validators } from '../api/validators';
import { AvailableLog } from '../backends/available-log';
import { AvailableProjections } from '../backends/available-projections';
import { Clock } from '../backends/clock';
import { OrderDesk } from '../commands/order-desk';
import { FreshnessReader } from '../parcels/freshness';
import { parcelIdParam } from '../parcels/parcel-id.param';
import { etagOf } from '../parcels/projections';
import { readPage } from '../queues/pages';
import { explain } from './explanation';
import { readFilter } from './read-filter';
import {
  carrierOf,
  newSubscriptionId,
  noSuchSubscription,
  ownedSubscription,
  readableSubscription,
} from './subscription-id';
import { knownSubscriptions, subscriptionView, type KnownSubscription } from './subscription-view';
import { WebhookDesk, type SealedKey } from './webhook-desk';

const OWNER = { access: ['carrier'], idempotency: 'refuse' } as const;
const READERS = { access: ['carrier', 'staff', 'operator'] } as const;
/** A carrier has no more. Two that are opened at the same moment may be one too many: no lane counts them. */
export const MAX_SUBSCRIPTIONS = 100;

/** What carriers subscribe. A carrier sees its own alone. */
@Controller('/v1/subscriptions')
export class SubscriptionsController {
  constructor(
    @Inject(OrderDesk) private readonly orders: OrderDesk,
    @Inject(Validators) private readonly validators: Validators,
    @Inject(AvailableProjections) private readonly projections: AvailableProjections,
    @Inject(FreshnessReader) private readonly freshness: FreshnessReader,
    @Inject(AvailableLog) private readonly log: AvailableLog,
    @Inject(Codec) private readonly codec: Codec,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(WebhookDesk) private readonly webhooks: WebhookDesk,
  ) {}

  @Post()
  @Endpoint(OWNER)
  async open(@Body() body: unknown, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const said = this.validators.read('SubscriptionBody', body);
    const { request } = exchange;
    const carrier = carrierOf(request);
    const subscriptionId = newSubscriptionId(carrier, said.name, request.headers['idempotency-key']);
    const start = said.start ?? 'now';
    const key = this.webhooks.readKey(said, subscriptionId, said.channel === 'WEBHOOK');
    const command: OpenSubscription = {
      type: 'OpenSubscription',
      ...{ subscriptionId, carrier, filter: wellFormed(said.filter ?? '') },
      ...{ channel: said.channel ?? 'PULL', url: this.webhooks.readUrl(said), batches: said.batches ?? false },
      ...{ secret: key.secret, publicKey: key.publicKey },
      ...{ format: said.format ?? 'JSON', description: said.description ?? '' },
      startAt: start === 'now' ? this.clock.now() : start === 'beginning' ? 0 : start,
    };
    await this.refuseTooMany(carrier);
    if (key.shown !== null) notKept(request);
    return telling(key, await this.orders.subscription('openSubscription', OpenSubscription, command, exchange));
  }

  @Get()
  @Endpoint(READERS)
  async list(
    @Query() parameters: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const query = readQuery(parameters, ['limit', 'cursor']);
    const { role, tenant = '' } = principalOf(request);
    const set = role === 'carrier' ? setOf(tenant) : 'index:carriers.subscriptions';
    const { answer, freshness } = await this.freshness.whileReading(null, async () => {
      const page = await readPage(this.projections, set, query, request.url, reply);
      const ids = page.rows.map(({ id }) => id);
      return { rows: await knownSubscriptions(this.projections, ids), next: page.next };
    });
    return { rows: answer.rows.map(subscriptionView), next: answer.next, behind: freshness.behind };
  }

  @Get(':subscriptionId')
  @Endpoint(READERS)
  async read(@Param('subscriptionId') id: string, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const { known, freshness } = await this.find(readableSubscription(id, exchange.request));
    const etag = etagOf({ carriers: known });
    return unlessKnown(exchange, ownVersion(etag), () => ({ ...subscriptionView(known), freshness }));
  }

  @Get(':subscriptionId/explain')
  @Endpoint(READERS)
  async explain(
    @Param('subscriptionId') id: string,
    @Query() parameters: unknown,
    @Req() request: FastifyRequest,
  ): Promise<unknown> {
    const { known } = await this.find(readableSubscription(id, request));
    const parcelId = parcelIdParam(readQuery(parameters, ['parcel']).parcel ?? '');
    const [places = {}] = await this.projections.entities('parcel', [parcelId]);
    const partition = partitionOf(parcelId, this.log.partitions(topicsOf('carriers').events));
    const milestones = await explain(this.codec, this.log, { parcelId, partition, places }, known);
    const { sequence = 0, eventOffsets = [] } = places.carriers ?? {};
    // Of another carrier's parcel as little is said as of one that there is none of.
    const omitted = milestones.length === 0 ? 0 : sequence - eventOffsets.length;
    return { subscriptionId: known.subscriptionId, parcelId, filter: known.state.filter, milestones, omitted };
  }

  @Patch(':subscriptionId')
  @Endpoint(OWNER)
  async change(
    @Param('subscriptionId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const { request } = exchange;
    const said = this.validators.read('SubscriptionChangeBody', body);
    const of = ownedSubscription(id, request);
    const key = this.webhooks.readKey(said, of.subscriptionId, false);
    const command: ChangeSubscription = {
      type: 'ChangeSubscription',
      ...of,
      filter: said.filter === undefined ? null : wellFormed(said.filter),
      ...{ channel: said.channel ?? null, url: this.webhooks.readUrl(said), batches: said.batches ?? null },
      ...{ secret: key.secret, publicKey: key.publicKey },
      ...{ format: said.format ?? null, description: said.description ?? null },
    };
    if (key.shown !== null) notKept(request);
    return telling(key, await this.orders.subscription('changeSubscription', ChangeSubscription, command, exchange));
  }

  @Post(':subscriptionId/pause')
  @Endpoint(OWNER)
  pause(@Param('subscriptionId') id: string, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const command: PauseSubscription = { type: 'PauseSubscription', ...ownedSubscription(id, exchange.request) };
    return this.orders.subscription('pauseSubscription', PauseSubscription, command, exchange);
  }

  @Post(':subscriptionId/resume')
  @Endpoint(OWNER)
  resume(@Param('subscriptionId') id: string, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const command: ResumeSubscription = { type: 'ResumeSubscription', ...ownedSubscription(id, exchange.request) };
    return this.orders.subscription('resumeSubscription', ResumeSubscription, command, exchange);
  }

  @Delete(':subscriptionId')
  @Endpoint(OWNER)
  remove(@Param('subscriptionId') id: string, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const command: DeleteSubscription = { type: 'DeleteSubscription', ...ownedSubscription(id, exchange.request) };
    return this.orders.subscription('deleteSubscription', DeleteSubscription, command, exchange);
  }

  private async find(
    subscriptionId: string,
  ): Promise<{ readonly known: KnownSubscription; readonly freshness: unknown }> {
    const { answer, freshness } = await this.freshness.find(
      subscriptionId,
      async () => (await knownSubscriptions(this.projections, [subscriptionId]))[0],
    );
    if (answer === undefined) throw noSuchSubscription();
    return { known: answer, freshness };
  }

  private async refuseTooMany(carrier: string): Promise<void> {
    const own = await this.projections.rows(setOf(carrier), { limit: MAX_SUBSCRIPTIONS });
    if (own.length < MAX_SUBSCRIPTIONS) return;
    const detail = `You have ${MAX_SUBSCRIPTIONS} subscriptions: delete one first.`;
    throw new Problem(409, 'TOO_MANY_SUBSCRIPTIONS', detail);
  }
}

const setOf = (carrier: string): `index:${string}` => `index:carriers.carrier:${carrier}`;

/** Adds to an answer what a webhook is verified with: a secret that was made up is told here and nowhere else. */
function telling({ shown, publicKey }: SealedKey, answer: object): object {
  return { ...answer, ...(shown === null ? {} : { secret: shown }), ...(publicKey === null ? {} : { publicKey }) };
}

/** @throws {Problem} 422 */
function wellFormed(filter: string): string {
  readFilter(filter);
  return filter;
}
