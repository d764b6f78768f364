import { Kafka, logLevel, type Admin } from 'kafkajs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from '#local/child';
import { startJanitor } from '#local/janitor';
import { clusterId, startKafka } from '#local/kafka';
import { freePorts } from '#local/ports';
import { recordOf, writeRecords } from '#local/processes';
import type { RunningServer } from '#local/redis';

/** Brokers on this machine that form one cluster, to break. They are numbered from 0. */
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

/** The least number that loses nothing and stops nobody when one dies. */
const COUNT = 3;
/** They share a machine with all that a centre runs. */
const HEAP = ['-Xms64m', '-Xmx256m'];
/** Three that start at once on two busy cores, and have to agree on a controller before any of them answers. */
const START_MS = 150_000;
const STOP_MS = 30_000;
const WHOLE_POLL_MS = 100;
/** A broker that was killed recovers its logs and is let in again within seconds; much later it never is. */
const WHOLE_MS = 60_000;

/** Every record is on all of them, and is acknowledged when all but one have it. */
function replicated(count: number): Record<string, string> {
  const [factor, least] = [String(count), String(Math.max(1, count - 1))];
  return {
    'default.replication.factor': factor,
    'min.insync.replicas': least,
    'offsets.topic.replication.factor': factor,
    'transaction.state.log.replication.factor': factor,
    'transaction.state.log.min.isr': least,
    'share.coordinator.state.topic.replication.factor': factor,
    'share.coordinator.state.topic.min.isr': least,
    'unclean.leader.election.enable': 'false',
  };
}

interface Ports {
  readonly port: number;
  readonly controllerPort: number;
  readonly proxied?: { readonly port: number; readonly advertised: number };
}

/**
 * Starts brokers that form one cluster; resolves when `whole`.
 * @param options.dir keeps their data and logs, and is created
 * @param options.count three when not given
 * @param options.settings more of server.properties, for all of them
 * @param options.wire has a proxy for each broker; services speak through it
 */
export async function startBrokers(options: {
  readonly dir: string;
  readonly count?: number;
  readonly settings?: Readonly<Record<string, string>>;
  readonly wire?: Proxies;
}): Promise<Brokers> {
  const { dir, wire, count = COUNT } = options;
  mkdirSync(dir, { recursive: true });
  const stateFile = join(dir, 'brokers.json');
  const janitor = startJanitor(stateFile);
  const ports = await choosePorts(count, wire);
  const id = clusterId();
  const voters = Object.fromEntries(ports.map(({ controllerPort }, n) => [n + 1, controllerPort]));
  const children = new Map<number, Child>();
  const running = new Map<number, RunningServer>();

  const start = async (n: number): Promise<void> => {
    const server = await startKafka({
      dir: join(dir, `broker-${n + 1}`),
      ...ports[n]!,
      cluster: { id, nodeId: n + 1, voters },
      settings: { ...replicated(count), ...options.settings },
      heap: HEAP,
      startMs: START_MS,
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
async function choosePorts(count: number, wire: Proxies | undefined): Promise<Ports[]> {
  const free = await freePorts(3 * count);
  return Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const [port = 0, controllerPort = 0, proxiedPort = 0] = free.slice(3 * n);
      if (wire === undefined) return { port, controllerPort };
      const advertised = await wire.proxyFor(proxiedPort);
      return { port, controllerPort, proxied: { port: proxiedPort, advertised } };
    }),
  );
}

/** @throws after `WHOLE_MS`, with the last reason */
async function untilWhole(addresses: readonly string[]): Promise<void> {
  const kafka = new Kafka({ brokers: [...addresses], clientId: 'brokers', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const deadline = performance.now() + WHOLE_MS;
  try {
    for (;;) {
      const missing = await whatIsMissing(admin, addresses.length).catch(String);
      if (missing === null) return;
      if (performance.now() > deadline) throw new Error(`The brokers are not whole after ${WHOLE_MS} ms: ${missing}`);
      await delay(WHOLE_POLL_MS);
    }
  } finally {
    await admin.disconnect();
  }
}

/** @returns null when nothing is */
async function whatIsMissing(admin: Admin, count: number): Promise<string | null> {
  await admin.connect();
  const { brokers } = await admin.describeCluster();
  if (brokers.length < count) return `${brokers.length} of ${count} brokers are members`;
  const { topics } = await admin.fetchTopicMetadata();
  for (const { name, partitions } of topics) {
    for (const { partitionId, leader, isr, replicas } of partitions) {
      if (leader < 0 || isr.length < replicas.length)
        return `${name}/${partitionId} has ${isr.length} replicas in sync`;
    }
  }
  return null;
}
