import {
  ChangeSubscription,
  isOf,
  OpenSubscription,
  RedeliverEvents,
  SubscriptionChanged,
  SubscriptionCommandRefused,
  SubscriptionState,
  TestSubscription,
  type Contract,
} from '@alataw/contracts';
import { EnvReader, readSecretBox } from '@alataw/operations';
import { keys } from '@alataw/projection';
import { deliveryList, logEntries, newKeyPair, readSigningKey, type Attempt } from '@alataw/webhooks';
import { textOf } from '../memory/json-body';
import { SUBSCRIPTION } from './subscription.fixture';
import { MemoryCentre } from '../memory/memory-centre';

const centre = new MemoryCentre();
const ID = 'KAZPOST.releases-kz';
const URL = 'https://kazpost.example/hook';
const SECRETS_KEY = '5'.repeat(64);
let carrier: string;

const start = async (environment: Record<string, string> = {}): Promise<void> => {
  await centre.start({ SECRETS_KEY, ...environment });
  carrier = await centre.key('CARRIER', 'KAZPOST');
};
beforeEach(() => start());
afterEach(() => centre.stop());

const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
  centre.post(`/v1/subscriptions${path}`, body, { authorization: carrier, ...headers });
const patch = (body: object) =>
  centre.ask(
    'PATCH',
    `/v1/subscriptions/${ID}`,
    { authorization: carrier, 'content-type': 'application/json' },
    JSON.stringify(body),
  );
const get = (path: string, authorization = carrier) => centre.get(`/v1/subscriptions${path}`, { authorization });
function ordered<T extends object>(contract: Contract<T>): T[] {
  const all = centre.log.all('carriers.commands').map(({ value }) => centre.codec.decode(value ?? Buffer.alloc(0)));
  return all.flatMap((each) => (isOf(contract, each) ? [each.value] : []));
}
const opened = (sealed: Buffer | null): string =>
  readSecretBox(new EnvReader({ SECRETS_KEY }))?.open(sealed ?? Buffer.alloc(0), ID) ?? '';
const webhook = { name: 'releases-kz', channel: 'WEBHOOK', url: URL };

describe('a webhook', () => {
  it.each([
    ['no url at all', 'NO_URL'],
    ['http://kazpost.example/hook', 'NOT_HTTPS'],
    ['https://user:word@kazpost.example/hook', 'HAS_CREDENTIALS'],
    ['https://kazpost.example/hook#here', 'HAS_FRAGMENT'],
    ['https://10.0.0.1/hook', 'INSIDE'],
    ['https://[::ffff:169.254.169.254]/latest', 'INSIDE'],
  ])('is not sent to %s', async (url, code) => {
    const problem = { status: 422, code, errors: [{ pointer: '/url', code }] };
    expect((await post('', { ...webhook, url })).json()).toMatchObject(problem);
    expect((await patch({ url })).json()).toMatchObject(problem);
    expect(centre.log.all('carriers.commands')).toEqual([]);
  });
  it('is sent inside where the centre allows that', async () => {
    await centre.stop();
    await start({ WEBHOOKS_PRIVATE_ADDRESS: 'true' });
    expect((await post('', { ...webhook, url: 'http://127.0.0.1:8090/hook' })).statusCode).toBe(202);
  });
  it.each(['a-secret-of-ours-0123456789', 'whsec_c2hvcnQ=', 'whsec_***', 'whpk_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'])(
    'is not signed with %s',
    async (secret) => {
      const answer = await post('', { ...webhook, secret });
      expect(answer.json()).toMatchObject({ status: 422, code: 'NO_KEY', errors: [{ pointer: '/secret' }] });
      expect(answer.body).not.toContain(secret);
    },
  );
  it('has a secret made up, which is told once', async () => {
    const key = { 'idempotency-key': '"once"' };
    const first = await post('', webhook, key);
    const secret = textOf(first.json()['secret']);
    expect(readSigningKey(secret).version).toBe('v1');
    const [command] = ordered(OpenSubscription);
    expect(opened(command?.secret ?? null)).toBe(secret);
    expect([...centre.redis.entries.values()].join()).not.toContain(secret);
    const again = await post('', webhook, key);
    expect(again.headers['idempotency-replayed']).toBeUndefined();
    expect(again.json()['secret']).not.toBe(secret);
  });
  it('tells nothing of a secret that was refused', async () => {
    const waiting = post('', webhook, { prefer: 'wait=5' });
    await centre.answer('carriers', 'carriers', SubscriptionCommandRefused, {
      ...{ type: 'SubscriptionCommandRefused', subscriptionId: ID, command: 'OPEN', reason: 'ALREADY_OPENED' },
    });
    const answer = await waiting;
    expect(answer.statusCode).toBe(409);
    expect(answer.body).not.toContain('whsec_');
  });
  it('is signed with half of a pair, of which the other half is told', async () => {
    const made = (await post('', { ...webhook, signature: 'v1a' })).json();
    const pair = newKeyPair();
    const given = (await patch({ secret: pair.privateKey })).json();
    const [first] = ordered(OpenSubscription);
    const [second] = ordered(ChangeSubscription);
    expect(made).not.toHaveProperty('secret');
    expect([made['publicKey'], given['publicKey']]).toEqual([first?.publicKey, pair.publicKey]);
    expect(opened(first?.secret ?? null)).toMatch(/^whsk_/);
    expect(second?.publicKey).toBe(pair.publicKey);
  });
  it('shows neither of its secrets when one was replaced', async () => {
    const waiting = centre.ask(
      'PATCH',
      `/v1/subscriptions/${ID}`,
      { authorization: carrier, 'content-type': 'application/json', prefer: 'wait=5' },
      JSON.stringify({ signature: 'v1a' }),
    );
    await centre.answer('carriers', 'carriers', SubscriptionChanged, {
      ...{ type: 'SubscriptionChanged', subscriptionId: ID, carrier: 'KAZPOST', version: 2, filter: '' },
      ...{ channel: 'WEBHOOK', url: URL, secret: Buffer.from('new'), publicKey: null, formerUntil: 9, batches: false },
      ...{ formerSecret: Buffer.from('old'), format: 'JSON', description: '' },
    });
    expect((await waiting).json()).toMatchObject({ event: { data: { secret: 'sealed', formerSecret: 'sealed' } } });
  });
  it('has its secret replaced only when that is asked for', async () => {
    await patch({ batches: true });
    await patch({ signature: 'v1' });
    const changes = ordered(ChangeSubscription).sort((a, b) => Number(a.secret !== null) - Number(b.secret !== null));
    expect(changes.map(({ secret, batches }) => [secret !== null, batches])).toEqual([
      [false, true],
      [true, null],
    ]);
  });
});

describe('the deliveries', () => {
  const attempt = (n: number, status: number): Omit<Attempt, 'outcome'> => ({
    ...{ at: n, durationMs: 3, status, failure: null, answer: 'x'.repeat(500), messageId: `carriers:c_c:0:${n}:0` },
    events: [{ n, key: 'P', id: `carriers:c.c:0:${n}:0`, type: 't', at: n, data: {} }],
  });
  beforeEach(() => {
    const state: SubscriptionState = { ...SUBSCRIPTION, channel: 'WEBHOOK', url: URL };
    const bytes = Buffer.from(centre.codec.encode(SubscriptionState, state));
    centre.projections.known.set(ID, {
      carriers: { sequence: 1, eventOffsets: [], state: centre.codec.decode(bytes) },
    });
    for (const [n, status] of [
      [1, 200],
      [2, 500],
      [3, 200],
    ] as const) {
      for (const { list, text } of logEntries(ID, attempt(n, status))) {
        const key = keys.recent(list);
        centre.redis.streams.set(key, [...(centre.redis.streams.get(key) ?? []), [`${n}-0`, ['v', text]]]);
      }
    }
  });
  const sequences = (rows: unknown): unknown[] =>
    (rows as { events: { sequence: number }[] }[]).map(({ events }) => events[0]?.sequence);

  it('are shown newest first, page by page, with what the answer began with', async () => {
    const first = (await get(`/${ID}/deliveries?limit=2`)).json();
    expect(sequences(first['rows'])).toEqual([3, 2]);
    expect(first['rows']).toMatchObject([{ taken: true }, { taken: false, status: 500, answer: 'x'.repeat(200) }]);
    const second = (await get(`/${ID}/deliveries?limit=2&cursor=${textOf(first['next'])}`)).json();
    expect([sequences(second['rows']), second['next']]).toEqual([[1], null]);
    const failed = (await get(`/${ID}/deliveries?failed=true`)).json();
    expect(sequences(failed['rows'])).toEqual([2]);
    expect(keys.recent(deliveryList(ID, true))).not.toBe(keys.recent(deliveryList(ID, false)));
  });
  it('are shown to their carrier and the staff alone', async () => {
    const [staff, other] = [await centre.key('STAFF'), await centre.key('CARRIER', 'OTHER')];
    expect((await get(`/${ID}/deliveries`, staff)).statusCode).toBe(200);
    expect((await get(`/${ID}/deliveries`, other)).statusCode).toBe(404);
    expect((await get('/KAZPOST.none/deliveries')).statusCode).toBe(404);
    const authorization = other;
    for (const path of ['redeliver', 'test']) {
      const { statusCode } = await post(`/${ID}/${path}`, path === 'test' ? {} : { from: 1 }, { authorization });
      expect(statusCode).toBe(404);
    }
  });
  it('refuse a cursor of another list, and say that they are away', async () => {
    const { next } = (await get(`/${ID}/deliveries?limit=1`)).json();
    expect((await get(`/${ID}/deliveries?failed=true&cursor=${textOf(next)}`)).statusCode).toBe(400);
    expect((await get(`/${ID}/deliveries?failed=yes`)).statusCode).toBe(400);
    centre.redis.failure = new Error('away');
    expect((await get(`/${ID}/deliveries`)).statusCode).toBe(503);
  });
  it('are sent once more by their id, or from one on', async () => {
    for (const eventId of ['carriers:c.c:0:2:0', 'carriers:c_c:0:2:0'])
      expect((await post(`/${ID}/redeliver`, { eventId })).statusCode).toBe(202);
    expect((await post(`/${ID}/redeliver`, { from: 2 })).statusCode).toBe(202);
    expect((await post(`/${ID}/redeliver`, { eventId: 'none' })).json()).toMatchObject({ code: 'UNKNOWN_DELIVERY' });
    expect((await post(`/${ID}/redeliver`, { eventId: 'a', from: 2 })).statusCode).toBe(422);
    const said = ordered(RedeliverEvents).map(({ sequence, onward }) => `${sequence} ${onward}`);
    expect(said).toEqual(['2 false', '2 false', '2 true']);
  });
  it('are tried by a test event, which is found by its id', async () => {
    const answer = (await post(`/${ID}/test`)).json();
    const [command] = ordered(TestSubscription);
    expect(answer).toMatchObject({
      webhookId: `test:${command?.testId}`,
      links: { deliveries: `/v1/subscriptions/${ID}/deliveries` },
    });
  });
});
