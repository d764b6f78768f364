import { altered, audited, complaints, find, named, violationsOf, without } from '../audited.fixture';
import { cleanLog, HELD, LATE } from '../clean-log.fixture';
import type { AuditRecord } from '../log/record';

describe('invariant 6: a hold is confirmed or too late, never both', () => {
  const log = cleanLog();
  const confirmed = find(log, 'LoadingHoldConfirmed', HELD);
  const late = find(log, 'LoadingHoldTooLate', LATE);
  const requested = find(log, 'HoldRequested', LATE);
  const whats = (records: readonly AuditRecord[], of: AuditRecord): string[] =>
    violationsOf(audited(records), 6)
      .filter(
        ({ topic, partition, offset }) => JSON.stringify({ topic, partition, offset }) === JSON.stringify(named(of)),
      )
      .map(({ what }) => what);

  it('names the second answer to a hold', () => {
    const both = { ...late, offset: 900, type: 'LoadingHoldConfirmed' };
    const { topic, partition, offset } = requested;
    expect(whats([...log, both], both)).toContain(
      `confirmed, but ${topic}/${partition}@${offset} was answered: too late`,
    );
  });

  it('names a confirmation of a parcel that has left, and a regret about one that has not', () => {
    expect(whats(altered(log, late, { type: 'LoadingHoldConfirmed' }), late)).toEqual([
      'confirmed, but the parcel has left',
    ]);
    expect(whats(altered(log, confirmed, { type: 'LoadingHoldTooLate' }), confirmed)).toEqual([
      'too late, but the parcel has not left',
    ]);
  });

  it('names an answer that nobody asked for, or to another question', () => {
    expect(whats(without(log, find(log, 'HoldRequested', HELD)), confirmed)).toEqual([
      'confirmed, but no hold was asked for',
    ]);
    const other = altered(log, confirmed, { fields: { ...confirmed.fields, kind: 'REVOCATION' } });
    expect(whats(other, confirmed)).toEqual(['confirmed, but a HOLD was asked for']);
  });

  it('names a parcel that leaves although its hold was confirmed', () => {
    const departed = { ...find(log, 'ParcelDeparted', LATE), offset: 900, key: HELD };
    expect(whats([...log, departed], departed)).toContain('it left although its hold was confirmed');
  });

  it('names a question that follows one without an answer', () => {
    const second = { ...requested, offset: 900 };
    const at = log.indexOf(requested) + 1;
    expect(whats([...log.slice(0, at), second, ...log.slice(at)], second)).toEqual([
      expect.stringMatching(/^asked again before release\.events.* was answered$/),
    ]);
  });

  it('names a hold without an answer, unless things are still under way', () => {
    const cut = log.slice(0, log.indexOf(requested) + 1);
    expect(violationsOf(audited(cut), 6)).toContainEqual(
      expect.objectContaining({ ...named(requested), entity: LATE, what: `the hold of ${LATE} was never answered` }),
    );
    const live = audited(cut, { isDrained: false });
    expect(complaints(live)).toEqual([]);
    expect(live.findings.of.get(6)?.notes).toContain('1 holds wait for their answer');
  });
});
