import type { CarrierEvent, Milestone, MilestoneReached, Recorded } from '@alataw/contracts';

/** Of all events; each centre is one source. */
const SOURCE = 'urn:alataw:carriers';
/** Enough for 999,999,999,999 events, so that numbers compare as texts do. */
const SEQUENCE_DIGITS = 12;

type Nullable = 'unitId' | 'transportId' | 'reason' | 'piece';
type Named = Omit<CarrierEvent, 'type'>;

/** What a carrier is told: the fields of {@link CarrierEvent}, without those that are null. */
export type MilestoneData = Omit<Named, Nullable> & { readonly [field in Nullable]?: NonNullable<Named[field]> };

/** The attributes of an event that differ from one to the next, by their names in CloudEvents 1.0 and its extensions. */
export interface EventAttributes {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** The parcel's id; `partitionkey` as well. */
  readonly subject: string;
  /** When it happened, RFC 3339, UTC. */
  readonly time: string;
  /** When it was written into the log, RFC 3339, UTC. */
  readonly recordedtime: string;
  /** The event's number in its feed, see {@link sequenceText}. */
  readonly sequence: string;
  readonly causationid: string;
  readonly correlationid: string;
  readonly partitionkey: string;
}

/** A milestone as carriers get it: a CloudEvent 1.0, in the form of its JSON. */
export interface CloudEvent extends EventAttributes {
  readonly specversion: '1.0';
  readonly datacontenttype: 'application/json';
  readonly data: MilestoneData;
}

/** `RELEASE_REVOKED` → `org.alataw.parcel.release-revoked.v1` */
export function eventTypeOf(milestone: Milestone): string {
  return `org.alataw.parcel.${milestone.toLowerCase().replaceAll('_', '-')}.v1`;
}

/** How an event's number in its feed is written, so that it sorts. */
export function sequenceText(number: number): string {
  return String(number).padStart(SEQUENCE_DIGITS, '0');
}

/**
 * A milestone as a CloudEvent, its members in canonical order: see {@link cloudEvent}.
 * @param number the event's in its feed
 */
export function cloudEventOf({ meta, ...milestone }: Recorded<MilestoneReached>, number: number): CloudEvent {
  const { parcelId } = milestone;
  const attributes = {
    ...{ id: meta.eventId, source: SOURCE, type: eventTypeOf(milestone.milestone) },
    ...{ subject: parcelId, partitionkey: parcelId, sequence: sequenceText(number) },
    ...{ time: new Date(milestone.happenedAt).toISOString(), recordedtime: new Date(meta.recordedAt).toISOString() },
    ...{ causationid: meta.causeId, correlationid: meta.correlationId },
  };
  return cloudEvent(attributes, milestone);
}

/**
 * Puts attributes and data together in the canonical order of RFC 8785: members by name, at every depth, in which JSON.stringify leaves
 * them. What is null is left out. This order is written here alone.
 */
export function cloudEvent(attributes: EventAttributes, of: Named): CloudEvent {
  const { causationid, correlationid, id, partitionkey, recordedtime } = attributes;
  const { sequence, source, subject, time, type } = attributes;
  const { carrier, declarationVersion, destinationCountry, milestone, number, parcelId } = of;
  const { piece, platform, portCode, reason, tradeMode, transportId, unitId } = of;
  const data = {
    ...{ carrier, declarationVersion, destinationCountry, milestone, number, parcelId },
    ...(piece === null ? {} : { piece }),
    ...{ platform, portCode },
    ...(reason === null ? {} : { reason }),
    tradeMode,
    ...(transportId === null ? {} : { transportId }),
    ...(unitId === null ? {} : { unitId }),
  };
  return {
    ...{ causationid, correlationid, data, datacontenttype: 'application/json' },
    ...{ id, partitionkey, recordedtime, sequence, source, specversion: '1.0', subject, time, type },
  };
}

/** The event as text: structured JSON without space. What a carrier gets by pull, SSE and webhook, and what the feed's chain is taken over, byte for byte. */
export function eventText(event: CloudEvent): string {
  return JSON.stringify(event);
}

/** A milestone as that text. @param number the event's in its feed; null outside of feeds, where it has no sequence */
export function milestoneText(milestone: Recorded<MilestoneReached>, number: number | null): string {
  if (number !== null) return eventText(cloudEventOf(milestone, number));
  // What is undefined is left out.
  return JSON.stringify({ ...cloudEventOf(milestone, 0), sequence: undefined });
}
