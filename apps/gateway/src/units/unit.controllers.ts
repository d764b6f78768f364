import { Endpoint, isNotModified } from '@alataw/http';
import { Body, Controller, Get, Inject, Param, Post, type Type } from '@nestjs/common';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { Validators } from '../api/validators';
import { AvailableProjections } from '../backends/available-projections';
import { OrderDesk } from '../commands/order-desk';
import { FreshnessReader } from '../parcels/freshness';
import { etagOf, knownUnit } from '../parcels/projections';
import { noSuchUnit, unitIdParam } from './unit-number';
import { linkToUnit } from './unit-link';
import { unitRoutes, type UnitRoutes } from './unit-routes';
import type { Desks, UnitAction } from './unit-actions';

/** The controllers of all kinds of load units. */
export const unitControllers = (): Type[] => unitRoutes.map(controllerOf);

/** The routes of one kind of load unit: it is read, and each action of the list is a POST. */
function controllerOf({ kind, path, actions }: UnitRoutes): Type {
  @Controller(`/v1/${path}`)
  class UnitController implements Desks {
    constructor(
      @Inject(OrderDesk) readonly orders: OrderDesk,
      @Inject(Validators) readonly validators: Validators,
      @Inject(AvailableProjections) private readonly projections: AvailableProjections,
      @Inject(FreshnessReader) private readonly freshness: FreshnessReader,
    ) {}

    @Get(':number')
    @Endpoint({ access: ['staff', 'operator'] })
    async read(@Param('number') number: string, @HttpExchange() { request, reply }: Exchange): Promise<unknown> {
      const unitId = unitIdParam(kind, number);
      const { answer: unit, freshness } = await this.freshness.find(unitId, () => knownUnit(this.projections, unitId));
      if (unit === undefined) throw noSuchUnit(kind);
      const etag = etagOf({ loading: unit });
      reply.headers({ etag, 'cache-control': 'private, no-cache' });
      if (isNotModified(request.headers['if-none-match'], etag)) {
        reply.status(304);
        return undefined;
      }
      const { carriedBy } = unit.state;
      const links = { self: linkToUnit(unitId), ...(carriedBy === null ? {} : { carriedBy: linkToUnit(carriedBy) }) };
      return { unitId, ...unit.state, links, freshness };
    }
  }
  for (const action of actions) addAction(UnitController, kind, action);
  return UnitController;
}

/** Writes what decorators would say of a method that carries out the action. */
function addAction(controller: Type<Desks>, kind: UnitRoutes['kind'], action: UnitAction): void {
  const { id, path } = action;
  const carryOut = function (this: Desks, number: string, body: unknown, exchange: Exchange): Promise<unknown> {
    return action.carryOut({ kind, number, body, exchange }, this);
  };
  const prototype = controller.prototype as object;
  Object.defineProperty(prototype, id, { value: carryOut, configurable: true, writable: true });
  Param('number')(prototype, id, 0);
  Body()(prototype, id, 1);
  HttpExchange()(prototype, id, 2);
  const descriptor = Object.getOwnPropertyDescriptor(prototype, id) as TypedPropertyDescriptor<unknown>;
  Post(path === '' ? '' : `:number/${path}`)(prototype, id, descriptor);
  Endpoint({ access: ['staff'], idempotency: 'refuse' })(prototype, id, descriptor);
}
