import { Kafka, logLevel } from 'kafkajs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from '#local/child';
import { startJanitor } from '#local/janitor';
import { clusterId, startKafka } from '#local/kafka';
import { freePorts } from '#local/ports';
import { recordOf, writeRecords } from '#local/processes';
import type { RunningServer } from '#local/redis';

/** Three brokers on this machine, to break. They are numbered from 0. */
export interface Brokers {
  /** `127.0.0.1:port` of each, for those who watch. */
  readonly direct: readonly string[];
  /** `127.0.0.1:port` of each for the services: metadata asked there name the proxies' ports. `direct` without a wire. */
  readonly proxied: readonly string[];
  /** SIGKILL, as a crash. */
  kill(n: number): Promise<void>;
  /** Hands over what it leads, then ends. */
  stop(n: number): Promise<void>;
  /** Starts it again with its data and ports; resolves when it answers. */
  start(n: number): Promise<void>;
  /** Resolves when all brokers are members and every partition of every topic has all its replicas in sync. */
  whole(): Promise<void>;
  /** Stops all of them; should this process die before, its janitor does. The data stay in `dir`. */
  close(): Promise<void>;
}

/** The part of a wire that brokers need: a port that leads to a broker's. */
export interface Proxies {
  proxyFor(brokerPort: number): Promise<number>;
}

const COUNT = 3;
/** Three brokers share a machine with all that a centre runs. */
const HEAP = ['-Xms64m', '-Xmx256m'];
const STOP_MS = 30_000;
const WHOLE_POLL_MS = 100;

/** An acknowledged record is on two brokers at least, so that the loss of one loses nothing and stops nobody. */
const REPLICATED = {
  'default.replication.factor': '3',
  'min.insync.replicas': '2',
  'offsets.topic.replication.factor': '3',
  'transaction.state.log.replication.factor': '3',
  'transaction.state.log.min.isr': '2',
  'share.coordinator.state.topic.replication.factor': '3',
  'share.coordinator.state.topic.min.isr': '2',
  'unclean.leader.election.enable': 'false',
};

interface Ports {
  readonly port: number;
  readonly controllerPort: number;
  readonly proxied?: { readonly port: number; readonly advertised: number };
}

/**
 * Starts three brokers that form one cluster; resolves when `whole`.
 * @param options.dir keeps their data and logs, and is created
 * @param options.settings more of server.properties, for all three
 * @param options.wire has a proxy for each broker; services speak through it
 */
export async function startBrokers(options: {
  readonly dir: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly wire?: Proxies;
}): Promise<Brokers> {
  const { dir, wire } = options;
  mkdirSync(dir, { recursive: true });
  const stateFile = join(dir, 'brokers.json');
  const janitor = startJanitor(stateFile);
  const ports = await choosePorts(wire);
  const id = clusterId();
  const voters = Object.fromEntries(ports.map(({ controllerPort }, n) => [n + 1, controllerPort]));
  const children = new Map<number, Child>();
  const running = new Map<number, RunningServer>();

  const start = async (n: number): Promise<void> => {
    const server = await startKafka({
      dir: join(dir, `broker-${n + 1}`),
      ...ports[n]!,
      cluster: { id, nodeId: n + 1, voters },
      settings: { ...REPLICATED, ...options.settings },
      heap: HEAP,
      started: (child) => {
        children.set(n, child);
        writeRecords(
          stateFile,
          [...children.values()].map((c) => recordOf(c, 1)),
        );
      },
    });
    running.set(n, server);
  };
  const direct = ports.map(({ port }) => `127.0.0.1:${port}`);
  const brokers: Brokers = {
    direct,
    proxied: ports.map(({ port, proxied }) => `127.0.0.1:${proxied?.advertised ?? port}`),
    kill: (n) => running.get(n)!.child.kill(),
    stop: (n) => running.get(n)!.child.stop(STOP_MS),
    start,
    whole: () => untilWhole(direct),
    close: () => janitor.dismiss(),
  };
  try {
    await Promise.all(ports.map((_, n) => start(n)));
    await brokers.whole();
  } catch (error) {
    await brokers.close();
    throw error;
  }
  return brokers;
}

/** All at once, since a port counts as free until somebody listens there. */
async function choosePorts(wire: Proxies | undefined): Promise<Ports[]> {
  const free = await freePorts(3 * COUNT);
  return Promise.all(
    Array.from({ length: COUNT }, async (_, n) => {
      const [port = 0, controllerPort = 0, proxiedPort = 0] = free.slice(3 * n);
      if (wire === undefined) return { port, controllerPort };
      const advertised = await wire.proxyFor(proxiedPort);
      return { port, controllerPort, proxied: { port: proxiedPort, advertised } };
    }),
  );
}

async function untilWhole(addresses: readonly string[]): Promise<void> {
  const kafka = new Kafka({ brokers: [...addresses], clientId: 'brokers', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  try {
    for (;;) {
      if (await isWhole(admin).catch(() => false)) return;
      await delay(WHOLE_POLL_MS);
    }
  } finally {
    await admin.disconnect();
  }
}

async function isWhole(admin: ReturnType<Kafka['admin']>): Promise<boolean> {
  await admin.connect();
  if ((await admin.describeCluster()).brokers.length < COUNT) return false;
  const { topics } = await admin.fetchTopicMetadata();
  return topics.every(({ partitions }) =>
    partitions.every(({ leader, isr, replicas }) => leader >= 0 && isr.length === replicas.length),
  );
}
