import { MilestoneReached, partitionOf, SubscriptionState } from '@alataw/contracts';
import { controlRecord, linked, NO_CHAIN, placeHeaders, type Place, type Point } from '@alataw/feed';
import {
  feedCursor,
  feedTopicOf,
  milestoneText,
  ReceiptKey,
  receiptOf,
  readReceipt,
  isGenuine,
} from '@alataw/milestones';
import { request, type IncomingMessage } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MemoryCentre, metaOf } from '../memory/memory-centre';
import { parsed, textOf } from '../memory/json-body';

const centre = new MemoryCentre();
const ID = 'KAZPOST.releases-kz';
const TOPIC = feedTopicOf(ID);
const KEY = new ReceiptKey(Buffer.alloc(32, 5));
const RECEIPTS_KEY = '05'.repeat(32);
const STATE: SubscriptionState = {
  ...{ status: 'active', carrier: 'KAZPOST', version: 1, filter: '', channel: 'PULL', url: null, secret: null },
  ...{ format: 'JSON', startAt: 0, description: '', openedAt: 1, since: 1, publicKey: null, batches: false },
  ...{ formerSecret: null, formerUntil: 0, pausedFor: null, sender: '', testId: '', testAt: 0 },
  delivery: { high: 0, offset: 0, oldest: 0, open: [] },
};
const MILESTONE: MilestoneReached = {
  ...{ type: 'MilestoneReached', parcelId: 'CNPOST.LX1', number: 1, milestone: 'RELEASED', happenedAt: 5 },
  ...{ carrier: 'KAZPOST', platform: 'DEMO', destinationCountry: 'KZ', portCode: '9404', tradeMode: '9610' },
  ...{ unitId: null, transportId: null, reason: null, piece: null, declarationVersion: 1 },
};
const streams: Stream[] = [];
let carrier: string;
let other: string;
/** Up to where the feed has come. */
let place: Place;

beforeEach(async () => {
  await centre.start({ RECEIPTS_KEY });
  carrier = await centre.key('CARRIER', 'KAZPOST');
  other = await centre.key('CARRIER', 'OTHER');
  place = { position: [0, 0, 0], count: 0, chain: NO_CHAIN, version: 1, receipt: null };
  knows();
  await centre.log.ensureTopics([TOPIC]);
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await centre.stop();
});

const knows = (of: Partial<SubscriptionState> = {}): void => {
  const bytes = Buffer.from(centre.codec.encode(SubscriptionState, { ...STATE, ...of }));
  centre.projections.known.set(ID, { carriers: { sequence: 1, eventOffsets: [], state: centre.codec.decode(bytes) } });
};
const get = (path: string, authorization = carrier, headers: Record<string, string> = {}) =>
  centre.get(`/v1/subscriptions/${ID}${path}`, { authorization, ...headers });
const post = (path: string, body: unknown = {}, authorization = carrier) =>
  centre.post(`/v1/subscriptions${path}`, body, { authorization });
const at = (offset: number, subscriptionId = ID): string => feedCursor({ subscriptionId, offset });
const put = (record: { key: Buffer | null; value: Buffer | null; headers?: Record<string, string> | null }) =>
  centre.log.publish([{ topic: TOPIC, partition: 0, headers: null, ...record }]);
const textAt = (number: number, of: Partial<MilestoneReached> = {}): string =>
  milestoneText({ ...MILESTONE, number, ...of, meta: metaOf(`m${number}`) }, number);
/** Writes events as the feeds' writer does. */
const tell = async (count: number, of: Partial<MilestoneReached> = {}): Promise<string[]> => {
  const texts: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const text = textAt(place.count + 1, of);
    const value = Buffer.from(text);
    place = { ...place, count: place.count + 1, chain: linked(place.chain, value) };
    await put({ key: null, value, headers: { ce_type: 'org.alataw.parcel.released.v1', ...placeHeaders(place) } });
    texts.push(text);
  }
  return texts;
};
const claim = () => put({ ...controlRecord('claimed', {}, null), headers: { 'feed-control': 'claimed' } });
const waits = async (): Promise<void> => {
  while (centre.feedReader.waiting === 0) await nextTurn();
};
const bodyOf = (texts: readonly string[], next: number) =>
  `{"events":[${texts.join(',')}],"next":"${at(next)}","count":${place.count},"chain":"${place.chain.toString('hex')}"}`;

/** A client of a stream. */
class Stream {
  text = '';
  ended = false;
  private constructor(private readonly response: IncomingMessage) {
    response.setEncoding('utf8').on('data', (chunk: string) => (this.text += chunk));
    response.on('end', () => (this.ended = true)).on('error', () => undefined);
  }

  static async open(query = '', headers: Record<string, string> = {}): Promise<Stream> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const url = `${centre.url}/v1/subscriptions/${ID}/stream${query}`;
      request(url, { headers: { authorization: carrier, ...headers } }, resolve)
        .on('error', reject)
        .end();
    });
    const stream = new Stream(response);
    streams.push(stream);
    return stream;
  }

  async until(isSo: (stream: Stream) => boolean): Promise<void> {
    while (!isSo(this)) await nextTurn();
  }

  /** What came: type, id and text of each event. */
  get events(): { id: string; type: string; data: string }[] {
    const found = this.text.matchAll(/(?:id: (\S+)\n)?event: (\S+)\ndata: (.*)\n/g);
    return [...found].map(([, id = '', type = '', data = '']) => ({ id, type, data }));
  }

  async atLeast(count: number): Promise<string[]> {
    await this.until(({ events }) => events.length >= count);
    return this.events.map(({ data }) => data);
  }

  pause(): void {
    this.response.pause();
  }

  resume(): void {
    this.response.resume();
  }

  close(): void {
    this.response.destroy();
  }
}

describe('pages of a feed', () => {
  it('hold the very bytes of the events, and say where to go on, how many there were and their chain', async () => {
    await claim();
    const texts = await tell(3);
    const answer = await get('/events');
    expect(answer.body).toBe(bodyOf(texts, 4));
    expect(answer.headers).toMatchObject({
      ...{ 'feed-next': at(4), 'feed-count': '3', 'feed-chain': place.chain.toString('hex') },
      link: `</v1/subscriptions/${ID}/events?cursor=${at(4)}>; rel="next"`,
    });
  });
  it('follow each other exactly, past what is no event', async () => {
    const texts: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      texts.push(...(await tell(30)));
      await claim();
    }
    const read: string[] = [];
    for (let cursor = ''; read.length < 150;) {
      const { body } = await get(`/events?limit=7${cursor}`);
      const page = JSON.parse(body) as { events: object[]; next: string; count: number };
      read.push(...page.events.map((event) => JSON.stringify(event)));
      expect(page.count).toBe(read.length);
      cursor = `&cursor=${page.next}`;
    }
    expect(read).toEqual(texts);
  });
  it('say of an empty page what the feed says up to there', async () => {
    expect((await get('/events')).json()).toEqual({ events: [], next: at(0), count: 0, chain: '0'.repeat(64) });
    await tell(2);
    await claim();
    expect((await get(`/events?cursor=${at(3)}`)).body).toBe(bodyOf([], 3));
  });
  it('wait for the first event, past claims', async () => {
    await tell(1);
    const waiting = get(`/events?cursor=${at(1)}&wait=30`);
    await waits();
    await claim();
    await waits();
    const texts = await tell(1);
    expect((await waiting).body).toBe(bodyOf(texts, 3));
  });
  it('are answered without events when the time is over, and when the gateway ends', async () => {
    expect((await get('/events?wait=1')).json()).toMatchObject({ events: [], next: at(0) });
    const waiting = get('/events?wait=30');
    await waits();
    await centre.stop();
    expect((await waiting).json()).toMatchObject({ events: [], next: at(0) });
  });
  it('wait for nobody who has gone', async () => {
    const gone = new AbortController();
    const url = `${centre.url}/v1/subscriptions/${ID}/events?wait=30`;
    const asked = fetch(url, { headers: { authorization: carrier }, signal: gone.signal });
    await waits();
    gone.abort();
    await expect(asked).rejects.toThrow();
    while (centre.feedReader.waiting > 0) await nextTurn();
  });
  it('are their carrier’s alone', async () => {
    await tell(1);
    const staff = await centre.key('STAFF');
    for (const path of ['/events', '/stream', '/snapshot', '/receipts']) {
      expect([path, (await get(path, other)).statusCode, (await get(path, staff)).statusCode]).toEqual([
        path,
        404,
        403,
      ]);
    }
    expect((await post(`/${ID}/receipts`, {}, other)).statusCode).toBe(404);
    knows({ status: 'deleted' });
    expect((await get('/events')).json()).toMatchObject({ status: 404, code: 'UNKNOWN_SUBSCRIPTION' });
  });
  it('of a place that retention has passed, of another feed, or beyond the end: say where to begin', async () => {
    await tell(5);
    centre.log.expire(TOPIC, 3);
    const gone = { status: 410, code: 'CURSOR_EXPIRED', oldest: at(3), snapshot: `/v1/subscriptions/${ID}/snapshot` };
    for (const cursor of [at(2), at(9), at(4, 'KAZPOST.other')])
      expect((await get(`/events?cursor=${cursor}`)).json()).toMatchObject(gone);
    expect((await get('/events')).json()).toMatchObject({ next: at(5), count: 5 });
    expect((await get('/events')).json()['events']).toHaveLength(2);
  });
  it.each([
    ['cursor=x', 'CURSOR_INVALID'],
    ['limit=1001', 'LIMIT_INVALID'],
    ['wait=31', 'WAIT_INVALID'],
    ['after=1', 'UNKNOWN_PARAMETER'],
  ])('refuse %s', async (query, code) => {
    expect((await get(`/events?${query}`)).json()).toMatchObject({ status: 400, code });
  });
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/html, application/*;q=0.5', 'application/json'],
    ['application/cloudevents-batch+json', 'application/cloudevents-batch+json'],
    ['application/ld+json', 'application/ld+json'],
    ['application/vnd.alataw.dcsa-tnt.v2+json', 'application/vnd.alataw.dcsa-tnt.v2+json'],
    ['application/json;q=0.1, application/cloudevents-batch+json;q=0.2', 'application/cloudevents-batch+json'],
    ['application/json;q=0, */*', 'application/cloudevents-batch+json'],
  ])('are written as Accept %s asks', async (accept, mediaType) => {
    const texts = await tell(2);
    const answer = await get('/events', carrier, accept === undefined ? {} : { accept });
    expect(answer.headers['content-type']).toBe(`${mediaType}; charset=utf-8`);
    if (mediaType.endsWith('batch+json')) expect(answer.body).toBe(`[${texts.join(',')}]`);
  });
  it('are not written as nobody can', async () => {
    expect((await get('/events', carrier, { accept: 'text/html' })).json()).toMatchObject({ code: 'NOT_ACCEPTABLE' });
  });
});

describe('the stream of a feed', () => {
  it('sends what there is and what comes, each with the cursor behind it', async () => {
    const before = await tell(2);
    const stream = await Stream.open();
    await stream.atLeast(2);
    await claim();
    const after = await tell(2);
    expect(await stream.atLeast(4)).toEqual([...before, ...after]);
    expect(stream.events.map(({ id }) => id)).toEqual([at(1), at(2), at(4), at(5)]);
    expect(stream.events[0]?.type).toBe('org.alataw.parcel.released.v1');
  });
  it('goes on behind the last id, and a page behind it as well', async () => {
    await tell(2);
    const stream = await Stream.open();
    await stream.atLeast(2);
    stream.close();
    const texts = await tell(2);
    const id = stream.events.at(-1)?.id ?? '';
    expect(await (await Stream.open('', { 'last-event-id': id })).atLeast(2)).toEqual(texts);
    expect(await (await Stream.open(`?cursor=${id}`)).atLeast(2)).toEqual(texts);
    expect((await get(`/events?cursor=${id}`)).body).toBe(bodyOf(texts, 4));
  });
  it('of a place that is not there says where to begin, and ends', async () => {
    await tell(5);
    centre.log.expire(TOPIC, 3);
    for (const cursor of [at(1), at(4, 'KAZPOST.other')]) {
      const stream = await Stream.open(`?cursor=${cursor}`);
      await stream.until(({ ended }) => ended);
      const [{ type, data } = { type: '', data: '{}' }] = stream.events;
      expect(type).toBe('reset');
      expect(parsed(data)).toMatchObject({ code: 'CURSOR_EXPIRED', oldest: at(3) });
    }
  });
  it('reads no further for a client that takes nothing, and goes on exactly', async () => {
    const stream = await Stream.open();
    await waits();
    stream.pause();
    // One fetch brings more of these than may wait for a client.
    const texts = await tell(1_000, { platform: 'x'.repeat(20_000) });
    // It cannot hold all of it; so it is not among those that wait for more, and stays away.
    while (centre.feedReader.waiting > 0) await nextTurn();
    for (let turn = 0; turn < 500; turn += 1) {
      await nextTurn();
      expect(centre.feedReader.waiting).toBe(0);
    }
    stream.resume();
    await stream.until(({ ended, text }) => ended || text.endsWith(`${texts.at(-1)}\n\n`));
    expect(stream.events.map(({ data }) => data)).toEqual(texts);
  });
  it('ends when the gateway does', async () => {
    const stream = await Stream.open();
    await waits();
    await centre.stop();
    await stream.until(({ ended }) => ended);
    expect(stream.events.map(({ type }) => type)).toEqual(['unavailable']);
  });
  it('has room for 200 readers of a carrier', async () => {
    for (let n = 0; n < 200; n += 1) await Stream.open();
    expect((await get('/events?wait=1')).json()).toMatchObject({ status: 429, code: 'TOO_MANY_STREAMS' });
    expect((await get('/events')).statusCode).toBe(200);
    streams.shift()?.close();
    while ((await get('/events?wait=1')).statusCode !== 200);
  });
});

describe('receipts', () => {
  it('are given up to now, from where the last one in the feed ended, and can be verified by the published key', async () => {
    await tell(2);
    const to = { count: 2, chain: place.chain, offset: 2 };
    const first = receiptOf(ID, { from: { count: 0, chain: NO_CHAIN, offset: 0 }, to, at: 7 }, KEY);
    place = { ...place, receipt: 2 };
    await put(controlRecord('receipt', { ...first }, place));
    await tell(3);
    await claim();
    const given = readReceipt((await post(`/${ID}/receipts`)).json());
    expect(given).toMatchObject({
      subscription: ID,
      from: first.to,
      to: { count: 5, chain: place.chain.toString('hex'), cursor: at(7) },
    });
    const [jwk] = (JSON.parse((await centre.get('/.well-known/jwks.json')).body) as { keys: (typeof KEY.jwk)[] }).keys;
    expect(jwk).toMatchObject({ ...KEY.jwk, kid: given?.kid });
    expect(given && jwk && isGenuine(given, jwk)).toBe(true);
    expect((await get('/receipts')).json()).toEqual({ receipts: [first] });
  });
  it('are listed newest first, each beginning where the one before it ended', async () => {
    const made = [];
    let from: Point = { count: 0, chain: NO_CHAIN, offset: 0 };
    for (let n = 1; n <= 5; n += 1) {
      await tell(1);
      const to = { count: place.count, chain: place.chain, offset: 2 * n - 1 };
      const receipt = receiptOf(ID, { from, to, at: n }, KEY);
      place = { ...place, receipt: to.offset };
      await put(controlRecord('receipt', { ...receipt }, place));
      made.unshift(receipt);
      from = to;
    }
    expect((await get('/receipts')).json()).toEqual({ receipts: made });
    expect((await get('/receipts?limit=2')).json()).toEqual({ receipts: made.slice(0, 2) });
    centre.log.expire(TOPIC, 4);
    expect((await get('/receipts')).json()).toEqual({ receipts: made.slice(0, 3) });
  });
  it('are given of a feed that has said nothing yet, and not of one of which nothing is left', async () => {
    expect((await post(`/${ID}/receipts`)).json()).toMatchObject({
      from: { count: 0 },
      to: { count: 0, cursor: at(0) },
    });
    await tell(2);
    centre.log.expire(TOPIC, 2);
    expect((await post(`/${ID}/receipts`)).json()).toMatchObject({ status: 409, code: 'FEED_EXPIRED' });
  });
  it('are not given where there is no key', async () => {
    await centre.stop();
    await centre.start();
    carrier = await centre.key('CARRIER', 'KAZPOST');
    knows();
    expect((await post(`/${ID}/receipts`)).json()).toMatchObject({ status: 501, code: 'NO_RECEIPTS' });
    expect((await centre.get('/.well-known/jwks.json')).json()).toEqual({ keys: [] });
  });
});

describe('the snapshot', () => {
  /** Lets a parcel reach milestones, as the stage would. */
  const reach = async (parcelId: string, of: Partial<MilestoneReached> = {}): Promise<void> => {
    const events = 'carriers.events';
    const partition = partitionOf(parcelId, centre.log.partitions(events));
    const offset = (await centre.log.endOffsets(events))[partition] ?? 0;
    await centre.append('carriers', MilestoneReached, { ...MILESTONE, parcelId, ...of }, `${parcelId}-${offset}`);
    const bytes = Buffer.from(centre.codec.encode(SubscriptionState, STATE)); // what it remembers of the parcel is not asked
    const state = centre.codec.decode(bytes);
    centre.projections.known.set(parcelId, { carriers: { sequence: 1, eventOffsets: [offset], state } });
  };
  const listed = (...ids: string[]): void => {
    centre.projections.rowsBySet = { 'index:carriers.parcels:KAZPOST': ids.map((id) => ({ id, since: 0 })) };
  };

  it('shows the last milestone of each parcel, page by page, with the cursor that it began with', async () => {
    for (const id of ['A.1', 'A.2', 'A.3']) await reach(id, { number: 4, milestone: 'HELD', reason: 'DAMAGED' });
    await reach('A.2', { carrier: 'OTHER' });
    listed('A.1', 'A.2', 'A.3');
    await tell(2);
    const first = (await get('/snapshot?limit=2')).json();
    await tell(2);
    const second = (await get(`/snapshot?limit=2&cursor=${textOf(first['next'])}`)).json();
    const held = { milestone: 'HELD', number: 4, reason: 'DAMAGED' };
    expect(first).toMatchObject({ cursor: at(2), parcels: [{ subject: 'A.1', data: held }] });
    expect(second).toMatchObject({ cursor: at(2), parcels: [{ subject: 'A.3', data: held }], next: null });
  });
  it('waits until the views have come as far as what stands before its cursor', async () => {
    await reach('A.1');
    listed('A.1');
    place = { ...place, position: await centre.log.endOffsets('carriers.events') };
    await tell(1);
    centre.projections.stuckAt = 0;
    expect((await get('/snapshot')).json()).toMatchObject({ status: 503, code: 'VIEWS_UNAVAILABLE' });
    centre.projections.stuckAt = undefined;
    expect((await get('/snapshot')).json()).toMatchObject({ cursor: at(1), parcels: [{ subject: 'A.1' }] });
  });
});

describe('a dry run', () => {
  const DAY = 86_400_000;
  const happened = async (parcelId: string, timestamp: number, of: Partial<MilestoneReached> = {}): Promise<void> => {
    const topic = 'carriers.events';
    const partition = partitionOf(parcelId, centre.log.partitions(topic));
    const value = centre.codec.encode(MilestoneReached, { ...MILESTONE, parcelId, ...of, meta: metaOf(parcelId) });
    await centre.log.publish([{ topic, partition, key: Buffer.from(parcelId), value, timestamp }]);
  };
  const run = async (body: object) => (await post(':dry-run', body)).json();

  it('counts what the filter would have taken between two moments, by milestone and day, and shows the first', async () => {
    await happened('A.1', DAY - 1);
    await happened('A.2', DAY);
    await happened('A.3', DAY + 5, { milestone: 'HELD' });
    await happened('A.4', DAY + 6, { carrier: 'OTHER' });
    await happened('A.5', 2 * DAY, { milestone: 'LOADED' });
    await happened('A.6', 3 * DAY);
    const answer = await run({ filter: 'event.type != "HELD"', from: DAY, to: 3 * DAY });
    expect(answer).toMatchObject({
      ...{ taken: 2, byMilestone: { RELEASED: 1, LOADED: 1 }, byDay: { '1970-01-02': 1, '1970-01-03': 1 }, next: null },
      events: [
        { subject: 'A.2', sequence: '000000000001' },
        { subject: 'A.5', sequence: '000000000002' },
      ],
    });
  });
  it('says nothing of other carriers’ parcels', async () => {
    await happened('A.1', DAY, { carrier: 'OTHER' });
    expect(await run({ from: 0, to: 2 * DAY })).toMatchObject({ taken: 0, events: [], byDay: {} });
  });
  it('stops after 50,000 records, and goes on from there with the same sum', async () => {
    const value = centre.codec.encode(MilestoneReached, { ...MILESTONE, meta: metaOf('m') });
    const records = Array.from({ length: 50_050 }, (_, n) => ({
      ...{ topic: 'carriers.events', partition: n % 3, key: null, value, timestamp: n },
    }));
    await centre.log.publish(records);
    const first = await run({ from: 0, to: DAY });
    expect(first).toMatchObject({ looked: 50_000, taken: 50_000 });
    expect(first['events']).toHaveLength(100);
    const second = await run({ from: 0, to: DAY, cursor: first['next'] });
    expect(second).toMatchObject({ looked: 50, taken: 50, next: null });
    expect(second['events']).toMatchObject({ 0: { sequence: '000000050001' } });
    expect(await run({ from: 1, to: DAY, cursor: first['next'] })).toMatchObject({ code: 'CURSOR_INVALID' });
  });
  it.each([
    [{ from: 5, to: 5 }, 'TIME_INVALID'],
    [{ from: 0, to: 32 * DAY }, 'TIME_INVALID'],
    [{ from: 0, to: 1, filter: 'event.type' }, 'FILTER_INVALID'],
  ])('refuses %j', async (body, code) => {
    expect(await run(body)).toMatchObject({ status: 422, code });
  });
});
