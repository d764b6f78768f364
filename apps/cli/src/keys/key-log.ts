import type { Codec } from '@alataw/contracts';
import { ApiKeyIssued, ApiKeyRevoked, isOf, partitionOf, type Contract } from '@alataw/contracts';
import type { KafkaLog } from '@alataw/log';

/** The topic of all keys. */
export const ACCESS_TOPIC = 'access.events';

/** How long a command waits until its record stands. */
const PUBLISH_MS = 15_000;

/** A key as the log tells of it. */
export interface ListedKey {
  readonly issued: ApiKeyIssued;
  /** Epoch ms UTC. */
  revokedAt: number | undefined;
}

/** All keys ever issued, in order. */
export async function readKeys(log: KafkaLog, codec: Codec): Promise<ListedKey[]> {
  const keys = new Map<string, ListedKey>();
  const [from = 0] = await log.startOffsets(ACCESS_TOPIC);
  const [to = 0] = await log.endOffsets(ACCESS_TOPIC);
  for await (const records of log.scan({ topic: ACCESS_TOPIC, partition: 0, from, to })) {
    for (const { value } of records) {
      if (value === null) continue;
      const decoded = codec.decode(value);
      if (isOf(ApiKeyIssued, decoded)) keys.set(decoded.value.keyId, { issued: decoded.value, revokedAt: undefined });
      else if (isOf(ApiKeyRevoked, decoded)) {
        const key = keys.get(decoded.value.keyId);
        if (key !== undefined) key.revokedAt ??= decoded.value.revokedAt;
      }
    }
  }
  return [...keys.values()];
}

/** Writes a record about a key, and waits until it stands. */
export async function writeKey<T extends object>(
  log: KafkaLog,
  codec: Codec,
  contract: Contract<T>,
  value: NoInfer<T>,
): Promise<void> {
  const key = contract.keyOf(value);
  const partition = partitionOf(key, log.partitions(ACCESS_TOPIC));
  const record = { topic: ACCESS_TOPIC, partition, key: Buffer.from(key), value: codec.encode<T>(contract, value) };
  await log.publish([record], PUBLISH_MS);
}
