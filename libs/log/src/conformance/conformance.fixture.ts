import { CLUSTER_START_MS } from '../../../../test/support/cluster';
import { describeAppends } from './appends.fixture';
import { Bench, type OpenLog } from './bench.fixture';
import { describeGroups } from './groups.fixture';
import { describeReads } from './reads.fixture';

/**
 * What a lane needs of a Kafka client, as tests that every adapter must pass against a live broker. What a plain client
 * does instead is shown by `kafkajs-controls.spec.ts`; docs/guards.md has the pairs.
 * @param open connects the adapter under test
 */
export function describeConformance(name: string, open: OpenLog): void {
  describe(`${name}, on a live broker,`, () => {
    const bench = new Bench('conformance', open);
    beforeAll(() => bench.start(), CLUSTER_START_MS);
    beforeEach(() => bench.nextPartition());
    afterAll(() => bench.close(), CLUSTER_START_MS);
    describeAppends(bench);
    describeReads(bench);
    describeGroups(bench);
  });
}
