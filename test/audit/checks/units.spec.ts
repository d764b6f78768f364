import { altered, audited, complaints, find, named, violationsOf, without } from '../audited.fixture';
import type { AuditRecord } from '../log/record';
import { nestedLog, BAG, CONTAINER, INSIDE, REMOVED, TRAIN } from '../nested-log.fixture';

const log = nestedLog();
const gate = find(log, 'UnitDeparted', TRAIN);
const whats = (records: readonly AuditRecord[], of: AuditRecord, invariant: 3 | 5 | 6): string[] =>
  violationsOf(audited(records), invariant)
    .filter(
      ({ topic, partition, offset }) => JSON.stringify({ topic, partition, offset }) === JSON.stringify(named(of)),
    )
    .map(({ what }) => what);

describe('a train with a container with a bag with parcels', () => {
  it('is nothing to complain of', () => {
    const audit = audited(log);
    expect(complaints(audit)).toEqual([]);
    expect(audit.entities.parcels.state(INSIDE)).toMatchObject({ status: 'departed', unitId: BAG, transportId: TRAIN });
    expect(audit.entities.units.state(BAG)).toMatchObject({ status: 'departed', carriedBy: CONTAINER, asked: [] });
    expect(audit.entities.parcels.state(REMOVED)).toMatchObject({ status: 'blocked', unitId: null });
  });
});

describe('invariant 5, of units', () => {
  const loaded = find(log, 'UnitLoaded', BAG);

  it('names the load of a unit with a held parcel in it', () => {
    const out = find(log, 'PlaceVacated', BAG);
    const again = log.findLast((r) => r.type === 'UnitLoaded' && r.key === BAG && !r.topic.endsWith('transfer'));
    expect(whats(without(log, out), again ?? out, 5)).toEqual(
      expect.arrayContaining([
        `loaded with ${REMOVED} in it, which is held`,
        `loaded with ${REMOVED} in it, the hold of which was confirmed`,
      ]),
    );
  });
  it('names the load of a unit that is on another', () => {
    const twice = { ...loaded, offset: 900, fields: { ...loaded.fields, carrierId: 'truck:KZ-OTHER' } };
    expect(whats([...log, twice], twice, 5)).toContain(`loaded on truck:KZ-OTHER, but it is on ${CONTAINER}`);
  });
  it('names the entry of a unit that is on none', () => {
    const entered = find(log, 'ManifestEntered', TRAIN);
    const stranger = { fields: { ...entered.fields, contentId: 'container:MSKU0000006' } };
    expect(whats(altered(log, entered, stranger), entered, 5)).toEqual(['container:MSKU0000006 is on no unit']);
  });
});

describe('invariant 6, at whatever depth', () => {
  it('names a vehicle that leaves with a held parcel in a unit in it', () => {
    const released = find(log, 'ParcelReleased', INSIDE);
    const fields = { reason: 'INTELLIGENCE', released: false, remark: null, parcelId: INSIDE };
    expect(whats(altered(log, released, { type: 'ParcelHeld', fields }), gate, 6)).toContain(
      `in ${CONTAINER}: in ${BAG}: it passed the gate with ${INSIDE}, which is held`,
    );
  });
  it('names a unit that leaves without what carries it', () => {
    const left = find(log, 'UnitDeparted', CONTAINER);
    expect(whats(without(log, find(log, 'DepartureChunk', TRAIN)), left, 6)).toContain(
      `it left with ${TRAIN}, which did not leave with it`,
    );
  });
  it('names a unit and a parcel that leave in another vehicle than what carries them', () => {
    for (const [of, carrier] of [
      [find(log, 'UnitDeparted', CONTAINER), TRAIN],
      [find(log, 'ParcelDeparted', INSIDE), BAG],
    ] as const) {
      const records = altered(log, of, { fields: { ...of.fields, transportId: 'train:K10' } });
      expect(whats(records, of, 6)).toContain(`it left with train:K10, but ${carrier} with ${TRAIN}`);
    }
  });
  it('names a unit in the vehicle that did not confirm, or stands open', () => {
    expect(whats(without(log, find(log, 'UnitLoaded', CONTAINER)), gate, 6)).toContain(
      `it left with ${CONTAINER}, which did not confirm`,
    );
    const closed = find(log, 'UnitClosed', CONTAINER);
    expect(whats(without(log, closed), gate, 6)).toContain(`in ${CONTAINER}: it passed the gate closing`);
  });
  it('names what is loaded in a closed unit', () => {
    const late = { ...find(log, 'UnitLoaded', BAG), offset: 900 };
    const at = log.indexOf(find(log, 'UnitClosed', CONTAINER));
    expect(whats([...log.slice(0, at + 1), late, ...log.slice(at + 1)], late, 6)).toContain(
      `loaded on ${CONTAINER}, which is closed`,
    );
  });
});

describe('a departure that is told in parts', () => {
  const part = find(log, 'DepartureChunk', TRAIN);
  const cut = log.slice(0, log.indexOf(part));
  it('names a vehicle of which not all is told in the end, unless things are still under way', () => {
    expect(violationsOf(audited(cut), 6).map(({ what }) => what)).toContain(
      `${TRAIN}#1 left with ${CONTAINER}, which no chunk names`,
    );
    expect(violationsOf(audited(cut, { isDrained: false }), 6)).toEqual([]);
  });
  it('names a unit that is used again before all that left in it was told so', () => {
    const again = { ...find(log, 'UnitOpened', TRAIN), offset: part.offset };
    const fields = { ...again.fields, visit: 2 };
    expect(violationsOf(audited([...cut, { ...again, fields }]), 3).map(({ what }) => what)).toContainEqual(
      expect.stringContaining('1 contents have not been told that it left'),
    );
  });
  it('names a hold that is said to be too late to a content that does not know that it left', () => {
    const fields = { unitId: TRAIN, contentId: CONTAINER, parcelId: INSIDE };
    const records = altered(log, part, { type: 'UnitHoldTooLate', fields });
    expect(violationsOf(audited(records), 3).map(({ what }) => what)).toContainEqual(
      expect.stringContaining('it has not been told that it left'),
    );
  });
});

describe('invariant 3, of units', () => {
  const opened = find(log, 'UnitOpened', BAG);
  const illegal: readonly (readonly [rule: string, record: AuditRecord, by: Partial<AuditRecord>, what: string])[] = [
    [
      'a unit carries smaller ones only',
      find(log, 'PlaceReserved', BAG),
      { fields: { ...find(log, 'PlaceReserved', BAG).fields, contentId: CONTAINER } },
      'PlaceReserved of a unit that is open: it does not carry such',
    ],
    [
      'a container is loaded under a seal',
      find(log, 'ClosingStarted', CONTAINER),
      { fields: { ...find(log, 'ClosingStarted', CONTAINER).fields, seals: [] } },
      'it has no seal',
    ],
    [
      'only a vehicle leaves by itself',
      find(log, 'UnitDeparted', CONTAINER),
      { fields: { ...find(log, 'UnitDeparted', CONTAINER).fields, transportId: CONTAINER } },
      'UnitDeparted of a unit that is closed: it is no vehicle',
    ],
    [
      'a unit says of itself what is in it',
      find(log, 'UnitLoaded', CONTAINER),
      { fields: { ...find(log, 'UnitLoaded', CONTAINER).fields, parcels: 7 } },
      'UnitLoaded of a unit that is closed: 1 parcels, 1 pieces, 500 g, 0 cm³ are in it',
    ],
    [
      'and how much room that takes',
      find(log, 'UnitLoaded', CONTAINER),
      { fields: { ...find(log, 'UnitLoaded', CONTAINER).fields, volumeCm3: 7 } },
      '500 g, 0 cm³ are in it',
    ],
    [
      'each use is one more than the last',
      opened,
      { fields: { ...opened.fields, visit: 3 } },
      'UnitOpened of a unit that is absent: visit 0 was the last',
    ],
    [
      'a chunk names what left in the unit, and counts what is left',
      find(log, 'DepartureChunk', BAG),
      { fields: { ...find(log, 'DepartureChunk', BAG).fields, left: 1 } },
      'DepartureChunk of a unit that is departed: 0 contents are left',
    ],
    [
      'a unit is blocked by what its carrier was asked about',
      find(log, 'UnitHoldAsked', BAG),
      { type: 'UnitHoldMoot' },
      `UnitBlocked of a unit that is closed: ${CONTAINER} was not asked`,
    ],
  ];
  it('names a unit that takes more than there is room for, and none that takes what has no volume', () => {
    const entered = find(log, 'ManifestEntered', BAG);
    const limited = (volumeCm3: number) =>
      log.map((record) => {
        if (record === opened) return { ...record, fields: { ...record.fields, maxVolumeCm3: 8_400 } };
        return record === entered ? { ...record, fields: { ...record.fields, volumeCm3 } } : record;
      });
    const found = (volumeCm3: number) => whats(limited(volumeCm3), entered, 3);
    expect(found(8_401)).toEqual([expect.stringContaining('there is not so much room')]);
    expect([found(8_400), found(0)]).toEqual([[], []]);
  });
  it.each(illegal)('names a transition that must not be: %s', (_, record, by, what) => {
    const found = violationsOf(audited(altered(log, record, by)), 3).map((each) => each.what);
    expect(found).toContainEqual(expect.stringContaining(what));
  });
});
