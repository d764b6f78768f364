import type { Stage } from '../log/topics';

/** What Redis held of one stage of one entity, in the slot that readers followed, and between which offsets of the stage's output that was. */
export interface StoredField {
  readonly bytes: Buffer;
  /** The lane's mark at that very moment. */
  readonly from: number;
  /** The same, unless a change of several parts was being written: then where that change ends. */
  readonly to: number;
}

/** What Redis held of one lane in the slot that readers followed, read at one moment. */
export interface StoredLane {
  readonly stage: Stage;
  readonly partition: number;
  /** The lane's hash: mark, owner, next:…, origin:… */
  readonly fields: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, string>>;
  /** By name, `queue:<name>`, `index:<name>` or `number:<kind>.<part>`: member → score. */
  readonly sets: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** By name, `left:<kind>.<part>`: id → what is left of it, and under no id the day on which what is over was removed. */
  readonly left: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Under which name: `release`, or `release@2` for a later fold. */
  readonly slot: string;
  /** The queues that the partition names, of all slots. */
  readonly queueNames: readonly string[];
}

/** Redis as it stood before the end offsets of the log were taken. */
export interface RedisSnapshot {
  readonly lanes: readonly StoredLane[];
  /** The marks before anything else was read: what the log says up to there must be in the snapshot. */
  readonly marksBefore: ReadonlyMap<string, number>;
  /** By stage, by `<kind>/<id>`. */
  readonly entities: ReadonlyMap<Stage, ReadonlyMap<string, StoredField>>;
  /** Keys and fields in the lanes' slots that the audit does not know. */
  readonly strange: readonly string[];
}

export const laneName = (stage: Stage, partition: number): string => `${stage}/${partition}`;
