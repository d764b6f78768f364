import { setImmediate as nextTurn } from 'node:timers/promises';
import { at, FeedBench, ID, TOPIC } from './feed.fixture';

const feed = new FeedBench();
const { centre, get, post } = feed;

beforeEach(() => feed.start({ RECEIPTS_KEY: '05'.repeat(32) }));
afterEach(() => centre.stop());

const bodyOf = (texts: readonly string[], next: number) =>
  `{"events":[${texts.join(',')}],"next":"${at(next)}","count":${feed.place.count},"chain":"${feed.place.chain.toString('hex')}"}`;

describe('pages of a feed', () => {
  it('hold the very bytes of the events, and say where to go on, how many there were and their chain', async () => {
    await feed.claim();
    const texts = await feed.tell(3);
    const answer = await get('/events');
    expect(answer.body).toBe(bodyOf(texts, 4));
    expect(answer.headers).toMatchObject({
      ...{ 'feed-next': at(4), 'feed-count': '3', 'feed-chain': feed.place.chain.toString('hex') },
      link: `</v1/subscriptions/${ID}/events?cursor=${at(4)}>; rel="next"`,
    });
  });
  it('follow each other exactly, past what is no event', async () => {
    const texts: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      texts.push(...(await feed.tell(30)));
      await feed.claim();
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
    await feed.tell(2);
    await feed.claim();
    expect((await get(`/events?cursor=${at(3)}`)).body).toBe(bodyOf([], 3));
  });
  it('wait for the first event, past claims', async () => {
    await feed.tell(1);
    const waiting = get(`/events?cursor=${at(1)}&wait=30`);
    await feed.waits();
    await feed.claim();
    await feed.waits();
    const texts = await feed.tell(1);
    expect((await waiting).body).toBe(bodyOf(texts, 3));
  });
  it('are answered without events when the time is over, and when the gateway ends', async () => {
    expect((await get('/events?wait=1')).json()).toMatchObject({ events: [], next: at(0) });
    const waiting = get('/events?wait=30');
    await feed.waits();
    await centre.stop();
    expect((await waiting).json()).toMatchObject({ events: [], next: at(0) });
  });
  it('wait for nobody who has gone', async () => {
    const gone = new AbortController();
    const url = `${centre.url}/v1/subscriptions/${ID}/events?wait=30`;
    const asked = fetch(url, { headers: { authorization: feed.carrier }, signal: gone.signal });
    await feed.waits();
    gone.abort();
    await expect(asked).rejects.toThrow();
    while (centre.feedReader.waiting > 0) await nextTurn();
  });
  it('are their carrier’s alone', async () => {
    await feed.tell(1);
    const staff = await centre.key('STAFF');
    for (const path of ['/events', '/stream', '/snapshot', '/receipts']) {
      expect([path, (await get(path, feed.other)).statusCode, (await get(path, staff)).statusCode]).toEqual([
        path,
        404,
        403,
      ]);
    }
    expect((await post(`/${ID}/receipts`, {}, feed.other)).statusCode).toBe(404);
    feed.knows({ status: 'deleted' });
    expect((await get('/events')).json()).toMatchObject({ status: 404, code: 'UNKNOWN_SUBSCRIPTION' });
  });
  it('of a place that retention has passed, of another feed, or beyond the end: say where to begin', async () => {
    await feed.tell(5);
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
    const texts = await feed.tell(2);
    const answer = await get('/events', feed.carrier, accept === undefined ? {} : { accept });
    expect(answer.headers['content-type']).toBe(`${mediaType}; charset=utf-8`);
    if (mediaType.endsWith('batch+json')) expect(answer.body).toBe(`[${texts.join(',')}]`);
  });
  it('are not written as nobody can', async () => {
    expect((await get('/events', feed.carrier, { accept: 'text/html' })).json()).toMatchObject({
      code: 'NOT_ACCEPTABLE',
    });
  });
});
