import type { Codec, EventMeta, StageName } from '@alataw/contracts';

/** An event as it was read from a stage's output. */
export interface LiveEvent {
  /** The contract's name, e.g. `ParcelReleased`. */
  readonly type: string;
  readonly stage: StageName;
  readonly partition: number;
  readonly offset: number;
  /** The record's key: the id of a parcel, a load unit or a dead letter. */
  readonly entityId: string;
  readonly meta: EventMeta;
  /** The event's own fields. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Where a record of a stage's output stands, and its bytes. */
export interface StageRecord {
  readonly stage: StageName;
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

/**
 * Reads a record of a stage's output as an event.
 * @returns undefined for what is none: a lane's own records, and records of a newer release that this one cannot read
 */
export function readEvent(codec: Codec, record: StageRecord): LiveEvent | undefined {
  if (record.value === null) return undefined;
  let decoded;
  try {
    decoded = codec.decode(record.value);
  } catch {
    // Readers skip what they do not know: the lane that wrote it and the audit answer for the topic's content.
    return undefined;
  }
  const value: object = decoded.value;
  if (!hasMeta(value)) return undefined;
  const { meta, ...fields } = value;
  return {
    type: decoded.contract.name,
    stage: record.stage,
    partition: record.partition,
    offset: record.offset,
    entityId: record.key?.toString('utf8') ?? '',
    meta,
    fields,
  };
}

function hasMeta(value: object): value is { readonly meta: EventMeta } & Record<string, unknown> {
  return 'meta' in value && typeof value.meta === 'object' && value.meta !== null && 'causeId' in value.meta;
}
