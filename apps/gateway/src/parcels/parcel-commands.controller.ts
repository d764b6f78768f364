import {
  AmendParcel,
  CancelParcel,
  HoldParcel,
  LiftHold,
  RecordVerdict,
  ReturnParcel,
  RevokeRelease,
  SplitParcel,
  type Verdict,
} from '@alataw/contracts';
import { Endpoint, preferredWaitSeconds, principalOf } from '@alataw/http';
import { Body, Controller, Param, Post } from '@nestjs/common';
import type { VerdictBody } from '../api/bodies';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { MAX_WAIT_SECONDS } from '../api/limits';
import { Validators } from '../api/validators';
import { CommandDesk } from '../commands/command-desk';
import { declarationAnswer } from '../commands/declaration-answers';
import { OrderDesk } from '../commands/order-desk';
import { amendParcel } from '../declarations/declare';
import { tenantOf } from '../declarations/declarations.controller';
import { parcelIdParam } from './parcel-id.param';

const STAFF = { access: ['staff'], idempotency: 'refuse' } as const;

const VERDICTS: Readonly<Record<VerdictBody['verdict'], Verdict>> = {
  pass: 'PASS',
  return: 'RETURN',
  detain: 'DETAIN',
  amend: 'AMEND',
};

/** What staff, and for changes and cancellations the platform, order about one parcel. */
@Controller('/v1/parcels/:parcelId')
export class ParcelCommandsController {
  constructor(
    private readonly orders: OrderDesk,
    private readonly desk: CommandDesk,
    private readonly validators: Validators,
  ) {}

  @Post('inspection')
  @Endpoint(STAFF)
  async inspect(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const { verdict, detention, remark } = this.validators.read('VerdictBody', body);
    const parcelId = parcelIdParam(id);
    const command: RecordVerdict = {
      type: 'RecordVerdict',
      parcelId,
      verdict: VERDICTS[verdict],
      remark: remark ?? null,
      detention: detention ?? null,
    };
    return this.orders.parcel('verdict', RecordVerdict, command, exchange);
  }

  @Post('hold')
  @Endpoint(STAFF)
  async hold(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const { reason, remark } = this.validators.read('HoldBody', body);
    const command: HoldParcel = { type: 'HoldParcel', parcelId: parcelIdParam(id), reason, remark: remark ?? null };
    return this.orders.parcel('hold', HoldParcel, command, exchange);
  }

  @Post('lift')
  @Endpoint(STAFF)
  async lift(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const { remark } = this.validators.read('LiftBody', body);
    const command: LiftHold = { type: 'LiftHold', parcelId: parcelIdParam(id), remark: remark ?? null };
    return this.orders.parcel('lift', LiftHold, command, exchange);
  }

  @Post('revoke')
  @Endpoint(STAFF)
  async revoke(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const { reason, remark } = this.validators.read('RevokeBody', body);
    const command: RevokeRelease = {
      type: 'RevokeRelease',
      parcelId: parcelIdParam(id),
      reason,
      remark: remark ?? null,
    };
    return this.orders.parcel('revoke', RevokeRelease, command, exchange);
  }

  @Post('return')
  @Endpoint(STAFF)
  async return(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const { reason, remark } = this.validators.read('ReturnBody', body);
    const command: ReturnParcel = { type: 'ReturnParcel', parcelId: parcelIdParam(id), reason, remark: remark ?? null };
    return this.orders.parcel('return', ReturnParcel, command, exchange);
  }

  @Post('split')
  @Endpoint(STAFF)
  async split(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const { reason, remark = null } = this.validators.read('SplitBody', body);
    const command: SplitParcel = { type: 'SplitParcel', parcelId: parcelIdParam(id), reason, remark };
    return this.orders.parcel('split', SplitParcel, command, exchange);
  }

  /** The release stage compares the platform with the owner, and answers another one as if there were no such parcel. */
  @Post('cancel')
  @Endpoint({ access: ['platform'], idempotency: 'refuse' })
  async cancel(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    this.validators.read('EmptyBody', body);
    const command: CancelParcel = {
      type: 'CancelParcel',
      parcelId: parcelIdParam(id),
      platform: tenantOf(principalOf(exchange.request)),
    };
    return this.orders.parcel('cancel', CancelParcel, command, exchange);
  }

  /** The declaration stage compares the platform with the owner in the same way. */
  @Post('amend')
  @Endpoint({ access: ['platform'], idempotency: 'proceed' })
  async amend(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() { request, reply }: Exchange,
  ): Promise<unknown> {
    const principal = principalOf(request);
    const command = amendParcel(parcelIdParam(id), this.validators.read('Declaration', body), tenantOf(principal));
    const wait = preferredWaitSeconds(request.headers.prefer, MAX_WAIT_SECONDS);
    const receipt = await this.desk.issue('amend', AmendParcel, command, principal, wait * 1000);
    const answer = declarationAnswer(receipt, command.parcelId);
    if (wait > 0) reply.header('preference-applied', `wait=${wait}`);
    reply.status(answer.statusCode);
    return answer.body;
  }
}
