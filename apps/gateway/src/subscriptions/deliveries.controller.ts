import { RedeliverEvents, TestSubscription } from '@alataw/contracts';
import { Endpoint, nextLink, Problem, readLimit } from '@alataw/http';
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { MAX_PAGE_ROWS, PAGE_ROWS } from '../api/limits';
import { readQuery } from '../api/query';
import { Validators } from '../api/validators';
import { AvailableProjections } from '../backends/available-projections';
import { OrderDesk } from '../commands/order-desk';
import { DeliveryLog } from './delivery-log';
import { noSuchSubscription, ownedSubscription, readableSubscription } from './subscription-id';
import { knownSubscriptions, linkToSubscription } from './subscription-view';

const OWNER = { access: ['carrier'], idempotency: 'refuse' } as const;

/** What was sent for a subscription, and what is sent once more. A carrier sees its own alone. */
@Controller('/v1/subscriptions/:subscriptionId')
export class DeliveriesController {
  constructor(
    @Inject(OrderDesk) private readonly orders: OrderDesk,
    @Inject(Validators) private readonly validators: Validators,
    @Inject(AvailableProjections) private readonly projections: AvailableProjections,
    @Inject(DeliveryLog) private readonly log: DeliveryLog,
  ) {}

  @Get('deliveries')
  @Endpoint({ access: ['carrier', 'staff', 'operator'] })
  async list(
    @Param('subscriptionId') id: string,
    @Query() parameters: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const subscriptionId = readableSubscription(id, request);
    const query = readQuery(parameters, ['limit', 'cursor', 'failed']);
    const limit = readLimit(query.limit, PAGE_ROWS, MAX_PAGE_ROWS);
    const failedOnly = readFlag(query.failed);
    const [known] = await knownSubscriptions(this.projections, [subscriptionId]);
    if (known === undefined) throw noSuchSubscription();
    const page = await this.log.page(subscriptionId, failedOnly, { cursor: query.cursor, limit });
    if (page.next !== null) reply.header('link', nextLink(request.url, page.next));
    return page;
  }

  @Post('redeliver')
  @Endpoint(OWNER)
  async redeliver(
    @Param('subscriptionId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const said = this.validators.read('RedeliveryBody', body);
    const of = ownedSubscription(id, exchange.request);
    const onward = 'from' in said;
    const sequence = onward ? said.from : await this.log.sequenceOf(of.subscriptionId, said.eventId);
    const command: RedeliverEvents = { type: 'RedeliverEvents', ...of, sequence, onward };
    return this.orders.subscription('redeliver', RedeliverEvents, command, exchange);
  }

  @Post('test')
  @Endpoint(OWNER)
  async test(@Param('subscriptionId') id: string, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const of = ownedSubscription(id, exchange.request);
    const testId = randomUUID();
    const command: TestSubscription = { type: 'TestSubscription', ...of, testId };
    const answer = await this.orders.subscription('testSubscription', TestSubscription, command, exchange);
    const deliveries = `${linkToSubscription(of.subscriptionId)}/deliveries`;
    return {
      ...answer,
      webhookId: `test:${testId}`,
      links: { self: linkToSubscription(of.subscriptionId), deliveries },
    };
  }
}

/** @throws {Problem} 400 */
function readFlag(text: string | undefined): boolean {
  if (text === undefined || text === 'true' || text === 'false') return text === 'true';
  throw new Problem(400, 'FLAG_INVALID', 'Send `failed` as true or false.');
}
