import { altered, audited, find, named, violationsOf, without } from '../audited.fixture';
import { cleanLog, HELD, LATE, LEAVES, TRUCK } from '../clean-log.fixture';
import type { AuditRecord } from '../log/record';

describe('invariant 5: only released parcels are loaded, on one unit', () => {
  const log = cleanLog();
  const loaded = find(log, 'ParcelLoaded', LATE);
  const whats = (records: readonly AuditRecord[], of: AuditRecord): string[] =>
    violationsOf(audited(records), 5)
      .filter(
        ({ topic, partition, offset }) => JSON.stringify({ topic, partition, offset }) === JSON.stringify(named(of)),
      )
      .map(({ what }) => what);
  /** The parcel that is held aboard, loaded once more behind everything else. */
  const again = { ...find(log, 'ParcelLoaded', HELD), offset: 900 };

  it('names the load of a parcel that was never released', () => {
    expect(whats(without(log, find(log, 'ParcelReleased', LATE)), loaded)).toEqual(['loaded, but never released']);
  });

  it('names the load of a parcel that is held', () => {
    expect(whats([...log, again], again)).toEqual(
      expect.arrayContaining(['loaded, but it is held', 'loaded, but its hold was confirmed']),
    );
  });

  it('names the load of a parcel that is on another truck', () => {
    const first = find(log, 'ParcelLoaded', LEAVES);
    const elsewhere = { ...first, offset: 900, fields: { ...first.fields, unitId: 'truck:KZ-OTHER' } };
    expect(whats([...log, elsewhere], elsewhere)).toContain(`loaded on truck:KZ-OTHER, but it is on ${TRUCK}`);
  });

  it('names a load for which the truck keeps no place', () => {
    const reserved = log.find((r) => r.type === 'PlaceReserved' && r.fields['contentId'] === LATE);
    if (!reserved) throw new Error('The story has no such place');
    expect(whats(without(log, reserved), loaded)).toEqual([`loaded on ${TRUCK}, which keeps no place for it`]);
  });

  it('names a load on a stay that is over', () => {
    const records = altered(log, loaded, { fields: { ...loaded.fields, visit: 3 } });
    expect(whats(records, loaded)).toEqual([`loaded on a visit of ${TRUCK} that is not now`]);
  });

  it('names the entry of a parcel that is on no truck, or stands in another manifest', () => {
    const entered = find(log, 'ManifestEntered', TRUCK);
    const twice = { ...entered, offset: 900 };
    expect(whats([...log, twice], twice)).toEqual([`${LEAVES} stands in the manifest of ${TRUCK}#1 as well`]);
    const stranger = { ...entered, fields: { ...entered.fields, contentId: 'CNPOST.NOBODY' } };
    expect(whats(altered(log, entered, stranger), entered)).toEqual(['CNPOST.NOBODY is on no unit']);
  });
});
