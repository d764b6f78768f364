import { altered, audited, find, named, violationsOf, without } from '../audited.fixture';
import { cleanLog, LEAVES } from '../clean-log.fixture';

describe('invariant 4: no release without a passed inspection that stands', () => {
  const log = cleanLog();
  const released = find(log, 'ParcelReleased', LEAVES);
  const inspected = find(log, 'ParcelInspected', LEAVES);
  const whats = (records: Parameters<typeof audited>[0]) =>
    violationsOf(audited(records), 4).map(({ what, eventId }) => ({ what, eventId }));
  const { eventId } = released.meta ?? { eventId: '' };

  it('names a release whose inspection was removed', () => {
    expect(whats(without(log, inspected))).toEqual([{ what: 'released, but its inspection is absent', eventId }]);
  });

  it('names a release whose inspection came to something else', () => {
    const audit = audited(altered(log, inspected, { fields: { ...inspected.fields, outcome: 'DETAINED' } }));
    expect(violationsOf(audit, 4)).toEqual([
      expect.objectContaining({ ...named(released), entity: LEAVES, what: 'released, but its inspection is detained' }),
    ]);
  });

  it('names a release whose inspection was of another declaration', () => {
    const records = altered(log, inspected, { fields: { ...inspected.fields, declarationVersion: 2 } });
    expect(whats(records)).toEqual([{ what: 'it rests on version 1; the inspection was of 2', eventId }]);
  });

  it('names a release of another version than the one that was accepted', () => {
    const declared = find(log, 'ParcelDeclared', LEAVES);
    const records = altered(log, declared, { fields: { ...declared.fields, version: 2 } });
    expect(whats(records)).toEqual([{ what: 'it rests on version 1; 2 was accepted', eventId }]);
  });

  it('names a release of what was not accepted', () => {
    const declared = find(log, 'ParcelDeclared', LEAVES);
    expect(whats(without(log, declared))).toEqual([{ what: 'released, but its declaration is absent', eventId }]);
  });
});
