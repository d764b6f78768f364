import {
  ChangeSubscription,
  isOf,
  MilestoneReached,
  OpenSubscription,
  partitionOf,
  SubscriptionCommandRefused,
  SubscriptionOpened,
  SubscriptionState,
} from '@alataw/contracts';
import { EnvReader, readSecretBox } from '@alataw/operations';
import { MemoryCentre } from '../memory/memory-centre';

const centre = new MemoryCentre();
const ID = 'KAZPOST.releases-kz';
const PARCEL = 'CNPOST.LX473124829CN';
const SECRETS_KEY = '5'.repeat(64);
const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const STATE: SubscriptionState = {
  ...{ status: 'active', carrier: 'KAZPOST', version: 3, filter: 'event.type == "RELEASED"', channel: 'WEBHOOK' },
  ...{ url: 'https://kazpost.example', secret: Buffer.from('sealed'), format: 'JSON', startAt: 0 },
  ...{ description: '', openedAt: 1, since: 1, publicKey: null, formerSecret: Buffer.from('former'), formerUntil: 9 },
  ...{ batches: false, pausedFor: null, sender: 'somebody', testId: '', testAt: 0 },
  delivery: { high: 7, offset: 9, oldest: 0, open: [{ sequence: 5, attempts: 1, nextAt: 1 }] },
};
let carrier: string;
let other: string;
let staff: string;

beforeEach(async () => {
  await centre.start({ SECRETS_KEY });
  carrier = await centre.key('CARRIER', 'KAZPOST');
  other = await centre.key('CARRIER', 'OTHER');
  staff = await centre.key('STAFF');
});
afterEach(() => centre.stop());

const get = (path: string, authorization = carrier) => centre.get(`/v1/subscriptions${path}`, { authorization });
const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}, authorization = carrier) =>
  centre.post(`/v1/subscriptions${path}`, body, { authorization, ...headers });
const ask = (method: 'PATCH' | 'DELETE', path: string, body: object = {}) =>
  centre.ask(
    method,
    `/v1/subscriptions${path}`,
    { authorization: carrier, 'content-type': 'application/json' },
    JSON.stringify(body),
  );
const commands = () =>
  centre.log.all('carriers.commands').map(({ value }) => centre.codec.decode(value ?? Buffer.alloc(0)));
const knows = (of: Partial<SubscriptionState> = {}): void => {
  const bytes = Buffer.from(centre.codec.encode(SubscriptionState, { ...STATE, ...of }));
  centre.projections.known.set(ID, { carriers: { sequence: 3, eventOffsets: [], state: centre.codec.decode(bytes) } });
};

describe('subscribing', () => {
  it('names what is subscribed, with what is not said filled in', async () => {
    const answer = await post('', { name: 'releases-kz', filter: STATE.filter, start: 'beginning' });
    expect(answer.json()).toMatchObject({ subscriptionId: ID, links: { self: `/v1/subscriptions/${ID}` } });
    const [command] = commands();
    expect(command && isOf(OpenSubscription, command) && command.value).toMatchObject({
      ...{ subscriptionId: ID, carrier: 'KAZPOST', filter: STATE.filter, channel: 'PULL', url: null, secret: null },
      ...{ format: 'JSON', startAt: 0, description: '' },
    });
  });
  it('answers with the decision, without the secret, which stands sealed in the log', async () => {
    const said = { name: 'releases-kz', channel: 'WEBHOOK', url: STATE.url, secret: SECRET, start: 7 };
    const waiting = post('', said, { prefer: 'wait=5' });
    await centre.commandsArrive('carriers', 1);
    const [command] = commands();
    if (!command || !isOf(OpenSubscription, command)) throw new Error('Nothing was ordered');
    const { secret, startAt } = command.value;
    expect(startAt).toBe(7);
    expect(secret?.includes(SECRET)).toBe(false);
    expect(readSecretBox(new EnvReader({ SECRETS_KEY }))?.open(secret ?? Buffer.alloc(0), ID)).toBe(SECRET);
    await centre.answer('carriers', 'carriers', SubscriptionOpened, {
      ...{ type: 'SubscriptionOpened', subscriptionId: ID, carrier: 'KAZPOST', version: 1, filter: '' },
      ...{ channel: 'WEBHOOK', url: STATE.url, secret, format: 'JSON', startAt, description: '' },
      ...{ publicKey: null, batches: false },
    });
    expect((await waiting).json()).toMatchObject({ status: 'done', event: { data: { secret: 'sealed', version: 1 } } });
  });
  it('makes the id of the key that it is sent with', async () => {
    const ids = [];
    for (const key of ['"a"', '"b"', undefined]) {
      const answer = await post('', {}, key === undefined ? {} : { 'idempotency-key': key });
      ids.push((JSON.parse(answer.body) as { subscriptionId: string }).subscriptionId);
    }
    expect(new Set(ids).size).toBe(3);
    expect(ids.every((id) => /^KAZPOST\.[0-9a-f]{20}$/.test(id))).toBe(true);
  });
  it.each([
    ['event.kind == "X"', 'Mend the filter at position 7: No such key: kind.'],
    ['event.type', 'Mend the filter: must be true or false, is string.'],
  ])('refuses the filter %s, and says where it is wrong', async (filter, detail) => {
    const problem = { status: 422, code: 'FILTER_INVALID', errors: [{ pointer: '/filter', detail }] };
    expect((await post('', { filter })).json()).toMatchObject(problem);
    expect((await ask('PATCH', `/${ID}`, { filter })).json()).toMatchObject(problem);
    expect(commands()).toEqual([]);
  });
  it('ends at a hundred', async () => {
    const rows = Array.from({ length: 100 }, (_, since) => ({ id: `KAZPOST.s${since}`, since }));
    centre.projections.rowsBySet = { 'index:carriers.carrier:KAZPOST': rows };
    expect((await post('')).json()).toMatchObject({ status: 409, code: 'TOO_MANY_SUBSCRIPTIONS' });
    expect((await post('', {}, {}, other)).statusCode).toBe(202);
  });
  it('is for carriers', async () => {
    expect((await post('', {}, {}, staff)).statusCode).toBe(403);
    expect((await centre.get('/v1/counts', { authorization: carrier })).statusCode).toBe(403);
  });
  it('takes no secret where there is no key for it', async () => {
    await centre.stop();
    await centre.start();
    const authorization = await centre.key('CARRIER', 'KAZPOST');
    const body = { channel: 'WEBHOOK', url: 'https://x.example', secret: SECRET };
    expect((await post('', body, {}, authorization)).json()).toMatchObject({ status: 501, code: 'NO_SECRETS' });
  });
});

describe('a subscription', () => {
  it('is changed, paused, resumed and deleted by its carrier', async () => {
    expect((await ask('PATCH', `/${ID}`, { description: 'new' })).statusCode).toBe(202);
    expect((await post(`/${ID}/pause`)).statusCode).toBe(202);
    expect((await post(`/${ID}/resume`)).statusCode).toBe(202);
    expect((await ask('DELETE', `/${ID}`)).statusCode).toBe(202);
    expect((await post(`/${ID}/pause`, {}, {}, other)).statusCode).toBe(404);
    const said = commands();
    const names = ['ChangeSubscription', 'PauseSubscription', 'ResumeSubscription', 'DeleteSubscription'];
    expect(said.map(({ contract }) => contract.name).sort()).toEqual(names.sort());
    const change = said.find((each) => isOf(ChangeSubscription, each));
    expect(change?.value).toMatchObject({ carrier: 'KAZPOST', filter: null, url: null, description: 'new' });
  });
  it('that there is none of is told so', async () => {
    const waiting = post(`/${ID}/pause`, {}, { prefer: 'wait=5' });
    await centre.answer('carriers', 'carriers', SubscriptionCommandRefused, {
      ...{ type: 'SubscriptionCommandRefused', subscriptionId: ID, command: 'PAUSE', reason: 'UNKNOWN_SUBSCRIPTION' },
    });
    expect((await waiting).json()).toMatchObject({ status: 404, code: 'UNKNOWN_SUBSCRIPTION' });
  });
  it('is read by its carrier and the staff, and its secret by nobody', async () => {
    knows();
    centre.projections.rowsBySet = {
      'index:carriers.carrier:KAZPOST': [{ id: ID, since: 1 }],
      'index:carriers.subscriptions': [{ id: ID, since: 1 }],
    };
    const shown = { subscriptionId: ID, version: 3, hasSecret: true };
    for (const reader of [carrier, staff]) {
      const one = await get(`/${ID}`, reader);
      expect(one.json()).toMatchObject(shown);
      expect(one.json()).toMatchObject({ delivery: { high: 7, open: 1 }, hasFormerSecret: true });
      for (const hidden of ['secret', 'formerSecret', 'sender']) expect(one.json()).not.toHaveProperty(hidden);
      expect((await get('', reader)).json()).toMatchObject({ rows: [shown], next: null });
    }
    expect((await get('', other)).json()).toMatchObject({ rows: [] });
    expect((await get(`/${ID}`, other)).statusCode).toBe(404);
    expect((await get('/KAZPOST.none')).statusCode).toBe(404);
  });
});

describe('the explanation', () => {
  const milestone = (number: number, of: Partial<MilestoneReached>): MilestoneReached => ({
    ...{ type: 'MilestoneReached', parcelId: PARCEL, number, milestone: 'RELEASED', happenedAt: 5 },
    ...{ carrier: 'KAZPOST', platform: 'DEMO', destinationCountry: 'KZ', portCode: '9404', tradeMode: '9610' },
    ...{ unitId: null, transportId: null, reason: null, piece: null, declarationVersion: 1 },
    ...of,
  });
  const told = async (...milestones: MilestoneReached[]): Promise<void> => {
    const partition = partitionOf(PARCEL, centre.log.partitions('carriers.events'));
    const [from = 0] = [(await centre.log.endOffsets('carriers.events'))[partition]];
    for (const each of milestones) await centre.append('carriers', MilestoneReached, each, 'r');
    const eventOffsets = milestones.map((_, i) => from + i);
    const bytes = Buffer.from(centre.codec.encode(SubscriptionState, STATE)); // what it remembers of the parcel is not asked
    const state = centre.codec.decode(bytes);
    centre.projections.known.set(PARCEL, { carriers: { sequence: milestones.length, eventOffsets, state } });
  };
  const explained = async () => (await get(`/${ID}/explain?parcel=${PARCEL}`)).json();

  it('says of each milestone whether the filter takes it, and which part said no', async () => {
    knows();
    await told(milestone(1, {}), milestone(2, { milestone: 'HELD', reason: 'INTELLIGENCE' }));
    const said = { text: 'event.type == "RELEASED"', position: 1 };
    expect((await explained())['milestones']).toMatchObject([
      { number: 1, taken: true, why: 'TAKEN', parts: [{ ...said, value: true }] },
      { number: 2, taken: false, why: 'FILTERED_OUT', parts: [{ ...said, value: false }] },
    ]);
  });
  it('knows what was before the start', async () => {
    knows({ startAt: 1_900_000_000_000 });
    await told(milestone(1, {}));
    expect((await explained())['milestones']).toMatchObject([{ taken: false, why: 'BEFORE_START' }]);
  });
  it('says nothing of other carriers’ parcels', async () => {
    knows();
    await told(milestone(1, { carrier: 'OTHER' }));
    expect(await explained()).toMatchObject({ milestones: [], omitted: 0 });
  });
});
