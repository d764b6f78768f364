import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startJanitor } from '../../infra/local/janitor';
import { startKafka } from '../../infra/local/kafka';
import { freePorts } from '../../infra/local/ports';
import { recordOf, writeRecords } from '../../infra/local/processes';
import { startRedis, type RunningServer } from '../../infra/local/redis';

/** For `beforeAll(…, CLUSTER_START_MS)`: the first suite that asks for the cluster waits for Kafka to start. */
export const CLUSTER_START_MS = 90_000;

/** Redis databases that test files take in turn; the private server is started with 512. */
const DATABASES = 512;

/** A Kafka and a Redis that were started for tests. */
export interface Cluster {
  /** `127.0.0.1:<port>` */
  readonly brokers: string;
  /** Names a Redis database that nobody else uses in this run. */
  readonly redisUrl: string;
}

/** A cluster of one's own, to break. Ports and data stay the same over a stop and a start. */
export interface OwnCluster extends Cluster {
  /** Where carriers read, by password; nobody does unless it was asked for. */
  readonly carriersBrokers: string;
  stop(): Promise<void>;
  /** SIGKILL, as a crash; `startKafka` brings it back with its data. */
  killKafka(): Promise<void>;
  stopKafka(): Promise<void>;
  startKafka(): Promise<void>;
  killRedis(): Promise<void>;
  stopRedis(): Promise<void>;
  /** @param options.empty starts it without its data, as a new machine would */
  startRedis(options?: { readonly empty?: boolean }): Promise<void>;
}

/** Writes the file by which the janitor finds what to stop. */
function remember(dir: string, servers: { readonly kafka?: RunningServer; readonly redis?: RunningServer }): void {
  const processes = [
    ...(servers.redis ? [recordOf(servers.redis.child, 1)] : []),
    ...(servers.kafka ? [recordOf(servers.kafka.child, 2)] : []),
  ];
  const ports = { kafka: servers.kafka?.port, redis: servers.redis?.port };
  writeRecords(join(dir, 'cluster.json'), processes, { ports });
}

/** The first who asks starts both servers, all others wait for them; the run's janitor stops them, see global-setup.ts. */
async function sharedPorts(dir: string): Promise<{ readonly kafka: number; readonly redis: number }> {
  const ready = join(dir, 'ready');
  const failed = join(dir, 'failed');
  let mine = true;
  try {
    mkdirSync(join(dir, 'starting'));
  } catch {
    mine = false;
  }
  if (mine) {
    try {
      const [kafkaPort = 0, controllerPort = 0, redisPort = 0] = await freePorts(3);
      const redis = await startRedis({ dir: join(dir, 'redis'), port: redisPort });
      remember(dir, { redis });
      const kafka = await startKafka({ dir: join(dir, 'kafka'), port: kafkaPort, controllerPort });
      remember(dir, { redis, kafka });
      writeFileSync(ready, '');
    } catch (error) {
      writeFileSync(failed, String(error));
      throw error;
    }
  }
  while (!existsSync(ready)) {
    if (existsSync(failed)) throw new Error(`The tests' cluster did not start: ${readFileSync(failed, 'utf8')}`);
    await delay(50);
  }
  const state = JSON.parse(readFileSync(join(dir, 'cluster.json'), 'utf8')) as {
    ports: { kafka: number; redis: number };
  };
  return state.ports;
}

/** Takes the next Redis database: making a folder is atomic between jest's workers. */
function takeDatabase(dir: string): number {
  for (let database = 0; database < DATABASES; database += 1) {
    try {
      mkdirSync(join(dir, `database-${database}`));
      return database;
    } catch {
      // Taken by another test file.
    }
  }
  throw new Error(`All ${DATABASES} Redis databases of this run are taken`);
}

/**
 * The run's shared Kafka and a Redis database of one's own. Both start when the first test asks, so that a run of pure
 * tests starts nothing. `ALATAW_TEST_BROKERS` and `ALATAW_TEST_REDIS` name running ones instead.
 */
export async function testCluster(): Promise<Cluster> {
  const { ALATAW_TEST_BROKERS, ALATAW_TEST_REDIS, ALATAW_TEST_DIR } = process.env;
  if (ALATAW_TEST_BROKERS && ALATAW_TEST_REDIS) return { brokers: ALATAW_TEST_BROKERS, redisUrl: ALATAW_TEST_REDIS };
  if (!ALATAW_TEST_DIR) throw new Error('testCluster needs global-setup.ts as globalSetup of jest');
  const ports = await sharedPorts(ALATAW_TEST_DIR);
  return {
    brokers: `127.0.0.1:${ports.kafka}`,
    redisUrl: `redis://127.0.0.1:${ports.redis}/${takeDatabase(ALATAW_TEST_DIR)}`,
  };
}

/**
 * Starts a Kafka and a Redis that belong to the caller alone, who has to stop them.
 * @param options.carriers opens the listener for carriers as well
 * @param options.settings more of server.properties
 */
export async function ownCluster(
  options: { readonly carriers?: boolean; readonly settings?: Readonly<Record<string, string>> } = {},
): Promise<OwnCluster> {
  const { carriers = false, settings = {} } = options;
  const dir = mkdtempSync(join(tmpdir(), 'alataw-own-'));
  const janitor = startJanitor(join(dir, 'cluster.json'), dir);
  const [kafkaPort = 0, controllerPort = 0, redisPort = 0, carriersPort = 0] = await freePorts(4);
  const kafkaOptions = {
    ...{ dir: join(dir, 'kafka'), port: kafkaPort, controllerPort, settings },
    ...(carriers ? { carriersPort } : {}),
  };
  const redisOptions = { dir: join(dir, 'redis'), port: redisPort };
  let redis = await startRedis(redisOptions);
  remember(dir, { redis });
  let kafka = await startKafka(kafkaOptions);
  remember(dir, { redis, kafka });
  return {
    brokers: `127.0.0.1:${kafkaPort}`,
    carriersBrokers: `127.0.0.1:${carriersPort}`,
    redisUrl: `redis://127.0.0.1:${redisPort}/0`,
    stop: () => janitor.dismiss(),
    killKafka: () => kafka.child.kill(),
    stopKafka: () => kafka.stop(),
    async startKafka() {
      kafka = await startKafka(kafkaOptions);
      remember(dir, { redis, kafka });
    },
    killRedis: () => redis.child.kill(),
    stopRedis: () => redis.stop(),
    async startRedis({ empty = false } = {}) {
      if (empty) rmSync(redisOptions.dir, { recursive: true, force: true });
      redis = await startRedis(redisOptions);
      remember(dir, { redis, kafka });
    },
  };
}
