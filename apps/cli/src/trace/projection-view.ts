import { partitionOf, type Codec, type StageName } from '@alataw/contracts';
import type { KafkaLog } from '@alataw/log';
import { decodeEntry, FIRST_FOLD, keys, laneFields, slotOf, type connectRedis } from '@alataw/projection';
import type { StageDefinition } from '@alataw/stage';
import type { EntityLog } from '../entity/entity-log';
import { decodedOrNull } from '../log/stage-output';

/** What Redis holds of an entity in one stage. */
interface Stored {
  readonly mark: number | null;
  readonly bytes: Buffer | null;
}

/** The same beside what the log says. */
export interface ProjectionView {
  readonly stage: StageName;
  /** Up to where the lane is projected; null when Redis knows nothing of it. */
  readonly mark: number | null;
  readonly sequence: number | null;
  readonly eventOffsets: readonly number[];
  readonly state: unknown;
  /** Whether it is what the events before the mark lead to, byte by byte. */
  readonly isEqual: boolean;
}

/**
 * Reads a parcel's or load unit's fields, each together with the mark of its lane: by `<stage>/<kind>`. They are those of this
 * version's fold, whichever one readers follow: no other can be compared byte by byte.
 */
export async function readProjection(
  redis: ReturnType<typeof connectRedis>,
  log: KafkaLog,
  definitions: readonly StageDefinition[],
  id: string,
): Promise<ReadonlyMap<string, Stored>> {
  const stored = new Map<string, Stored>();
  for (const { name: stage, fold = FIRST_FOLD, output, entities } of definitions) {
    const slot = slotOf(stage, fold);
    const partition = partitionOf(id, log.partitions(output));
    for (const { kind } of entities) {
      const transaction = redis.multi().hgetBuffer(keys.entity(partition, kind, id), slot);
      const [entry, mark] = (await transaction.hget(keys.lane(partition, slot), laneFields.mark).exec()) ?? [];
      const fault = entry?.[0] ?? mark?.[0];
      if (fault) throw fault;
      stored.set(`${stage}/${kind}`, {
        bytes: (entry?.[1] ?? null) as Buffer | null,
        mark: typeof mark?.[1] === 'string' ? Number(mark[1]) : null,
      });
    }
  }
  return stored;
}

/** Folds what the log says up to each mark, and compares. */
export function compareProjection(
  stages: readonly EntityLog[],
  stored: ReadonlyMap<string, Stored>,
  codec: Codec,
): ProjectionView[] {
  return stages.map((of) => {
    const stage = of.records.definition.name;
    const { mark, bytes } = stored.get(`${stage}/${of.kind}`) ?? { mark: null, bytes: null };
    const folded = foldUpTo(of, mark ?? 0, codec);
    const isEqual = folded === null ? bytes === null : bytes?.equals(folded) === true;
    if (bytes === null) return { stage, mark, sequence: null, eventOffsets: [], state: null, isEqual };
    const { sequence, eventOffsets, state } = decodeEntry(bytes);
    return { stage, mark, sequence, eventOffsets, state: decodedOrNull(codec, state)?.value ?? null, isEqual };
  });
}

function foldUpTo({ records, kind, events }: EntityLog, mark: number, codec: Codec): Buffer | null {
  const [first] = events;
  const subject = records.subject(kind, String(first?.record.key), null);
  for (const { record, decoded, meta, counts } of events) {
    if (counts && record.offset < mark) subject.apply(decoded.value, meta.occurredAt, record.offset);
  }
  // Of what ended long ago Redis has no entry either.
  return subject.isChanged ? subject.toChange(codec).bytes : null;
}
