import { AssignerProtocol, type Assigner, type Cluster, type PartitionAssigner } from 'kafkajs';
import type { KafkaClient } from './kafka-client';

export interface GroupOptions {
  /** Named after the stage: its members share the partitions. */
  readonly groupId: string;
  /** The topics of the stage, all with the same number of partitions. */
  readonly topics: readonly string[];
  readonly partitions: number;
  /** Called after every rebalance with the partition numbers that this member owns now. */
  readonly onAssigned: (partitions: readonly number[]) => void;
  /** Called when the member cannot go on. */
  readonly onFailed: (cause: Error) => void;
}

export interface GroupMember {
  /** Shows how far a partition has been read, for lag displays and autoscalers. Nothing is decided by it. */
  showProgress(positions: readonly { topic: string; partition: number; offset: number }[]): Promise<void>;
  leave(): Promise<void>;
}

/** How long the coordinator waits for a silent member before it gives its partitions to others. */
const SESSION_TIMEOUT_MS = 6_000;
const HEARTBEAT_INTERVAL_MS = 1_000;
/** kafkajs looks after its heartbeat when a fetch returns; with every partition paused, a fetch is a pause of this length. */
const IDLE_FETCH_MS = 250;

export const ASSIGNER_NAME = 'alataw-co-partition';

/** Gives partition p of every topic to the same member, so that a lane finds all its inputs in one process. */
export const coPartitionAssigner: PartitionAssigner = ({ cluster }: { cluster: Cluster }): Assigner => ({
  name: ASSIGNER_NAME,
  version: 1,
  assign: ({ members, topics }) => {
    const ids = members.map((m) => m.memberId).sort();
    const shares = assignEvenly(ids, cluster.findTopicPartitionMetadata(topics[0]!).length);
    return Promise.resolve(
      ids.map((memberId) => ({
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({
          version: 1,
          assignment: Object.fromEntries(topics.map((topic) => [topic, shares.get(memberId) ?? []])),
          userData: Buffer.alloc(0),
        }),
      })),
    );
  },
  protocol: ({ topics }) => ({
    name: ASSIGNER_NAME,
    metadata: AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData: Buffer.alloc(0) }),
  }),
});

/** Deals partitions to members in turn, so that shares differ by one at most. */
export function assignEvenly(memberIds: readonly string[], partitions: number): Map<string, number[]> {
  const shares = new Map<string, number[]>(memberIds.map((id) => [id, []]));
  for (let p = 0; p < partitions; p++) shares.get(memberIds[p % memberIds.length]!)!.push(p);
  return shares;
}

/**
 * Joins the stage's group through kafkajs, for membership alone: all partitions stay paused, since lanes fetch by
 * themselves from offsets that they read in their own output. A rebalance that goes wrong costs time, never
 * correctness: what a member may append is settled by the lane's epoch.
 */
export async function joinGroup(client: KafkaClient, options: GroupOptions): Promise<GroupMember> {
  const consumer = client.kafka.consumer({
    groupId: options.groupId,
    partitionAssigners: [coPartitionAssigner],
    sessionTimeout: SESSION_TIMEOUT_MS,
    heartbeatInterval: HEARTBEAT_INTERVAL_MS,
    maxWaitTimeInMs: IDLE_FETCH_MS,
    allowAutoTopicCreation: false,
    retry: { retries: 1_000_000, initialRetryTime: 100, maxRetryTime: 1_000 },
  });
  const all = [...options.topics].map((topic) => ({ topic }));
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    consumer.pause(all);
    options.onAssigned(payload.memberAssignment[options.topics[0]!] ?? []);
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!payload.restart) options.onFailed(payload.error);
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
  await consumer.run({ autoCommit: false, eachBatch: () => Promise.resolve() });
  return {
    showProgress: async (positions) => {
      const offsets = positions.map((p) => ({ ...p, offset: String(p.offset) }));
      await consumer.commitOffsets(offsets).catch(() => undefined); // a display only: the next one will do
    },
    leave: () => consumer.disconnect(),
  };
}
