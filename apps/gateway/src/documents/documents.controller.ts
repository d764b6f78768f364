import { SubmitOrder, SubmitPayment, SubmitWaybill, type Contract } from '@alataw/contracts';
import { Endpoint, preferredWaitSeconds, principalOf } from '@alataw/http';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { MAX_WAIT_SECONDS } from '../api/limits';
import { Validators } from '../api/validators';
import { AvailableProjections } from '../backends/available-projections';
import { CommandDesk } from '../commands/command-desk';
import { tenantOf } from '../declarations/declarations.controller';
import { FreshnessReader } from '../parcels/freshness';
import { documentAnswer } from './document-answers';
import { documentView, knownDocument, linkToDocument, mayRead, noSuchDocument } from './document-view';
import { submitOrder, submitPayment, submitWaybill } from './submissions';

/** Orders, waybills and payments that lists have to match; each party hands in its own. */
@Controller('/v1')
export class DocumentsController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly validators: Validators,
    private readonly projections: AvailableProjections,
    private readonly freshness: FreshnessReader,
  ) {}

  @Post('orders')
  @Endpoint({ access: ['platform'], idempotency: 'proceed' })
  async order(@Body() body: unknown, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const platform = tenantOf(principalOf(exchange.request));
    return this.submit(SubmitOrder, submitOrder(this.validators.read('Order', body), platform), exchange);
  }

  @Post('waybills')
  @Endpoint({ access: ['logistics'], idempotency: 'proceed' })
  async waybill(@Body() body: unknown, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const logisticsCode = tenantOf(principalOf(exchange.request));
    return this.submit(SubmitWaybill, submitWaybill(this.validators.read('Waybill', body), logisticsCode), exchange);
  }

  @Post('payments')
  @Endpoint({ access: ['platform'], idempotency: 'proceed' })
  async payment(@Body() body: unknown, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const platform = tenantOf(principalOf(exchange.request));
    return this.submit(SubmitPayment, submitPayment(this.validators.read('Payment', body), platform), exchange);
  }

  @Get('documents/:documentId')
  @Endpoint({ access: ['platform', 'logistics', 'staff', 'operator'] })
  async read(@Param('documentId') documentId: string, @HttpExchange() { request }: Exchange): Promise<unknown> {
    const { answer: document, freshness } = await this.freshness.find(documentId, () =>
      knownDocument(this.projections, documentId),
    );
    if (document === undefined || !mayRead(documentId, document, principalOf(request))) throw noSuchDocument();
    return { ...documentView(documentId, document), freshness };
  }

  private async submit<T extends { readonly documentId: string }>(
    contract: Contract<T>,
    command: T,
    { request, reply }: Exchange,
  ): Promise<unknown> {
    const wait = preferredWaitSeconds(request.headers.prefer, MAX_WAIT_SECONDS);
    const receipt = await this.desk.issue('submit', contract, command, principalOf(request), wait * 1000);
    const answer = documentAnswer(receipt, command.documentId);
    if (wait > 0) reply.header('preference-applied', `wait=${wait}`);
    reply.status(answer.statusCode).header('location', linkToDocument(command.documentId));
    return answer.body;
  }
}
