import { Webhook } from 'standardwebhooks';
import type { DeliveryState } from '../schedule/delivery-schedule';
import { chanceOf } from '../schedule/endpoint-world.fixture';
import { BATCH_EVENTS, DELIVERY_LIMITS, type DeliveryLimits } from '../schedule/limits';
import { newSecret, readSigningKey } from '../signing/signing-key';
import { eventsOf, TestCarrier, TestFeed, until, type Received } from './carrier.fixture';
import { endpointAt } from './endpoint';
import { WebhookSender, type Attempt, type Ending, type FeedSource } from './webhook-sender';

const secret = newSecret();
/** As they are, but in a hurry. */
const limits: DeliveryLimits = {
  ...DELIVERY_LIMITS,
  delaysMs: Array<number>(30).fill(20),
  firstPauseMs: 20,
  longestPauseMs: 100,
};

interface Run {
  readonly attempts: Attempt[];
  readonly ending: Promise<Ending>;
  state(): DeliveryState;
  stop(): Promise<Ending>;
}

const runs: Run[] = [];
const carriers: TestCarrier[] = [];

const carrier = async (): Promise<TestCarrier> => {
  const made = await new TestCarrier().start();
  carriers.push(made);
  return made;
};

interface Options {
  readonly limits?: Partial<DeliveryLimits>;
  readonly state?: DeliveryState | undefined;
  readonly secrets?: readonly string[];
  readonly timeoutMs?: number;
}

function deliver(source: FeedSource, to: TestCarrier, options: Options = {}): Run {
  const stop = new AbortController();
  const own = { ...limits, ...options.limits };
  const endpoint = endpointAt(to.url, own, { timeoutMs: options.timeoutMs ?? 5_000, allowsPrivateAddress: true });
  const attempts: Attempt[] = [];
  const sender = new WebhookSender({
    source,
    endpoint,
    limits: own,
    ...(options.state ? { state: options.state } : {}),
    keys: () => (options.secrets ?? [secret]).map(readSigningKey),
    clock: () => Date.now(),
    chance: () => 0,
    onAttempt: (attempt) => attempts.push(attempt),
  });
  const ending = sender.run(stop.signal).finally(() => endpoint.close());
  ending.catch(() => undefined);
  const run: Run = {
    attempts,
    ending,
    state: () => sender.state(),
    stop: () => {
      stop.abort();
      return ending;
    },
  };
  runs.push(run);
  return run;
}

const feedOf = (count: number, keys?: number): TestFeed => {
  const feed = new TestFeed();
  feed.append(...eventsOf(count, keys));
  return feed;
};
const placesOf = (received: readonly Received[]): number[] => received.map(({ n }) => n);
const sorted = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
/** All of them, each parcel's in their order when they were first taken. */
const expectAll = (taken: readonly Received[], count: number): void => {
  const first = taken.filter((each, i) => taken.findIndex(({ n }) => n === each.n) === i);
  expect(sorted(placesOf(first))).toEqual(upTo(count));
  for (const key of new Set(first.map((each) => each.key))) {
    const places = placesOf(first.filter((each) => each.key === key));
    expect(places).toEqual(sorted(places));
  }
};

describe(WebhookSender.name, () => {
  afterEach(async () => {
    await Promise.all(runs.splice(0).map((run) => run.stop().catch(() => undefined)));
    await Promise.all(carriers.splice(0).map((each) => each.stop()));
  });

  it('delivers what stands in the feed, and what comes, as Standard Webhooks have it', async () => {
    const to = await carrier();
    const feed = feedOf(200, 7);
    const run = deliver(feed, to);
    await until(() => to.taken.length === 200);
    feed.append(...eventsOf(1, 1, 201));
    await until(() => to.taken.length === 201);
    expectAll(to.taken, 201);
    const verifier = new Webhook(secret);
    for (const { headers, body } of to.taken) verifier.verify(body, headers as Record<string, string>);
    const last = to.taken.at(-1);
    expect(JSON.parse(last?.body ?? '')).toEqual({
      type: 'parcel.released',
      timestamp: '2027-01-15T08:00:00.201Z',
      data: { n: 201, key: 'CNPOST.LX0' },
    });
    expect(last?.headers).toMatchObject({
      'webhook-id': 'carriers:carriers_commands:0:201:0',
      'content-type': 'application/json',
    });
    expect(await run.stop()).toBe('STOPPED');
    expect(run.state()).toEqual({ high: 201, open: [] });
    expect(run.attempts).toHaveLength(201);
  });

  it('delivers all to an endpoint of which 30 in 100 requests fail, each parcel in its order', async () => {
    const to = await carrier();
    const chance = chanceOf(7);
    to.react = (_, response) => {
      if (chance() >= 0.3) return 200;
      const kind = Math.floor(chance() * 3);
      if (kind > 0) return [500, 503][kind - 1];
      response.destroy();
      return undefined;
    };
    deliver(feedOf(400, 25), to);
    await until(() => new Set(placesOf(to.taken)).size === 400);
    expectAll(to.taken, 400);
    expect(to.received.length).toBeGreaterThan(480);
  });

  it('delivers all to an endpoint that is down at first, and is restarted twice', async () => {
    const to = await carrier();
    await to.stop();
    const feed = feedOf(300, 20);
    const run = deliver(feed, to);
    await until(() => run.attempts.length > 20);
    expect(run.attempts.every(({ status, failure }) => status === null && failure === 'UNREACHABLE')).toBe(true);
    await to.start();
    for (const share of [100, 200]) {
      await until(() => to.taken.length > share);
      await to.stop();
      await to.start();
    }
    await until(() => new Set(placesOf(to.taken)).size === 300);
    expectAll(to.taken, 300);
  });

  it('keeps nobody waiting for a slow endpoint', async () => {
    const slow = await carrier();
    slow.react = () => undefined;
    const fast = await carrier();
    deliver(feedOf(300), slow, { timeoutMs: 60_000 });
    await until(() => slow.received.length === 16);
    deliver(feedOf(300), fast);
    await until(() => fast.taken.length === 300);
    expect([slow.received.length, slow.taken.length]).toEqual([16, 0]);
    await slow.stop();
  });

  it('repeats under the same id, and a time of its own, what was not answered in time', async () => {
    const to = await carrier();
    to.react = () => (to.received.length === 1 ? undefined : 200);
    const run = deliver(feedOf(1), to, { timeoutMs: 100, limits: { delaysMs: [0, 1_000] } });
    await until(() => to.taken.length === 1);
    const [first, second] = to.received.map(({ headers }) => headers);
    expect(second?.['webhook-id']).toBe(first?.['webhook-id']);
    expect(Number(second?.['webhook-timestamp'])).toBeGreaterThan(Number(first?.['webhook-timestamp']));
    await until(() => run.attempts.length === 2);
    expect(run.attempts.map(({ status, failure }) => [status, failure])).toEqual([
      [null, 'TIMEOUT'],
      [200, null],
    ]);
  });

  it('does not follow a redirect, and tells what the answer began with', async () => {
    const to = await carrier();
    const elsewhere = await carrier();
    to.react = (_, response) => {
      response.writeHead(308, { location: elsewhere.url }).end('moved '.repeat(1_000));
      return undefined;
    };
    const run = deliver(feedOf(1), to, { limits: { delaysMs: [0, 10, 10] } });
    expect(await run.ending).toBe('EXHAUSTED');
    expect(run.attempts.map(({ status }) => status)).toEqual([308, 308, 308]);
    expect(run.attempts[0]?.answer).toBe('moved '.repeat(1_000).slice(0, 1_024));
    expect(elsewhere.received).toEqual([]);
    expect(run.state().open.map(({ n }) => n)).toEqual([1]);
  });

  it('ends when the endpoint asks for nothing more, and keeps what was not taken', async () => {
    const to = await carrier();
    to.react = ({ n }) => (n < 5 ? 200 : 410);
    const run = deliver(feedOf(40, 1), to);
    expect(await run.ending).toBe('GONE');
    expect(placesOf(to.taken)).toEqual([1, 2, 3, 4]);
    expect(placesOf(to.received)).toEqual([1, 2, 3, 4, 5]);
    expect(run.state().open.map(({ n }) => n)[0]).toBe(5);
  });

  it('leaves an endpoint alone as long as that asks for', async () => {
    const to = await carrier();
    const times: number[] = [];
    to.react = (_, response) => {
      times.push(Date.now());
      if (times.length > 1) return 200;
      response.writeHead(429, { 'retry-after': '1' }).end();
      return undefined;
    };
    deliver(feedOf(3, 1), to);
    await until(() => to.taken.length === 3);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(999);
    expectAll(to.taken, 3);
  });

  it('goes on where it stood when it is stopped and started again, and repeats nothing that was taken', async () => {
    const to = await carrier();
    to.react = ({ n }) => (n % 10 === 0 && to.received.filter((each) => each.n === n).length === 1 ? 500 : 200);
    const feed = feedOf(300, 12);
    let state: DeliveryState | undefined;
    for (const share of [60, 150]) {
      const run = deliver(feed, to, { state });
      await until(() => to.taken.length > share);
      await run.stop();
      state = run.state();
    }
    deliver(feed, to, { state });
    await until(() => new Set(placesOf(to.taken)).size === 300);
    expectAll(to.taken, 300);
    expect(to.taken).toHaveLength(300);
  });

  it('does not go on when what was open stands in the feed no more', async () => {
    const to = await carrier();
    const feed = feedOf(10);
    feed.expire(5);
    const run = deliver(feed, to, {
      state: {
        high: 7,
        open: [
          { n: 3, attempts: 1, nextAt: 0 },
          { n: 7, attempts: 0, nextAt: 0 },
        ],
      },
    });
    expect(await run.ending).toBe('EXPIRED');
    expect(to.received).toEqual([]);
  });

  it('fails with its source', async () => {
    const run = deliver({ read: () => Promise.reject(new Error('Kafka is away')) }, await carrier());
    await expect(run.ending).rejects.toThrow('Kafka is away');
  });

  it('signs with both secrets while one is replaced', async () => {
    const to = await carrier();
    const old = newSecret();
    deliver(feedOf(1), to, { secrets: [secret, old] });
    await until(() => to.taken.length === 1);
    const [{ headers, body } = { headers: {}, body: '' }] = to.taken;
    for (const each of [secret, old]) new Webhook(each).verify(body, headers as Record<string, string>);
  });

  it('sends batches that are no larger than they may be, with an id for each event', async () => {
    const to = await carrier();
    const batches = { maxBatchEvents: BATCH_EVENTS, maxInFlight: 1 };
    const feed = new TestFeed();
    // 60 small ones, and 60 of 10 kB of which some 25 go into a request.
    const large = eventsOf(60, 60, 61).map((event) => ({ ...event, data: { n: event.n, text: 'x'.repeat(10_000) } }));
    feed.append(...eventsOf(60, 6), ...large);
    deliver(feed, to, { limits: batches });
    const idsIn = ({ body }: Received): string[] =>
      (JSON.parse(body) as { data: { events?: { id: string }[] } }).data.events?.map(({ id }) => id) ?? [];
    await until(() => to.taken.flatMap(idsIn).length === 120);
    expect(to.taken.flatMap(idsIn)).toEqual([...eventsOf(60, 6), ...large].map(({ id }) => id.replaceAll('.', '_')));
    expect(Math.max(...to.taken.map(({ body }) => Buffer.byteLength(body)))).toBeLessThanOrEqual(256 * 1024);
    expect(Math.max(...to.taken.map((each) => idsIn(each).length))).toBeLessThanOrEqual(100);
    expect(to.taken.length).toBeLessThan(6);
    for (const { headers, body } of to.taken) new Webhook(secret).verify(body, headers as Record<string, string>);
  });
});
