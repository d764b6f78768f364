import { Codec, partitionOf } from '@alataw/contracts';
import { Endpoint, principalOf, Problem, type Principal } from '@alataw/http';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PARTY_CODE } from '../api/body-rules';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { readQuery } from '../api/query';
import { ownVersion, unlessKnown } from '../api/unless-known';
import { AvailableLog } from '../backends/available-log';
import { AvailableProjections } from '../backends/available-projections';
import { readPage } from '../queues/pages';
import { FreshnessReader, type Freshness } from './freshness';
import { archived, noSuchParcel, parcelIdParam } from './parcel-id.param';
import { parcelRow, parcelView } from './parcel-view';
import { etagOf, knownParcels, type KnownParcel } from './projections';
import { readTimeline } from './timeline';
import { transportsOf } from './transports';

@Controller('/v1/parcels')
export class ParcelsController {
  constructor(
    private readonly codec: Codec,
    private readonly log: AvailableLog,
    private readonly projections: AvailableProjections,
    private readonly freshness: FreshnessReader,
  ) {}

  @Get()
  @Endpoint({ access: ['platform', 'staff', 'operator'] })
  async list(
    @Query() parameters: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const query = readQuery(parameters, ['limit', 'cursor', 'platform']);
    const set = `index:declaration.platform:${platformToList(principalOf(request), query.platform)}`;
    const { answer, freshness } = await this.freshness.whileReading(null, async () => {
      const page = await readPage(this.projections, set, query, request.url, reply);
      const ids = page.rows.map(({ id }) => id);
      const parcels = await knownParcels(this.projections, ids);
      return { ...page, parcels, transports: await transportsOf(this.projections, parcels) };
    });
    const { rows, next, parcels, transports } = answer;
    const items = rows.map(({ since }, n) => ({ parcel: parcels[n], transportId: transports[n] ?? null, since }));
    return {
      parcels: items.flatMap(({ parcel, transportId, since }) =>
        parcel === undefined ? [] : [parcelRow(parcel, transportId, since)],
      ),
      next,
      behind: freshness.behind,
    };
  }

  @Get(':parcelId')
  @Endpoint({ access: ['platform', 'staff', 'operator'] })
  async read(@Param('parcelId') id: string, @HttpExchange() exchange: Exchange): Promise<unknown> {
    const parcelId = parcelIdParam(id);
    const reader = principalOf(exchange.request);
    const { parcel, freshness } = await this.find(parcelId, reader);
    const [transportId = null] = await transportsOf(this.projections, [parcel]);
    const etag = etagOf(parcel.entries, transportId === null ? '' : `.${transportId}`);
    return unlessKnown(exchange, ownVersion(etag), () => ({ ...parcelView(parcel, transportId, reader), freshness }));
  }

  @Get(':parcelId/timeline')
  @Endpoint({ access: ['platform', 'staff', 'operator'] })
  async timeline(@Param('parcelId') id: string, @Req() request: FastifyRequest): Promise<unknown> {
    const parcelId = parcelIdParam(id);
    const reader = principalOf(request);
    const { entries } = (await this.find(parcelId, reader)).parcel;
    const partition = partitionOf(parcelId, this.log.partitions('declaration.events'));
    return {
      parcelId,
      ...(await readTimeline(this.codec, this.log, { id: parcelId, partition, places: entries }, reader)),
    };
  }

  private async find(
    parcelId: string,
    reader: Principal,
  ): Promise<{ readonly parcel: KnownParcel; readonly freshness: Freshness }> {
    // In the views without its owner: what a stage makes of it is there, and its declaration is not yet.
    const { answer: parcel, freshness } = await this.freshness.find(
      parcelId,
      async () => (await knownParcels(this.projections, [parcelId]))[0],
      ({ platform }) => platform !== '',
    );
    const owner = parcel?.platform ?? (await this.projections.left('declaration', 'parcel', parcelId))?.owner;
    if (owner === undefined || (reader.role === 'platform' && owner !== reader.tenant)) throw noSuchParcel();
    if (parcel === undefined) throw archived();
    return { parcel, freshness };
  }
}

/** A platform lists its own parcels; staff say whose. */
function platformToList(reader: Principal, asked: string | undefined): string {
  const platform = reader.role === 'platform' ? reader.tenant : asked;
  if (platform !== undefined && new RegExp(PARTY_CODE).test(platform)) return platform;
  throw new Problem(400, 'PLATFORM_REQUIRED', 'Send the platform whose parcels to list, e.g. ?platform=TEMU.');
}
