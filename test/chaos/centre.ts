import { topicNames, type StageName } from '@alataw/contracts';
import { KafkaLog } from '@alataw/log';
import { setTimeout as delay } from 'node:timers/promises';
import { openCentre } from '#local/centre';
import { prepareTopics } from '#local/kafka-admin';
import { demoKeys, type DemoKeys } from '#local/keys';
import { freePorts } from '#local/ports';
import { getJson, waitUntilReady } from '#local/readiness';
import { createRun } from '#local/run';
import { subscribe } from '#local/subscriptions';
import { SERVICE_GRACE_MS, SERVICES, SIMULATOR, startService } from '#local/services';
import type { Supervised } from '#local/supervisor';
import { startBrokers, type Brokers } from './brokers';
import { FeedWatch } from './feed-watch';
import { Journal } from './journal';
import { INSTANCES, PARTITIONS, STAGE_INSTANCES } from './lanes';
import { Monitor } from './monitor';
import { BreakableRedis } from './redis';
import { Wire } from './wire/wire';

/** What the simulator declares. */
export interface Traffic {
  readonly parcels: number;
  /** Parcels per second. */
  readonly rate: number;
  readonly seed: number;
}

type Env = Readonly<Record<string, string>>;

/** Short enough for a run to wait until a broker forgets, long enough for no repeated send to come after it. */
export const PRODUCER_EXPIRATION_MS = 20_000;
export const EXPIRATION_CHECK_MS = 1_000;
const BROKER_SETTINGS = {
  'producer.id.expiration.ms': String(PRODUCER_EXPIRATION_MS),
  'producer.id.expiration.check.interval.ms': String(EXPIRATION_CHECK_MS),
};
const HOST = '127.0.0.1';
const POLL_MS = 100;
export const GATEWAY = 'gateway-1';
export const SIMULATOR_1 = 'simulator-1';

/** What a centre is made of before its services run. */
interface Parts {
  readonly folder: ReturnType<typeof openCentre>;
  readonly run: ReturnType<typeof createRun>;
  readonly wire: Wire;
  readonly brokers: Brokers;
  readonly redis: BreakableRedis;
  readonly keys: DemoKeys;
  readonly log: KafkaLog;
  readonly monitor: Monitor;
  readonly ports: ReadonlyMap<string, number>;
}

/** A centre to break: three brokers, Redis, two instances of every stage, gateway and simulator, all supervised. */
export class ChaosCentre {
  readonly brokers: Brokers;
  readonly redis: BreakableRedis;
  readonly journal: Journal;
  /** Connected with the brokers directly, for what is put into the log from outside. */
  readonly log: KafkaLog;
  readonly monitor: Monitor;
  /** The feeds of the carriers' demonstration subscriptions. */
  feeds!: FeedWatch;
  readonly acknowledgedFile: string;
  /** Where records stand that cannot be processed. */
  readonly poisoned: string[] = [];
  /** Between the services and the brokers. */
  readonly wire: Wire;
  private readonly kept = new Map<string, Supervised>();
  private readonly ports: Map<string, number>;
  private readonly frozen = new Set<number>();
  private extras = 0;

  private constructor(private readonly parts: Parts) {
    ({ wire: this.wire, brokers: this.brokers, redis: this.redis, log: this.log, monitor: this.monitor } = parts);
    this.ports = new Map(parts.ports);
    this.journal = new Journal(parts.folder.path('logs'));
    this.acknowledgedFile = parts.folder.path('acknowledged.jsonl');
  }

  /**
   * Starts all of it but the simulator; resolves when every service is ready.
   * @param dir keeps all data and logs
   * @param atEnd collects what has to be undone, in the order of doing; also of a start that fails
   */
  static async start(
    dir: string,
    say: (text: string) => void,
    atEnd: (() => Promise<unknown> | void)[],
  ): Promise<ChaosCentre> {
    const folder = openCentre(dir, { reset: false });
    atEnd.push(() => folder.release());
    const wire = new Wire();
    atEnd.push(() => wire.close());
    const brokers = await startBrokers({ dir: folder.path('kafka'), settings: BROKER_SETTINGS, wire });
    atEnd.push(() => brokers.close());
    const run = createRun(folder, say);
    atEnd.push(() => run.stop());
    const names = ['redis', GATEWAY, SIMULATOR_1, ...STAGE_INSTANCES];
    const numbers = await freePorts(names.length);
    const ports = new Map(names.map((name, i) => [name, numbers[i]!]));
    const redis = await BreakableRedis.start(run, dir, ports.get('redis')!);
    atEnd.push(() => redis.release());
    const direct = brokers.direct.join();
    await prepareTopics(direct, { KAFKA_REPLICATION: '3', PARTITIONS: String(PARTITIONS) });
    const keys = await demoKeys(folder.path('keys.json'), { ...process.env, KAFKA_BROKERS: direct });
    const log = await KafkaLog.connect({ brokers: brokers.direct, clientId: 'chaos', topics: topicNames });
    atEnd.push(() => log.close());
    const monitor = await Monitor.start(brokers.direct);
    atEnd.push(() => monitor.close());
    const centre = new ChaosCentre({ folder, run, wire, brokers, redis, keys, log, monitor, ports });
    atEnd.push(() => centre.release());
    await centre.startServices();
    await subscribe(`http://${HOST}:${centre.port(GATEWAY)}`, keys);
    centre.feeds = await FeedWatch.start(brokers.direct);
    atEnd.push(() => centre.feeds.close());
    return centre;
  }

  port(name: string): number {
    const port = this.ports.get(name);
    if (port === undefined) throw new Error(`No port of ${name}`);
    return port;
  }

  async startSimulator({ parcels, rate, seed }: Traffic): Promise<void> {
    await this.keep(
      { ...SIMULATOR, instance: 1 },
      {
        GATEWAY_URL: `http://${HOST}:${this.port(GATEWAY)}`,
        KEYS_FILE: this.parts.folder.path('keys.json'),
        ACKNOWLEDGED_FILE: this.acknowledgedFile,
        RATE: String(rate),
        SEED: String(seed),
        PARCELS: String(parcels),
      },
    );
  }

  async stop(instance: string): Promise<void> {
    await this.supervised(instance).stop();
  }

  /** One more process of a stage, until it is stopped. @returns its name */
  async extra(stage: StageName, env: Env): Promise<string> {
    const instance = INSTANCES + 1 + this.extras++;
    const [port = 0] = await freePorts(1);
    this.ports.set(`${stage}-${instance}`, port);
    const service = SERVICES.find(({ name }) => name === stage)!;
    return this.keep({ ...service, instance }, env);
  }

  /** SIGKILL, for good: nobody starts it again. */
  async killForGood(instance: string): Promise<void> {
    await this.supervised(instance).kill();
  }

  /** @returns false when it does not run at this moment */
  signal(instance: string, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): boolean {
    const child = this.supervised(instance).child();
    if (!child?.alive()) return false;
    process.kill(child.pid, signal);
    if (signal === 'SIGSTOP') this.frozen.add(child.pid);
    else this.frozen.delete(child.pid);
    return true;
  }

  /** Asks an instance's own HTTP server; status 0 when it does not answer. */
  ask(instance: string, path: string): ReturnType<typeof getJson> {
    const authorization = `Bearer ${this.parts.keys.operator.key}`;
    return getJson(`http://${HOST}:${this.port(instance)}${path}`, { authorization });
  }

  /** Waits until an instance answers as wanted. */
  async answering(instance: string, path: string, signal: AbortSignal): Promise<void> {
    while ((await this.ask(instance, path)).status !== 200) {
      signal.throwIfAborted();
      await delay(POLL_MS);
    }
  }

  /** The addresses that the audit is given. */
  get addresses(): { readonly brokers: string; readonly redisUrl: string } {
    return { brokers: this.brokers.direct.join(), redisUrl: this.redis.url };
  }

  private async startServices(): Promise<void> {
    const { folder, run } = this.parts;
    const services = SERVICES.flatMap((service) =>
      Array.from({ length: service.name === 'gateway' ? 1 : INSTANCES }, (_, i) => ({ ...service, instance: i + 1 })),
    );
    const names = await Promise.all(services.map((service) => this.keep(service, {})));
    await waitUntilReady(
      names.map((name) => {
        const logFile = folder.path('logs', `${name}.log`);
        return { name, port: this.port(name), logFile, ends: this.supervised(name).ends };
      }),
      { live: () => undefined, stopped: run.stopped },
    );
  }

  private async keep(
    service: { readonly name: string; readonly order: number; readonly instance: number },
    env: Env,
  ): Promise<string> {
    const { folder, run, brokers, redis } = this.parts;
    const name = `${service.name}-${service.instance}`;
    const all = {
      ...process.env,
      KAFKA_BROKERS: brokers.proxied.join(),
      REDIS_URL: redis.url,
      HTTP_HOST: HOST,
      HTTP_PORT: String(this.port(name)),
      ...env,
    };
    const start = (started: Parameters<typeof startService>[3]): ReturnType<typeof startService> =>
      startService(service, folder, all, started);
    this.kept.set(name, await run.keep(name, service.order, SERVICE_GRACE_MS, start));
    return name;
  }

  private supervised(instance: string): Supervised {
    const found = this.kept.get(instance);
    if (!found) throw new Error(`${instance} has not been started`);
    return found;
  }

  /** Lets go of what faults may have left behind, so that everything can be stopped. */
  private release(): void {
    this.journal.close();
    for (const pid of this.frozen) {
      try {
        process.kill(pid, 'SIGCONT');
      } catch {
        // It was killed since.
      }
    }
  }
}
