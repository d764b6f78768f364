import { Kafka, KafkaJSProtocolError, logLevel, type KafkaConfig, type LogEntry } from 'kafkajs';
import Connection from 'kafkajs/src/network/connection';
import RequestQueue from 'kafkajs/src/network/requestQueue';

import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogError } from './errors';

/** How to reach the brokers. */
export interface KafkaOptions {
  /** `host:port` of some of the brokers. */
  readonly brokers: readonly string[];
  /** Unique per process: the group coordinator shows it, and a restarted process knows its dead predecessor by it. */
  readonly clientId: string;
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: KafkaConfig['sasl'];
  /** Receives kafkajs's own log lines. */
  readonly onLog?: (entry: LogEntry) => void;
}

/** The identity that a lane or a publisher appends under. */
export interface Producer {
  readonly producerId: number;
  readonly producerEpoch: number;
}

/** How long a request may take before its outcome counts as unknown. */
export const REQUEST_TIMEOUT_MS = 8_000;
/** How long a leader may wait for its replicas: less than the request timeout, so that an answer comes first. */
export const REPLICATION_TIMEOUT_MS = 5_000;
/** Only the claim of an epoch needs it; no transaction is ever opened. */
const TRANSACTION_TIMEOUT_MS = 60_000;
const METADATA_MAX_AGE_MS = 60_000;
const CONNECT_DEADLINE_MS = 5_000;
/** For what consists of several requests, such as loading the metadata. */
const CALL_DEADLINE_MS = 12_000;
const RETRY_MIN_MS = 20;
const RETRY_MAX_MS = 1_000;

/** The parts of kafkajs 2.2.4 that its public types leave out. The exact version is pinned for their sake. */
interface InternalBroker {
  connectionPool: { send(protocol: ProtocolCall): Promise<Buffer> };
  initProducerId(of: { transactionalId: string | null; transactionTimeout: number }): Promise<{
    producerId: string;
    producerEpoch: number;
  }>;
  leaveGroup(of: { groupId: string; memberId: string }): Promise<unknown>;
}

/** Which request, in which version. */
interface Api {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly apiName: string;
}

interface ProtocolCall {
  readonly request: Api & { encode(): Promise<{ buf: Buffer; buffer: Buffer }> };
  readonly response: { decode(raw: Buffer): Promise<Buffer>; parse(decoded: Buffer): Promise<Buffer> };
  readonly requestTimeout?: number;
  readonly logResponseError?: boolean;
}

interface InternalCluster {
  /** Whose metadata is loaded: if one of them is not there, no metadata are. */
  readonly targetTopics: Set<string>;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addMultipleTargetTopics(topics: string[]): Promise<void>;
  refreshMetadata(): Promise<void>;
  findBroker(of: { nodeId: string }): Promise<InternalBroker>;
  findControllerBroker(): Promise<InternalBroker>;
  findGroupCoordinator(of: { groupId: string; coordinatorType: 0 | 1 }): Promise<InternalBroker>;
  findTopicPartitionMetadata(topic: string): { partitionId: number; leader: number }[];
}

// kafkajs opens a second socket when `connect` is called while the first is connecting; requests written to the one that
// never connects are never answered. Seen when a broker comes back while several lanes wait for it.
interface InternalConnection {
  socket?: Socket | null;
}
const { prototype } = Connection as {
  prototype: {
    connect: (this: InternalConnection) => Promise<boolean>;
    disconnect: (this: InternalConnection) => Promise<boolean>;
  };
};
const connectOnce = prototype.connect;
const connecting = new WeakMap<InternalConnection, Promise<boolean>>();
prototype.connect = function (): Promise<boolean> {
  const known = connecting.get(this);
  if (known) return known;
  const fresh = within(CONNECT_DEADLINE_MS, connectOnce.call(this)).finally(() => connecting.delete(this));
  connecting.set(this, fresh);
  return fresh;
};

// kafkajs disconnects all connections of a broker with every attempt at one of them that fails, and calls `unref` on their
// sockets: one that has ended already defers this to a `connect` that never comes, by one listener more each time.
const disconnectAgain = prototype.disconnect;
prototype.disconnect = async function (): Promise<boolean> {
  const answer = await disconnectAgain.call(this);
  if (this.socket?.destroyed) this.socket.removeAllListeners('connect');
  return answer;
};

// kafkajs looks for requests that wait once a millisecond on every connection that has ever had an answer, whether any wait or not: some 5 %
// of a core in a process with a few idle connections. A request that has to wait asks for it itself.
interface InternalRequestQueue {
  readonly pending: readonly unknown[];
}
const { prototype: queue } = RequestQueue as {
  prototype: { scheduleCheckPendingRequests: (this: InternalRequestQueue) => void };
};
const scheduleCheck = queue.scheduleCheckPendingRequests;
queue.scheduleCheckPendingRequests = function (): void {
  if (this.pending.length > 0) scheduleCheck.call(this);
};

/** Some of kafkajs's promises never settle when a connection ends at the wrong moment: none is awaited longer than this. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LogError(`No answer within ${ms} ms`, 'retry')), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function exchange(broker: InternalBroker, api: Api, body: Buffer, timeoutMs: number): Promise<Buffer> {
  const answer = broker.connectionPool.send({
    request: { ...api, encode: () => Promise.resolve({ buf: body, buffer: body }) },
    response: { decode: (raw) => Promise.resolve(raw), parse: (decoded) => Promise.resolve(decoded) },
    requestTimeout: timeoutMs,
    logResponseError: false,
  });
  return within(timeoutMs + CONNECT_DEADLINE_MS, answer);
}

const createCluster = (kafka: Kafka): InternalCluster => {
  const symbol = Object.getOwnPropertySymbols(kafka).find((s) => s.description === 'private:Kafka:createCluster');
  if (!symbol) throw new LogError('This kafkajs is not 2.2.4: its cluster cannot be reached', 'stop');
  const internals = kafka as unknown as Record<symbol, (options: object) => InternalCluster>;
  return internals[symbol]!({ metadataMaxAge: METADATA_MAX_AGE_MS, allowAutoTopicCreation: false });
};

/** Waits longer after each failure, up to a second: 20, 40, 80 … ms. */
export const backoff = (attempt: number, signal?: AbortSignal): Promise<void> =>
  sleep(Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** Math.min(attempt, 10)), undefined, signal ? { signal } : {});

/**
 * A connection to a Kafka cluster: metadata, security and framing are kafkajs's; what goes over it is ours. The only
 * file that touches kafkajs's internals.
 */
export class KafkaClient {
  /** For what kafkajs's public interface does well: groups and administration. */
  readonly kafka: Kafka;
  private cluster: InternalCluster;
  private readonly topics = new Set<string>();

  constructor(readonly options: KafkaOptions) {
    this.kafka = new Kafka({
      brokers: [...options.brokers],
      clientId: options.clientId,
      ...(options.ssl === undefined ? {} : { ssl: options.ssl }),
      ...(options.sasl === undefined ? {} : { sasl: options.sasl }),
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionTimeout: 3_000,
      retry: { retries: 8, initialRetryTime: 50, maxRetryTime: 1_000 },
      logLevel: logLevel.WARN,
      logCreator: () => (entry) => options.onLog?.(entry),
    });
    this.cluster = createCluster(this.kafka);
  }

  /** Connects and loads the metadata of these topics; waits as long as no broker answers. */
  async connect(topics: readonly string[], signal?: AbortSignal, onWait?: (cause: unknown) => void): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await within(CALL_DEADLINE_MS, this.cluster.connect());
        await this.use(topics);
        return;
      } catch (error) {
        signal?.throwIfAborted();
        onWait?.(error);
        await backoff(attempt, signal);
      }
    }
  }

  /** Makes the leaders of these topics known. */
  async use(topics: readonly string[]): Promise<void> {
    const unknown = topics.filter((t) => !this.topics.has(t));
    if (unknown.length === 0) return;
    try {
      await within(CALL_DEADLINE_MS, this.cluster.addMultipleTargetTopics(unknown));
    } catch (error) {
      await this.forgetDeleted(error);
      throw error;
    }
    for (const topic of unknown) {
      if (this.partitions(topic) === 0) throw new LogError(`Topic ${topic} does not exist`, 'retry');
      this.topics.add(topic);
    }
  }

  /** Makes the leaders of a topic known. @returns false when there is no such topic */
  async knows(topic: string): Promise<boolean> {
    try {
      await this.use([topic]);
      return true;
    } catch (error) {
      if (isUnknownTopic(error)) return false;
      throw error;
    }
  }

  /** The number of partitions of a topic that `use` has made known. */
  partitions(topic: string): number {
    return this.cluster.findTopicPartitionMetadata(topic).length;
  }

  /** The node that leads a partition now, or null during an election. */
  leaderOf(topic: string, partition: number): string | null {
    const found = this.cluster.findTopicPartitionMetadata(topic).find((p) => p.partitionId === partition);
    return found === undefined || found.leader < 0 ? null : String(found.leader);
  }

  /** Loads the leaders anew; a failure is left to the next attempt of the caller. */
  async refresh(): Promise<void> {
    try {
      await within(CALL_DEADLINE_MS, this.cluster.refreshMetadata());
    } catch (error) {
      if (error instanceof LogError) await this.renew(this.cluster);
      else await this.forgetDeleted(error);
    }
  }

  /** kafkajs loads the metadata of all topics or of none: a topic that was deleted since must not keep the leaders of others unknown. */
  private async forgetDeleted(error: unknown): Promise<void> {
    const isUnknown = error instanceof KafkaJSProtocolError && error.type === 'UNKNOWN_TOPIC_OR_PARTITION';
    if (!isUnknown || this.topics.size === 0) return;
    const admin = this.kafka.admin();
    // One that is made while they are listed is no deleted one.
    const known = [...this.topics];
    try {
      await admin.connect();
      const there = new Set(await within(CALL_DEADLINE_MS, admin.listTopics()));
      for (const topic of known.filter((each) => !there.has(each))) {
        this.topics.delete(topic);
        this.cluster.targetTopics.delete(topic);
      }
    } catch {
      // The caller comes again.
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }

  /** A cluster that does not answer at all is replaced: its shared promises would hang whoever comes next as well. */
  private async renew(stuck: InternalCluster): Promise<void> {
    if (stuck !== this.cluster) return; // somebody else has done it
    const fresh = createCluster(this.kafka);
    try {
      await within(CALL_DEADLINE_MS, fresh.connect());
      await within(CALL_DEADLINE_MS, fresh.addMultipleTargetTopics([...this.topics]));
    } catch {
      return; // still away: the caller comes again
    }
    this.cluster = fresh;
    stuck.disconnect().catch(() => undefined);
  }

  /** Sends one request to one node and returns the undecoded answer. */
  async send(nodeId: string, api: Api, body: Buffer, timeoutMs = REQUEST_TIMEOUT_MS): Promise<Buffer> {
    const broker = await within(CALL_DEADLINE_MS, this.cluster.findBroker({ nodeId }));
    return exchange(broker, api, body, timeoutMs);
  }

  /** The same to the controller, or to a broker that hands it on. */
  async sendToController(api: Api, body: Buffer): Promise<Buffer> {
    return exchange(await within(CALL_DEADLINE_MS, this.cluster.findControllerBroker()), api, body, REQUEST_TIMEOUT_MS);
  }

  /**
   * Obtains a producer identity. With a transactional id it is the same producer id with the next epoch each time, and
   * the broker refuses older epochs from this epoch's first append on.
   */
  async initProducer(
    transactionalId: string | null,
    signal?: AbortSignal,
    onWait?: (cause: unknown) => void,
  ): Promise<Producer> {
    for (let attempt = 0; ; attempt++) {
      try {
        const got = await within(CALL_DEADLINE_MS, this.initProducerOnce(transactionalId));
        return { producerId: Number(got.producerId), producerEpoch: got.producerEpoch };
      } catch (error) {
        signal?.throwIfAborted();
        if (isAuthorizationFailure(error))
          throw new LogError(`No right to claim ${transactionalId}`, 'stop', { cause: error });
        onWait?.(error);
        await backoff(attempt, signal);
        await this.refresh();
      }
    }
  }

  private async initProducerOnce(
    transactionalId: string | null,
  ): Promise<{ producerId: string; producerEpoch: number }> {
    const broker =
      transactionalId === null
        ? await this.cluster.findControllerBroker()
        : await this.cluster.findGroupCoordinator({ groupId: transactionalId, coordinatorType: 1 });
    return broker.initProducerId({ transactionalId, transactionTimeout: TRANSACTION_TIMEOUT_MS });
  }

  /** Makes the members of a group that carry this process's client id leave it: they are its dead predecessors. */
  async expelPredecessors(groupId: string): Promise<number> {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      const { groups } = await admin.describeGroups([groupId]);
      const dead = groups.flatMap((g) => g.members).filter((m) => m.clientId === this.options.clientId);
      if (dead.length === 0) return 0;
      const coordinator = await this.cluster.findGroupCoordinator({ groupId, coordinatorType: 0 });
      for (const { memberId } of dead) await coordinator.leaveGroup({ groupId, memberId });
      return dead.length;
    } catch {
      return 0; // not a loss: the coordinator forgets them when their session ends
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await within(CALL_DEADLINE_MS, this.cluster.disconnect()).catch(() => undefined);
  }
}

const isAuthorizationFailure = (error: unknown): boolean =>
  error instanceof Error && 'type' in error && /AUTHORIZATION_FAILED/.test(String(error.type));

const isUnknownTopic = (error: unknown): boolean =>
  error instanceof Error && 'type' in error && error.type === 'UNKNOWN_TOPIC_OR_PARTITION';
