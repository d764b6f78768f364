import fc from 'fast-check';
import { AssignerProtocol, type Cluster } from 'kafkajs';
import { CLUSTER_START_MS } from '../../../test/support/cluster';
import { Bench } from './conformance/bench.fixture';
import { killMember, SESSION_MS } from './conformance/groups.fixture';
import { KafkaClient } from './kafka-client';
import { KafkaLog } from './kafka-log';
import { assignEvenly, coPartitionAssigner, joinGroup } from './membership';

describe('coPartitionAssigner', () => {
  const memberIds = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 });
  const partitions = fc.integer({ min: 1, max: 60 });

  it('deals every partition once, in shares that differ by one at most', () => {
    fc.assert(
      fc.property(memberIds, partitions, (ids, count) => {
        const shares = [...assignEvenly(ids, count).values()];
        expect(shares.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, p) => p));
        const sizes = shares.map((share) => share.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('gives the same partitions of every topic to a member', async () => {
    await fc.assert(
      fc.asyncProperty(memberIds, partitions, async (ids, count) => {
        const found = Array.from({ length: count }, (_, partitionId) => ({ partitionId }));
        const cluster = { findTopicPartitionMetadata: () => found } as unknown as Cluster;
        const assigner = coPartitionAssigner({ cluster } as Parameters<typeof coPartitionAssigner>[0]);
        const members = ids.map((memberId) => ({ memberId, memberMetadata: Buffer.alloc(0) }));
        const dealt = await assigner.assign({ members, topics: ['left', 'right'] });
        for (const { memberAssignment } of dealt) {
          const { assignment } = AssignerProtocol.MemberAssignment.decode(memberAssignment)!;
          expect(assignment['left']).toEqual(assignment['right']);
        }
      }),
    );
  });
});

describe('joinGroup', () => {
  const bench = new Bench('membership', (options) => KafkaLog.connect(options));
  beforeAll(() => bench.start(), CLUSTER_START_MS);
  afterAll(() => bench.close(), CLUSTER_START_MS);

  it('control: waits for the session of a killed member that nobody has made leave', async () => {
    const groupId = `${bench.topic}-killed`;
    const { topic, brokers } = bench;
    await killMember({ broker: brokers[0]!, clientId: 'killed', groupId, topic });
    const client = new KafkaClient({ brokers, clientId: 'killed' });
    bench.onClose(() => client.close());
    await client.connect([topic]);
    const from = performance.now();
    await new Promise<void>((resolve, reject) => {
      const options = { groupId, topics: [topic], partitions: 1, onAssigned: () => resolve(), onFailed: reject };
      joinGroup(client, options).then((member) => bench.onClose(() => member.leave()), reject);
    });
    expect(performance.now() - from).toBeGreaterThan((SESSION_MS * 2) / 3);
  }, 30_000);
});
