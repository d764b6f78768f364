import { FormatError } from '../wire/bytes';
import { fingerprint } from '../wire/crc32c';
import type { Producer, RawRecord } from '../wire/record-batch';
import type { Place } from '../wire/requests';
import type { AvroRecord, AvroValue } from './avro';
import type { Schemas } from './schemas';

export type { Place, Producer };

/** The input that led to an event, as the event says. */
export interface Cause extends Place {
  /** Where the input stood in the output of the lane that forwarded it; -1 for one that was not. */
  readonly originPartition: number;
  readonly originOffset: number;
}

/** The envelope of an event. */
export interface EventMeta {
  readonly eventId: string;
  readonly sequence: number;
  /** Epoch ms UTC. */
  readonly occurredAt: number;
  readonly cause: Cause;
}

/** One record of the log, as the audit sees it. */
export interface AuditRecord extends Place, Producer {
  readonly key: string;
  /** Of key and value. */
  readonly fingerprint: number;
  readonly headers: ReadonlyMap<string, string> | null;
  /** Name of the record's contract; null for bytes that are none, or no bytes. */
  readonly type: string | null;
  readonly kind: string;
  /** The topic that records of this contract belong to, if it is one. */
  readonly homeTopic: string | null;
  readonly fields: AvroRecord;
  /** Of events, those about dead letters included. */
  readonly meta: EventMeta | null;
  /** Why it could not be read; empty if it could. */
  readonly fault: string;
}

const NO_FIELDS: AvroRecord = {};

/** Reads a record; what cannot be read keeps its place and says why. */
export function auditRecord(raw: RawRecord, place: Place & Producer, schemas: Schemas): AuditRecord {
  let type: string | null = null;
  let kind = 'none';
  let homeTopic: string | null = null;
  let fields = NO_FIELDS;
  let meta: EventMeta | null = null;
  let fault = '';
  try {
    if (raw.value !== null) {
      const decoded = schemas.decode(raw.value);
      meta = metaOf(decoded.fields);
      ({ fields } = decoded);
      ({ name: type, kind, topic: homeTopic } = decoded.contract);
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    fault = error.message;
  }
  // Field by field: a million of them are made.
  return {
    topic: place.topic,
    partition: place.partition,
    offset: place.offset,
    producerId: place.producerId,
    producerEpoch: place.producerEpoch,
    key: raw.key?.toString() ?? '',
    fingerprint: fingerprint(raw.key, raw.value),
    headers: raw.headers,
    type,
    kind,
    homeTopic,
    fields,
    meta,
    fault,
  };
}

/** The envelope of an event; null for commands and all else. */
function metaOf(fields: AvroRecord): EventMeta | null {
  const meta = fields['meta'];
  if (!isRecord(meta) || !('eventId' in meta)) return null;
  const cause = recordIn(meta, 'cause');
  return {
    eventId: textIn(meta, 'eventId'),
    sequence: numberIn(meta, 'sequence'),
    occurredAt: numberIn(meta, 'occurredAt'),
    cause: {
      topic: textIn(cause, 'topic'),
      partition: numberIn(cause, 'partition'),
      offset: numberIn(cause, 'offset'),
      originPartition: numberIn(cause, 'originPartition'),
      originOffset: numberIn(cause, 'originOffset'),
    },
  };
}

export const isRecord = (value: AvroValue | undefined): value is AvroRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const missing = (name: string): FormatError => new FormatError(`its field ${name} is not what the audit knows`);

/** The fields of a record that has been read, by type. @throws {FormatError} for one that is not there */
export function textIn(fields: AvroRecord, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw missing(name);
  return value;
}

export function numberIn(fields: AvroRecord, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number') throw missing(name);
  return value;
}

export function flagIn(fields: AvroRecord, name: string): boolean {
  const value = fields[name];
  if (typeof value !== 'boolean') throw missing(name);
  return value;
}

export function optionalTextIn(fields: AvroRecord, name: string): string | null {
  return fields[name] === null ? null : textIn(fields, name);
}

/** @returns null also where an older record has no such field */
export function optionalNumberIn(fields: AvroRecord, name: string): number | null {
  return (fields[name] ?? null) === null ? null : numberIn(fields, name);
}

export function listIn(fields: AvroRecord, name: string): readonly AvroValue[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw missing(name);
  return value as readonly AvroValue[];
}

export const textsIn = (fields: AvroRecord, name: string): string[] => listIn(fields, name).map(String);

export function recordIn(fields: AvroRecord, name: string): AvroRecord {
  const value = fields[name];
  if (!isRecord(value)) throw missing(name);
  return value;
}

/** The `<partition>:<offset>` that a forwarded record carries: where it stood in its sender's output. */
export function originOf(record: Pick<AuditRecord, 'headers'>): { partition: number; offset: number } | null {
  const match = /^(\d{1,9}):(\d{1,16})$/.exec(record.headers?.get('origin') ?? '');
  return match ? { partition: Number(match[1]), offset: Number(match[2]) } : null;
}

export const placeText = ({ topic, partition, offset }: Place): string => `${topic}/${partition}@${offset}`;
