import type { Codec } from '@alataw/contracts';
import type { StageRecords } from '@alataw/lane';
import { KafkaLog } from '@alataw/log';
import type { Health, Logger } from '@alataw/operations';
import type { Registry } from 'prom-client';
import type { StageConfig } from './service-config';

/** What a stage's transport works with. */
export interface StageOptions {
  readonly config: StageConfig;
  readonly codec: Codec;
  readonly health: Health;
  readonly metrics: Registry;
  readonly logger: Logger;
  readonly records: StageRecords;
  /** Called when the service cannot go on. */
  readonly onFailed: (cause: unknown) => void;
}

/**
 * Connects a stage with Kafka, and tells its records how many partitions there are.
 * @throws when the topics differ in their number of partitions: the same parcels would not meet
 */
export async function connectLog(options: StageOptions, signal: AbortSignal): Promise<KafkaLog> {
  const { config, logger, records } = options;
  const { topics } = records;
  const log = await KafkaLog.connect(
    {
      ...config.kafka,
      clientId: config.instance,
      topics,
      signal,
      onLog: (entry) => logger.debug({ kafka: entry.log }, entry.log.message),
    },
    Date.now,
    (cause) => logger.warn({ cause }, 'waiting for Kafka'),
  );
  const counts = new Map(topics.map((topic) => [topic, log.partitions(topic)]));
  const [count = 0] = counts.values();
  if ([...counts.values()].some((n) => n !== count)) {
    const list = [...counts].map(([topic, n]) => `${topic}: ${n}`).join(', ');
    throw new Error(`All topics of a stage must have the same number of partitions, but there are ${list}`);
  }
  records.open(count);
  return log;
}
