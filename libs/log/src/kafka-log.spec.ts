import { CLUSTER_START_MS } from '../../../test/support/cluster';
import { Bench } from './conformance/bench.fixture';
import { describeConformance } from './conformance/conformance.fixture';
import { KafkaLog } from './kafka-log';

describeConformance('KafkaLog', (options) => KafkaLog.connect(options));

describe('the publisher of KafkaLog', () => {
  const bench = new Bench('publisher', (options) => KafkaLog.connect(options));
  beforeAll(() => bench.start(), CLUSTER_START_MS);
  beforeEach(() => bench.nextPartition());
  afterAll(() => bench.close(), CLUSTER_START_MS);

  it('publishes on when the broker refuses its sequence', async () => {
    await bench.publish('a');
    const { publisher } = bench.log as unknown as { publisher: { sequences: Map<string, number> } };
    publisher.sequences.set(`${bench.topic}/${bench.partition}`, 77);
    await bench.publish('b');
    expect(await bench.readAll()).toEqual(['a', 'b']);
  });
});

describe('a topic that is deleted', () => {
  const bench = new Bench('deleted', (options) => KafkaLog.connect(options));
  beforeAll(() => bench.start(), CLUSTER_START_MS);
  afterAll(() => bench.close(), CLUSTER_START_MS);

  it('keeps nobody who has used it from others', async () => {
    const prefix = `${bench.topic}-feed-`;
    const named = (n: number): string => `${prefix}${n}`;
    const [log, other] = [(await bench.open()) as KafkaLog, (await bench.open()) as KafkaLog];
    for (const each of [log, other]) await each.ensureTopics([named(1), named(2)]);
    expect((await log.topicsBeginning(prefix)).sort()).toEqual([named(1), named(2)]);
    await log.deleteTopics([named(1), named(3)]);
    while ((await log.topicsBeginning(prefix)).length > 1);
    await other.ensureTopics([named(4)]);
    const record = { partition: 0, key: null, value: Buffer.from('a') };
    await other.publish([named(2), named(4)].map((topic) => ({ topic, ...record })));
    expect([await log.endOffsets(named(2)), await log.endOffsets(named(4))]).toEqual([[1], [1]]);
  });
});
