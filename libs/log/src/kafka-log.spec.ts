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
