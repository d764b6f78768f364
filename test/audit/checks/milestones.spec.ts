import { altered, audited, complaints, find, violationsOf, without } from '../audited.fixture';
import { cleanLog, HELD, LATE, LEAVES } from '../clean-log.fixture';
import type { AvroRecord } from '../log/avro';
import { numberIn, textIn, type AuditRecord } from '../log/record';
import { GOODS, Parcel, PLATFORM, TRUCK } from '../parcel.fixture';
import { Story } from '../story.fixture';

const whats = (records: readonly AuditRecord[], invariant: 3 | 9 = 9, isDrained = true): string[] =>
  violationsOf(audited(records, { isDrained }), invariant).map(({ what }) => what);

describe('what carriers are told', () => {
  const log = cleanLog();
  const milestone = (key: string, name: string): AuditRecord => {
    const found = log.find(({ key: of, fields }) => of === key && fields['milestone'] === name);
    if (!found) throw new Error(`No ${name} of ${key}`);
    return found;
  };
  const changed = (record: AuditRecord, by: AvroRecord): AuditRecord[] =>
    altered(log, record, { fields: { ...record.fields, ...by } });

  it('is everything that happened to released parcels', () => {
    const told = (key: string): string[] =>
      log
        .filter(({ type, key: of }) => type === 'MilestoneReached' && of === key)
        .map(({ fields }) => `${numberIn(fields, 'number')} ${textIn(fields, 'milestone')}`);
    expect(complaints(audited(log))).toEqual([]);
    expect(told(LEAVES)).toEqual(['1 RELEASED', '2 LOADED', '3 DEPARTED']);
    expect(told(HELD)).toEqual(['1 RELEASED', '2 LOADED', '3 HELD', '4 OFFLOADED']);
    expect(told(LATE)).toEqual(['1 RELEASED', '2 LOADED', '3 DEPARTED', '4 HOLD_TOO_LATE']);
  });
  it('misses nothing', () => {
    const silent = without(log, milestone(HELD, 'HELD'));
    expect(whats(silent)).toContain('the carrier was never told HELD');
    // A later word of the release stage shows that it had been read.
    expect(whats(without(log, milestone(LATE, 'LOADED')), 9, false)).toContainEqual(
      expect.stringMatching(/^LOADED of loading\.events.* has to be told before$/),
    );
  });
  it('says what happened', () => {
    expect(whats(changed(milestone(LEAVES, 'LOADED'), { unitId: 'truck:KZ-1' }))).toEqual([
      `it was LOADED unitId=${TRUCK} transportId=- piece=- reason=-`,
    ]);
    expect(whats(changed(milestone(HELD, 'HELD'), { reason: 'OTHER' }))).toEqual([
      expect.stringContaining('reason=INTELLIGENCE'),
    ]);
    expect(whats(changed(milestone(LEAVES, 'RELEASED'), { carrier: 'OTHER' }))).toEqual([
      expect.stringContaining('carrier=KZPOST'),
    ]);
    expect(whats(changed(milestone(LEAVES, 'DEPARTED'), { happenedAt: 5 }))).toEqual([
      expect.stringMatching(/^it happened at \d+$/),
    ]);
  });
  it('says nothing twice, and nothing that did not happen', () => {
    const departed = milestone(LEAVES, 'DEPARTED');
    const cause = milestone(LEAVES, 'LOADED').meta?.cause;
    const twice = altered(log, departed, { meta: departed.meta && { ...departed.meta, cause: cause! } });
    expect(whats(twice)).toContain('it tells of nothing that happened');
  });
  it('is numbered, and says of whose parcel it is', () => {
    const loaded = milestone(LEAVES, 'LOADED');
    expect(whats(changed(loaded, { number: 3 }), 3)).toContain(
      'MilestoneReached of a parcel that is underway: milestone 1 was the last',
    );
    expect(whats(changed(loaded, { portCode: '9999' }), 3)).toContainEqual(
      expect.stringContaining("its portCode is not the release's"),
    );
    expect(whats(changed(milestone(LEAVES, 'RELEASED'), { milestone: 'HELD' }), 3)).toContainEqual(
      expect.stringContaining('it was not released'),
    );
  });
});

describe('loading that the stage read before the release', () => {
  const facts = { ...GOODS, platform: PLATFORM, declarationVersion: 1, reason: null };
  const nowhere = { unitId: null, transportId: null, piece: null };

  /** @param says what the stage notes, and tells, besides what happened */
  function early(says: AvroRecord = {}): AuditRecord[] {
    const story = new Story(false);
    const parcel = new Parcel(story, LEAVES);
    parcel.released(parcel.passedGreen(parcel.declared()));
    parcel.loaded();
    const movement = { milestone: 'LOADED', unitId: TRUCK, transportId: null, piece: null, ...says };
    const { now } = story;
    parcel.says('carriers', find(story.records, 'ParcelLoaded'), ['MovementNoted', movement]);
    story.decide(
      ...(['carriers', find(story.records, 'ParcelReleased'), LEAVES] as const),
      ['MilestoneReached', { ...facts, ...nowhere, number: 1, milestone: 'RELEASED', happenedAt: story.now }],
      ['MilestoneReached', { ...facts, ...movement, number: 2, happenedAt: now }],
    );
    return story.records;
  }

  it('is told behind it', () => {
    expect(whats(early())).toEqual([]);
  });
  it('is found to be missing', () => {
    const records = early();
    const told = records.filter(({ type }) => type === 'MilestoneReached');
    expect(whats(without(records, told[1]!))).toEqual(['the carrier was never told LOADED']);
  });
  it('is noted as it was, with its time', () => {
    expect(whats(early({ unitId: 'bag:B1' }))).toContainEqual(expect.stringContaining(`unitId=${TRUCK}`));
    const records = early();
    const told = records.filter(({ type }) => type === 'MilestoneReached')[1]!;
    const late = altered(records, told, { fields: { ...told.fields, happenedAt: 1 } });
    expect(whats(late)).toEqual([expect.stringMatching(/^it happened at \d+$/)]);
  });
});
