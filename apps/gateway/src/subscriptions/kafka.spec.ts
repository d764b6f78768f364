import { SubscriptionState } from '@alataw/contracts';
import { MemoryCentre } from '../memory/memory-centre';
import { SUBSCRIPTION } from './subscription.fixture';

const ID = 'KZ.all';
const OFFERED = { CARRIERS_KAFKA_BROKERS: 'kafka.example:9094,kafka.example:9095' };
const ACCESS = {
  ...{ brokers: ['kafka.example:9094', 'kafka.example:9095'], securityProtocol: 'SASL_SSL' },
  ...{ mechanism: 'SCRAM-SHA-512', groupPrefix: 'KZ.' },
};
const centre = new MemoryCentre();
let carrier: string;
let other: string;
let operator: string;

const subscribed = (status: SubscriptionState['status']): void => {
  const state: SubscriptionState = { ...SUBSCRIPTION, status, carrier: 'KZ' };
  const bytes = Buffer.from(centre.codec.encode(SubscriptionState, state));
  centre.projections.known.set(ID, { carriers: { sequence: 1, eventOffsets: [], state: centre.codec.decode(bytes) } });
};
const begin = async (environment: Record<string, string>): Promise<void> => {
  await centre.start(environment);
  carrier = await centre.key('CARRIER', 'KZ');
  other = await centre.key('CARRIER', 'KZPOST');
  operator = await centre.key('OPERATOR');
  subscribed('active');
};
beforeEach(() => begin(OFFERED));
afterEach(() => centre.stop());

const make = (authorization = carrier, headers: Record<string, string> = {}) =>
  centre.ask('POST', '/v1/kafka-credentials', { authorization, ...headers });
const made = async (headers: Record<string, string> = {}) =>
  JSON.parse((await make(carrier, headers)).body) as { readonly user: string; readonly password: string };
const users = async (authorization = carrier, query = '') =>
  (await centre.get(`/v1/kafka-credentials${query}`, { authorization })).json()['credentials'];
const end = (user: string, authorization = carrier) =>
  centre.ask('DELETE', `/v1/kafka-credentials/${user}`, { authorization });

describe('credentials for Kafka', () => {
  it('let a carrier read its own feeds in groups of its own', async () => {
    const { user, password, ...access } = await made();
    expect(access).toEqual(ACCESS);
    expect(user).toMatch(/^KZ\.[0-9a-f]{16}$/);
    expect(centre.readers.granted.get(user)).toEqual({
      ...{ user, password, topicPrefix: 'carriers.feed.KZ.', groupPrefix: 'KZ.', bytesPerSecond: 10_485_760 },
    });
    expect(Buffer.from(password, 'base64url')).toHaveLength(32);
  });
  it('show their password once, and leave it nowhere, whatever key the request is sent with', async () => {
    const [first, again] = [await made({ 'idempotency-key': '"a"' }), await made({ 'idempotency-key': '"a"' })];
    expect(again.password).not.toBe(first.password);
    expect(await users()).toEqual([first.user, again.user].sort().map((user) => ({ user })));
    expect([...centre.redis.entries.values()].join()).not.toContain(first.password);
    expect(centre.log.all('carriers.commands')).toEqual([]);
  });
  it('are two at most, so that one can be replaced', async () => {
    const [first] = [await made(), await made()];
    expect((await make()).json()).toMatchObject({ status: 409, code: 'TOO_MANY_CREDENTIALS' });
    expect((await make(other)).statusCode).toBe(201);
    expect((await end(first.user)).statusCode).toBe(204);
    expect((await make()).statusCode).toBe(201);
  });
  it('are seen and ended by their carrier and an operator, and by nobody else', async () => {
    const { user } = await made();
    expect(await users(other)).toEqual([]);
    for (const each of [user, 'KZPOST.none', 'ANONYMOUS'])
      expect((await end(each, other)).json()).toMatchObject({ status: 404, code: 'UNKNOWN_CREDENTIALS' });
    expect(await users(operator, '?carrier=KZ')).toEqual([{ user }]);
    expect((await centre.get('/v1/kafka-credentials', { authorization: operator })).json()).toMatchObject({
      ...{ status: 400, code: 'CARRIER_MISSING' },
    });
    expect((await end(user, operator)).statusCode).toBe(204);
    expect(await users()).toEqual([]);
  });
  it('are nothing for other users of Kafka', async () => {
    const service = { user: 'KZ.by-hand', password: 'p', topicPrefix: 'x.', groupPrefix: 'x.', bytesPerSecond: 1 };
    centre.readers.granted.set(service.user, service);
    expect(await users()).toEqual([]);
    expect((await end(service.user, operator)).statusCode).toBe(404);
    expect(centre.readers.granted.size).toBe(1);
  });
  it('are not given where Kafka gives none, and come again where it is away', async () => {
    centre.readers.failure = Object.assign(new Error('SECURITY_DISABLED'), { disposition: 'stop' });
    expect((await make()).json()).toMatchObject({ status: 501, code: 'NO_KAFKA' });
    centre.readers.failure = new Error('no answer');
    expect((await make()).json()).toMatchObject({ status: 503, code: 'LOG_UNAVAILABLE' });
  });
});

describe('the feed in Kafka', () => {
  const read = (authorization: string) => centre.get(`/v1/subscriptions/${ID}/kafka`, { authorization });

  it('is told to its carrier', async () => {
    const feed = { subscriptionId: ID, format: 'JSON', topic: 'carriers.feed.KZ.all', ...ACCESS };
    expect((await read(carrier)).json()).toEqual(feed);
    expect((await read(other)).statusCode).toBe(404);
    expect((await read(operator)).statusCode).toBe(403);
  });
  it('is not told when it is deleted', async () => {
    subscribed('deleted');
    expect((await read(carrier)).statusCode).toBe(404);
  });
  it('is not there in a centre that does not offer it', async () => {
    await centre.stop();
    await begin({});
    for (const answer of [await read(carrier), await make(), await end('KZ.0123456789abcdef')])
      expect(answer.json()).toMatchObject({ status: 501, code: 'NO_KAFKA' });
  });
});
