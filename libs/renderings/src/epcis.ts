import type { CloudEvent } from '@alataw/milestones';
import { parcelUri, portUri, unitUri, uuidOf } from './identifiers';

type Milestone = CloudEvent['data']['milestone'];

/** What happens to a parcel in the words of GS1's Core Business Vocabulary 2.0. */
interface Meaning {
  readonly bizStep: string;
  readonly disposition?: string;
}

const MEANINGS: Readonly<Record<Milestone, Meaning>> = {
  OTHER: { bizStep: 'other' },
  RELEASED: { bizStep: 'inspecting', disposition: 'conformant' },
  RELEASE_REVOKED: { bizStep: 'inspecting', disposition: 'non_conformant' },
  HELD: { bizStep: 'holding', disposition: 'unavailable' },
  HOLD_LIFTED: { bizStep: 'inspecting', disposition: 'conformant' },
  HOLD_TOO_LATE: { bizStep: 'other', disposition: 'in_transit' },
  LOADED: { bizStep: 'loading', disposition: 'in_progress' },
  OFFLOADED: { bizStep: 'unloading', disposition: 'in_progress' },
  DEPARTED: { bizStep: 'departing', disposition: 'in_transit' },
  // Others of its pieces have not left: nothing is true of the parcel as a whole.
  PIECES_DEPARTED: { bizStep: 'departing' },
  RETURNED: { bizStep: 'other', disposition: 'returned' },
  DETAINED: { bizStep: 'holding', disposition: 'non_sellable_other' },
};

const ACTIONS: Readonly<Partial<Record<Milestone, 'ADD' | 'DELETE'>>> = { LOADED: 'ADD', OFFLOADED: 'DELETE' };

const CONTEXT = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { alataw: 'urn:alataw:epcis:' },
] as const;

/** An event of EPCIS 2.0 in JSON-LD; what is ours alone has the prefix `alataw`. */
export type EpcisEvent = Readonly<Record<string, unknown>> & {
  readonly type: 'ObjectEvent' | 'AggregationEvent';
  readonly eventID: string;
};

/** A document of EPCIS 2.0 in JSON-LD. */
export interface EpcisDocument {
  readonly '@context': typeof CONTEXT;
  readonly type: 'EPCISDocument';
  readonly schemaVersion: '2.0';
  readonly creationDate: string;
  readonly epcisBody: { readonly eventList: readonly EpcisEvent[] };
}

/**
 * The events as a document of EPCIS 2.0, one for one.
 * @param at when the document is made, epoch ms UTC
 * @see https://ref.gs1.org/standards/epcis/ and https://ref.gs1.org/standards/cbv/
 */
export function renderEpcis(events: readonly CloudEvent[], at: number): EpcisDocument {
  return {
    '@context': CONTEXT,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: new Date(at).toISOString(),
    epcisBody: { eventList: events.map(eventOf) },
  };
}

/** Loaded and offloaded are about a unit and what is in it, all else about the parcel alone. */
function eventOf(event: CloudEvent): EpcisEvent {
  const { data, time, recordedtime } = event;
  const action = ACTIONS[data.milestone];
  const parcel = [parcelUri(data)];
  const what =
    action === undefined || data.unitId === undefined
      ? ({ type: 'ObjectEvent', action: 'OBSERVE', epcList: parcel } as const)
      : ({ type: 'AggregationEvent', action, parentID: unitUri(data.unitId), childEPCs: parcel } as const);
  return {
    ...what,
    eventID: `urn:uuid:${uuidOf(event)}`,
    eventTime: time,
    // The log keeps moments, and no zone: they are told in UTC.
    eventTimeZoneOffset: '+00:00',
    recordTime: recordedtime,
    ...MEANINGS[data.milestone],
    readPoint: { id: portUri(data.portCode) },
    'alataw:milestone': data.milestone,
    'alataw:number': data.number,
    'alataw:sequence': event.sequence,
    ...(data.reason === undefined ? {} : { 'alataw:reason': data.reason }),
    ...(data.transportId === undefined ? {} : { 'alataw:transport': unitUri(data.transportId) }),
  };
}
