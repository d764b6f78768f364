import { inventory, message } from '../../../libs/formats/src/ceb/ceb603.fixture';
import { gb18030Of } from '../../../libs/formats/src/charset/gb18030.fixture';
import {
  Codec,
  isOf,
  LoadUnitState,
  ParcelDeclared,
  ParcelScanned,
  partitionOf,
  PlaceReserved,
  ScanParcel,
  topicSettings,
  type Recorded,
} from '@alataw/contracts';
import { KafkaLog } from '@alataw/log';
import { createLogger, EnvReader, Health } from '@alataw/operations';
import { connectRedis, encodeEntry, keys } from '@alataw/projection';
import { readServiceConfig } from '@alataw/service';
import { Kafka } from 'kafkajs';
import { createTopics } from '#local/topics';
import { Registry } from 'prom-client';
import { CLUSTER_START_MS, ownCluster, type OwnCluster } from '../../../test/support/cluster';
import { Runtime } from './backends/runtime';
import { createGateway, type Gateway } from './gateway';
import { readGatewayConfig } from './gateway.config';
import { issueKey } from './memory/issue-key';
import { metaOf } from './memory/memory-centre';
import { DECLARATION_EXAMPLE as DECLARATION } from './openapi/examples';
import { EMPTY_TRUCK } from './units/load-unit.fixture';

const PARCEL = 'CNPOST.LX473124829CN';
const codec = Codec.embedded();

describe('the gateway on a live Kafka and Redis', () => {
  let cluster: OwnCluster;
  let gateway: Gateway;
  let redis: ReturnType<typeof connectRedis>;
  let outside: KafkaLog;
  let url: string;
  let authorization: string;
  let staff: string;

  beforeAll(async () => {
    cluster = await ownCluster();
    const brokers = [cluster.brokers];
    const admin = new Kafka({ brokers, logLevel: 0 }).admin();
    await admin.connect();
    const topics = Object.entries(topicSettings.topics).map(([topic, own]) => ({
      topic,
      numPartitions: 'partitions' in own ? own.partitions : 3,
    }));
    await createTopics(admin, topics);
    await admin.disconnect();
    outside = await KafkaLog.connect({ brokers, clientId: 'outside', topics: topics.map(({ topic }) => topic) });

    const environment = { KAFKA_BROKERS: cluster.brokers, REDIS_URL: cluster.redisUrl, HTTP_PORT: '1' };
    const config = readServiceConfig(new EnvReader(environment), 'gateway');
    const logger = createLogger({ service: 'gateway', instance: 'spec', level: 'fatal' });
    redis = connectRedis(cluster.redisUrl);
    const parts = { codec, health: new Health(), logger, metrics: new Registry(), redis };
    gateway = await createGateway(readGatewayConfig(new EnvReader({ XRAY_ANSWER_MS: '5000' })), parts);
    const onFatal = (error: unknown): never => {
      throw error;
    };
    const runtime = new Runtime({ ...gateway, ...parts, config, onFatal });
    gateway.lifecycle.onStopped(() => runtime.stop());
    await gateway.app.listen(0, '127.0.0.1');
    url = await gateway.app.getUrl();
    runtime.start();
    authorization = await issueKey(codec, outside, 'PLATFORM', 'DEMO');
    await until(async () => (await ask('GET', '/v1/parcels')).status === 200);
    staff = await issueKey(codec, outside, 'STAFF', null);
    await until(async () => (await ask('GET', '/v1/queues', undefined, { authorization: staff })).status === 200);
  }, CLUSTER_START_MS);

  afterAll(async () => {
    await gateway.app.close();
    await outside.close();
    await cluster.stop();
  }, 60_000);

  const ask = async (
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(`${url}${path}`, {
      method,
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const declare = (logisticsNo: string, headers: Record<string, string> = {}): Promise<Response> =>
    ask('POST', '/v1/declarations', { ...DECLARATION, logisticsNo }, headers);

  /** Asks again until it is so; the test's own time limit ends the asking. */
  async function until(isSo: () => Promise<boolean>): Promise<void> {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** Decides as the declaration stage would. */
  async function accept(correlationId: string): Promise<void> {
    const declared: Recorded<ParcelDeclared> = {
      ...DECLARATION,
      type: 'ParcelDeclared',
      parcelId: PARCEL,
      platform: 'DEMO',
      version: 1,
      contentHash: '0'.repeat(32),
      freightMinor: null,
      insuranceMinor: null,
      accountBookNo: null,
      statisticsFlag: null,
      predecessorId: null,
      returnOf: null,
      volumeCm3: null,
      documentIds: [],
      meta: metaOf(correlationId),
    };
    const topic = 'declaration.events';
    const partition = partitionOf(PARCEL, outside.partitions(topic));
    await outside.publish([
      { topic, partition, key: Buffer.from(PARCEL), value: codec.encode(ParcelDeclared, declared) },
    ]);
  }

  /** The id of the newest command about the parcel. */
  async function newestCommand(): Promise<string> {
    const topic = 'declaration.commands';
    const partition = partitionOf(PARCEL, outside.partitions(topic));
    for (;;) {
      const end = (await outside.endOffsets(topic))[partition] ?? 0;
      const record = end === 0 ? null : await outside.readAt(topic, partition, end - 1);
      if (record?.value)
        return String(Reflect.get(Reflect.get(codec.decode(record.value).value, 'meta') as object, 'commandId'));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  const scan = async (barcodes: readonly string[]): Promise<string[]> => {
    const response = await ask('POST', '/v1/xray-lines/XRAY-1/scans', { barcodes }, { authorization: staff });
    const { results } = (await response.json()) as { results: { answer: string; reason: string }[] };
    return results.map(({ answer, reason }) => `${answer} ${reason}`);
  };

  /** Answers every scan that has been asked so far, as the inspection would: these parcels may go on. */
  async function answerScans(count: number, passing: ReadonlySet<string>): Promise<void> {
    const topic = 'inspection.commands';
    const asked: { parcelId: string; id: string }[] = [];
    const read: number[] = [];
    // Only what is new is read each time: on a busy machine the answers would else come after the gateway's patience.
    while (asked.length < count) {
      for (const [partition, to] of (await outside.endOffsets(topic)).entries()) {
        const from = read[partition] ?? 0;
        read[partition] = to;
        if (from === to) continue;
        for await (const records of outside.scan({ topic, partition, from, to })) {
          for (const { value } of records) {
            const decoded = codec.decode(value ?? Buffer.alloc(0));
            if (!isOf(ScanParcel, decoded)) continue;
            const meta = Reflect.get(decoded.value, 'meta') as { correlationId: string };
            asked.push({ parcelId: decoded.value.parcelId, id: meta.correlationId });
          }
        }
      }
    }
    const events = 'inspection.events';
    const answers = asked.map(({ parcelId, id }) => {
      const isPassed = passing.has(parcelId);
      const scanned: Recorded<ParcelScanned> = {
        ...{ type: 'ParcelScanned', parcelId, line: 'XRAY-1', answer: isPassed ? 'PASS' : 'DIVERT' },
        reason: isPassed ? 'NONE' : 'UNKNOWN_PARCEL',
        meta: metaOf(id),
      };
      const partition = partitionOf(parcelId, outside.partitions(events));
      return { topic: events, partition, key: Buffer.from(parcelId), value: codec.encode(ParcelScanned, scanned) };
    });
    await outside.publish(answers.map((answer) => ({ ...answer, value: Buffer.from(answer.value) })));
  }

  it('answers an X-ray line for 500 parcels, and diverts what the stage has not passed', async () => {
    const ids = Array.from({ length: 500 }, (_, n) => `CNPOST.X${n}`);
    const waiting = scan(ids);
    await answerScans(500, new Set(ids.slice(1)));
    expect(await waiting).toEqual(['divert UNKNOWN_PARCEL', ...Array<string>(499).fill('pass NONE')]);
    expect(await scan(['CNPOST.NOBODY'])).toEqual(['divert NO_ANSWER']); // the stage is away
  });

  it('writes a command, and answers with its decision', async () => {
    const waiting = declare('LX473124829CN', { prefer: 'wait=10' });
    await accept(await newestCommand());
    const response = await waiting;
    expect([response.status, await response.json()]).toMatchObject([200, { parcelId: PARCEL, status: 'accepted' }]);
  });

  it('keeps idempotency keys in Redis', async () => {
    const headers = { 'idempotency-key': '"live"' };
    const first = await declare('IDEM1', headers);
    const again = await declare('IDEM1', headers);
    expect([again.headers.get('idempotency-replayed'), await again.text()]).toEqual(['true', await first.text()]);
  });

  it('takes a batch, and finds it again by its name', async () => {
    const body = ['A1', 'A2', 'A3'].map((logisticsNo) => JSON.stringify({ ...DECLARATION, logisticsNo })).join('\n');
    const headers = { authorization, 'content-type': 'application/x-ndjson' };
    const response = await fetch(`${url}/v1/declarations:bulk`, {
      method: 'POST',
      headers,
      body: `${body}\nnonsense\n`,
    });
    expect(response.status).toBe(202);
    const batch = await ask('GET', response.headers.get('location') ?? '');
    expect(await batch.json()).toMatchObject({ state: 'deciding', lines: 4, invalid: 1, pending: 3 });
  });

  it.each([
    ['UTF-8', 'ceb:', (text: string) => Buffer.from(text)],
    ['GB18030', '', gb18030Of],
  ])('takes customs lists in %s, and says where the wrong one is wrong', async (encoding, prefix, encoded) => {
    const lists = [{ logisticsNo: `L1${encoding}` }, { packNo: 'x' }, { logisticsNo: `L3${encoding}` }];
    const body = message(
      lists.map((head) => inventory(head, [{}], prefix)),
      prefix,
      '',
      encoding,
    );
    const headers = { authorization, 'content-type': 'application/xml' };
    const init = { method: 'POST', headers, body: new Uint8Array(encoded(body)) };
    const response = await fetch(`${url}/v1/declarations:bulk`, init);
    expect([response.status, await response.json()]).toMatchObject([202, { lines: 3, invalid: 1, pending: 2 }]);
    const results = await ask('GET', `${response.headers.get('location') ?? ''}/results`, undefined, {
      accept: 'application/x-ndjson',
    });
    const [line = ''] = (await results.text()).split('\n');
    expect(JSON.parse(line)).toMatchObject({ line: 2, problem: { errors: [{ element: 'InventoryHead/packNo' }] } });
  });

  it('tells all that happened to a truck, and what is in it, page by page', async () => {
    const truck = 'truck:KZ-123ABC02';
    const topic = 'loading.events';
    const partition = partitionOf(truck, outside.partitions(topic));
    const ids = Array.from({ length: 120 }, (_, n) => `CNPOST.T${String(n).padStart(3, '0')}`);
    const records = ids.flatMap((contentId, n) =>
      [truck, 'truck:KZ-OTHER', 'truck:KZ-OTHER'].map((unitId) => {
        const meta = { ...metaOf('load'), sequence: n + 1 };
        const reserved: Recorded<PlaceReserved> = {
          type: 'PlaceReserved',
          unitId,
          visit: 1,
          contentId,
          position: null,
          meta,
        };
        const value = Buffer.from(codec.encode(PlaceReserved, reserved));
        return { topic, partition, key: Buffer.from(unitId), value };
      }),
    );
    const places = await outside.publish(records);
    const own = places.filter((_, n) => n % 3 === 0).map(({ offset }) => offset);
    const state: LoadUnitState = { ...EMPTY_TRUCK, reserved: ids };
    const eventOffsets = [...own.slice(0, 8), ...own.slice(-8)];
    const entry = encodeEntry({ sequence: 120, eventOffsets, state: Buffer.from(codec.encode(LoadUnitState, state)) });
    await redis.hset(keys.entity(partition, 'unit', truck), 'loading', entry);

    const all = async <T>(list: string, of: (body: Record<string, T[]>) => T[] | undefined): Promise<T[]> => {
      const rows: T[] = [];
      for (let path: string | undefined = `/v1/trucks/KZ-123ABC02/${list}?limit=50`; path !== undefined;) {
        const response = await ask('GET', path, undefined, { authorization: staff });
        rows.push(...(of((await response.json()) as Record<string, T[]>) ?? []));
        path = /^<(.*)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];
      }
      return rows;
    };
    const events = await all<{ sequence: number }>('timeline', (body) => body['events']);
    expect(events.map(({ sequence }) => sequence)).toEqual(ids.map((_, n) => n + 1));
    const contents = await all<{ contentId: string }>('contents', (body) => body['contents']);
    expect(contents.map(({ contentId }) => contentId)).toEqual(ids);
  });

  it('takes commands while Redis is away, and says that views are', async () => {
    await cluster.killRedis();
    await until(async () => (await ask('GET', '/v1/parcels')).status === 503);
    expect((await declare('REDIS1')).status).toBe(202);
    await cluster.startRedis();
    await until(async () => (await ask('GET', '/v1/parcels')).status === 200);
  }, 60_000);

  it('asks to come again while Kafka is away, and goes on when it is back', async () => {
    await cluster.killKafka();
    const refused = await declare('KAFKA1');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    const since = performance.now();
    expect(await scan([PARCEL])).toEqual(['divert NO_ANSWER']);
    expect(performance.now() - since).toBeLessThan(8_000);
    await cluster.startKafka();
    await until(async () => (await declare('KAFKA2')).status === 202);
    const waiting = declare('LX473124829CN', { prefer: 'wait=20', 'idempotency-key': '"after"' });
    await accept(await newestCommand());
    expect((await waiting).status).toBeLessThan(300);
    await until(async () => (await fetch(`${url}/health/ready`)).status === 200);
  }, 120_000);
});
