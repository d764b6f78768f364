import type { MilestoneReached } from '@alataw/contracts';
import { SubscriptionState } from '@alataw/contracts';
import { controlRecord, linked, NO_CHAIN, placeHeaders, type Place } from '@alataw/feed';
import { feedCursor, feedTopicOf, milestoneText } from '@alataw/milestones';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Answer } from '../memory/json-body';
import { MemoryCentre, metaOf } from '../memory/memory-centre';
import { SUBSCRIPTION } from './subscription.fixture';

/** The subscription that specs read the feed of. */
export const ID = 'KAZPOST.releases-kz';
export const TOPIC = feedTopicOf(ID);
export const MILESTONE: MilestoneReached = {
  ...{ type: 'MilestoneReached', parcelId: 'CNPOST.LX1', number: 1, milestone: 'RELEASED', happenedAt: 5 },
  ...{ carrier: 'KAZPOST', platform: 'DEMO', destinationCountry: 'KZ', portCode: '9404', tradeMode: '9610' },
  ...{ unitId: null, transportId: null, reason: null, piece: null, declarationVersion: 1 },
};

/** A gateway, and a feed that is written as the feeds' writer does. */
export class FeedBench {
  readonly centre = new MemoryCentre();
  /** The header of the feed's carrier, and of another one. */
  carrier = '';
  other = '';
  /** Up to where the feed has come. */
  place: Place = this.nowhere();

  async start(environment: Record<string, string> = {}): Promise<void> {
    await this.centre.start(environment);
    this.carrier = await this.centre.key('CARRIER', 'KAZPOST');
    this.other = await this.centre.key('CARRIER', 'OTHER');
    this.place = this.nowhere();
    this.knows();
    await this.centre.log.ensureTopics([TOPIC]);
  }

  /** Makes the subscription known. */
  knows(of: Partial<SubscriptionState> = {}): void {
    const { codec, projections } = this.centre;
    const bytes = Buffer.from(codec.encode(SubscriptionState, { ...SUBSCRIPTION, ...of }));
    projections.known.set(ID, { carriers: { sequence: 1, eventOffsets: [], state: codec.decode(bytes) } });
  }

  readonly get = (path: string, authorization = this.carrier, headers: Record<string, string> = {}): Promise<Answer> =>
    this.centre.get(`/v1/subscriptions/${ID}${path}`, { authorization, ...headers });

  readonly post = (path: string, body: unknown = {}, authorization = this.carrier): Promise<Answer> =>
    this.centre.post(`/v1/subscriptions${path}`, body, { authorization });

  async put(record: {
    readonly key: Buffer | null;
    readonly value: Buffer | null;
    readonly headers?: Readonly<Record<string, string>> | null;
  }): Promise<void> {
    await this.centre.log.publish([{ topic: TOPIC, partition: 0, headers: null, ...record }]);
  }

  /** Writes events. @returns them as they stand in the feed */
  async tell(count: number, of: Partial<MilestoneReached> = {}): Promise<string[]> {
    const texts: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const number = this.place.count + 1;
      const text = milestoneText({ ...MILESTONE, number, ...of, meta: metaOf(`m${number}`) }, number);
      const value = Buffer.from(text);
      this.place = { ...this.place, count: number, chain: linked(this.place.chain, value) };
      const headers = { ce_type: 'org.alataw.parcel.released.v1', ...placeHeaders(this.place) };
      await this.put({ key: null, value, headers });
      texts.push(text);
    }
    return texts;
  }

  claim(): Promise<void> {
    return this.put(controlRecord('claimed', {}, null));
  }

  /** Resolves when somebody waits for news. */
  async waits(): Promise<void> {
    while (this.centre.feedReader.waiting === 0) await nextTurn();
  }

  private nowhere(): Place {
    return { position: [0, 0, 0], count: 0, chain: NO_CHAIN, version: 1, receipt: null };
  }
}

export const at = (offset: number, subscriptionId = ID): string => feedCursor({ subscriptionId, offset });
