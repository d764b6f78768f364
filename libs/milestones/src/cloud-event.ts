import type { Milestone, MilestoneReached, Recorded } from '@alataw/contracts';

/** Of all events; each centre is one source. */
const SOURCE = 'urn:alataw:carriers';
/** Enough for 999,999,999,999 events, so that numbers compare as texts do. */
const SEQUENCE_DIGITS = 12;

/** `RELEASE_REVOKED` → `org.alataw.parcel.release-revoked.v1` */
export function eventTypeOf(milestone: Milestone): string {
  return `org.alataw.parcel.${milestone.toLowerCase().replaceAll('_', '-')}.v1`;
}

/** How an event's number in its feed is written, so that it sorts. */
export function sequenceText(number: number): string {
  return String(number).padStart(SEQUENCE_DIGITS, '0');
}

/**
 * A milestone as a CloudEvent in structured JSON (CloudEvents 1.0), in the canonical form of RFC 8785: members by name, no space. What a carrier gets by
 * any channel is this text, byte for byte, which is what the feed's chain is taken over. What is null is left out.
 * @param number the event's in its feed
 */
export function milestoneText({ meta, ...milestone }: Recorded<MilestoneReached>, number: number): string {
  const { parcelId, carrier, platform, destinationCountry, portCode, tradeMode, declarationVersion } = milestone;
  const { unitId, transportId, reason, piece, happenedAt } = milestone;
  // Members stand in the order of their names, in which JSON.stringify leaves them.
  const data = {
    carrier,
    declarationVersion,
    destinationCountry,
    milestone: milestone.milestone,
    number: milestone.number,
    parcelId,
    ...(piece === null ? {} : { piece }),
    platform,
    portCode,
    ...(reason === null ? {} : { reason }),
    tradeMode,
    ...(transportId === null ? {} : { transportId }),
    ...(unitId === null ? {} : { unitId }),
  };
  return JSON.stringify({
    causationid: meta.causeId,
    correlationid: meta.correlationId,
    data,
    datacontenttype: 'application/json',
    id: meta.eventId,
    partitionkey: parcelId,
    recordedtime: new Date(meta.recordedAt).toISOString(),
    sequence: sequenceText(number),
    source: SOURCE,
    specversion: '1.0',
    subject: parcelId,
    time: new Date(happenedAt).toISOString(),
    type: eventTypeOf(milestone.milestone),
  });
}
