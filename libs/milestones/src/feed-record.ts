import { CarrierEvent, type Codec, type FeedFormat, type MilestoneReached, type Recorded } from '@alataw/contracts';
import { cloudEvent, cloudEventOf, eventText, type CloudEvent, type EventAttributes } from './cloud-event';

/** A record of a feed, as far as it is about its event. */
export interface FeedRecord {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** What the feed's chain is taken over, where that is not the value. */
  readonly canonical?: Buffer;
}

const STRUCTURED_JSON = 'application/cloudevents+json';
const AVRO = 'application/avro';

/** The attributes that stand in headers in the binary mode; `datacontenttype` is `content-type` there. */
const ATTRIBUTES = [
  ...(['id', 'source', 'type', 'subject', 'time', 'recordedtime', 'sequence'] as const),
  ...(['causationid', 'correlationid', 'partitionkey'] as const),
] satisfies readonly (keyof EventAttributes)[];

/**
 * A milestone as it stands in a feed. In JSON: the CloudEvent as its value (structured mode). In Avro: its data as a {@link CarrierEvent} with
 * Confluent's frame, its attributes in the headers (binary mode). The chain is taken over the JSON either way, so that it is one for all who read the feed.
 * @param number the event's in its feed
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
 */
export function feedRecord(
  milestone: Recorded<MilestoneReached>,
  number: number,
  format: FeedFormat,
  codec: Codec,
): FeedRecord {
  const event = cloudEventOf(milestone, number);
  const key = Buffer.from(event.partitionkey);
  const canonical = Buffer.from(eventText(event));
  if (format === 'JSON') {
    return { key, value: canonical, headers: { 'content-type': STRUCTURED_JSON, ce_type: event.type } };
  }
  return { key, value: avroOf(event, codec), headers: binaryHeaders(event), canonical };
}

/**
 * The event of a feed's record as the JSON that all channels hand out, whichever format it was written in: one feed may have both, since a format
 * can be changed.
 * @param record not one with `feed-control`: those are no events
 * @throws {TypeError} for headers that are not those of a feed
 * @throws {UndecodableError | UnknownSchemaError} for a value that is not {@link CarrierEvent}
 */
export function feedEventText(
  record: { readonly value: Buffer; readonly headers: Readonly<Record<string, string>> | null },
  codec: Codec,
): string {
  const { value, headers } = record;
  if (headers?.['content-type'] !== AVRO) return value.toString();
  const attributes = Object.fromEntries(ATTRIBUTES.map((name) => [name, headerOf(headers, name)]));
  return eventText(
    cloudEvent(attributes as Record<keyof EventAttributes, string>, codec.decodeAs(CarrierEvent, value)),
  );
}

function avroOf({ data }: CloudEvent, codec: Codec): Buffer {
  const absent = { unitId: null, transportId: null, reason: null, piece: null };
  return codec.encode(CarrierEvent, { type: 'CarrierEvent', ...absent, ...data });
}

function binaryHeaders(event: CloudEvent): Record<string, string> {
  const attributes = ATTRIBUTES.map((name): [string, string] => [`ce_${name}`, event[name]]);
  return { 'content-type': AVRO, ce_specversion: event.specversion, ...Object.fromEntries<string>(attributes) };
}

function headerOf(headers: Readonly<Record<string, string>>, name: string): string {
  const value = headers[`ce_${name}`];
  if (value === undefined) throw new TypeError(`The record has no header ce_${name}`);
  return value;
}
