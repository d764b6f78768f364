import type { StageName } from '@alataw/contracts';
import type { KafkaLog } from '@alataw/log';
import type { EntityLog } from '../entity/entity-log';
import { decodedOrNull } from '../log/stage-output';

/** An input about an entity that no event of it names as its cause. */
export interface SilentInput {
  readonly stage: StageName;
  readonly type: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly ledToNothing: true;
}

/** Reads the stage's inputs at the entity's partition and lists those about it that are not the cause of any of its events. */
export async function inputsWithoutEvent(
  log: KafkaLog,
  { records, partition, kind, events }: EntityLog,
  id: string,
): Promise<SilentInput[]> {
  const key = Buffer.from(id);
  const causes = new Set(events.map(({ meta: { cause } }) => `${cause.topic}@${cause.offset}`));
  const stage = records.definition.name;
  const silent: SilentInput[] = [];
  for (const topic of records.inputs) {
    const [from = 0, to = 0] = [await log.startOffsets(topic), await log.endOffsets(topic)].map((o) => o[partition]);
    for await (const found of log.scan({ topic, partition, from, to })) {
      for (const record of found) {
        // Others are told apart by their bytes: decoding all of them would be a hundred times slower.
        if (!record.value?.includes(key) || causes.has(`${topic}@${record.offset}`)) continue;
        const commands = records.prepare(topic, partition, record)?.commands ?? [];
        if (!commands.some((command) => command.kind === kind && command.id === id)) continue;
        const type = decodedOrNull(records.codec, record.value)?.contract.name ?? '';
        silent.push({ stage, type, topic, partition, offset: record.offset, ledToNothing: true });
      }
    }
  }
  return silent;
}
