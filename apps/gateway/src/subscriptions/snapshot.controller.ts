import { Codec, isOf, MilestoneReached, partitionOf, topicsOf, type Recorded } from '@alataw/contracts';
import { decodeCursor, encodeCursor, Endpoint, nextLink, readLimit } from '@alataw/http';
import { feedCursor, milestoneText } from '@alataw/milestones';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { PAGE_ROWS } from '../api/limits';
import { readQuery } from '../api/query';
import { AvailableLog } from '../backends/available-log';
import { AvailableProjections, viewsUnavailable } from '../backends/available-projections';
import { OwnFeeds, type OwnFeed } from './own-feeds';

/** Each parcel's last milestone is read from the log. */
const MAX_PARCELS = 100;
/** The views follow the log within milliseconds; what takes longer is an outage, or they are being rebuilt. */
const LOOKS = 10;
const BETWEEN_LOOKS_MS = 100;
const { events: EVENTS } = topicsOf('carriers');

/** A place in the snapshot: of the feed, and behind which parcel. */
type SnapshotPlace = [offset: number, since: number, id: string];

/** How the parcels of a carrier stand, for whoever cannot go on where it was. */
@Controller('/v1/subscriptions/:subscriptionId/snapshot')
export class SnapshotController {
  constructor(
    @Inject(OwnFeeds) private readonly own: OwnFeeds,
    @Inject(AvailableProjections) private readonly projections: AvailableProjections,
    @Inject(AvailableLog) private readonly log: AvailableLog,
    @Inject(Codec) private readonly codec: Codec,
  ) {}

  /**
   * A page of the carrier's parcels that are under way, and the cursor to go on with. The feed's end is looked up before anything else, and the parcels are shown only
   * once the views have come as far as what stands before it: so whatever the snapshot does not show comes behind that cursor.
   */
  @Get()
  @Endpoint({ access: ['carrier'] })
  async read(
    @Param('subscriptionId') id: string,
    @Query() parameters: unknown,
    @HttpExchange() { request, reply }: Exchange,
  ): Promise<unknown> {
    const query = readQuery(parameters, ['limit', 'cursor']);
    const limit = readLimit(query.limit, PAGE_ROWS, MAX_PARCELS);
    const feed = await this.own.find(id, request);
    const { subscriptionId, carrier } = feed;
    const kind = `snapshot:${subscriptionId}`;
    const after = query.cursor === undefined ? null : decodeCursor(kind, query.cursor, isPlace);
    const offset = after?.[0] ?? (await this.own.feeds.bounds(feed.topic)).end;
    const needed = await this.positionBefore(feed, offset);
    for (let look = 1; !(await this.haveCome(needed)); look++) {
      if (look === LOOKS) throw viewsUnavailable();
      await pause(BETWEEN_LOOKS_MS);
    }
    const rows = await this.projections.rows(`index:carriers.parcels:${carrier}`, {
      limit: limit + 1,
      ...(after === null ? {} : { after: { since: after[1], id: after[2] } }),
    });
    const shown = rows.slice(0, limit);
    const parcels = await this.lastOf(
      shown.map((row) => row.id),
      carrier,
    );
    // Lost or emptied meanwhile, they would show too little.
    if (!(await this.haveCome(needed))) throw viewsUnavailable();
    const last = shown.at(-1);
    const next = rows.length <= limit || !last ? null : encodeCursor(kind, [offset, last.since, last.id]);
    if (next !== null) reply.header('link', nextLink(request.url, next));
    return { cursor: feedCursor({ subscriptionId, offset }), parcels, next };
  }

  /** How far the log had been read for what stands before an offset of the feed. */
  private async positionBefore({ topic }: OwnFeed, offset: number): Promise<readonly number[]> {
    const said = await this.own.feeds.placeBefore(topic, offset);
    if (said === null) return [];
    return said === 'gone' ? this.log.endOffsets(EVENTS) : said.position;
  }

  private async haveCome(to: readonly number[]): Promise<boolean> {
    const { carriers } = await this.projections.marks();
    return to.every((offset, partition) => Math.max(0, carriers[partition] ?? 0) >= offset);
  }

  private async lastOf(parcelIds: readonly string[], carrier: string): Promise<readonly unknown[]> {
    const entries = await this.projections.entities('parcel', parcelIds);
    const last = await Promise.all(
      parcelIds.map(async (parcelId, n) => {
        const offset = entries[n]?.carriers?.eventOffsets.at(-1);
        if (offset === undefined) return null; // it has ended since
        const partition = partitionOf(parcelId, this.log.partitions(EVENTS));
        const record = await this.log.readAt(EVENTS, partition, offset);
        const decoded = record?.value ? this.codec.decode(record.value) : null;
        if (!decoded || !isOf(MilestoneReached, decoded)) return null;
        const told = decoded.value as Recorded<MilestoneReached>;
        const isOwn = told.carrier === carrier && told.parcelId === parcelId;
        return isOwn ? (JSON.parse(milestoneText(told, null)) as unknown) : null;
      }),
    );
    return last.filter((event) => event !== null);
  }
}

function isPlace(value: unknown): value is SnapshotPlace {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [offset, since, id] = value as unknown[];
  return Number.isSafeInteger(offset) && Number(offset) >= 0 && Number.isFinite(since) && typeof id === 'string';
}
