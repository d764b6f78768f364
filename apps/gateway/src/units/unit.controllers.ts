import { Codec } from '@alataw/contracts';
import { Endpoint, nextLink, principalOf, readLimit } from '@alataw/http';
import { Controller, Get, Inject, Param, Query, type Type } from '@nestjs/common';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { MAX_PAGE_ROWS, PAGE_ROWS } from '../api/limits';
import { addPost } from '../api/posts';
import { readQuery } from '../api/query';
import { ownVersion, unlessKnown } from '../api/unless-known';
import { Validators } from '../api/validators';
import { AvailableLog } from '../backends/available-log';
import { AvailableProjections } from '../backends/available-projections';
import { OrderDesk } from '../commands/order-desk';
import { eventView } from '../live/event-view';
import { FreshnessReader, type Freshness } from '../parcels/freshness';
import { etagOf, knownUnit, type KnownUnit } from '../parcels/projections';
import { readContents } from './unit-contents';
import { noSuchUnit, unitIdParam } from './unit-number';
import { linkToUnit } from './unit-link';
import { unitRoutes, type UnitRoutes } from './unit-routes';
import { readUnitTimeline } from './unit-timeline';
import type { Desks } from './unit-actions';

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
      @Inject(Codec) private readonly codec: Codec,
      @Inject(AvailableLog) private readonly log: AvailableLog,
    ) {}

    @Get(':number')
    @Endpoint({ access: ['staff', 'operator'] })
    async read(@Param('number') number: string, @HttpExchange() exchange: Exchange): Promise<unknown> {
      const { unitId, unit, freshness } = await this.find(number);
      const etag = etagOf({ loading: unit });
      return unlessKnown(exchange, ownVersion(etag), () => {
        const { carriedBy } = unit.state;
        const self = linkToUnit(unitId);
        const links = {
          ...{ self, contents: `${self}/contents`, timeline: `${self}/timeline` },
          ...(carriedBy === null ? {} : { carriedBy: linkToUnit(carriedBy) }),
        };
        return { unitId, ...unit.state, links, freshness };
      });
    }

    @Get(':number/contents')
    @Endpoint({ access: ['staff', 'operator'] })
    async contents(
      @Param('number') number: string,
      @Query() parameters: unknown,
      @HttpExchange() exchange: Exchange,
    ): Promise<unknown> {
      const { limit, cursor } = pageOf(parameters);
      const { unitId, unit, freshness } = await this.find(number);
      // Its contents stand in partitions of their own, so that all of them count for how fresh this is.
      const { answer, freshness: all } = await this.freshness.whileReading(null, () =>
        readContents(this.projections, unitId, unit, { limit, cursor }),
      );
      linkNext(exchange, answer.next);
      const { visit, status } = unit.state;
      return { unitId, visit, status, ...answer, behind: Math.max(freshness.behind, all.behind) };
    }

    @Get(':number/timeline')
    @Endpoint({ access: ['staff', 'operator'] })
    async timeline(
      @Param('number') number: string,
      @Query() parameters: unknown,
      @HttpExchange() exchange: Exchange,
    ): Promise<unknown> {
      const page = pageOf(parameters);
      const { unitId, unit, freshness } = await this.find(number);
      const { events, next } = await readUnitTimeline(this.codec, this.log, unitId, unit, page);
      linkNext(exchange, next);
      const reader = principalOf(exchange.request);
      return { unitId, events: events.map((event) => eventView(event, reader)), next, behind: freshness.behind };
    }

    private async find(
      number: string,
    ): Promise<{ readonly unitId: string; readonly unit: KnownUnit; readonly freshness: Freshness }> {
      const unitId = unitIdParam(kind, number);
      const { answer: unit, freshness } = await this.freshness.find(unitId, () => knownUnit(this.projections, unitId));
      if (unit === undefined) throw noSuchUnit(kind);
      return { unitId, unit, freshness };
    }
  }
  for (const action of actions) {
    const { id, path: last } = action;
    addPost<Desks>(UnitController, {
      ...{ id, param: 'number', path: last === '' ? '' : `:number/${last}` },
      carryOut: (desks, number, body, exchange) => action.carryOut({ kind, number, body, exchange }, desks),
    });
  }
  return UnitController;
}

/** @throws {Problem} 400 when the limit cannot be read */
function pageOf(parameters: unknown): { readonly limit: number; readonly cursor: string | undefined } {
  const { limit, cursor } = readQuery(parameters, ['limit', 'cursor']);
  return { limit: readLimit(limit, PAGE_ROWS, MAX_PAGE_ROWS), cursor };
}

function linkNext({ request, reply }: Exchange, next: string | null): void {
  if (next !== null) reply.header('link', nextLink(request.url, next));
}
