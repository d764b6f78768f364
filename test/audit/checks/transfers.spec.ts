import { altered, audited, complaints, find, named, violationsOf, without } from '../audited.fixture';
import { cleanLog, HELD } from '../clean-log.fixture';

describe('invariant 2: what a lane says to another arrives as it was said', () => {
  const log = cleanLog();
  const transfers = log.filter(({ topic }) => topic === 'loading.transfer');
  const blocked = transfers.find(({ type }) => type === 'UnitBlocked');
  if (!blocked) throw new Error('The story has no blocked truck');

  it('names an event that was never forwarded', () => {
    const audit = audited(without(log, blocked), { isDrained: false });
    expect(violationsOf(audit, 2)).toContainEqual(
      expect.objectContaining({
        ...named(find(log, 'UnitBlocked')),
        what: expect.stringMatching(/never arrived in loading\.transfer/),
      }),
    );
  });

  it('names a transfer that says something else than its origin', () => {
    const audit = audited(altered(log, blocked, { fingerprint: 1 }));
    expect(violationsOf(audit, 2)).toContainEqual(
      expect.objectContaining({
        ...named(blocked),
        what: expect.stringMatching(/^it is not the same as what loading\.events/),
      }),
    );
  });

  it('names a transfer that nobody has sent', () => {
    const audit = audited([...log, { ...blocked, offset: 500, headers: new Map([['origin', '0:0']]) }]);
    expect(violationsOf(audit, 2)).toContainEqual(
      expect.objectContaining({ offset: 500, what: 'loading.events/0@0 has nothing to send there' }),
    );
  });

  it('names a transfer that does not say where it comes from', () => {
    const audit = audited([...log, { ...blocked, offset: 500, headers: null }]);
    expect(violationsOf(audit, 2)).toContainEqual(
      expect.objectContaining({ offset: 500, what: 'it does not say where it comes from' }),
    );
  });

  it('accepts a transfer that comes twice, as long as it is answered once', () => {
    const audit = audited([...log, { ...blocked, offset: 500 }]);
    expect(complaints(audit)).toEqual([]);
    expect(audit.findings.of.get(2)?.notes).toContain('1 of them came twice and were passed over');
  });

  it('names a parked record whose bytes never came to the dead letters', () => {
    const parked = find(log, 'RecordParked');
    const audit = audited(log.filter(({ topic, key }) => topic !== 'release.dead-letters' || key !== parked.key));
    expect(violationsOf(audit, 2)).toEqual([expect.objectContaining(named(parked))]);
  });

  it('names dead letters that are not what was put aside', () => {
    const letter = log.find(({ topic }) => topic === 'release.dead-letters');
    if (!letter) throw new Error('The story has no dead letter');
    const audit = audited(altered(log, letter, { fingerprint: 1 }));
    expect(violationsOf(audit, 2)).toEqual([expect.objectContaining(named(letter))]);
  });

  it('does not count a parcel that waits for its truck as lost', () => {
    const asked = find(log, 'ParcelHoldAsked', HELD);
    const cut = log.slice(0, log.indexOf(asked) + 1);
    const audit = audited(cut, { isDrained: false });
    expect(complaints(audit)).toEqual([]);
    expect(audit.findings.of.get(2)?.notes).toContain('1 transfers or dead letters are on their way');
  });
});
