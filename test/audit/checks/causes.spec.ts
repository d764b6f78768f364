import { altered, audited, find, named, violationsOf, without } from '../audited.fixture';
import { cleanLog, HELD, LATE, LEAVES, TRUCK } from '../clean-log.fixture';
import type { AuditRecord, EventMeta } from '../log/record';

const metaOf = ({ meta }: AuditRecord): EventMeta => {
  if (!meta) throw new Error('It has no envelope');
  return meta;
};

describe('invariant 2: no input is the cause of two decisions', () => {
  const log = cleanLog();
  const staged = find(log, 'ParcelStaged', LATE);
  const whats = (records: readonly AuditRecord[], of: AuditRecord): string[] =>
    violationsOf(audited(records), 2)
      .filter(
        ({ topic, partition, offset }) => JSON.stringify({ topic, partition, offset }) === JSON.stringify(named(of)),
      )
      .map(({ what }) => what);

  it('names an event whose id another event has', () => {
    const { eventId } = metaOf(find(log, 'ParcelStaged', LEAVES));
    const audit = audited(altered(log, staged, { meta: { ...metaOf(staged), eventId } }));
    expect(violationsOf(audit, 2)).toEqual([
      expect.objectContaining({
        ...named(staged),
        eventId,
        entity: LATE,
        what: `the event id of this cause would be ${metaOf(staged).eventId}`,
      }),
    ]);
  });

  it('names the second decision of an input', () => {
    const first = find(log, 'TruckDocked');
    const again = { ...first, offset: 1_000, meta: { ...metaOf(first), sequence: 1_000 } };
    expect(whats([...log, again], again)).toContain(
      `loading.commands/${first.partition}@1 is the cause of a second decision of loading`,
    );
  });

  it('names a decision about something else than its input', () => {
    const { cause } = metaOf(find(log, 'ParcelStaged', LEAVES));
    const fake = { ...staged, meta: { ...metaOf(staged), cause } };
    expect(whats(altered(log, staged, fake), staged)).toContain(
      `it is about something else than release.events/${cause.partition}@${cause.offset}`,
    );
  });

  it('names an event that is no answer to its input', () => {
    expect(whats(altered(log, staged, { type: 'ParcelWithdrawn' }), staged)).toContainEqual(
      expect.stringMatching(/^ParcelWithdrawn is no answer to ParcelReleased release\.events/),
    );
  });

  it('names an event whose cause is not in the log before it', () => {
    const released = find(log, 'ParcelReleased', LATE);
    expect(whats(without(log, released), staged)).toContainEqual(
      expect.stringMatching(/^the log does not hold, before it, its cause release\.events/),
    );
  });

  it('names the second answer to a transfer that came twice', () => {
    const answered = log.filter((r) => r.type === 'ManifestEntered');
    const [first] = answered;
    const second = answered.find(
      (r) => metaOf(r).cause.originPartition === metaOf(first ?? staged).cause.originPartition && r !== first,
    );
    if (!first || !second) throw new Error('The story has too few loads');
    const { originOffset } = metaOf(first).cause;
    const cause = { ...metaOf(second).cause, originOffset };
    const fake = { meta: { ...metaOf(second), cause } };
    expect(whats(altered(log, second, fake), second)).toContainEqual(expect.stringMatching(/is not newer than/));
  });

  it('names an event of an input that the stage does not read, or of another lane', () => {
    const told = (cause: Partial<EventMeta['cause']>): string[] => {
      const meta = { ...metaOf(staged), cause: { ...metaOf(staged).cause, ...cause } };
      return whats(altered(log, staged, { meta }), staged);
    };
    expect(told({ topic: 'declaration.events' })).toContainEqual(expect.stringMatching(/^loading does not read/));
    expect(told({ partition: 1 - staged.partition })).toContainEqual(
      expect.stringMatching(/^the cause belongs to another lane:/),
    );
  });

  it('accepts many events of one input, as long as they stand together', () => {
    const sealed = find(log, 'UnitClosed', TRUCK);
    expect(metaOf(sealed).eventId).toMatch(/:1$/);
    expect(whats(log, sealed)).toEqual([]);
  });

  it('follows a lane that says how far it has read without output', () => {
    const held = find(log, 'ParcelHeld', HELD);
    const fields = { forwarded: 0, next: [{ topic: 'release.commands', offset: 50 }] };
    const advanced = { ...held, offset: 900, type: 'LaneAdvanced', kind: 'lane', meta: null, fields };
    const audit = audited([...log, advanced]);
    expect(violationsOf(audit, 2)).toEqual([]);
    expect(audit.lanes.of('release', held.partition).progress.next.get('release.commands')).toBe(50);
  });
});
