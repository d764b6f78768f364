import { AssignerProtocol, Kafka } from 'kafkajs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ASSIGNER_NAME } from '../membership';
import type { Bench } from './bench.fixture';

/** How long the coordinator waits for a member that was killed, when nobody makes it leave. */
export const SESSION_MS = 6_000;

/** Starts a member of a group in a process of its own and kills it −9 once it has joined. */
export async function killMember(of: { broker: string; clientId: string; groupId: string; topic: string }) {
  const script = `
    const { Kafka } = require('kafkajs');
    const name = '${ASSIGNER_NAME}';
    const assigner = () => ({ name, version: 1, assign: async () => [],
      protocol: () => ({ name, metadata: Buffer.alloc(0) }) });
    const consumer = new Kafka({ brokers: ['${of.broker}'], clientId: '${of.clientId}', logLevel: 0 }).consumer({
      groupId: '${of.groupId}', sessionTimeout: ${SESSION_MS}, heartbeatInterval: 1000,
      partitionAssigners: [assigner] });
    consumer.on('consumer.group_join', () => console.log('joined'));
    consumer.connect().then(() => consumer.subscribe({ topics: ['${of.topic}'] }))
      .then(() => consumer.run({ eachBatch: async () => {} }));`;
  const killed = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(killed.stdout, 'data');
  killed.kill('SIGKILL');
  await once(killed, 'exit');
}

/** Group membership: who has which partitions, how soon, and who is told when it ends. */
export function describeGroups(bench: Bench): void {
  describe('a group', () => {
    const join = async (
      groupId: string,
      clientId: string,
      onAssigned: (partitions: readonly number[]) => void,
      topics = [bench.topic],
    ): Promise<void> => {
      const log = await bench.open(clientId, topics);
      const fail = (cause: Error): never => {
        throw cause;
      };
      const member = await log.join({ groupId, topics, onAssigned, onFailed: fail });
      bench.onClose(() => member.leave());
    };

    it('gives partition p of every topic to one member, in shares that differ by one at most', async () => {
      const groupId = `${bench.topic}-group`;
      const topics = [`${bench.topic}-left`, `${bench.topic}-right`];
      for (const topic of topics) await bench.createTopic({ topic, numPartitions: 7 });
      const owned = new Map<string, readonly number[]>();
      let changed = (): void => undefined;
      const shares = async (...wanted: number[]): Promise<void> => {
        const sizes = () => [...owned.values()].map((p) => p.length).sort();
        while (String(sizes()) !== String(wanted)) await new Promise<void>((resolve) => (changed = resolve));
      };
      for (const [clientId, wanted] of [
        ['one', [7]],
        ['two', [3, 4]],
        ['three', [2, 2, 3]],
      ] as const) {
        await join(groupId, clientId, (partitions) => (owned.set(clientId, partitions), changed()), topics);
        await shares(...wanted);
      }
      expect([...owned.values()].flat().sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
      const { groups } = await bench.admin.describeGroups([groupId]);
      for (const { clientId, memberAssignment } of groups[0]!.members) {
        const { assignment } = AssignerProtocol.MemberAssignment.decode(memberAssignment)!;
        for (const topic of topics) expect(assignment[topic]).toEqual(owned.get(clientId));
      }
    }, 30_000);

    it('does not wait for the session of a killed member that comes back under its name', async () => {
      const groupId = `${bench.topic}-killed`;
      await killMember({ broker: bench.brokers[0]!, clientId: 'killed', groupId, topic: bench.topic });
      const from = performance.now();
      const assigned = await new Promise<readonly number[]>((resolve, reject) => {
        join(groupId, 'killed', resolve).catch(reject);
      });
      expect(performance.now() - from).toBeLessThan(SESSION_MS / 3);
      expect(assigned).toHaveLength(bench.log.partitions(bench.topic));
    }, 30_000);

    it('tells a member that cannot go on', async () => {
      const groupId = `${bench.topic}-foreign`;
      const foreign = new Kafka({ brokers: bench.brokers, logLevel: 0 }).consumer({ groupId });
      bench.onClose(() => foreign.disconnect());
      await foreign.connect();
      await foreign.subscribe({ topics: [bench.topic] });
      const joined = new Promise((resolve) => foreign.on('consumer.group_join', resolve));
      await foreign.run({ eachBatch: () => Promise.resolve() });
      await joined; // with kafkajs's own assigner: ours has no protocol in common with it
      const failed = new Promise<Error>((resolve, reject) => {
        const options = { groupId, topics: [bench.topic], onAssigned: reject, onFailed: resolve };
        bench.log.join(options).then((member) => bench.onClose(() => member.leave()), reject);
      });
      expect(await failed).toMatchObject({ name: expect.stringMatching('KafkaJS') });
    }, 30_000);

    it('shows how far a partition was read', async () => {
      const { topic, partition } = bench;
      const groupId = `${topic}-progress`;
      const log = await bench.open('progress');
      let assigned = (): void => undefined;
      const joined = new Promise<void>((resolve) => (assigned = resolve));
      const fail = (cause: Error): never => {
        throw cause;
      };
      const member = await log.join({ groupId, topics: [topic], onAssigned: () => assigned(), onFailed: fail });
      bench.onClose(() => member.leave());
      await joined;
      await member.showProgress([{ topic, partition, offset: 17 }]);
      const [shown] = await bench.admin.fetchOffsets({ groupId, topics: [topic] });
      expect(shown?.partitions.find((p) => p.partition === partition)?.offset).toBe('17');
    }, 30_000);
  });
}
