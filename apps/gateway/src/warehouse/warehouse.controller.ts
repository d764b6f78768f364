import type { LoadUnitState } from '@alataw/contracts';
import { Endpoint, Problem } from '@alataw/http';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readQuery } from '../api/query';
import { AvailableProjections } from '../backends/available-projections';
import { Clock } from '../backends/clock';
import { FreshnessReader } from '../parcels/freshness';
import { knownUnit, knownUnits } from '../parcels/projections';
import { ageOf, readPage } from '../queues/pages';
import { noSuchUnit, unitIdParam } from '../units/unit-number';
import { placesOf } from './places';

/** What is asked of the container warehouse and of the tracks as a whole. */
@Controller('/v1/warehouse')
export class WarehouseController {
  constructor(
    private readonly projections: AvailableProjections,
    private readonly clock: Clock,
    private readonly freshness: FreshnessReader,
  ) {}

  /** The places of one block, and what stands there; with `free=true` those on which a container can be put now. */
  @Get('places')
  @Endpoint({ access: ['staff', 'operator'] })
  async places(@Query() parameters: unknown): Promise<unknown> {
    const { block = '', free = 'false' } = readQuery(parameters, ['block', 'free']);
    if (free !== 'true' && free !== 'false') throw new Problem(400, 'PARAMETER_INVALID', 'free is true or false.');
    const unitId = unitIdParam('block', block);
    const { answer, freshness } = await this.freshness.find(unitId, () => knownUnit(this.projections, unitId));
    if (answer === undefined) throw noSuchUnit('block');
    const places = placesOf(answer.state);
    return { blockId: unitId, places: free === 'true' ? places.filter((place) => place.isFree) : places, freshness };
  }

  /** Trains that are made up and wait to leave, those first that have waited longest. */
  @Get('waiting-trains')
  @Endpoint({ access: ['staff', 'operator'] })
  async waitingTrains(
    @Query() parameters: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const query = readQuery(parameters, ['limit', 'cursor']);
    const now = this.clock.now();
    const { answer, freshness } = await this.freshness.whileReading(null, async () => {
      const page = await readPage(this.projections, 'index:loading.waiting-trains', query, request.url, reply);
      return {
        page,
        units: await knownUnits(
          this.projections,
          page.rows.map(({ id }) => id),
        ),
      };
    });
    const { page, units } = answer;
    const trains = page.rows.map(({ id, since }, n) => {
      const state = units[n]?.state;
      const load = state === undefined ? {} : loadOf(state);
      return { trainId: id, since, ageMs: ageOf(since, now), ...load };
    });
    return { trains, next: page.next, behind: freshness.behind };
  }
}

/** What a train takes along, its wagons and containers from its head on. */
function loadOf({ carrier, place, manifest, positions, parcels, massGrams, blocked }: LoadUnitState) {
  const numberOf = new Map(positions.map(({ contentId, position }) => [contentId, Number(position)]));
  const contentIds = manifest
    .map(({ contentId }) => contentId)
    .sort((a, b) => (numberOf.get(a) ?? 0) - (numberOf.get(b) ?? 0));
  return { carrier, place, parcels, massGrams, heldParcels: blocked.length, contentIds };
}
