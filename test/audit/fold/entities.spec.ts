import { altered, audited, find, named, violationsOf, without } from '../audited.fixture';
import { cleanLog, HELD, LATE, LEAVES, REJECTED, TRUCK } from '../clean-log.fixture';
import type { AuditRecord } from '../log/record';

describe('invariant 3: sequences have no gap, transitions are legal', () => {
  const log = cleanLog();

  it('names the event behind one that was removed', () => {
    const audit = audited(without(log, find(log, 'ManifestEntered', TRUCK)));
    const after = log.find(
      (r) =>
        r.meta !== null &&
        r.key === TRUCK &&
        r.offset > find(log, 'ManifestEntered', TRUCK).offset &&
        r.topic === 'loading.events',
    );
    if (!after) throw new Error('Nothing comes after it');
    expect(violationsOf(audit, 3)).toContainEqual(
      expect.objectContaining({
        ...named(after),
        eventId: after.meta?.eventId,
        entity: TRUCK,
        what: expect.stringMatching(/^number \d+ follows number \d+$/),
      }),
    );
  });

  it('names an event with the number of another', () => {
    const released = find(log, 'ParcelReleased', LATE);
    const meta = released.meta && { ...released.meta, sequence: 1 };
    expect(violationsOf(audited(altered(log, released, { meta })), 3)).toEqual([
      expect.objectContaining({ ...named(released), what: 'number 1 follows number 1' }),
    ]);
  });

  it('names an event in another lane than its entity’s', () => {
    const staged = find(log, 'ParcelStaged', LATE);
    const other = 1 - staged.partition;
    const { producerId } = find(
      log.filter((r) => r.topic === 'loading.events' && r.partition === other),
      'LaneClaimed',
    );
    const audit = audited(altered(log, staged, { partition: other, offset: 900, producerId }));
    expect(violationsOf(audit, 3)).toContainEqual(
      expect.objectContaining({ offset: 900, what: `${LATE} belongs to loading.events/${staged.partition}` }),
    );
  });

  it('names an event whose key is another entity', () => {
    const staged = find(log, 'ParcelStaged', LATE);
    const fields = { ...staged.fields, parcelId: LEAVES };
    expect(violationsOf(audited(altered(log, staged, { fields })), 3)).toEqual([
      expect.objectContaining({ ...named(staged), what: 'its key is not its parcelId' }),
    ]);
  });

  const illegal: readonly (readonly [rule: string, record: AuditRecord, by: Partial<AuditRecord>, what: string])[] = [
    [
      'a parcel cannot be detained after its release was revoked or held and lifted',
      find(log, 'HoldTooLate', LATE),
      { type: 'ParcelDetained' },
      'ParcelDetained of a parcel that is holdRequested',
    ],
    [
      'a declaration is one version more than the last',
      find(log, 'DeclarationRejected', REJECTED),
      { fields: { ...find(log, 'DeclarationRejected', REJECTED).fields, version: 2 } },
      'DeclarationRejected of a parcel that is absent: version 2 follows 0',
    ],
    [
      'a green parcel is not opened',
      find(log, 'InspectionOpened', HELD),
      { fields: { ...find(log, 'InspectionOpened', HELD).fields, channel: 'GREEN' } },
      'InspectionOpened of a parcel that is absent: a green parcel is not looked at',
    ],
    [
      'a release is about what was declared',
      find(log, 'ParcelReleased', LEAVES),
      { fields: { ...find(log, 'ParcelReleased', LEAVES).fields, grossWeightGrams: 1 } },
      "ParcelReleased of a parcel that is awaitingInspection: its grossWeightGrams is not the declaration's",
    ],
    [
      'a truck takes no more than it may carry',
      find(log, 'ManifestEntered', TRUCK),
      { fields: { ...find(log, 'ManifestEntered', TRUCK).fields, grossWeightGrams: 20_001 } },
      'ManifestEntered of a unit that is open: it does not fit',
    ],
    [
      'a seal says what the manifest holds',
      find(log, 'UnitClosed', TRUCK),
      { fields: { ...find(log, 'UnitClosed', TRUCK).fields, parcels: 3 } },
      'UnitClosed of a unit that is closing: the manifest has 2 parcels, 2 pieces, 1000 g',
    ],
    [
      'a parcel comes off the truck that it is on',
      find(log, 'ParcelOffloaded', HELD),
      { fields: { ...find(log, 'ParcelOffloaded', HELD).fields, unitId: 'KZ-OTHER' } },
      `ParcelOffloaded of a parcel that is blocked: the parcel is on ${TRUCK}`,
    ],
    [
      'a parcel does not decline without a reason',
      find(log, 'ParcelLoaded', LATE),
      { type: 'LoadDeclined' },
      'LoadDeclined of a parcel that is staged: nothing speaks against it',
    ],
  ];
  it.each(illegal)('names a transition that must not be: %s', (_, record, by, what) => {
    expect(violationsOf(audited(altered(log, record, by)), 3)).toContainEqual(
      expect.objectContaining({ ...named(record), what }),
    );
  });

  it('names an event that lacks a field', () => {
    const docked = find(log, 'TruckDocked', TRUCK);
    expect(violationsOf(audited(altered(log, docked, { fields: { unitId: TRUCK } })), 3)).toContainEqual(
      expect.objectContaining({
        ...named(docked),
        what: 'TruckDocked cannot be judged: its field dock is not what the audit knows',
      }),
    );
  });
});
