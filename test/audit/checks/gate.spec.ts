import { altered, audited, find, named, violationsOf, without } from '../audited.fixture';
import { cleanLog, HELD, LATE, LEAVES, TRUCK } from '../clean-log.fixture';
import type { AuditRecord } from '../log/record';

describe('invariant 6: nothing after the closing, and no held parcel through the gate', () => {
  const log = cleanLog();
  const departed = find(log, 'UnitDeparted', TRUCK);
  const whats = (records: readonly AuditRecord[], of: AuditRecord): string[] =>
    violationsOf(audited(records), 6)
      .filter(
        ({ topic, partition, offset }) => JSON.stringify({ topic, partition, offset }) === JSON.stringify(named(of)),
      )
      .map(({ what }) => what);

  it('names a parcel that is loaded after the closing', () => {
    const loaded = { ...find(log, 'ParcelLoaded', LATE), offset: 900 };
    const sealed = log.indexOf(find(log, 'UnitClosed', TRUCK));
    const records = [...log.slice(0, sealed + 1), loaded, ...log.slice(sealed + 1)];
    expect(whats(records, loaded)).toEqual([`loaded on ${TRUCK}, which is closed`]);
  });

  it('names a parcel that is entered in the manifest of a truck that has left', () => {
    const entered = { ...find(log, 'ManifestEntered', TRUCK), offset: 900 };
    expect(whats([...log, entered], entered)).toEqual([`loaded on ${TRUCK}, which is departed`]);
  });

  it('names a truck that leaves with a parcel that it knows to be held', () => {
    const off = find(log, 'PlaceVacated', TRUCK);
    const complaints = whats(without(log, off), departed);
    expect(complaints).toContain(`it passed the gate with ${HELD}, which it knows to be held`);
    expect(complaints).toContain(`it passed the gate with ${HELD}, the hold of which was confirmed`);
    expect(complaints).toContain(`it passed the gate with ${HELD}, which is held`);
  });

  it('names a truck that leaves with a parcel that did not confirm', () => {
    expect(whats(without(log, find(log, 'ParcelLoaded', LATE)), departed)).toContain(
      `it left with ${LATE}, which did not confirm`,
    );
  });

  it('names a truck that leaves with a place unconfirmed', () => {
    const entered = find(log, 'ManifestEntered', TRUCK);
    expect(whats(without(log, entered), departed)).toContain('it passed the gate with 1 unconfirmed places');
  });

  it('names a truck that leaves unsealed', () => {
    expect(whats(without(log, find(log, 'UnitClosed', TRUCK)), departed)).toContain('it passed the gate closing');
  });

  it('names a chunk with a parcel that the truck did not take, and the parcel that no chunk names', () => {
    const chunk = find(log, 'DepartureChunk', TRUCK);
    const contentIds = [LEAVES, HELD];
    const audit = audited(altered(log, chunk, { fields: { ...chunk.fields, contentIds } }));
    expect(violationsOf(audit, 6)).toContainEqual(
      expect.objectContaining({ ...named(chunk), what: `it names ${HELD}, with which the unit did not leave` }),
    );
    expect(violationsOf(audit, 6)).toContainEqual(
      expect.objectContaining({ ...named(departed), what: `${TRUCK}#1 left with ${LATE}, which no chunk names` }),
    );
  });

  it('names a parcel that leaves without its truck, and one that never follows', () => {
    const left = find(log, 'ParcelDeparted', LATE);
    const fake = { ...left, key: HELD, fields: { ...left.fields, parcelId: HELD } };
    const audit = audited(altered(log, left, fake));
    expect(violationsOf(audit, 6)).toContainEqual(
      expect.objectContaining({ ...named(left), what: `it left with ${TRUCK}, which did not leave with it` }),
    );
    expect(violationsOf(audit, 6)).toContainEqual(
      expect.objectContaining({ ...named(departed), what: `${LATE} never followed ${TRUCK}#1, which left with it` }),
    );
  });
});
