import { controlRecord, NO_CHAIN, type Point } from '@alataw/feed';
import { isGenuine, readReceipt, ReceiptKey, receiptOf } from '@alataw/milestones';
import { at, FeedBench, ID, TOPIC } from './feed.fixture';

const feed = new FeedBench();
const { centre, get, post } = feed;

const KEY = new ReceiptKey(Buffer.alloc(32, 5));
const RECEIPTS_KEY = '05'.repeat(32);

beforeEach(() => feed.start({ RECEIPTS_KEY }));
afterEach(() => centre.stop());

describe('receipts', () => {
  it('are given up to now, from where the last one in the feed ended, and can be verified by the published key', async () => {
    await feed.tell(2);
    const to = { count: 2, chain: feed.place.chain, offset: 2 };
    const first = receiptOf(ID, { from: { count: 0, chain: NO_CHAIN, offset: 0 }, to, at: 7 }, KEY);
    feed.place = { ...feed.place, receipt: 2 };
    await feed.put(controlRecord('receipt', { ...first }, feed.place));
    await feed.tell(3);
    await feed.claim();
    const given = readReceipt((await post(`/${ID}/receipts`)).json());
    expect(given).toMatchObject({
      subscription: ID,
      from: first.to,
      to: { count: 5, chain: feed.place.chain.toString('hex'), cursor: at(7) },
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
      await feed.tell(1);
      const to = { count: feed.place.count, chain: feed.place.chain, offset: 2 * n - 1 };
      const receipt = receiptOf(ID, { from, to, at: n }, KEY);
      feed.place = { ...feed.place, receipt: to.offset };
      await feed.put(controlRecord('receipt', { ...receipt }, feed.place));
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
    await feed.tell(2);
    centre.log.expire(TOPIC, 2);
    expect((await post(`/${ID}/receipts`)).json()).toMatchObject({ status: 409, code: 'FEED_EXPIRED' });
  });
  it('are not given where there is no key', async () => {
    await centre.stop();
    await feed.start();
    expect((await post(`/${ID}/receipts`)).json()).toMatchObject({ status: 501, code: 'NO_RECEIPTS' });
    expect((await centre.get('/.well-known/jwks.json')).json()).toEqual({ keys: [] });
  });
});
