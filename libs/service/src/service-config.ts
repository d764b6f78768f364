import type { KafkaOptions } from '@alataw/log';
import { LOG_LEVELS, type EnvReader, type LogLevel } from '@alataw/operations';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** What every service of Alataw reads from its environment. */
export interface ServiceConfig {
  readonly service: string;
  /** Stable over restarts and unique among the instances of the service. */
  readonly instance: string;
  readonly kafka: Pick<KafkaOptions, 'brokers' | 'ssl' | 'sasl'>;
  readonly redisUrl: string;
  readonly http: { readonly host: string; readonly port: number };
  readonly logLevel: LogLevel;
  /** Without it the schemas of this repository serve, with the ids of its lock file. */
  readonly schemaRegistryUrl: string | undefined;
}

/** What a stage's service reads besides. */
export interface StageConfig extends ServiceConfig {
  /** The members of one group share the lanes. A group of its own claims lanes that others own: for tests of just that. */
  readonly consumerGroup: string;
  readonly buildAhead: BuildAhead;
}

/** How a stage is started: for its lanes, or to build its fold ahead of its release, and then to end with `once`. */
export type BuildAhead = 'false' | 'true' | 'once';

/** Reads the settings of a stage; the caller calls `env.done()`. */
export function readStageConfig(env: EnvReader, stage: string): StageConfig {
  return Object.freeze({
    ...readServiceConfig(env, stage),
    consumerGroup: env.string('CONSUMER_GROUP', stage),
    buildAhead: env.oneOf('BUILD_AHEAD', ['false', 'true', 'once'], 'false'),
  });
}

/** Reads the settings that all services share; the caller reads its own and then calls `env.done()`. */
export function readServiceConfig(env: EnvReader, service: string): ServiceConfig {
  return Object.freeze({
    service,
    instance: env.string('INSTANCE', `${service}-${hostname()}`),
    kafka: readKafka(env),
    redisUrl: env.url('REDIS_URL', ['redis', 'rediss']),
    http: {
      host: env.string('HTTP_HOST', '127.0.0.1'),
      port: env.integer('HTTP_PORT', { min: 1, max: 65_535 }),
    },
    logLevel: env.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    schemaRegistryUrl: env.optional('SCHEMA_REGISTRY_URL'),
  });
}

/** How to reach Kafka: `KAFKA_BROKERS`, and for a secured cluster `KAFKA_SSL`, `KAFKA_SSL_CA` and `KAFKA_SASL_*`. */
export function readKafka(env: EnvReader): ServiceConfig['kafka'] {
  const brokers = env.list('KAFKA_BROKERS');
  const mechanism = env.oneOf('KAFKA_SASL_MECHANISM', ['none', 'plain', 'scram-sha-256', 'scram-sha-512'], 'none');
  const ca = env.optional('KAFKA_SSL_CA');
  const ssl = env.flag('KAFKA_SSL') ? { ssl: ca === undefined ? true : { ca: readFileSync(ca, 'utf8') } } : {};
  if (mechanism === 'none') return { brokers, ...ssl };
  const username = env.string('KAFKA_SASL_USERNAME');
  const password = env.string('KAFKA_SASL_PASSWORD');
  return { brokers, ...ssl, sasl: { mechanism, username, password } as NonNullable<KafkaOptions['sasl']> };
}
