import { Codec, partitionOf, type StageName } from '@alataw/contracts';
import { StageRecords } from '@alataw/lane';
import { KafkaLog } from '@alataw/log';
import { foldFields, FIRST_FOLD, keys, slotOf } from '@alataw/projection';
import type { StageDefinition } from '@alataw/stage';
import { Redis } from 'ioredis';

/** A stage's projection as its log says, and as the slots say that readers follow: each difference in a sentence, twenty at most. */
export async function differencesOf(
  stages: readonly StageDefinition[],
  at: { readonly brokers: string; readonly redisUrl: string },
): Promise<{ readonly entities: number; readonly differences: string[] }> {
  const codec = Codec.embedded();
  const topics = stages.map((stage) => stage.output);
  const log = await KafkaLog.connect({ brokers: [at.brokers], clientId: 'fold', topics });
  const redis = new Redis(at.redisUrl);
  const differences: string[] = [];
  let entities = 0;
  try {
    for (const stage of stages) {
      const ends = await log.endOffsets(stage.output);
      const folded = await foldStage(stage, ends, log, codec);
      entities += folded.length;
      differences.push(...(await compare(stage.name, await slotsOf(stage.name, ends.length, redis), folded, redis)));
    }
  } finally {
    redis.disconnect();
    await log.close();
  }
  return { entities, differences: differences.slice(0, 20) };
}

interface Folded {
  readonly partition: number;
  readonly kind: string;
  readonly id: string;
  readonly bytes: Buffer;
  readonly sets: readonly { readonly set: string; readonly since: number }[];
}

/** The slots that readers follow, by partition. */
async function slotsOf(stage: StageName, partitions: number, redis: Redis): Promise<string[]> {
  const slots: string[] = [];
  for (let partition = 0; partition < partitions; partition++) {
    const pointer = await redis.hget(keys.folds(partition), foldFields.followed(stage));
    slots.push(slotOf(stage, Number(pointer ?? FIRST_FOLD)));
  }
  return slots;
}

async function foldStage(
  stage: StageDefinition,
  ends: readonly number[],
  log: KafkaLog,
  codec: Codec,
): Promise<Folded[]> {
  const records = new StageRecords(stage, codec);
  records.open(ends.length);
  const subjects = new Map<string, ReturnType<StageRecords['subject']>>();
  for (const [partition, to] of ends.entries()) {
    let inForce = { producerId: -1, producerEpoch: -1 };
    for await (const { batches } of log.read({ topic: stage.output, partition, from: 0, to })) {
      for (const batch of batches) {
        for (const record of batch.records) {
          const own = records.readOwn(record);
          if (own.kind === 'claimed') inForce = own.claim;
          const counts = batch.producerId === inForce.producerId && batch.producerEpoch === inForce.producerEpoch;
          if (own.kind !== 'event' || !counts) continue;
          const key = `${own.entity.kind}/${own.id}`;
          const subject = subjects.get(key) ?? records.subject(own.entity.kind, own.id, null);
          subjects.set(key, subject);
          subject.apply(own.event, own.meta.occurredAt, record.offset);
        }
      }
    }
  }
  return [...subjects.values()].flatMap((subject) => {
    const { kind, id, bytes, enter } = subject.toChange(codec);
    if (bytes === null) return []; // what ended has no entry
    return { partition: partitionOf(id, ends.length), kind, id, bytes: Buffer.from(bytes), sets: enter };
  });
}

async function compare(
  stage: StageName,
  slots: readonly string[],
  folded: readonly Folded[],
  redis: Redis,
): Promise<string[]> {
  const differences: string[] = [];
  const expectedSizes = new Map<string, number>();
  for (const { partition, kind, id, bytes, sets } of folded) {
    const slot = slots[partition]!;
    const stored = await redis.hgetBuffer(keys.entity(partition, kind, id), slot);
    if (!stored?.equals(bytes))
      differences.push(
        `${stage} ${kind} ${id}: Redis holds ${stored?.toString('hex') ?? 'nothing'}, the log says ${bytes.toString('hex')}`,
      );
    for (const { set, since } of sets) {
      const key = keys.set(partition, slot, set);
      expectedSizes.set(key, (expectedSizes.get(key) ?? 0) + 1);
      const score = await redis.zscore(key, id);
      if (Number(score ?? NaN) !== since) differences.push(`${key}: ${id} stands at ${score}, the log says ${since}`);
    }
  }
  for (const [partition, slot] of slots.entries()) {
    for (const area of ['queue', 'index']) {
      for (const key of await redis.keys(keys.set(partition, slot, `${area}:*`))) {
        const size = await redis.zcard(key);
        if (size !== (expectedSizes.get(key) ?? 0))
          differences.push(`${key} holds ${size}, the log says ${expectedSizes.get(key) ?? 0}`);
      }
    }
  }
  return differences;
}
