import { altered, audited, find, named, violationsOf, without } from '../audited.fixture';
import { cleanLog } from '../clean-log.fixture';
import type { AuditRecord, EventMeta } from '../log/record';

/** Events of the release stage that the story tells about a dead letter, in order. */
const answersIn = (log: readonly AuditRecord[], type: string): AuditRecord[] =>
  log.filter((record) => record.type === type && record.topic === 'release.events');

describe('the audit of dead letters', () => {
  const log = cleanLog();
  const failed = find(log, 'ParkedRetryFailed');
  const retried = find(log, 'ParkedRecordRetried');
  const discarded = find(log, 'ParkedRecordDiscarded');
  const [alreadyRetried, alreadyDiscarded, unknown] = answersIn(log, 'ParkedCommandRefused') as [
    AuditRecord,
    AuditRecord,
    AuditRecord,
  ];
  const whats = (records: readonly AuditRecord[], of: AuditRecord, invariant: 2 | 3): string[] =>
    violationsOf(audited(records), invariant)
      .filter(({ topic, offset }) => topic === of.topic && offset === of.offset)
      .map(({ what }) => what);
  const metaOf = ({ meta }: AuditRecord): EventMeta => {
    if (!meta) throw new Error('It has no envelope');
    return meta;
  };

  it('names a command about a dead letter that nobody answered', () => {
    for (const answer of [failed, discarded, unknown]) {
      const { topic, offset } = metaOf(answer).cause;
      expect(violationsOf(audited(without(log, answer)), 2)).toContainEqual(
        expect.objectContaining({ topic, offset, what: expect.stringMatching(/^release never answered/) }),
      );
    }
  });

  it('names a second answer to a retry', () => {
    const cause = metaOf(failed).cause;
    const eventId = metaOf(failed).eventId.replace(/0$/, '1');
    const offset = failed.offset + 1;
    const second = { ...failed, offset, meta: { ...metaOf(failed), eventId, sequence: 3 } };
    const records = log.flatMap((record) => (record === failed ? [failed, second] : [record]));
    expect(whats(records, second, 2)).toContain(`a second answer to ${cause.topic}/${cause.partition}@${cause.offset}`);
  });

  it('names what is no answer to the record that was retried', () => {
    const led = log.find(({ topic, offset }) => topic === 'release.events' && offset === retried.offset + 1);
    if (!led) throw new Error('The retry led to nothing');
    expect(whats(log, led, 2)).toEqual([]);
    expect(whats(altered(log, led, { type: 'ParcelHeld' }), led, 2)).toContainEqual(
      expect.stringMatching(/^ParcelHeld is no answer to LiftHold release\.commands/),
    );
    const elsewhere = { key: 'CNPOST.P9', fields: { ...led.fields, parcelId: 'CNPOST.P9' } };
    expect(whats(altered(log, led, elsewhere), led, 2)).toContainEqual(
      expect.stringMatching(/^it is about something else than release\.commands/),
    );
  });

  it('names a retry that says it led to more, or to less, than stands behind it', () => {
    const says = (events: number): string[] =>
      whats(altered(log, retried, { fields: { ...retried.fields, events } }), retried, 2);
    expect(says(1)).toEqual([]);
    expect(says(2)).toEqual(['it says that 2 events follow, there are 1']);
    expect(says(0)).toEqual(['it says that 0 events follow, there are 1', 'LiftHold was processed and led to nothing']);
  });

  it('names a letter that is not called by its parking', () => {
    const parked = find(log, 'RecordParked');
    const key = parked.key.replace(/\d+:0$/, '998:0');
    expect(whats(altered(log, parked, { key, fields: { ...parked.fields, deadLetterId: key } }), parked, 2)).toEqual([
      'a dead letter is named by the event id of its parking',
    ]);
  });

  it('names a record that comes through after it was given up, and one that comes through twice', () => {
    const events = { deadLetterId: alreadyDiscarded.key, events: 0 };
    const revived = altered(log, alreadyDiscarded, { type: 'ParkedRecordRetried', fields: events });
    expect(whats(revived, alreadyDiscarded, 3)).toEqual(['ParkedRecordRetried of a dead-letter that is discarded']);
    const twice = { deadLetterId: alreadyRetried.key, events: 0 };
    expect(
      whats(altered(log, alreadyRetried, { type: 'ParkedRecordRetried', fields: twice }), alreadyRetried, 3),
    ).toEqual(['ParkedRecordRetried of a dead-letter that is retried']);
  });

  it('names a refusal for a reason that does not hold', () => {
    const fields = { ...alreadyRetried.fields, reason: 'ALREADY_DISCARDED' };
    expect(whats(altered(log, alreadyRetried, { fields }), alreadyRetried, 3)).toEqual([
      'ParkedCommandRefused of a dead-letter that is retried: it was refused as ALREADY_DISCARDED',
    ]);
  });

  it('names a letter that is said not to exist, and a number given to nobody', () => {
    const fields = { ...alreadyRetried.fields, reason: 'UNKNOWN_DEAD_LETTER' };
    expect(whats(altered(log, alreadyRetried, { fields }), alreadyRetried, 3)).toEqual([
      `number ${metaOf(alreadyRetried).sequence} of an entity that does not exist`,
      `${alreadyRetried.key} is known here`,
    ]);
    expect(violationsOf(audited(altered(log, unknown, { meta: { ...metaOf(unknown), sequence: 1 } })), 3)).toEqual([
      expect.objectContaining({ ...named(unknown), what: 'number 1 of an entity that does not exist' }),
    ]);
  });

  it('names a letter whose parking is not in the log', () => {
    const parked = log.find(
      ({ type, key, topic }) => type === 'RecordParked' && key === failed.key && topic === 'release.events',
    );
    if (!parked) throw new Error('It was never parked');
    expect(whats(without(log, parked), failed, 3)).toEqual([
      'number 2 follows number 0',
      'ParkedRetryFailed of a dead-letter that is absent',
    ]);
  });
});
