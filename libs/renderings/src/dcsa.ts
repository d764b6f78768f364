import type { CloudEvent } from '@alataw/milestones';
import { unitKindOf } from '@alataw/values';
import { uuidOf } from './identifiers';

/** What all events of DCSA's Track & Trace 2.2 have; nothing here is planned or estimated. */
interface DcsaBase {
  /** A UUID. */
  readonly eventID: string;
  readonly eventCreatedDateTime: string;
  readonly eventClassifierCode: 'ACT';
  readonly eventDateTime: string;
}

/** About the customs file of the parcel (`CUS`), whose id is the parcel's. */
export interface DcsaShipmentEvent extends DcsaBase {
  readonly eventType: 'SHIPMENT';
  readonly shipmentEventTypeCode: 'RELS' | 'HOLD' | 'VOID' | 'REJE';
  readonly documentTypeCode: 'CUS';
  readonly documentID: string;
  readonly reason?: string;
}

/** The parcel as its transport document, which the waybill is. */
type DocumentReferences = readonly [{ readonly documentReferenceType: 'TRD'; readonly documentReferenceValue: string }];

interface TransportCall {
  readonly transportCallID: string;
  readonly modeOfTransport: 'RAIL' | 'TRUCK';
  /** A border crossing. */
  readonly facilityTypeCode: 'BOCR';
}

export interface DcsaEquipmentEvent extends DcsaBase {
  readonly eventType: 'EQUIPMENT';
  readonly equipmentEventTypeCode: 'LOAD' | 'DISC' | 'STUF' | 'STRP';
  readonly equipmentReference?: string;
  /** What parcels are in is never told to be empty: of that nothing is known. */
  readonly emptyIndicatorCode: 'LADEN';
  readonly transportCall?: TransportCall;
  readonly documentReferences: DocumentReferences;
}

export interface DcsaTransportEvent extends DcsaBase {
  readonly eventType: 'TRANSPORT';
  readonly transportEventTypeCode: 'DEPA';
  readonly transportCall: TransportCall;
  readonly documentReferences: DocumentReferences;
}

export type DcsaEvent = DcsaShipmentEvent | DcsaEquipmentEvent | DcsaTransportEvent;

/** Longest reference of an equipment; what is longer, as an SSCC, has no place there. */
const MAX_REFERENCE = 15;

/**
 * The events as those of DCSA's Track & Trace 2.2, in their order. What DCSA has no event for is left out.
 * @see https://github.com/dcsaorg/DCSA-OpenAPI, tnt/v2 and domain/event
 */
export function renderDcsa(events: readonly CloudEvent[]): readonly DcsaEvent[] {
  return events.map(eventOf).filter((event) => event !== null);
}

function eventOf(event: CloudEvent): DcsaEvent | null {
  const { milestone } = event.data;
  switch (milestone) {
    case 'RELEASED':
    case 'HOLD_LIFTED':
      return shipment(event, 'RELS');
    case 'HELD':
      return shipment(event, 'HOLD');
    case 'RELEASE_REVOKED':
      return shipment(event, 'VOID');
    case 'RETURNED':
    case 'DETAINED':
      return shipment(event, 'REJE');
    case 'LOADED':
      return equipment(event, { vehicle: 'LOAD', other: 'STUF' });
    case 'OFFLOADED':
      return equipment(event, { vehicle: 'DISC', other: 'STRP' });
    case 'DEPARTED':
    case 'PIECES_DEPARTED':
      return departure(event);
    case 'HOLD_TOO_LATE':
    case 'OTHER':
      return null;
  }
}

/** By DCSA a document's event happens when it is created. */
function shipment(
  event: CloudEvent,
  shipmentEventTypeCode: DcsaShipmentEvent['shipmentEventTypeCode'],
): DcsaShipmentEvent {
  const { reason, parcelId } = event.data;
  return {
    ...base(event, event.time),
    eventType: 'SHIPMENT',
    shipmentEventTypeCode,
    documentTypeCode: 'CUS',
    documentID: parcelId,
    ...(reason === undefined ? {} : { reason }),
  };
}

function equipment(
  event: CloudEvent,
  codes: {
    readonly vehicle: DcsaEquipmentEvent['equipmentEventTypeCode'];
    readonly other: DcsaEquipmentEvent['equipmentEventTypeCode'];
  },
): DcsaEquipmentEvent {
  const { unitId } = event.data;
  const transportCall = callOf(unitId);
  const number = transportCall ? undefined : unitId?.slice(unitId.indexOf(':') + 1);
  return {
    ...base(event),
    eventType: 'EQUIPMENT',
    equipmentEventTypeCode: transportCall ? codes.vehicle : codes.other,
    ...(number !== undefined && number.length <= MAX_REFERENCE ? { equipmentReference: number } : {}),
    emptyIndicatorCode: 'LADEN',
    ...(transportCall ? { transportCall } : {}),
    documentReferences: documentsOf(event),
  };
}

/** @returns null where it is not told with what it left, which DCSA asks for */
function departure(event: CloudEvent): DcsaTransportEvent | null {
  const transportCall = callOf(event.data.transportId);
  if (transportCall === null) return null;
  return {
    ...base(event),
    eventType: 'TRANSPORT',
    transportEventTypeCode: 'DEPA',
    transportCall,
    documentReferences: documentsOf(event),
  };
}

/** @returns null for what does not move by itself */
function callOf(unitId: string | undefined): TransportCall | null {
  const kind = unitId === undefined ? null : unitKindOf(unitId);
  if (unitId === undefined || (kind !== 'truck' && kind !== 'train' && kind !== 'wagon')) return null;
  const modeOfTransport = kind === 'truck' ? 'TRUCK' : 'RAIL';
  return { transportCallID: unitId, modeOfTransport, facilityTypeCode: 'BOCR' };
}

const documentsOf = ({ data }: CloudEvent): DocumentReferences => [
  { documentReferenceType: 'TRD', documentReferenceValue: data.parcelId },
];

function base(event: CloudEvent, createdAt = event.recordedtime): DcsaBase {
  return {
    eventID: uuidOf(event),
    eventCreatedDateTime: createdAt,
    eventClassifierCode: 'ACT',
    eventDateTime: event.time,
  };
}
