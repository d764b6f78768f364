import { partitionOf, type Codec, type Contract } from '@alataw/contracts';
import { StageRecords } from '@alataw/lane';
import type { KafkaLog } from '@alataw/log';
import type { StageDefinition } from '@alataw/stage';
import { CommandError } from '../command';
import { readEvents, type OutputEvent } from '../log/stage-output';

/** What the log says of a parcel or load unit in one stage. */
export interface EntityLog {
  readonly records: StageRecords;
  readonly partition: number;
  readonly kind: string;
  readonly events: readonly OutputEvent[];
}

/** Every topic that one of these stages reads or writes. */
export const topicsOfAll = (definitions: readonly StageDefinition[], codec: Codec): string[] => [
  ...new Set(definitions.flatMap((definition) => new StageRecords(definition, codec).topics)),
];

/**
 * Reads all events of a parcel or load unit, from the whole of its partition of each stage's output: nothing that Redis says is
 * believed. A million records of a partition take some seconds.
 * @throws {CommandError} when no stage has an event of it
 */
export async function readEntity(
  log: KafkaLog,
  codec: Codec,
  definitions: readonly StageDefinition[],
  id: string,
): Promise<EntityLog[]> {
  const key = Buffer.from(id);
  const read = definitions.map(async (definition): Promise<EntityLog | null> => {
    const { name: stage, output } = definition;
    const records = new StageRecords(definition, codec);
    const partitions = log.partitions(output);
    records.open(partitions);
    const partition = partitionOf(id, partitions);
    const [from = 0, to = 0] = [await log.startOffsets(output), await log.endOffsets(output)].map((o) => o[partition]);
    const events: OutputEvent[] = [];
    for await (const event of readEvents(log, codec, { stage, partition, from, to }, (k) => k.equals(key))) {
      events.push(event);
    }
    const kind = kindOf(definition, events);
    return kind === null ? null : { records, partition, kind, events };
  });
  const found = (await Promise.all(read)).filter((stage) => stage !== null);
  if (found.length > 0) return found;
  throw new CommandError(
    `No stage has an event of ${id}. Parcels are written as CNPOST.LX473124829CN, load units as truck:KZ-123ABC02, documents as order:SILKROAD:PO-1.`,
  );
}

/** Of the stage's entities the one that emits such events; null where there are none. */
function kindOf({ entities }: StageDefinition, events: readonly OutputEvent[]): string | null {
  const contracts = new Set<Contract<unknown>>(events.map(({ decoded }) => decoded.contract));
  return entities.find((entity) => entity.events.some((contract) => contracts.has(contract)))?.kind ?? null;
}

export const placeText = (place: {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}): string => `${place.topic}/${place.partition}@${place.offset}`;
