import { Kafka, logLevel, type Admin } from 'kafkajs';
import { CLUSTER_START_MS, testCluster } from '../../test/support/cluster';
import { ensureTopics, partitionsOf } from './topics';

const file = {
  partitions: 6,
  defaults: { 'cleanup.policy': 'delete', 'retention.ms': '-1' },
  topics: { 'b.events': {}, 'b.commands': {}, 'b.access': { partitions: 1 } },
};

describe('partitionsOf', () => {
  it('takes what is wished at the first start, else what the file says', () => {
    expect(partitionsOf(file, new Map(), 12)).toBe(12);
    expect(partitionsOf(file, new Map(), null)).toBe(6);
  });

  it('takes what the topics have once they are there', () => {
    expect(partitionsOf(file, new Map([['b.events', 3]]), null)).toBe(3);
    expect(partitionsOf(file, new Map([['b.events', 3]]), 3)).toBe(3);
  });

  it('refuses another number than the topics have', () => {
    expect(() => partitionsOf(file, new Map([['b.events', 6]]), 12)).toThrow(
      'PARTITIONS is 12 but the topics of this centre have 6 partitions, which never changes; unset PARTITIONS, or start anew: npm start -- --reset',
    );
  });

  it('refuses topics that differ from each other', () => {
    const existing = new Map([
      ['b.events', 6],
      ['b.commands', 4],
    ]);
    expect(() => partitionsOf(file, existing, null)).toThrow(/^Topic b.commands has 4 partitions and b.events has 6/);
  });

  it('refuses a topic that differs from its own number', () => {
    expect(() => partitionsOf(file, new Map([['b.access', 2]]), null)).toThrow(
      /^Topic b.access has 2 partitions and must have 1/,
    );
  });
});

describe('ensureTopics', () => {
  let admin: Admin;
  beforeAll(async () => {
    const { brokers } = await testCluster();
    admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
  }, CLUSTER_START_MS);
  afterAll(() => admin.disconnect());

  it('creates what is missing, and leaves alone what is as it should be', async () => {
    const options = { admin, file, wished: 2, replication: 1 };
    expect(await ensureTopics(options)).toEqual({
      partitions: 2,
      created: ['b.events', 'b.commands', 'b.access'],
      corrected: [],
    });
    expect(await ensureTopics({ ...options, wished: null })).toEqual({ partitions: 2, created: [], corrected: [] });
    const { topics } = await admin.fetchTopicMetadata({ topics: ['b.events', 'b.access'] });
    expect(new Map(topics.map((topic) => [topic.name, topic.partitions.length]))).toEqual(
      new Map([
        ['b.events', 2],
        ['b.access', 1],
      ]),
    );
  });

  it('gives a topic back the configuration that it should have', async () => {
    const config = { admin, file: { ...file, topics: { 'b.configured': {} } }, wished: 1, replication: 1 };
    await ensureTopics(config);
    const drifted = { ...config, file: { ...config.file, defaults: { 'retention.ms': '86400000' } } };
    expect(await ensureTopics({ ...drifted, wished: null })).toMatchObject({ corrected: ['b.configured'] });
    expect(await ensureTopics({ ...drifted, wished: null })).toMatchObject({ corrected: [] });
  });
});
