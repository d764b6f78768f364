import { controlIn, NO_CHAIN, placeIn, type Place, type Point } from '@alataw/feed';
import { Endpoint, Problem, readLimit } from '@alataw/http';
import { kidOf, readFeedCursor, readReceipt, receiptOf, type Receipt, type ReceiptKeys } from '@alataw/milestones';
import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readQuery } from '../api/query';
import { Clock } from '../backends/clock';
import { OwnFeeds, type OwnFeed } from './own-feeds';

/** What receipts are signed with, {@link ReceiptKeys}; null: this centre gives none. */
export const RECEIPT_KEYS = Symbol('RECEIPT_KEYS');

const CARRIER = { access: ['carrier'] } as const;
const LISTED_RECEIPTS = 24;
const MAX_LISTED_RECEIPTS = 100;
const BEGINNING: Point = { count: 0, chain: NO_CHAIN, offset: 0 };

/** What a centre signs of its feeds, so that a carrier can prove that nothing is missing. */
@Controller('/v1/subscriptions/:subscriptionId/receipts')
export class FeedReceiptsController {
  constructor(
    @Inject(OwnFeeds) private readonly own: OwnFeeds,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(RECEIPT_KEYS) private readonly keys: ReceiptKeys | null,
  ) {}

  /** Nothing is kept of it: whoever asks gets what the feed's last record says, signed. */
  @Post()
  @HttpCode(200)
  @Endpoint(CARRIER)
  async give(@Param('subscriptionId') id: string, @Req() request: FastifyRequest): Promise<Receipt> {
    if (this.keys === null) {
      throw new Problem(501, 'NO_RECEIPTS', 'This centre is not configured to sign receipts: ask its operator.');
    }
    const feed = await this.own.find(id, request);
    const { end } = await this.own.feeds.bounds(feed.topic);
    const place = await this.placeAt(feed, end);
    const from = place === null ? null : await this.pointOf(feed, place.receipt);
    const to = place === null ? BEGINNING : { count: place.count, chain: place.chain, offset: end };
    return receiptOf(feed.subscriptionId, { from: from ?? BEGINNING, to, at: this.clock.now() }, this.keys.own);
  }

  /** The receipts of the feed itself, newest first: each names the one before it. */
  @Get()
  @Endpoint(CARRIER)
  async list(
    @Param('subscriptionId') id: string,
    @Query() parameters: unknown,
    @Req() request: FastifyRequest,
  ): Promise<{ readonly receipts: readonly Receipt[] }> {
    const limit = readLimit(readQuery(parameters, ['limit']).limit, LISTED_RECEIPTS, MAX_LISTED_RECEIPTS);
    const feed = await this.own.find(id, request);
    const { end } = await this.own.feeds.bounds(feed.topic);
    const receipts: Receipt[] = [];
    let at = (await this.placeAt(feed, end))?.receipt ?? null;
    while (at !== null && receipts.length < limit) {
      const record = await this.own.feeds.readAt(feed.topic, at);
      const receipt = record?.value && controlIn(record.headers) === 'receipt' ? receiptIn(record.value) : null;
      if (receipt === null) break; // the first one's begins at the beginning; or retention has removed it
      receipts.push(receipt);
      at = readFeedCursor(receipt.from.cursor)?.offset ?? null;
    }
    return { receipts };
  }

  /** @throws {Problem} 409 when the feed has been silent for so long that retention has removed all of it */
  private async placeAt({ topic }: OwnFeed, end: number): Promise<Place | null> {
    const said = await this.own.feeds.placeBefore(topic, end);
    if (said !== 'gone') return said;
    throw new Problem(409, 'FEED_EXPIRED', 'Retention has removed all of this feed: open another subscription.');
  }

  private async pointOf({ topic }: OwnFeed, offset: number | null): Promise<Point | null> {
    const record = offset === null ? null : await this.own.feeds.readAt(topic, offset);
    const said = placeIn(record?.headers ?? null);
    return said === null || offset === null ? null : { count: said.count, chain: said.chain, offset };
  }
}

function receiptIn(value: Buffer): Receipt | null {
  const { data } = JSON.parse(value.toString('utf8')) as { readonly data?: unknown };
  return readReceipt(data);
}

/** The keys that receipts are verified with, for everybody. */
@Controller('/.well-known/jwks.json')
export class JwksController {
  constructor(@Inject(RECEIPT_KEYS) private readonly keys: ReceiptKeys | null) {}

  @Get()
  @Endpoint({ access: 'public' })
  @Header('cache-control', 'public, max-age=3600')
  read(): { readonly keys: readonly object[] } {
    const published = this.keys?.published ?? [];
    return { keys: published.map((jwk) => ({ ...jwk, kid: kidOf(jwk), use: 'sig', alg: 'EdDSA' })) };
  }
}
