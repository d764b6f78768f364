import { ArriveTruck, DockTruck, GateOut, LoadParcel, OffloadParcel, SealTruck, UnsealTruck } from '@alataw/contracts';
import { Endpoint, isNotModified } from '@alataw/http';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { Validators } from '../api/validators';
import { AvailableProjections } from '../backends/available-projections';
import { OrderDesk } from '../commands/order-desk';
import { noSuchTruck, truckIdParam } from '../parcels/parcel-id.param';
import { FreshnessReader } from '../parcels/freshness';
import { etagOf, knownTruck } from '../parcels/projections';

const STAFF = { access: ['staff'], idempotency: 'refuse' } as const;

@Controller('/v1/trucks')
export class TrucksController {
  constructor(
    private readonly orders: OrderDesk,
    private readonly validators: Validators,
    private readonly projections: AvailableProjections,
    private readonly freshness: FreshnessReader,
  ) {}

  @Get(':truckId')
  @Endpoint({ access: ['staff', 'operator'] })
  async read(@Param('truckId') id: string, @HttpExchange() { request, reply }: Exchange): Promise<unknown> {
    const truckId = truckIdParam(id);
    const { answer: truck, freshness } = await this.freshness.find(truckId, () =>
      knownTruck(this.projections, truckId),
    );
    if (truck === undefined) throw noSuchTruck();
    const etag = etagOf({ loading: truck });
    reply.headers({ etag, 'cache-control': 'private, no-cache' });
    if (isNotModified(request.headers['if-none-match'], etag)) {
      reply.status(304);
      return undefined;
    }
    return { truckId, ...truck.state, links: { self: `/v1/trucks/${truckId}` }, freshness };
  }

  @Post()
  @Endpoint(STAFF)
  async arrive(@Body() body: unknown, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const { truckId, carrier, maxMassGrams, maxPieces } = this.validators.read('TruckArrival', body);
    const id = truckIdParam(truckId);
    const command: ArriveTruck = { type: 'ArriveTruck', truckId: id, carrier, maxMassGrams, maxPieces };
    return this.orders.truck('arrive', ArriveTruck, command, exchange);
  }

  @Post(':truckId/dock')
  @Endpoint(STAFF)
  async dock(
    @Param('truckId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const { dock } = this.validators.read('DockBody', body);
    return this.orders.truck('dock', DockTruck, { type: 'DockTruck', truckId: truckIdParam(id), dock }, exchange);
  }

  @Post(':truckId/load')
  @Endpoint(STAFF)
  async load(
    @Param('truckId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const truckId = truckIdParam(id);
    const { parcelIds } = this.validators.read('ScanBody', body);
    const commands = parcelIds.map((parcelId): LoadParcel => ({ type: 'LoadParcel', truckId, parcelId }));
    return this.orders.scans('load', LoadParcel, commands, exchange);
  }

  @Post(':truckId/offload')
  @Endpoint(STAFF)
  async offload(
    @Param('truckId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const truckId = truckIdParam(id);
    const { parcelIds } = this.validators.read('ScanBody', body);
    const commands = parcelIds.map((parcelId): OffloadParcel => ({ type: 'OffloadParcel', truckId, parcelId }));
    return this.orders.scans('offload', OffloadParcel, commands, exchange);
  }

  @Post(':truckId/seal')
  @Endpoint(STAFF)
  async seal(
    @Param('truckId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const { sealNumber } = this.validators.read('SealBody', body);
    const command: SealTruck = { type: 'SealTruck', truckId: truckIdParam(id), sealNumber };
    return this.orders.truck('seal', SealTruck, command, exchange);
  }

  @Post(':truckId/unseal')
  @Endpoint(STAFF)
  async unseal(
    @Param('truckId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    const { reason } = this.validators.read('UnsealBody', body);
    return this.orders.truck(
      'unseal',
      UnsealTruck,
      { type: 'UnsealTruck', truckId: truckIdParam(id), reason },
      exchange,
    );
  }

  @Post(':truckId/gate-out')
  @Endpoint(STAFF)
  async gateOut(
    @Param('truckId') id: string,
    @Body() body: unknown,
    @HttpExchange() exchange: Exchange,
  ): Promise<unknown> {
    this.validators.read('EmptyBody', body);
    return this.orders.truck('gateOut', GateOut, { type: 'GateOut', truckId: truckIdParam(id) }, exchange);
  }
}
