import { Kafka, type Admin, type KafkaConfig } from 'kafkajs';
import { createTopics } from '#local/topics';
import { CLUSTER_START_MS, ownCluster, type OwnCluster } from '../../../test/support/cluster';
import { fetchFrom } from './fetcher';
import { KafkaClient } from './kafka-client';
import { KafkaLog } from './kafka-log';
import { KafkaReaders, type ReaderGrant } from './kafka-readers';
import { decodeProduced, encodeProduce, PRODUCE } from './protocol';
import { Reader, Writer } from './wire';

const OWN = 'carriers.feed.KZ.all';
/** Of carriers whose names begin alike, of one that differs by what could be taken for an end, and what no carrier reads. */
const OTHERS = ['carriers.feed.KZPOST.all', 'carriers.feed.KZ-POST.all', 'carriers.events', 'carriers.feed'];
const NODE = '1';
const LIMITS = { maxWaitMs: 100, minBytes: 1, maxBytes: 1_000_000, maxBytesPerPartition: 1_000_000 };
const DESCRIBE_QUOTAS = { apiKey: 48, apiVersion: 0, apiName: 'DescribeClientQuotas' };
/** All there are, of whatever. */
const NO_COMPONENTS = Buffer.alloc(5);

const grantFor = (carrier: string, of: Partial<ReaderGrant> = {}): ReaderGrant => ({
  ...{ user: `${carrier}.k1`, password: `password of ${carrier}`, bytesPerSecond: 1_000_000 },
  ...{ topicPrefix: `carriers.feed.${carrier}.`, groupPrefix: `${carrier}.` },
  ...of,
});

const GROUP_REFUSED = 30;

/** Asks to join a group. @returns the error code */
async function joins(client: KafkaClient, group: string): Promise<number> {
  const body = new Writer().string(group).int32(10_000).int32(10_000).string('').string(null).string('consumer');
  body.int32(1).string('range').int32(0);
  const answer = await client.send(NODE, { apiKey: 11, apiVersion: 5, apiName: 'JoinGroup' }, body.toBuffer());
  return answer.readInt16BE(4);
}

/** Says for a group that it has read nothing. @returns the error code */
async function commits(client: KafkaClient, group: string, topic: string): Promise<number> {
  const body = new Writer().string(group).int32(-1).string('').int32(1).string(topic);
  body.int32(1).int32(0).int64(0).string('');
  const api = { apiKey: 8, apiVersion: 5, apiName: 'OffsetCommit' };
  const read = new Reader(await client.send(NODE, api, body.toBuffer()));
  read.int32();
  const [[code = 0] = []] = read.array(() => {
    read.string();
    return read.array(() => (read.int32(), read.int16()));
  });
  return code;
}

/** What something is refused with; empty when it is not. */
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => '',
    (error: Error & { type?: string }) => error.type ?? error.message,
  );

describe('readers from outside', () => {
  let cluster: OwnCluster;
  let log: KafkaLog;
  let inside: Admin;
  /** The carrier KZ, by the clients that a carrier has, and by bare requests. */
  let kafka: Kafka;
  let admin: Admin;
  let client: KafkaClient;
  const closing: (() => Promise<unknown>)[] = [];

  const outside = ({ user, password }: ReaderGrant): KafkaConfig => ({
    ...{ brokers: [cluster.carriersBrokers], clientId: user, logLevel: 0, retry: { retries: 0 } },
    sasl: { mechanism: 'scram-sha-512', username: user, password },
  });
  const clientOf = async (grant: ReaderGrant, topic: string): Promise<KafkaClient> => {
    const { sasl } = outside(grant);
    const made = new KafkaClient({ brokers: [cluster.carriersBrokers], clientId: 'raw', ...(sasl ? { sasl } : {}) });
    await made.connect([topic]);
    closing.push(() => made.close());
    return made;
  };
  const fetches = async (of: KafkaClient, topic: string): Promise<string[]> => {
    const { fetched } = await fetchFrom(of, NODE, [{ topic, partition: 0, offset: 0 }], LIMITS, false);
    return fetched.flatMap(({ batches }) =>
      batches.flatMap(({ records }) => records.map(({ value }) => String(value))),
    );
  };

  beforeAll(async () => {
    cluster = await ownCluster({ carriers: true });
    const brokers = [cluster.brokers];
    inside = new Kafka({ brokers, logLevel: 0 }).admin();
    await inside.connect();
    closing.push(() => inside.disconnect());
    const topics = [OWN, ...OTHERS];
    await createTopics(
      inside,
      topics.map((topic) => ({ topic, numPartitions: 1, replicationFactor: 1 })),
    );
    log = await KafkaLog.connect({ brokers, clientId: 'inside', topics });
    closing.push(() => log.close());
    const record = { partition: 0, key: null, value: Buffer.from('event') };
    await log.publish(topics.map((topic) => ({ topic, ...record })));
    for (const carrier of ['KZ', 'KZPOST']) await log.readers.grant(grantFor(carrier));
    kafka = new Kafka(outside(grantFor('KZ')));
    admin = kafka.admin();
    await admin.connect();
    closing.push(() => admin.disconnect());
    client = await clientOf(grantFor('KZ'), OWN);
  }, CLUSTER_START_MS);
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
    await cluster.stop();
  }, CLUSTER_START_MS);

  it('read their own feed in a group of their own, which remembers how far', async () => {
    // The first group of all makes the broker make the topic of groups: that is waited for.
    const patient = new Kafka({ ...outside(grantFor('KZ')), retry: { retries: 20, initialRetryTime: 50 } });
    const consumer = patient.consumer({ groupId: 'KZ.main' });
    closing.push(() => consumer.disconnect());
    await consumer.connect();
    await consumer.subscribe({ topic: OWN, fromBeginning: true });
    const read = new Promise<string>((resolve, reject) => {
      const eachMessage = ({ message }: { message: { value: Buffer | null } }) =>
        Promise.resolve(resolve(String(message.value)));
      consumer.run({ autoCommit: false, eachMessage }).catch(reject);
    });
    expect(await read).toBe('event');
    await consumer.commitOffsets([{ topic: OWN, partition: 0, offset: '1', metadata: 'so far' }]);
    const kept = await inside.fetchOffsets({ groupId: 'KZ.main', topics: [OWN] });
    expect(kept).toMatchObject([{ partitions: [{ offset: '1', metadata: 'so far' }] }]);
  });

  it('see no topic but their own', async () => {
    expect(await admin.listTopics()).toEqual([OWN]);
  });

  it.each(OTHERS)('do not read %s', async (topic) => {
    expect(await fetches(client, OWN)).toEqual(['event']);
    expect(await refusal(fetches(client, topic))).toContain('TOPIC_AUTHORIZATION_FAILED');
    expect(await refusal(admin.fetchTopicOffsets(topic))).toContain('AUTHORIZATION_FAILED');
  });

  it('write nothing, not even into their own feed', async () => {
    const producer = { producerId: -1, producerEpoch: -1, firstSequence: -1 };
    const records = [{ key: null, value: Buffer.from('forged') }];
    for (const topic of [OWN, ...OTHERS]) {
      const body = encodeProduce([{ topic, partition: 0, producer, records }], 1, 1_000);
      expect(decodeProduced(await client.send(NODE, PRODUCE, body))).toMatchObject([{ errorCode: 29 }]);
      expect(await log.endOffsets(topic)).toEqual([1]);
    }
    const idempotent = kafka.producer({ idempotent: true, maxInFlightRequests: 1, retry: { retries: 1 } });
    expect(await refusal(idempotent.connect())).toBe('CLUSTER_AUTHORIZATION_FAILED');
    await idempotent.disconnect();
  });

  it.each(['KZPOST.main', 'KZ-POST.main', 'KZ', 'carriers'])('have no part in the group %s', async (group) => {
    const memberIdRequired = 79;
    expect(await joins(client, 'KZ.other')).toBe(memberIdRequired);
    expect(await joins(client, group)).toBe(GROUP_REFUSED);
    expect(await commits(client, 'KZ.other', OWN)).toBe(0);
    expect(await commits(client, group, OWN)).toBe(GROUP_REFUSED);
  });

  it('change and see nothing of the cluster', async () => {
    const resources = [{ type: 2, name: OWN, configEntries: [{ name: 'retention.ms', value: '1' }] }];
    const acl = {
      ...{ resourceType: 2, resourceName: '*', resourcePatternType: 3, principal: 'User:KZ.k1', host: '*' },
      ...{ operation: 2, permissionType: 3 },
    };
    const refusals = await Promise.all(
      [
        admin.alterConfigs({ validateOnly: false, resources }),
        admin.describeConfigs({ includeSynonyms: false, resources: [{ type: 2, name: OWN }] }),
        admin.createTopics({ topics: [{ topic: 'carriers.feed.KZ.more' }], waitForLeaders: false }),
        admin.deleteTopics({ topics: [OWN] }),
        admin.deleteTopicRecords({ topic: OWN, partitions: [{ partition: 0, offset: '1' }] }),
        admin.createAcls({ acl: [acl] }),
        admin.describeAcls({ resourceType: 1, resourcePatternType: 1, operation: 1, permissionType: 1 }),
      ].map(refusal),
    );
    expect(refusals.filter((said) => said === '')).toEqual([]);
    const readers = new KafkaReaders(client);
    expect(await refusal(readers.users())).toContain('CLUSTER_AUTHORIZATION_FAILED');
    expect(await refusal(readers.grant(grantFor('KZ')))).toContain('CLUSTER_AUTHORIZATION_FAILED');
    expect(await inside.listTopics()).toEqual(expect.arrayContaining([OWN]));
    expect(await inside.listTopics()).not.toContain('carriers.feed.KZ.more');
    expect(await log.startOffsets(OWN)).toEqual([0]);
  });

  it('are let in by their password alone', async () => {
    const wrong = [
      grantFor('KZ', { password: 'password of KZPOST' }),
      grantFor('KZ', { user: 'KZ.none' }),
      grantFor('KZ', { user: 'ANONYMOUS', password: '' }),
    ];
    for (const grant of wrong) {
      const stranger = new Kafka(outside(grant)).admin();
      expect(await refusal(stranger.connect())).toMatch(/SASL|authentication/i);
      await stranger.disconnect();
    }
    const silent = new Kafka({ brokers: [cluster.carriersBrokers], logLevel: 0, retry: { retries: 0 } }).admin();
    expect(await refusal(silent.connect().then(() => silent.listTopics()))).not.toBe('');
    await silent.disconnect();
  });

  it('have two passwords while one is replaced, and nothing is read by the old one once it is revoked', async () => {
    const [before, after] = [grantFor('KTZ', { user: 'KTZ.k1' }), grantFor('KTZ', { user: 'KTZ.k2' })];
    const topic = 'carriers.feed.KTZ.all';
    await log.ensureTopics([topic]);
    await log.publish([{ topic, partition: 0, key: null, value: Buffer.from('event') }]);
    for (const grant of [before, after]) await log.readers.grant(grant);
    expect((await log.readers.users()).filter((user) => user.startsWith('KTZ.')).sort()).toEqual(['KTZ.k1', 'KTZ.k2']);
    const [open, other] = [await clientOf(before, topic), await clientOf(after, topic)];
    for (const each of [open, other]) expect(await fetches(each, topic)).toEqual(['event']);
    await log.readers.revoke('KTZ.k1');
    expect(await refusal(fetches(open, topic))).toContain('TOPIC_AUTHORIZATION_FAILED');
    expect(await refusal(new Kafka(outside(before)).admin().connect())).toMatch(/SASL|authentication/i);
    expect(await fetches(other, topic)).toEqual(['event']);
    await log.readers.revoke('KTZ.k1'); // once more does no harm
  });

  it('read no faster than they may', async () => {
    const rate = Buffer.alloc(8);
    rate.writeDoubleBE(12_345);
    const inner = new KafkaClient({ brokers: [cluster.brokers], clientId: 'quotas' });
    await inner.connect([OWN]);
    const quotas = () => inner.send(NODE, DESCRIBE_QUOTAS, NO_COMPONENTS);
    await log.readers.grant(grantFor('FAST', { bytesPerSecond: 12_345 }));
    expect((await quotas()).includes(rate)).toBe(true);
    await log.readers.revoke('FAST.k1');
    expect((await quotas()).includes(rate)).toBe(false);
    await inner.close();
  });

  it('have a name that is no name of ours, and prefixes with an end', async () => {
    await expect(log.readers.grant(grantFor('KZ', { user: 'ANONYMOUS' }))).rejects.toThrow('full stop');
    await expect(log.readers.grant(grantFor('KZ', { topicPrefix: 'carriers.feed.KZ' }))).rejects.toThrow('full stop');
    expect(await log.readers.users()).not.toContain('ANONYMOUS');
  });
});
