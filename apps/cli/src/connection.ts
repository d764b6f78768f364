import { KafkaLog } from '@alataw/log';
import { connectRedis } from '@alataw/projection';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CommandError, text, type OptionValues, type Terminal } from './command';

/** How long a command waits for Kafka. */
const CONNECT_MS = 15_000;

/** Connects to the centre that the options or the environment name, runs, and disconnects. */
export async function withLog<T>(
  options: OptionValues,
  terminal: Terminal,
  topics: readonly string[],
  run: (log: KafkaLog) => Promise<T>,
): Promise<T> {
  const { environment } = terminal;
  const brokers = brokersOf(options, environment);
  const username = environment['KAFKA_SASL_USERNAME'];
  const sasl = {
    mechanism: 'plain',
    username: username ?? '',
    password: environment['KAFKA_SASL_PASSWORD'] ?? '',
  } as const;
  const connecting = {
    brokers,
    clientId: `alataw-cli-${hostname()}-${process.pid}`,
    topics,
    signal: AbortSignal.timeout(CONNECT_MS),
    ...(environment['KAFKA_SSL'] === 'true' ? { ssl: true } : {}),
    ...(username === undefined ? {} : { sasl }),
  };
  const log = await KafkaLog.connect(connecting).catch((error: unknown) => {
    throw new CommandError(`Kafka does not answer at ${brokers.join(', ')}: is the centre running?`, { cause: error });
  });
  try {
    return await run(log);
  } finally {
    await log.close();
  }
}

/** Connects to the Redis of the same centre, runs, and disconnects. */
export async function withRedis<T>(
  options: OptionValues,
  terminal: Terminal,
  run: (redis: ReturnType<typeof connectRedis>) => Promise<T>,
): Promise<T> {
  const url = redisUrlOf(options, terminal.environment);
  const redis = connectRedis(url);
  try {
    await once(redis, 'ready', { signal: AbortSignal.timeout(CONNECT_MS) }).catch((error: unknown) => {
      throw new CommandError(`Redis does not answer at ${new URL(url).host}: is the centre running?`, { cause: error });
    });
    return await run(redis);
  } finally {
    redis.disconnect();
  }
}

/** `--data DIR` names a centre that runs on this machine, `REDIS_URL` the Redis of any other. */
export function redisUrlOf(options: OptionValues, environment: Terminal['environment']): string {
  const data = text(options, 'data');
  if (data !== undefined) return `redis://127.0.0.1:${portOfCentre(data, 'redis', 'REDIS_URL=redis://host:port')}`;
  const url = environment['REDIS_URL'];
  if (url !== undefined && URL.canParse(url)) return url;
  throw new CommandError('Say which Redis: --data DIR, or REDIS_URL=redis://host:port.');
}

/** `--data DIR` names a centre that runs on this machine, `KAFKA_BROKERS` any other. */
export function brokersOf(options: OptionValues, environment: Terminal['environment']): readonly string[] {
  const data = text(options, 'data');
  if (data !== undefined) return [`127.0.0.1:${portOfCentre(data, 'kafka', 'KAFKA_BROKERS=host:port')}`];
  const brokers = (environment['KAFKA_BROKERS'] ?? '').split(',').map((broker) => broker.trim());
  if (brokers.some((broker) => broker !== '')) return brokers.filter((broker) => broker !== '');
  throw new CommandError('Say which centre: --data DIR, or KAFKA_BROKERS=host:port.');
}

function portOfCentre(data: string, server: 'kafka' | 'redis', instead: string): number {
  const file = join(data, 'centre.json');
  if (!existsSync(file))
    throw new CommandError(`No centre has its data in ${data}: start one with npm start -- --data ${data}`);
  const centre: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const ports: unknown = typeof centre === 'object' && centre !== null && 'ports' in centre ? centre.ports : undefined;
  const port: unknown =
    typeof ports === 'object' && ports !== null ? (ports as Record<string, unknown>)[server] : undefined;
  if (typeof port === 'number') return port;
  const name = server === 'kafka' ? 'Kafka' : 'Redis';
  throw new CommandError(`The centre in ${data} has no ${name} of its own: say ${instead}.`);
}
