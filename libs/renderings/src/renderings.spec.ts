import { Milestone, type MilestoneReached } from '@alataw/contracts';
import { cloudEventOf, type CloudEvent } from '@alataw/milestones';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import dcsaSchema from '../../../test/standards/dcsa-tnt-2.2.json';
import epcisSchema from '../../../test/standards/epcis-2.0.json';
import { anyMilestone, recorded } from '../../milestones/src/milestone.fixture';
import { renderDcsa } from './dcsa';
import { renderEpcis } from './epcis';
import { RENDERINGS } from './renderings';

const AT = 1_790_000_100_000;
const CONTAINER = 'container:CSQU3054383';
const TRUCK = 'truck:KZ-123ABC02';

const eventOf = (of: Partial<MilestoneReached>): CloudEvent =>
  cloudEventOf({ ...recorded, unitId: null, piece: null, ...of }, 7);
const epcis = (of: Partial<MilestoneReached>) => renderEpcis([eventOf(of)], AT).epcisBody.eventList[0];
const dcsa = (of: Partial<MilestoneReached>) => renderDcsa([eventOf(of)])[0];

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictTuples: false });
addFormats(ajv);
const faults = (validate: ValidateFunction, value: unknown): unknown => (validate(value) ? [] : validate.errors);
const epcisFaults = ajv.compile(epcisSchema);
const dcsaFaults = ajv.compile(dcsaSchema);

/** Any milestone, about a unit that there can be. */
const anyEvent = fc
  .tuple(anyMilestone, fc.constantFrom(null, CONTAINER, TRUCK, 'bag:106141411928374657', 'train:X8024'))
  .map(([milestone, unitId]) => cloudEventOf({ ...milestone, unitId, transportId: unitId }, 1));

describe('The renderings', () => {
  it.each([
    ['application/ld+json', epcisFaults],
    ['application/vnd.alataw.dcsa-tnt.v2+json', dcsaFaults],
  ])('keep the standard of %s, whatever has happened', (type, validate) => {
    const render = RENDERINGS.get(type)!;
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 5 }), (events) => {
        expect(faults(validate, JSON.parse(render(events, AT)))).toEqual([]);
      }),
    );
    for (const milestone of Milestone)
      expect(faults(validate, JSON.parse(render([eventOf({ milestone })], AT)))).toEqual([]);
  });
  it('are known by no other media type', () => {
    expect([...RENDERINGS.keys()]).toEqual(['application/ld+json', 'application/vnd.alataw.dcsa-tnt.v2+json']);
  });
  it('are checked: a document that lacks what its standard asks for is found', () => {
    const event = { ...epcis({}), eventTimeZoneOffset: undefined };
    const document = { ...renderEpcis([], AT), epcisBody: { eventList: [event] } };
    expect(faults(epcisFaults, document)).not.toEqual([]);
    expect(faults(dcsaFaults, [{ ...dcsa({ milestone: 'HELD' }), shipmentEventTypeCode: 'CUSR' }])).not.toEqual([]);
  });
});

describe(renderEpcis.name, () => {
  it('tells of each event, in its order', () => {
    const { epcisBody, creationDate } = renderEpcis(
      Milestone.map((milestone) => eventOf({ milestone })),
      AT,
    );
    expect(epcisBody.eventList.map((event) => event['alataw:milestone'])).toEqual([...Milestone]);
    expect(creationDate).toBe('2026-09-21T14:15:00.000Z');
  });
  it('has a loading as an aggregation to the unit, of the piece that is meant', () => {
    expect(epcis({ milestone: 'LOADED', unitId: TRUCK, piece: 2 })).toEqual({
      ...{ type: 'AggregationEvent', action: 'ADD', bizStep: 'loading', disposition: 'in_progress' },
      ...{ parentID: 'urn:alataw:unit:truck:KZ-123ABC02', childEPCs: ['urn:alataw:parcel:CNPOST.LX473124829CN:2'] },
      ...{ eventTime: '2026-09-21T14:13:20.000Z', eventTimeZoneOffset: '+00:00' },
      ...{ recordTime: '2026-09-21T14:13:20.250Z', readPoint: { id: 'urn:alataw:port:9404' } },
      eventID: expect.stringMatching(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      ...{ 'alataw:milestone': 'LOADED', 'alataw:number': 3, 'alataw:sequence': '000000000007' },
    });
    expect(epcis({ milestone: 'OFFLOADED', unitId: TRUCK })).toMatchObject({ action: 'DELETE', bizStep: 'unloading' });
  });
  it('has all else as observed of the parcel', () => {
    expect(epcis({ milestone: 'HELD', reason: 'LATE_INSTRUCTION' })).toMatchObject({
      ...{ type: 'ObjectEvent', action: 'OBSERVE', bizStep: 'holding', disposition: 'unavailable' },
      ...{ epcList: ['urn:alataw:parcel:CNPOST.LX473124829CN'], 'alataw:reason': 'LATE_INSTRUCTION' },
    });
    expect(epcis({ milestone: 'DEPARTED', transportId: TRUCK })).toMatchObject({
      ...{ bizStep: 'departing', disposition: 'in_transit', 'alataw:transport': 'urn:alataw:unit:truck:KZ-123ABC02' },
    });
  });
  it('says nothing of a parcel as a whole of which a part has left', () => {
    expect(epcis({ milestone: 'PIECES_DEPARTED', transportId: TRUCK })).not.toHaveProperty('disposition');
  });
  it('gives an event the same id wherever it is rendered, and two events two', () => {
    expect(epcis({})?.eventID).toBe(`urn:uuid:${dcsa({ milestone: 'HELD' })?.eventID}`);
    const other = { ...recorded, meta: { ...recorded.meta, eventId: 'carriers:loading.events:3:18:0' } };
    expect(renderEpcis([cloudEventOf(other, 7)], AT).epcisBody.eventList[0]?.eventID).not.toBe(epcis({})?.eventID);
  });
});

describe(renderDcsa.name, () => {
  it.each([
    ['RELEASED', 'RELS'],
    ['HOLD_LIFTED', 'RELS'],
    ['HELD', 'HOLD'],
    ['RELEASE_REVOKED', 'VOID'],
    ['RETURNED', 'REJE'],
    ['DETAINED', 'REJE'],
  ] as const)('has %s as %s of the customs file', (milestone, code) => {
    expect(dcsa({ milestone })).toMatchObject({
      ...{ eventType: 'SHIPMENT', shipmentEventTypeCode: code, documentTypeCode: 'CUS', eventClassifierCode: 'ACT' },
      ...{ documentID: 'CNPOST.LX473124829CN', eventCreatedDateTime: '2026-09-21T14:13:20.000Z' },
    });
  });
  it.each([
    ['LOADED', CONTAINER, 'STUF', { equipmentReference: 'CSQU3054383' }],
    ['OFFLOADED', CONTAINER, 'STRP', { equipmentReference: 'CSQU3054383' }],
    ['LOADED', TRUCK, 'LOAD', { transportCall: { transportCallID: TRUCK, modeOfTransport: 'TRUCK' } }],
    ['OFFLOADED', 'wagon:94123452', 'DISC', { transportCall: { modeOfTransport: 'RAIL' } }],
  ] as const)('has %s of %s as %s', (milestone, unitId, code, rest) => {
    expect(dcsa({ milestone, unitId })).toMatchObject({
      ...{ eventType: 'EQUIPMENT', equipmentEventTypeCode: code, emptyIndicatorCode: 'LADEN', ...rest },
      documentReferences: [{ documentReferenceType: 'TRD', documentReferenceValue: 'CNPOST.LX473124829CN' }],
    });
  });
  it('leaves out a reference that is longer than it takes', () => {
    expect(dcsa({ milestone: 'LOADED', unitId: 'bag:106141411928374657' })).not.toHaveProperty('equipmentReference');
  });
  it('has a departure as that of the truck or train', () => {
    expect(dcsa({ milestone: 'DEPARTED', transportId: 'train:X8024' })).toMatchObject({
      ...{ eventType: 'TRANSPORT', transportEventTypeCode: 'DEPA' },
      transportCall: { transportCallID: 'train:X8024', modeOfTransport: 'RAIL', facilityTypeCode: 'BOCR' },
    });
  });
  it('leaves out what it has no event for', () => {
    expect(renderDcsa([eventOf({ milestone: 'OTHER' }), eventOf({ milestone: 'HOLD_TOO_LATE' })])).toEqual([]);
  });
});
