import { KafkaLog } from '@alataw/log';
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

/** `--data DIR` names a centre that runs on this machine, `KAFKA_BROKERS` any other. */
export function brokersOf(options: OptionValues, environment: Terminal['environment']): readonly string[] {
  const data = text(options, 'data');
  if (data !== undefined) return [brokerOfCentre(data)];
  const brokers = (environment['KAFKA_BROKERS'] ?? '').split(',').map((broker) => broker.trim());
  if (brokers.some((broker) => broker !== '')) return brokers.filter((broker) => broker !== '');
  throw new CommandError('Say which centre: --data DIR, or KAFKA_BROKERS=host:port.');
}

function brokerOfCentre(data: string): string {
  const file = join(data, 'centre.json');
  if (!existsSync(file))
    throw new CommandError(`No centre has its data in ${data}: start one with npm start -- --data ${data}`);
  const centre: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const ports: unknown = typeof centre === 'object' && centre !== null && 'ports' in centre ? centre.ports : undefined;
  const port: unknown = typeof ports === 'object' && ports !== null && 'kafka' in ports ? ports.kafka : undefined;
  if (typeof port === 'number') return `127.0.0.1:${port}`;
  throw new CommandError(`The centre in ${data} has no Kafka of its own: say KAFKA_BROKERS=host:port.`);
}
