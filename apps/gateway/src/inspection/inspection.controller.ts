import {
  ArriveParcel,
  AssignParcel,
  ConfirmVerdict,
  EndQuarantine,
  HandOverSample,
  JudgeImage,
  QuarantineParcel,
  RecordFindings,
  RecordSampleResult,
  TakeSample,
} from '@alataw/contracts';
import { Endpoint } from '@alataw/http';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { Validators } from '../api/validators';
import { OrderDesk } from '../commands/order-desk';
import { parcelIdParam } from '../parcels/parcel-id.param';

const STAFF = { access: ['staff'], idempotency: 'refuse' } as const;

/** What staff do with one parcel at the benches of the inspection; its papers have a controller of their own. */
@Controller('/v1/parcels/:parcelId/inspection')
export class InspectionController {
  constructor(
    private readonly orders: OrderDesk,
    private readonly validators: Validators,
  ) {}

  @Post('arrival')
  @Endpoint(STAFF)
  arrive(@Param('parcelId') id: string, @Body() body: unknown, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const said = this.validators.read('ParcelArrivalBody', body);
    const command: ArriveParcel = { type: 'ArriveParcel', parcelId: parcelIdParam(id), ...said };
    return this.orders.parcel('arriveParcel', ArriveParcel, command, exchange);
  }

  @Post('image')
  @Endpoint(STAFF)
  judgeImage(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const said = this.validators.read('ImageBody', body);
    const command: JudgeImage = { type: 'JudgeImage', parcelId: parcelIdParam(id), remark: null, ...said };
    return this.orders.parcel('image', JudgeImage, command, exchange);
  }

  @Post('findings')
  @Endpoint(STAFF)
  recordFindings(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const said = this.validators.read('FindingsBody', body);
    const command: RecordFindings = { type: 'RecordFindings', parcelId: parcelIdParam(id), remark: null, ...said };
    return this.orders.parcel('findings', RecordFindings, command, exchange);
  }

  @Post('sample')
  @Endpoint(STAFF)
  takeSample(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const said = this.validators.read('SampleBody', body);
    const command: TakeSample = { type: 'TakeSample', parcelId: parcelIdParam(id), ...said };
    return this.orders.parcel('sample', TakeSample, command, exchange);
  }

  @Post('sample/hand-over')
  @Endpoint(STAFF)
  handOver(@Param('parcelId') id: string, @Body() body: unknown, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const said = this.validators.read('HandOverBody', body);
    const command: HandOverSample = { type: 'HandOverSample', parcelId: parcelIdParam(id), ...said };
    return this.orders.parcel('handOver', HandOverSample, command, exchange);
  }

  @Post('sample/result')
  @Endpoint(STAFF)
  recordResult(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const said = this.validators.read('SampleResultBody', body);
    const parcelId = parcelIdParam(id);
    const command: RecordSampleResult = { type: 'RecordSampleResult', parcelId, remark: null, ...said };
    return this.orders.parcel('sampleResult', RecordSampleResult, command, exchange);
  }

  @Post('quarantine')
  @Endpoint(STAFF)
  quarantine(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const said = this.validators.read('QuarantineBody', body);
    const command: QuarantineParcel = { type: 'QuarantineParcel', parcelId: parcelIdParam(id), remark: null, ...said };
    return this.orders.parcel('quarantine', QuarantineParcel, command, exchange);
  }

  @Post('quarantine/end')
  @Endpoint(STAFF)
  endQuarantine(
    @Param('parcelId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const said = this.validators.read('QuarantineEndBody', body);
    const command: EndQuarantine = { type: 'EndQuarantine', parcelId: parcelIdParam(id), remark: null, ...said };
    return this.orders.parcel('endQuarantine', EndQuarantine, command, exchange);
  }

  /** The stage compares who asks with who proposed. */
  @Post('confirmation')
  @Endpoint(STAFF)
  confirm(@Param('parcelId') id: string, @Body() body: unknown, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const said = this.validators.read('ConfirmationBody', body);
    const command: ConfirmVerdict = { type: 'ConfirmVerdict', parcelId: parcelIdParam(id), remark: null, ...said };
    return this.orders.parcel('confirm', ConfirmVerdict, command, exchange);
  }

  @Post('assignment')
  @Endpoint(STAFF)
  assign(@Param('parcelId') id: string, @Body() body: unknown, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const said = this.validators.read('AssignmentBody', body);
    const none = { officer: null, from: null };
    const command: AssignParcel = { type: 'AssignParcel', parcelId: parcelIdParam(id), ...none, ...said };
    return this.orders.parcel('assign', AssignParcel, command, exchange);
  }
}
