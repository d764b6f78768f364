import { readReceiptKeys, type ReceiptKeys } from '@alataw/milestones';
import { readSecretBox, type EnvReader, type SecretBox } from '@alataw/operations';
import type { BucketPolicy } from '@alataw/http';

/** What the gateway reads from its environment besides what every service does. */
export interface GatewayConfig {
  /** `/metrics` without a key, for a network in which only the collector reaches it. */
  readonly metricsPublic: boolean;
  /** Per key. */
  readonly rate: BucketPolicy;
  /** Per address, for requests without a valid key. */
  readonly strangersRate: BucketPolicy;
  readonly bulk: {
    readonly maxLines: number;
    /** After decompression. */
    readonly maxBytes: number;
    readonly uploads: number;
    readonly uploadsPerKey: number;
  };
  readonly maxStreams: number;
  /** Streams of feeds, and requests that wait for an event of one, at once. */
  readonly maxFeedReaders: number;
  /** By then an X-ray line is answered; what is not known then is diverted. */
  readonly lineAnswerMs: number;
  /** Where carriers read their feeds from Kafka themselves; null: they do not. */
  readonly carriersKafka: CarriersKafka | null;
  /** Seals the secrets of webhooks; null: this centre takes none. */
  readonly secrets: SecretBox | null;
  /** Whether webhooks may lead to private or local addresses, and go without TLS: the same as the carriers' service has. */
  readonly allowsPrivateAddress: boolean;
  /** Sign receipts of feeds; null: this centre gives none. */
  readonly receipts: ReceiptKeys | null;
}

/** Kafka as carriers reach it. */
export interface CarriersKafka {
  /** `host:port`, as seen from outside. */
  readonly brokers: readonly string[];
  readonly protocol: 'SASL_SSL' | 'SASL_PLAINTEXT';
}

const MIB = 1024 * 1024;

/** Reads the gateway's own settings; the caller then calls `env.done()`. */
export function readGatewayConfig(env: EnvReader): GatewayConfig {
  const perSecond = env.integer('RATE_LIMIT_PER_SECOND', { min: 1, max: 1_000_000, fallback: 1_000 });
  const strangersPerSecond = env.integer('RATE_LIMIT_WITHOUT_KEY_PER_SECOND', { min: 1, max: 1_000_000, fallback: 50 });
  return Object.freeze({
    metricsPublic: env.flag('METRICS_PUBLIC'),
    rate: { perSecond, burst: env.integer('RATE_LIMIT_BURST', { min: 1, max: 1_000_000, fallback: 2 * perSecond }) },
    strangersRate: { perSecond: strangersPerSecond, burst: 4 * strangersPerSecond },
    bulk: {
      maxLines: env.integer('BULK_MAX_LINES', { min: 1, max: 5_000_000, fallback: 1_000_000 }),
      maxBytes: env.integer('BULK_MAX_MIB', { min: 1, max: 65_536, unit: 'MiB', fallback: 4_096 }) * MIB,
      uploads: env.integer('BULK_MAX_UPLOADS', { min: 1, max: 1_000, fallback: 16 }),
      uploadsPerKey: env.integer('BULK_MAX_UPLOADS_PER_KEY', { min: 1, max: 1_000, fallback: 4 }),
    },
    maxStreams: env.integer('SSE_MAX_STREAMS', { min: 1, max: 100_000, fallback: 500 }),
    maxFeedReaders: env.integer('FEEDS_MAX_READERS', { min: 1, max: 100_000, fallback: 2_000 }),
    lineAnswerMs: env.integer('XRAY_ANSWER_MS', { min: 50, max: 10_000, unit: 'ms', fallback: 1_000 }),
    carriersKafka: readCarriersKafka(env),
    secrets: readSecretBox(env),
    allowsPrivateAddress: env.flag('WEBHOOKS_PRIVATE_ADDRESS'),
    receipts: readReceiptKeys(env),
  });
}

function readCarriersKafka(env: EnvReader): CarriersKafka | null {
  const protocol = env.oneOf('CARRIERS_KAFKA_PROTOCOL', ['SASL_SSL', 'SASL_PLAINTEXT'], 'SASL_SSL');
  if (env.optional('CARRIERS_KAFKA_BROKERS') === undefined) return null;
  return { brokers: env.list('CARRIERS_KAFKA_BROKERS'), protocol };
}
