import { CarrierEvent, Codec } from '@alataw/contracts';
import * as fc from 'fast-check';
import { milestoneText } from './cloud-event';
import { feedEventText, feedRecord } from './feed-record';
import { anyMilestone, recorded } from './milestone.fixture';

const codec = Codec.embedded();

describe(feedRecord.name, () => {
  it('is the CloudEvent itself in JSON', () => {
    const { key, value, headers, canonical } = feedRecord(recorded, 42, 'JSON', codec);
    expect(String(key)).toBe('CNPOST.LX473124829CN');
    expect(String(value)).toBe(milestoneText(recorded, 42));
    expect(headers).toEqual({ 'content-type': 'application/cloudevents+json', ce_type: 'org.alataw.parcel.loaded.v1' });
    expect(canonical ?? value).toEqual(Buffer.from(milestoneText(recorded, 42)));
  });
  it('has the attributes of CloudEvents in its headers, and its data in its value, in Avro', () => {
    const { key, value, headers } = feedRecord(recorded, 42, 'AVRO', codec);
    expect(String(key)).toBe('CNPOST.LX473124829CN');
    expect(headers).toEqual({
      ...{ 'content-type': 'application/avro', ce_specversion: '1.0', ce_id: 'carriers:loading.events:3:17:0' },
      ...{ ce_source: 'urn:alataw:carriers', ce_type: 'org.alataw.parcel.loaded.v1' },
      ...{ ce_subject: 'CNPOST.LX473124829CN', ce_partitionkey: 'CNPOST.LX473124829CN', ce_sequence: '000000000042' },
      ...{ ce_time: '2026-09-21T14:13:20.000Z', ce_recordedtime: '2026-09-21T14:13:20.250Z' },
      ...{ ce_causationid: 'loading:x', ce_correlationid: 'c-1' },
    });
    expect(codec.decodeAs(CarrierEvent, value)).toEqual({
      ...{ parcelId: 'CNPOST.LX473124829CN', number: 3, milestone: 'LOADED', piece: 2, declarationVersion: 1 },
      ...{ carrier: 'KAZPOST', platform: 'SILKROAD', destinationCountry: 'KZ', portCode: '9404', tradeMode: '9610' },
      ...{ unitId: 'truck:KZ-123ABC02', transportId: null, reason: null },
    });
    expect(value.includes('dock-1')).toBe(false);
  });
  it('has the same text for the chain in either format', () => {
    fc.assert(
      fc.property(anyMilestone, fc.nat(), (milestone, number) => {
        const json = feedRecord(milestone, number, 'JSON', codec);
        const avro = feedRecord(milestone, number, 'AVRO', codec);
        expect(avro.canonical).toEqual(json.value);
      }),
    );
  });
});

describe(feedEventText.name, () => {
  it('is the same text whatever format the record was written in', () => {
    fc.assert(
      fc.property(anyMilestone, fc.nat(), (milestone, number) => {
        for (const format of ['JSON', 'AVRO'] as const) {
          const record = feedRecord(milestone, number, format, codec);
          expect(feedEventText(record, codec)).toBe(milestoneText(milestone, number));
        }
      }),
    );
  });
  it('says which header is missing', () => {
    const { value } = feedRecord(recorded, 1, 'AVRO', codec);
    const headers = { 'content-type': 'application/avro', ce_id: 'x' };
    expect(() => feedEventText({ value, headers }, codec)).toThrow(new TypeError('The record has no header ce_source'));
  });
});
