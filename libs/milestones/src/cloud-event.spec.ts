import { eventTypeOf, milestoneText } from './cloud-event';
import { recorded } from './milestone.fixture';

/** Members by name at every depth, as RFC 8785 has them. */
function canonical(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, each]) => [name, canonical(each)]));
}

describe(milestoneText.name, () => {
  it('is a CloudEvent that says what was reached, and nothing of who did it', () => {
    expect(JSON.parse(milestoneText(recorded, 42))).toEqual({
      specversion: '1.0',
      ...{ id: 'carriers:loading.events:3:17:0', source: 'urn:alataw:carriers', type: 'org.alataw.parcel.loaded.v1' },
      ...{ subject: 'CNPOST.LX473124829CN', partitionkey: 'CNPOST.LX473124829CN', sequence: '000000000042' },
      ...{ time: '2026-09-21T14:13:20.000Z', recordedtime: '2026-09-21T14:13:20.250Z' },
      ...{ causationid: 'loading:x', correlationid: 'c-1', datacontenttype: 'application/json' },
      data: {
        ...{ parcelId: 'CNPOST.LX473124829CN', number: 3, milestone: 'LOADED', piece: 2, declarationVersion: 1 },
        ...{ carrier: 'KAZPOST', platform: 'SILKROAD', destinationCountry: 'KZ', portCode: '9404', tradeMode: '9610' },
        unitId: 'truck:KZ-123ABC02',
      },
    });
    expect(milestoneText(recorded, 42)).not.toContain('dock-1');
  });
  it.each([{}, { unitId: null, piece: null }, { transportId: 'truck:KZ-1', reason: 'LATE_INSTRUCTION' }])(
    'is canonical: %j',
    (of) => {
      const text = milestoneText({ ...recorded, ...of }, 1);
      expect(text).toBe(JSON.stringify(canonical(JSON.parse(text))));
    },
  );
  it('has no sequence outside of a feed', () => {
    expect(JSON.parse(milestoneText(recorded, null))).not.toHaveProperty('sequence');
  });
});

describe(eventTypeOf.name, () => {
  it('is the milestone in the words of the net', () => {
    expect(eventTypeOf('RELEASE_REVOKED')).toBe('org.alataw.parcel.release-revoked.v1');
  });
});
