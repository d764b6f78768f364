import { Endpoint, principalOf, Problem } from '@alataw/http';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readQuery } from '../api/query';
import { AvailableProjections } from '../backends/available-projections';
import { KafkaDesk } from './kafka-desk';
import { noSuchSubscription, subscriptionIdParam } from './subscription-id';
import { knownSubscriptions } from './subscription-view';

/** A password must not be kept for whoever repeats a request: this is not idempotent by a key. */
const OWNER = { access: ['carrier'] } as const;
/** An operator sees and ends what was given to a carrier. */
const BOTH = { access: ['carrier', 'operator'] } as const;

/** How carriers read their feeds from Kafka themselves. */
@Controller('/v1')
export class KafkaController {
  constructor(
    @Inject(KafkaDesk) private readonly desk: KafkaDesk,
    @Inject(AvailableProjections) private readonly projections: AvailableProjections,
  ) {}

  @Get('subscriptions/:subscriptionId/kafka')
  @Endpoint(OWNER)
  async feed(@Param('subscriptionId') id: string, @Req() request: FastifyRequest): Promise<unknown> {
    const carrier = principalOf(request).tenant ?? '';
    const [known] = await knownSubscriptions(this.projections, [subscriptionIdParam(id, carrier)]);
    if (known === undefined || known.state.status === 'deleted') throw noSuchSubscription();
    return { subscriptionId: known.subscriptionId, format: known.state.format, ...this.desk.feed(carrier, id) };
  }

  @Get('kafka-credentials')
  @Endpoint(BOTH)
  async list(@Query() parameters: unknown, @Req() request: FastifyRequest): Promise<unknown> {
    const { role, tenant = '' } = principalOf(request);
    const asked = readQuery(parameters, role === 'operator' ? ['carrier'] : []).carrier;
    if (role === 'operator' && asked === undefined)
      throw new Problem(400, 'CARRIER_MISSING', 'Say whose: ?carrier=KAZPOST.');
    const users = await this.desk.users(asked ?? tenant);
    return { credentials: users.map((user) => ({ user })) };
  }

  @Post('kafka-credentials')
  @HttpCode(201)
  @Endpoint(OWNER)
  make(@Req() request: FastifyRequest): Promise<unknown> {
    return this.desk.make(principalOf(request).tenant ?? '');
  }

  @Delete('kafka-credentials/:user')
  @HttpCode(204)
  @Endpoint(BOTH)
  async end(@Param('user') user: string, @Req() request: FastifyRequest): Promise<void> {
    const { role, tenant } = principalOf(request);
    await this.desk.end(user, role === 'operator' ? undefined : tenant);
  }
}
