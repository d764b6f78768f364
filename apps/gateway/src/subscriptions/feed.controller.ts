import { ConcurrencyGate, Endpoint, nextLink, principalOf, Problem, readLimit } from '@alataw/http';
import { feedCursor } from '@alataw/milestones';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { setMaxListeners } from 'node:events';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { MAX_WAIT_SECONDS } from '../api/limits';
import { readQuery } from '../api/query';
import { Clock } from '../backends/clock';
import { enterGate } from '../live/open-stream';
import { readFeedPage } from './feed-page';
import { renderingFor } from './feed-renderings';
import { FeedStreams } from './feed-streams';
import { OwnFeeds, type OwnFeed } from './own-feeds';

const CARRIER = { access: ['carrier'] } as const;
/** Events of a page, unless asked otherwise; and the most that may be asked for. */
export const PAGE_EVENTS = 100;
export const MAX_PAGE_EVENTS = 1_000;
/** Streams and waiting requests of one carrier at once: two for each subscription that it may have. */
export const MAX_READERS_PER_CARRIER = 200;

/** Streams and waiting requests of one carrier, and of all. */
export class FeedGate extends ConcurrencyGate {
  /** Aborted when the gateway ends: nobody waits on. */
  readonly stopping = new AbortController();

  constructor(limits: ConstructorParameters<typeof ConcurrencyGate>[0]) {
    super(limits);
    // All who wait listen.
    setMaxListeners(0, this.stopping.signal);
  }
}

/** Feeds, for the carriers whose they are: page by page, or as a stream. */
@Controller('/v1/subscriptions/:subscriptionId')
export class FeedController {
  constructor(
    @Inject(OwnFeeds) private readonly own: OwnFeeds,
    @Inject(FeedStreams) private readonly streams: FeedStreams,
    @Inject(FeedGate) private readonly gate: FeedGate,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('events')
  @Endpoint(CARRIER)
  async events(
    @Param('subscriptionId') id: string,
    @Query() parameters: unknown,
    @HttpExchange() { request, reply }: Exchange,
  ): Promise<string> {
    const query = readQuery(parameters, ['cursor', 'limit', 'wait']);
    const limit = readLimit(query.limit, PAGE_EVENTS, MAX_PAGE_EVENTS);
    const waitMs = readWait(query.wait) * 1_000;
    const { mediaType, render } = renderingFor(request.headers.accept);
    const feed = await this.own.find(id, request);
    const from = await this.own.offsetOf(feed, query.cursor);
    const page = await this.own.orExpired(feed, () =>
      this.waiting(feed, waitMs, reply, (until) =>
        readFeedPage(this.own.feeds, feed.topic, from, { limit, waitMs }, until),
      ),
    );
    const next = feedCursor({ subscriptionId: feed.subscriptionId, offset: page.next });
    const count = page.place?.count ?? null;
    const chain = page.place?.chain.toString('hex') ?? null;
    void reply.headers({
      'content-type': `${mediaType}; charset=utf-8`,
      ...{ vary: 'accept', 'cache-control': 'no-store', link: nextLink(request.url, next), 'feed-next': next },
      ...(count === null || chain === null ? {} : { 'feed-count': String(count), 'feed-chain': chain }),
    });
    return render({ events: page.events, next, count, chain }, this.clock.now());
  }

  @Get('stream')
  @Endpoint(CARRIER)
  async stream(
    @Param('subscriptionId') id: string,
    @Query() parameters: unknown,
    @HttpExchange() { request, reply }: Exchange,
  ): Promise<void> {
    const query = readQuery(parameters, ['cursor']);
    const lastId = request.headers['last-event-id'];
    const feed = await this.own.find(id, request);
    const place = await this.own.offsetOf(feed, typeof lastId === 'string' ? lastId : query.cursor).catch(expired);
    const leave = enterGate(this.gate, feed.carrier);
    reply.raw.once('close', leave);
    const reset = async (): Promise<string> => {
      const { code, detail, members } = await this.own.expired(feed);
      return JSON.stringify({ code, detail, ...members });
    };
    await this.streams.run({ ...feed, reader: principalOf(request) }, place, reply, reset);
  }

  /** Reads with a signal that comes when the time is over, the client has gone, or the gateway ends. */
  private async waiting<T>(
    { carrier }: OwnFeed,
    waitMs: number,
    reply: FastifyReply,
    read: (until: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (waitMs === 0) return read(AbortSignal.abort());
    const leave = enterGate(this.gate, carrier);
    const over = new AbortController();
    const end = (): void => over.abort();
    const timer = setTimeout(end, waitMs);
    const { signal: stopping } = this.gate.stopping;
    stopping.addEventListener('abort', end);
    reply.raw.once('close', end);
    if (stopping.aborted) end();
    try {
      return await read(over.signal);
    } finally {
      clearTimeout(timer);
      stopping.removeEventListener('abort', end);
      reply.raw.off('close', end);
      leave();
    }
  }
}

/** A place that is not there is told within the stream. */
function expired(error: unknown): null {
  if (error instanceof Problem && error.status === 410) return null;
  throw error;
}

/** @returns seconds @throws {Problem} 400 when it is no whole number up to the longest wait */
function readWait(text: string | undefined): number {
  const wait = text === undefined ? 0 : /^\d{1,2}$/.test(text) ? Number(text) : -1;
  if (wait >= 0 && wait <= MAX_WAIT_SECONDS) return wait;
  throw new Problem(400, 'WAIT_INVALID', `Send a wait from 0 to ${MAX_WAIT_SECONDS}, in seconds.`);
}
