import { CompressionTypes, Kafka, type EachBatchPayload, type Producer } from 'kafkajs';
import { createTopics } from '#local/topics';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { CLUSTER_START_MS, testCluster } from '../../../test/support/cluster';
import { plainConnection, plainRequestQueue } from './conformance/plain-connection.fixture';
import { leaveAborted, leaveInterleavedAborts } from './conformance/transactions.fixture';
import { API, Wire } from './conformance/wire.fixture';

/**
 * What plain kafkajs 2.2.4 does where the port promises something else: should one of these tests fail, a guard of this
 * library may have become needless. Nothing of this library is imported, since it patches kafkajs.
 */
/** Plain kafkajs takes its time to join a group, on a busy machine above all. */
jest.setTimeout(60_000);

describe('control: plain kafkajs', () => {
  const topic = `controls-${process.pid}`;
  const PARTITIONS = 12;
  /** As many answers are enough to say that something is never handed over: the first would have brought it. */
  const FETCHES = 20;
  let brokers: string[];
  let kafka: Kafka;
  let partition = -1;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    brokers = [(await testCluster()).brokers];
    kafka = new Kafka({ brokers, logLevel: 0 });
    const admin = kafka.admin();
    await admin.connect();
    await createTopics(admin, [{ topic, numPartitions: PARTITIONS }]);
    await admin.disconnect();
  }, CLUSTER_START_MS);
  beforeEach(() => partition++);
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  }, CLUSTER_START_MS);

  const producer = async (of: Kafka = kafka, options = {}): Promise<Producer> => {
    const opened = of.producer(options);
    await opened.connect();
    closing.push(() => opened.disconnect());
    return opened;
  };

  /** Hands the values of the test's partition to `take`, until it says that it has seen enough. */
  const consume = async (
    take: (payload: EachBatchPayload) => boolean,
    options: { readUncommitted?: boolean; onFetch?: () => void } = {},
    of: Kafka = kafka,
  ): Promise<void> => {
    const { onFetch, ...rest } = options;
    const consumer = of.consumer({ groupId: `${topic}-${partition}-${closing.length}`, maxWaitTimeInMs: 50, ...rest });
    closing.push(() => consumer.disconnect());
    if (onFetch) consumer.on('consumer.fetch', onFetch);
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const eachBatch = (payload: EachBatchPayload): Promise<void> => {
        if (payload.batch.partition === partition && take(payload)) resolve();
        return Promise.resolve();
      };
      consumer.run({ autoCommit: false, eachBatch }).catch(reject);
    });
  };

  it('never hands over the end of a partition that ends with aborted records and a marker', async () => {
    const sender = await producer();
    await sender.send({ topic, messages: [{ partition, value: 'published' }] });
    let last = '';
    let isLeft = false;
    let fetches = 0;
    let first = (): void => undefined;
    let enough = (): void => undefined;
    const begun = new Promise<void>((resolve) => (first = resolve));
    const looked = new Promise<void>((resolve) => (enough = resolve));
    const onFetch = (): void => void (isLeft && ++fetches === FETCHES && enough());
    void consume(({ batch }) => ((last = batch.lastOffset()), first(), false), { onFetch });
    await begun;
    await leaveAborted(kafka, { topic, partition });
    isLeft = true;
    await looked;
    expect(last).toBe('0'); // published, aborted, marker: whoever waits for offset 2 waits for ever
  });

  it('shows an aborted record under read_committed when two transactions overlap', async () => {
    await leaveInterleavedAborts(kafka, { topic, partition });
    const seen: string[] = [];
    await consume(({ batch }) => {
      seen.push(...batch.messages.map(({ value }) => String(value)));
      return seen.includes('kept');
    });
    expect(seen).toContain('a');
  });

  it('stores a record twice when the answer is lost with the connection', async () => {
    const wire = await Wire.up(brokers[0]!);
    try {
      const sender = await producer(new Kafka({ brokers, logLevel: 0, retry: { initialRetryTime: 20 } }));
      await sender.send({ topic, messages: [{ partition, value: 'connects' }] });
      wire.nextAnswer(API.produce, () => 'cut');
      await sender.send({ topic, messages: [{ partition, value: 'twice' }] });
    } finally {
      await wire.down();
    }
    const end = await producer();
    await end.send({ topic, messages: [{ partition, value: 'end' }] });
    const seen: string[] = [];
    await consume(({ batch }) => {
      seen.push(...batch.messages.map(({ value }) => String(value)));
      return seen.includes('end');
    });
    expect(seen).toEqual(['connects', 'twice', 'twice', 'end']);
  });

  it('loses, repeats or reorders records when idempotent sends are made at once and an answer is lost', async () => {
    const wire = await Wire.up(brokers[0]!);
    const outcomes: PromiseSettledResult<unknown>[] = [];
    try {
      const retry = { retries: 3, initialRetryTime: 20 };
      const sender = await producer(new Kafka({ brokers, logLevel: 0 }), { idempotent: true, retry });
      const send = (value: string) => sender.send({ topic, messages: [{ partition, value }] });
      await send('0');
      wire.nextAnswer(API.produce, () => 'cut');
      outcomes.push(...(await Promise.allSettled(Array.from({ length: 20 }, (_, i) => send(String(i + 1))))));
    } finally {
      await wire.down();
    }
    const end = await producer();
    await end.send({ topic, messages: [{ partition, value: 'end' }] });
    const seen: string[] = [];
    await consume(({ batch }) => {
      seen.push(...batch.messages.map(({ value }) => String(value)));
      return seen.includes('end');
    });
    const wanted = [...Array.from({ length: 21 }, (_, i) => String(i)), 'end'];
    expect([outcomes.every(({ status }) => status === 'fulfilled'), seen]).not.toEqual([true, wanted]);
  });

  it('believes a damaged batch', async () => {
    const sender = await producer();
    await sender.send({ topic, messages: [{ partition, value: 'harmless' }], compression: CompressionTypes.None });
    const wire = await Wire.up(brokers[0]!);
    try {
      const seen: string[] = [];
      wire.everyAnswer(API.fetch, (answer) => {
        const at = answer.indexOf('harmless');
        if (at >= 0) answer.write('harmful!', at);
        return answer;
      });
      await consume(
        ({ batch }) => seen.push(...batch.messages.map(({ value }) => String(value))) > 0,
        {},
        new Kafka({ brokers, logLevel: 0 }),
      );
      expect(seen).toEqual(['harmful!']);
    } finally {
      await wire.down();
    }
  });

  it('runs on, as far as its caller is told, when its member cannot join', async () => {
    const groupId = `${topic}-foreign`;
    const assigner = (name: string) => () => ({
      ...{ name, version: 1, assign: () => Promise.resolve([]) },
      protocol: () => ({ name, metadata: Buffer.alloc(0) }),
    });
    const join = async (name: string): Promise<{ crashed: Promise<unknown> }> => {
      const consumer = kafka.consumer({ groupId, partitionAssigners: [assigner(name)] });
      closing.push(() => consumer.disconnect());
      await consumer.connect();
      await consumer.subscribe({ topic });
      const crashed = new Promise((resolve) => consumer.on('consumer.crash', resolve));
      await consumer.run({ eachBatch: () => Promise.resolve() });
      return { crashed };
    };
    await join('one');
    const { crashed } = await join('two'); // it resolves, although the member is none
    expect(await crashed).toMatchObject({ payload: { restart: false } });
  });

  it('opens a socket for each caller that connects at once', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const connection = plainConnection({ port, connectionTimeout: 1_000 });
    const second = new Promise<void>((resolve) => server.on('connection', () => sockets.length === 2 && resolve()));
    await Promise.all([connection.connect(), connection.connect()]);
    await second;
    expect(sockets).toHaveLength(2);
    await connection.disconnect();
    for (const socket of sockets) socket.destroy(); // the first is known to nobody any more
    server.close();
  });

  it('looks for requests that wait once a millisecond, for ever', () => {
    jest.useFakeTimers();
    try {
      const queue = plainRequestQueue();
      const look = jest.spyOn(queue, 'checkPendingRequests');
      queue.fulfillRequest({ correlationId: 1, payload: Buffer.alloc(0), size: 0 });
      jest.advanceTimersByTime(100);
      expect(look.mock.calls.length).toBeGreaterThan(90);
      queue.destroy();
    } finally {
      jest.useRealTimers();
    }
  });
});
