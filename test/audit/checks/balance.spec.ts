import { altered, audited, complaints, find, named, violationsOf, without } from '../audited.fixture';
import { CANCELLED, cleanLog, HELD, LEAVES, PLATFORM, RETURNED } from '../clean-log.fixture';

describe('invariant 7: every declared parcel stands in one place', () => {
  const log = cleanLog();

  it('names a parcel that stands nowhere', () => {
    const opened = find(log, 'InspectionOpened', RETURNED);
    const kept = log.filter(
      (r) => r.key !== RETURNED || r.topic.startsWith('declaration') || r.type === 'ReleaseOpened' || r === opened,
    );
    const audit = audited(altered(kept, opened, { type: 'VerdictRefused' }));
    const what = `with this, ${RETURNED} stands nowhere`;
    expect(violationsOf(audit, 7)).toEqual([expect.objectContaining({ ...named(opened), entity: RETURNED, what })]);
  });

  it('names a parcel that stands nowhere for a moment only', () => {
    const opened = find(log, 'InspectionOpened', RETURNED);
    const audit = audited(altered(log, opened, { type: 'VerdictRefused' }));
    const what = `with this, ${RETURNED} stands nowhere`;
    expect(violationsOf(audit, 7)).toEqual([expect.objectContaining({ ...named(opened), what })]);
    expect(audit.balances.total).toEqual(audited(log).balances.total);
  });

  it('names a parcel that stands in two places', () => {
    const audit = audited(without(log, find(log, 'InspectionAbandoned', CANCELLED)));
    expect(violationsOf(audit, 7)).toEqual([
      expect.objectContaining({
        entity: CANCELLED,
        what: `${CANCELLED} stands in inspection.examination and cancelled`,
      }),
    ]);
  });

  it('names a parcel that a stage knows and nobody has declared', () => {
    const audit = audited(without(log, find(log, 'ParcelDeclared', HELD)));
    expect(violationsOf(audit, 7)).toContainEqual(
      expect.objectContaining({ entity: HELD, what: `${HELD} is held in release, but not accepted` }),
    );
  });

  it('has a parcel on the way between two stages, as long as one of them has not read of it', () => {
    const staged = find(log, 'ParcelStaged', LEAVES);
    const audit = audited(log.slice(0, log.indexOf(staged)), { isDrained: false });
    expect(complaints(audit)).toEqual([]);
    expect(audit.balances.total).toMatchObject({ declared: 1, 'on the way': 1 });
  });

  it('draws the balance of each platform', () => {
    const { balances } = audited(log);
    expect([...balances.byPlatform]).toEqual([[PLATFORM, balances.total]]);
  });
});
