import type { Schemas } from '../log/schemas';
import { FormatError } from '../wire/bytes';
import type { Producer, RawRecord } from '../wire/record-batch';
import type { Place } from '../wire/requests';
import { canonical, type Json } from './event-text';

/** Up to where a feed has come, as a record of it says. */
export interface FeedPlace {
  /** Per partition of `carriers.events`: the offset after the last record that was looked at. */
  readonly position: readonly number[];
  readonly count: number;
  /** In hexadecimal. */
  readonly chain: string;
  readonly version: number;
}

/** A record of a feed, as the audit sees it. */
export interface FeedRecord extends Place, Producer {
  readonly key: string;
  /** What stands here instead of an event: `claimed`, `opened`, …; null for an event. */
  readonly control: string | null;
  /** Null for a record that tells none, as a claim. */
  readonly place: FeedPlace | null;
  /** Of an event: what the chain is taken over. Of another record: what it says, as JSON. */
  readonly text: Buffer;
  /** Why it could not be read; empty if it could. */
  readonly fault: string;
}

const HEX_CHAIN = /^[0-9a-f]{64}$/;

/** Reads a record of a feed, whatever its format is; what cannot be read keeps its place and says why. */
export function feedRecord(raw: RawRecord, where: Place & Producer, schemas: Schemas): FeedRecord {
  const { topic, partition, offset, producerId, producerEpoch } = where;
  const of = { topic, partition, offset, producerId, producerEpoch, key: raw.key?.toString() ?? '' };
  const control = raw.headers?.get('feed-control') ?? null;
  try {
    if (raw.value === null) throw new FormatError('it has no value');
    return {
      ...of,
      control,
      place: placeIn(raw.headers),
      text: control === null ? textOf(raw.value, raw.headers, schemas) : raw.value,
      fault: '',
    };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { ...of, control, place: null, text: raw.value ?? Buffer.alloc(0), fault: error.message };
  }
}

/** The text of an event: as it stands there, or of one in Avro, whose attributes are headers, written anew. */
function textOf(value: Buffer, headers: RawRecord['headers'], schemas: Schemas): Buffer {
  if (headers?.get('content-type') !== 'application/avro') return value;
  const attributes = [...headers].flatMap(([name, text]) => (name.startsWith('ce_') ? [[name.slice(3), text]] : []));
  const data = schemas.decode(value).fields as Readonly<Record<string, Json>>;
  const event = {
    ...(Object.fromEntries(attributes) as Record<string, string>),
    datacontenttype: 'application/json',
    data,
  };
  return Buffer.from(canonical(event));
}

function placeIn(headers: RawRecord['headers']): FeedPlace | null {
  const position = headers?.get('feed-position');
  if (position === undefined) return null;
  const chain = headers?.get('feed-chain') ?? '';
  if (!HEX_CHAIN.test(chain)) throw new FormatError('its header feed-chain is no chain');
  return {
    position: position.split('.').map((text) => wholeNumber('feed-position', text)),
    count: wholeNumber('feed-count', headers?.get('feed-count')),
    chain,
    version: wholeNumber('feed-version', headers?.get('feed-version')),
  };
}

function wholeNumber(name: string, text = ''): number {
  if (!/^\d{1,16}$/.test(text)) throw new FormatError(`its header ${name} is no number`);
  return Number(text);
}
