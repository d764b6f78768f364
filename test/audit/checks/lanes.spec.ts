import { altered, audited, complaints, find, named, violationsOf } from '../audited.fixture';
import { cleanLog, LATE, LEAVES } from '../clean-log.fixture';
import { Findings } from '../findings';
import { Lanes } from './lanes';

describe('invariant 2: a record counts only under the last claim before it', () => {
  const log = cleanLog();
  const released = find(log, 'ParcelReleased', LEAVES);
  const claim = (producerEpoch: number) => {
    const first = find(log, 'LaneClaimed');
    return { ...first, producerEpoch, fields: { ...first.fields, producerEpoch } };
  };

  it('passes over what an earlier owner wrote, and says so', () => {
    const stale = { ...released, offset: 900, producerEpoch: -1 };
    const audit = audited([...log, stale]);
    expect(complaints(audit)).toEqual([]);
    expect(audit.findings.of.get(2)?.notes).toContain(
      "1 records count for nothing: written without the lane's last claim",
    );
  });

  it('names what follows from a record that counts for nothing', () => {
    const staged = find(log, 'ParcelStaged', LEAVES);
    const audit = audited(altered(log, released, { producerEpoch: 9 }));
    expect(violationsOf(audit, 2)).toContainEqual(
      expect.objectContaining({ ...named(staged), what: expect.stringMatching(/^its cause counts for nothing:/) }),
    );
  });

  it('judges what comes behind a claim by that claim', () => {
    const lanes = new Lanes(new Findings());
    const [old, fresh] = [claim(0), claim(1)];
    const by = (producerEpoch: number) => ({ ...old, type: 'LaneAdvanced', producerEpoch });
    expect([old, by(0), fresh, by(0), by(1)].map((r) => lanes.judge('declaration', r))).toEqual([
      ...[true, true, true, false, true],
    ]);
  });

  it('passes over a claim with an epoch that is not newer, and one in another name', () => {
    const lanes = new Lanes(new Findings());
    const foreign = { ...claim(2), producerId: 4 };
    expect([claim(1), claim(1), claim(0), foreign].map((r) => lanes.judge('declaration', r))).toEqual([
      ...[true, false, false, false],
    ]);
  });

  it('names what the owner wrote and nobody can read', () => {
    const staged = find(log, 'ParcelStaged', LATE);
    const audit = audited(altered(log, staged, { type: null, kind: 'none', meta: null, fault: 'it is cut off' }));
    expect(violationsOf(audit, 2)).toContainEqual(
      expect.objectContaining({ ...named(staged), what: "the lane's owner wrote what cannot be read: it is cut off" }),
    );
  });

  it('names a claim of another lane', () => {
    const first = find(log, 'LaneClaimed');
    const audit = audited(altered(log, first, { fields: { ...first.fields, partition: 5 } }));
    expect(violationsOf(audit, 2)).toEqual([
      expect.objectContaining({ ...named(first), what: 'it claims declaration lane 5' }),
    ]);
  });

  it('names an event of another stage', () => {
    const staged = find(log, 'ParcelStaged', LATE);
    const audit = audited(altered(log, staged, { homeTopic: 'release.events' }));
    expect(violationsOf(audit, 2)).toContainEqual(
      expect.objectContaining({ ...named(staged), what: 'ParcelStaged is no event of loading' }),
    );
  });
});
