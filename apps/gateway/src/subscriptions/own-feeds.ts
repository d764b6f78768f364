import type { SubscriptionState } from '@alataw/contracts';
import { OutOfRangeError } from '@alataw/log';
import { principalOf, Problem } from '@alataw/http';
import { feedCursor, feedTopicOf, readFeedCursor } from '@alataw/milestones';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AvailableFeeds } from '../backends/available-feeds';
import { AvailableProjections } from '../backends/available-projections';
import { FreshnessReader } from '../parcels/freshness';
import { noSuchSubscription, subscriptionIdParam } from './subscription-id';
import { knownSubscriptions, linkToSubscription } from './subscription-view';

/** The feed of a subscription that its carrier reads. */
export interface OwnFeed {
  readonly carrier: string;
  readonly subscriptionId: string;
  readonly topic: string;
  readonly state: SubscriptionState;
}

/** Finds feeds, each for its carrier alone, and places in them. */
@Injectable()
export class OwnFeeds {
  constructor(
    private readonly projections: AvailableProjections,
    private readonly freshness: FreshnessReader,
    readonly feeds: AvailableFeeds,
  ) {}

  /** @throws {Problem} 404 of others', as of what there is none of or was deleted */
  async find(id: string, request: FastifyRequest): Promise<OwnFeed> {
    const { tenant: carrier = '' } = principalOf(request);
    const subscriptionId = subscriptionIdParam(id, carrier);
    const look = async () => (await knownSubscriptions(this.projections, [subscriptionId]))[0];
    const known = (await look()) ?? (await this.freshness.find(subscriptionId, look)).answer;
    const isThere = known !== undefined && known.state.status !== 'deleted' && known.state.carrier === carrier;
    if (!isThere) throw noSuchSubscription();
    return { carrier, subscriptionId, topic: feedTopicOf(subscriptionId), state: known.state };
  }

  /**
   * The offset that a cursor stands for; without one, that of the first record that there still is.
   * @throws {Problem} 400 for what is no cursor, 410 for that of another feed
   */
  async offsetOf(feed: OwnFeed, cursor: string | undefined): Promise<number> {
    if (cursor === undefined) return (await this.feeds.bounds(feed.topic)).start;
    const place = readFeedCursor(cursor);
    if (place === null) {
      const detail = 'Use the cursor of the answer or event before as it was given, or none to begin with the first.';
      throw new Problem(400, 'CURSOR_INVALID', detail);
    }
    if (place.subscriptionId !== feed.subscriptionId) throw await this.expired(feed);
    return place.offset;
  }

  /** Reads; where the feed does not reach to the place, says where it begins. @throws {Problem} 410 */
  async orExpired<T>(feed: OwnFeed, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      throw error instanceof OutOfRangeError ? await this.expired(feed) : error;
    }
  }

  /** What whoever comes from a place that the feed does not hold is told: the oldest cursor and the snapshot. */
  async expired(feed: OwnFeed): Promise<Problem> {
    const { start } = await this.feeds.bounds(feed.topic);
    const { subscriptionId } = feed;
    const detail =
      'The feed does not hold what comes after this cursor: read the snapshot and go on from its cursor, or from the oldest that there is.';
    const members = {
      oldest: feedCursor({ subscriptionId, offset: start }),
      snapshot: `${linkToSubscription(subscriptionId)}/snapshot`,
    };
    return new Problem(410, 'CURSOR_EXPIRED', detail, { members });
  }
}
