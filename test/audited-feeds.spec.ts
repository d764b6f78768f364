import {
  Codec,
  isEvent,
  isOf,
  MilestoneReached,
  type FeedFormat,
  type Recorded,
  type SubscriptionState,
} from '@alataw/contracts';
import { FeedWriter, placeIn } from '@alataw/feed';
import { KafkaLog } from '@alataw/log';
import { feedTopicOf } from '@alataw/milestones';
import { feedOf } from '../apps/carriers/src/feeds/feed-definition';
import { Bench } from '../libs/log/src/conformance/bench.fixture';
import { CLUSTER_START_MS } from './support/cluster';
import { Feeds } from './audit/checks/feeds';
import { Findings } from './audit/findings';
import { Entities } from './audit/fold/entities';
import { auditRecord, type AuditRecord } from './audit/log/record';
import { Schemas } from './audit/log/schemas';
import { Cluster } from './audit/wire/cluster';
import { partitionOfKey } from './audit/wire/murmur2';
import { recordBatches } from './audit/wire/record-batch';
import { readFeeds } from './audit/feeds/read-feeds';

const PARTITIONS = 3;
const idOf = (format: FeedFormat): string => `KAZPOST.audited-${format.toLowerCase()}`;
const FILTER = 'event.type != "LOADED" && (event.destinationCountry == "KZ" || event.unitId.startsWith("truck:"))';
const codec = Codec.embedded();
const schemas = Schemas.load('schemas');

/** The audit reads what the pipeline's own writer has written, over a real Kafka. */
describe(readFeeds.name, () => {
  const bench = new Bench('audited-feeds', (options) => KafkaLog.connect(options));
  let source = '';
  const findings = new Findings();

  beforeAll(() => bench.start(), CLUSTER_START_MS);
  afterAll(() => bench.close(), CLUSTER_START_MS);

  const milestone = (n: number): { readonly partition: number; readonly key: Buffer; readonly value: Buffer } => {
    const parcelId = `CNPOST.P${n % 40}`;
    const of = {
      ...{ type: 'MilestoneReached', parcelId, number: 1, milestone: n % 3 === 0 ? 'LOADED' : 'RELEASED' },
      ...{ happenedAt: n, carrier: n % 5 === 0 ? 'RUPOST' : 'KAZPOST', platform: 'SILKROAD' },
      ...{ destinationCountry: n % 2 === 0 ? 'KZ' : 'KG', portCode: '9404', tradeMode: '9610', piece: n % 7 || null },
      ...{ unitId: n % 11 === 0 ? 'truck:KZ-1' : null, transportId: null, reason: null, declarationVersion: 1 },
      meta: {
        ...{ eventId: `carriers:${n}`, causeId: `c${n}`, correlationId: 'r', actor: 'staff:1', sequence: 1 },
        ...{ occurredAt: n, recordedAt: n, deciderVersion: 'test', inputs: [] },
        cause: { topic: 'release.events', partition: 0, offset: n, originPartition: -1, originOffset: -1 },
      },
    } as unknown as Recorded<MilestoneReached>;
    const key = Buffer.from(parcelId);
    return { partition: partitionOfKey(key, PARTITIONS), key, value: codec.encode(MilestoneReached, of) };
  };

  const write = async (format: FeedFormat): Promise<void> => {
    source = `${bench.topic}-${format}`;
    await bench.createTopic({ topic: source, numPartitions: PARTITIONS });
    const log = (await bench.open()) as KafkaLog;
    await log.use([source]);
    const records = Array.from({ length: 300 }, (_, n) => ({ topic: source, ...milestone(n) }));
    await log.publish(records);
    const state = { carrier: 'KAZPOST', startAt: 0, version: 1, filter: FILTER, format } as SubscriptionState;
    const stop = new AbortController();
    const run = new FeedWriter<Recorded<MilestoneReached>>({
      ...{ log, transactionalId: source, instance: 'spec', everyMs: 20, retentionMs: -1 },
      definitions: () => Promise.resolve([feedOf(idOf(format), state, { codec, key: null })]),
      source: {
        topic: source,
        ruleAt: () => Promise.resolve({ counts: () => true }),
        decode: ({ value }) => {
          const decoded = value && codec.decode(value);
          return decoded && isEvent(decoded) && isOf(MilestoneReached, decoded) ? decoded.value : null;
        },
      },
    }).run(stop.signal);
    const topic = feedTopicOf(idOf(format));
    await log.ensureTopics([topic]);
    const behind = async (): Promise<number> => {
      const [end = 0] = await log.endOffsets(topic);
      const last = end === 0 ? null : await log.readAt(topic, 0, end - 1);
      return records.filter(isWanted).length - (placeIn(last?.headers ?? null)?.count ?? 0);
    };
    while ((await behind()) > 0);
    stop.abort();
    await run;
  };
  /** What the filter says, in other words. */
  const isWanted = (_: unknown, n: number): boolean => n % 3 !== 0 && n % 5 !== 0 && (n % 2 === 0 || n % 11 === 0);

  it.each(['JSON', 'AVRO'] as const)(
    'finds nothing in a feed in %s that its writer has written, and what is not in it',
    async (format) => {
      await write(format);
      const brokers = bench.brokers;
      const cluster = await Cluster.open(brokers, [source]);
      const feeds = (await readFeeds(cluster, PARTITIONS, findings, schemas)).filter(({ id }) => id === idOf(format));
      const checked = new Feeds(feeds, findings);
      const subscribed = { startAt: 0, version: 1, filter: FILTER };
      checked.event({ type: 'SubscriptionOpened', key: idOf(format), fields: subscribed } as unknown as AuditRecord);
      for (const partition of cluster.partitionsOf(source)) {
        const [{ bytes } = { bytes: Buffer.alloc(0) }] = await cluster.fetch([{ topic: source, partition, offset: 0 }]);
        for (const batch of recordBatches(bytes)) {
          if ('fault' in batch) throw new Error(batch.fault);
          for (const raw of batch.records) {
            const { producerId, producerEpoch } = batch;
            const where = { topic: source, partition, offset: raw.offset, producerId, producerEpoch };
            checked.event(auditRecord(raw, where, schemas));
          }
        }
      }
      cluster.close();
      expect(feeds).toHaveLength(1);
      expect(feeds[0]!.last?.count).toBe(Array.from({ length: 300 }).filter(isWanted).length);
      checked.finish(new Entities(PARTITIONS, findings), true);
      expect(findings.of.get(9)?.examples).toEqual([]);
    },
    CLUSTER_START_MS,
  );
});
