import { controlIn, FeedWriter, HEADER, type FeedDefinition } from '@alataw/feed';
import { KafkaLog, type LogRecord } from '@alataw/log';
import { sequenceText } from '@alataw/milestones';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Kafka } from 'kafkajs';
import { CLUSTER_START_MS, ownCluster, type OwnCluster } from '../support/cluster';
import { FeedSamples, type Ended } from './feed-samples';

const SOURCE = 'source';
const CARRIER = 'KAZPOST';
const TOPIC = `carriers.feed.${CARRIER}.all`;
/** The same feed, of which somebody has taken one event out. */
const LACKING = `carriers.feed.${CARRIER}.lacking`;
const PASSWORD = 'a password of the test';
const RUN_MS = 120_000;

/** Canonical JSON, with what a client might write otherwise. */
const textOf = (number: number): string => {
  const data = { note: 'Алматы "阿拉山口"\n/\u001f' };
  return JSON.stringify({ data, sequence: sequenceText(number), subject: `CNPOST.${number}`, type: 'x' });
};

/** A new Kafka has no groups before somebody has asked for one: the samples are no clients of a centre's first second. */
async function groupsAreThere(brokers: string): Promise<void> {
  const admin = new Kafka({ brokers: [brokers], logLevel: 0 }).admin();
  await admin.connect();
  const ask = () => admin.fetchOffsets({ groupId: 'none' }).then(() => true);
  while (!(await ask().catch(() => false)));
  await admin.disconnect();
}

describe('the samples that carriers copy', () => {
  let cluster: OwnCluster;
  let log: KafkaLog;
  let samples: FeedSamples;
  let pulled: Server;

  /** Writes so many events into the feed, as a service that is started for them. */
  const write = async (count: number): Promise<void> => {
    const value = Buffer.from('event');
    await log.publish(Array.from({ length: count }, () => ({ topic: SOURCE, partition: 0, key: null, value })));
    const definition: FeedDefinition<true> = {
      ...{ topic: TOPIC, start: 'beginning', version: 1, note: '' },
      select: (_, number) => ({ key: Buffer.from('k'), value: Buffer.from(textOf(number)) }),
    };
    const writer = new FeedWriter<true>({
      ...{ log, transactionalId: 'feeds', instance: 'spec', everyMs: 20, retentionMs: -1 },
      source: { topic: SOURCE, ruleAt: () => Promise.resolve({ counts: () => true }), decode: () => true },
      definitions: () => Promise.resolve([definition]),
    });
    const [wanted = 0] = await log.endOffsets(SOURCE);
    const stop = new AbortController();
    const running = writer.run(stop.signal);
    await log.ensureTopics([TOPIC]);
    while (eventsIn(await recordsOf(TOPIC)).length < wanted);
    stop.abort();
    await running;
  };
  const recordsOf = async (topic: string): Promise<LogRecord[]> => {
    const [end = 0] = await log.endOffsets(topic);
    const records: LogRecord[] = [];
    for await (const batch of log.scan({ topic, partition: 0, from: 0, to: end })) records.push(...batch);
    return records;
  };
  const eventsIn = (records: readonly LogRecord[]) => records.filter(({ headers }) => controlIn(headers) === null);
  /** What the feed itself says that there is in it. */
  const stated = async (): Promise<string> => {
    const headers = eventsIn(await recordsOf(TOPIC)).at(-1)?.headers ?? {};
    return `count=${headers[HEADER.count]} hash=${headers[HEADER.chain]}`;
  };
  /** Runs all three until the end of a feed. */
  const read = async (topic: string): Promise<readonly Ended[]> => {
    const kafka = {
      ...{ KAFKA_BROKERS: cluster.carriersBrokers, KAFKA_PROTOCOL: 'SASL_PLAINTEXT', KAFKA_USER: `${CARRIER}.k1` },
      ...{ KAFKA_PASSWORD: PASSWORD, FEED_TOPIC: topic, UNTIL_END: '1' },
    };
    const url = `http://127.0.0.1:${(pulled.address() as AddressInfo).port}`;
    const http = { ALATAW_URL: url, ALATAW_KEY: 'alk_key', SUBSCRIPTION: topic, UNTIL_END: '1' };
    return Promise.all([
      samples.typescript({ ...kafka, GROUP: `${topic.slice('carriers.feed.'.length)}-ts` }),
      samples.java({ ...kafka, GROUP: `${topic.slice('carriers.feed.'.length)}-java` }),
      samples.python(http),
    ]);
  };
  /** Pages of a feed as the gateway gives them, at most a hundred events each. */
  const page = async ({ url, headers }: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(url ?? '', 'http://gateway');
    const topic = decodeURIComponent(pathname.split('/')[3] ?? '');
    const from = Number(searchParams.get('cursor') ?? 0);
    const events = eventsIn(await recordsOf(topic));
    const given = events.slice(from, from + Math.min(100, Number(searchParams.get('limit'))));
    const last = events[from + given.length - 1]?.headers ?? {};
    const body = {
      events: given.map(({ value }) => JSON.parse(String(value)) as unknown),
      ...{ next: String(from + given.length), count: Number(last[HEADER.count]), chain: last[HEADER.chain] },
    };
    response.statusCode = headers.authorization === 'Bearer alk_key' ? 200 : 401;
    response.end(JSON.stringify(body));
  };

  beforeAll(async () => {
    cluster = await ownCluster({ carriers: true });
    log = await KafkaLog.connect({ brokers: [cluster.brokers], clientId: 'spec', topics: [] });
    await log.ensureTopics([SOURCE]);
    await log.readers.grant({
      ...{ user: `${CARRIER}.k1`, password: PASSWORD, bytesPerSecond: 10_000_000 },
      ...{ topicPrefix: `carriers.feed.${CARRIER}.`, groupPrefix: `${CARRIER}.` },
    });
    await groupsAreThere(cluster.brokers);
    samples = new FeedSamples();
    pulled = createServer((request, response) => void page(request, response)).listen(0, '127.0.0.1');
  }, CLUSTER_START_MS);
  afterAll(async () => {
    pulled.close();
    samples.remove();
    await log.close();
    await cluster.stop();
  }, CLUSTER_START_MS);

  it(
    'agree on what is in a feed, and go on where they stopped',
    async () => {
      for (const [count, sum] of [
        [250, 250],
        [130, 380],
      ] as const) {
        await write(count);
        const said = await stated();
        expect(said).toMatch(new RegExp(`^count=${sum} hash=[0-9a-f]{64}$`));
        expect(await read(TOPIC)).toMatchObject(Array.from({ length: 3 }, () => ({ code: 0, last: said })));
      }
    },
    RUN_MS,
  );

  it(
    'notice that an event is missing',
    async () => {
      const [, , missing, ...others] = eventsIn(await recordsOf(TOPIC));
      const left = eventsIn(await recordsOf(TOPIC))
        .slice(0, 2)
        .concat(others);
      expect(missing).toBeDefined();
      await log.ensureTopics([LACKING]);
      const producer = { ...(await log.claim('forger')), firstSequence: 0 };
      await log.append([{ topic: LACKING, partition: 0, producer, records: left }]);
      for (const { code, error } of await read(LACKING)) {
        expect(code).toBe(1);
        expect(error).toContain('something is missing');
      }
    },
    RUN_MS,
  );
});
