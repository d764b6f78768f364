import { JudgePaper, RequestPapers, UploadPaper } from '@alataw/contracts';
import { Endpoint, principalOf } from '@alataw/http';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { Validators } from '../api/validators';
import { OrderDesk } from '../commands/order-desk';
import { tenantOf } from '../declarations/declarations.controller';
import { parcelIdParam } from '../parcels/parcel-id.param';
import { paperNoParam } from './paper-no.param';

const STAFF = { access: ['staff'], idempotency: 'refuse' } as const;

/** Papers of one parcel: staff ask for them and judge them, its platform brings them. */
@Controller('/v1/parcels/:parcelId/inspection/papers')
export class PapersController {
  constructor(
    private readonly orders: OrderDesk,
    private readonly validators: Validators,
  ) {}

  @Post()
  @Endpoint(STAFF)
  request(@Param('parcelId') id: string, @Body() body: unknown, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const said = this.validators.read('PapersBody', body);
    const command: RequestPapers = { type: 'RequestPapers', parcelId: parcelIdParam(id), remark: null, ...said };
    return this.orders.parcel('papers', RequestPapers, command, exchange);
  }

  /** The stage compares the platform with the owner, and answers another one as if there were no such parcel. */
  @Post(':no')
  @Endpoint({ access: ['platform'], idempotency: 'refuse' })
  upload(
    @Param('parcelId') id: string,
    @Param('no') no: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const said = this.validators.read('PaperBody', body);
    const platform = tenantOf(principalOf(exchange.request));
    const parcelId = parcelIdParam(id);
    const command: UploadPaper = { type: 'UploadPaper', parcelId, platform, no: paperNoParam(no), ...said };
    return this.orders.parcel('upload', UploadPaper, command, exchange);
  }

  @Post(':no/verdict')
  @Endpoint(STAFF)
  judge(
    @Param('parcelId') id: string,
    @Param('no') no: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const said = this.validators.read('PaperVerdictBody', body);
    const parcelId = parcelIdParam(id);
    const command: JudgePaper = { type: 'JudgePaper', parcelId, no: paperNoParam(no), remark: null, ...said };
    return this.orders.parcel('judgePaper', JudgePaper, command, exchange);
  }
}
