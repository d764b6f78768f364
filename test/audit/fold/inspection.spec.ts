import { altered, audited, complaints, find, named, violationsOf } from '../audited.fixture';
import type { AvroRecord } from '../log/avro';
import type { AuditRecord } from '../log/record';
import { Parcel, PLATFORM, RULED } from '../parcel.fixture';
import { Story, type Told } from '../story.fixture';

const NEVER = 9_000_000_000_000;
const open = { documents: false, twoOfficers: false, sampleRequired: false, checklist: [], platform: PLATFORM };
const proposal = { verdict: 'DETAIN', detention: 'LEGAL', remark: null, officer: 'staff:a', awaitsArrival: false };

/** A morning at the benches of the inspection; every parcel takes another way. */
function morning(): { story: Story; parcels: Readonly<Record<string, Parcel>> } {
  const story = new Story();
  const parcels: Record<string, Parcel> = {};
  const opened = (name: string, channel: string, changes: AvroRecord = {}): Parcel => {
    const parcel = new Parcel(story, `CNPOST.${name}`);
    parcels[name] = parcel;
    parcel.says('inspection', parcel.declared(), [
      'InspectionOpened',
      { channel, ...RULED, ...open, arrivalRequired: false, ...changes },
    ]);
    return parcel;
  };
  const order = (parcel: Parcel, command: string, ...events: Told[]): AuditRecord[] =>
    story.decide('inspection', story.command('inspection', parcel.id, [command]), parcel.id, ...events);
  const passed = (channel: string): Told => [
    'ParcelInspected',
    { outcome: 'PASSED', channel, ...RULED, remark: null, detention: null },
  ];
  const releasedBy = (parcel: Parcel, events: readonly AuditRecord[]): void => {
    const outcome = events.at(-1);
    if (outcome) parcel.released(outcome);
  };

  const late = opened('LATE', 'GREEN', { arrivalRequired: true });
  releasedBy(late, order(late, 'ArriveParcel', ['ParcelArrived', { place: 'I-1' }], passed('GREEN')));

  const image = opened('IMAGE', 'XRAY');
  order(image, 'ScanParcel', ['ParcelScanned', { line: 'X-1', answer: 'PASS', reason: 'NONE' }]);
  releasedBy(image, order(image, 'JudgeImage', ['ImageJudged', { verdict: 'NORMAL', remark: null }], passed('XRAY')));

  const papers = opened('PAPERS', 'YELLOW');
  const asked = [{ no: 1, kind: 'LICENCE', status: 'REQUESTED' }];
  order(papers, 'RequestPapers', ['PapersRequested', { papers: asked, due: NEVER, remark: null }]);
  const file = { no: 1, name: 'a.pdf', mediaType: 'application/pdf', sizeBytes: 1, sha256: '' };
  order(papers, 'UploadPaper', ['PaperUploaded', file]);
  order(papers, 'JudgePaper', ['PaperJudged', { no: 1, verdict: 'ACCEPT', remark: null }]);
  releasedBy(papers, order(papers, 'RecordVerdict', passed('YELLOW')));

  const food = opened('FOOD', 'RED', { checklist: ['LABEL'], sampleRequired: true });
  const answers = [{ item: 'LABEL', finding: 'SOUND' }];
  order(food, 'RecordFindings', ['FindingsRecorded', { answers, photos: [], remark: null }]);
  order(food, 'TakeSample', ['SampleTaken', { seal: 'S', quantityGrams: 5, due: NEVER, holder: 'staff:a' }]);
  const hand = (step: string, from: string, to: string): Told => ['SampleHandedOver', { step, seal: 'S', from, to }];
  order(food, 'HandOverSample', hand('SENT', 'staff:a', 'courier'));
  order(food, 'HandOverSample', hand('RECEIVED', 'courier', 'lab'));
  order(food, 'HandOverSample', hand('OPENED', 'lab', 'analyst'));
  order(food, 'RecordSampleResult', ['SampleResultRecorded', { result: 'PASS', remark: null }]);
  releasedBy(food, order(food, 'RecordVerdict', passed('RED')));

  const kept = opened('KEPT', 'RED');
  order(kept, 'QuarantineParcel', ['ParcelQuarantined', { place: 'Q', remark: null }]);
  order(kept, 'EndQuarantine', ['QuarantineEnded', { end: 'RELEASED', remark: null }]);
  order(kept, 'RecordVerdict', ['AmendmentRequested', { remark: null }]);
  const base = { channel: 'YELLOW', ...RULED, ...open, arrivalRequired: false, declarationVersion: 2 };
  order(kept, 'ParcelDeclared', ['InspectionReassessed', base]);
  order(kept, 'RecordVerdict', ['VerdictProposed', proposal]);
  order(kept, 'ConfirmVerdict', ['VerdictRejected', { verdict: 'DETAIN', remark: null }]);
  order(kept, 'RecordVerdict', ['VerdictProposed', proposal]);
  const [detained] = order(kept, 'ConfirmVerdict', [
    'ParcelInspected',
    { outcome: 'DETAINED', channel: 'RED', ...RULED, declarationVersion: 2, remark: null, detention: 'LEGAL' },
  ]);
  if (detained) kept.says('release', detained, ['ParcelDetained', { declarationVersion: 1, detention: 'LEGAL' }]);

  const queued = opened('QUEUED', 'RED');
  order(queued, 'AssignParcel', ['ParcelAssigned', { officer: 'staff:a' }]);
  order(queued, 'HoldParcel', ['HoldNoted', { held: true }]);
  return { story, parcels };
}

describe('the fold of the inspection', () => {
  const { story, parcels } = morning();
  const log = story.records;
  const id = (name: string): string => parcels[name]?.id ?? '';

  it('tells where every parcel stands', () => {
    const { inspection } = audited(log).entities;
    expect(['LATE', 'IMAGE', 'PAPERS', 'FOOD'].map((name) => inspection.state(id(name)).status)).toEqual(
      Array(4).fill('passed'),
    );
    expect(inspection.state(id('KEPT'))).toMatchObject({ status: 'detained', channel: 'RED', declarationVersion: 2 });
    const { queue, officer, held } = inspection.state(id('QUEUED'));
    expect({ queue, officer, held }).toEqual({ queue: 'examination', officer: 'staff:a', held: true });
  });

  it('finds no transition that must not be', () => {
    expect(violationsOf(audited(log), 3)).toEqual([]);
    expect(complaints(audited(log)).filter((complaint) => complaint.includes('stands'))).toEqual([]);
  });

  const say = (type: string, name: string): AuditRecord => find(log, type, id(name));
  const but = (type: string, name: string, changes: AvroRecord): [AuditRecord, Partial<AuditRecord>] => {
    const record = say(type, name);
    return [record, { fields: { ...record.fields, ...changes } }];
  };
  const refusedInstead = (type: string, name: string): [AuditRecord, Partial<AuditRecord>] => [
    say(type, name),
    { type: 'InspectionCommandRefused' },
  ];

  it.each<[string, [AuditRecord, Partial<AuditRecord>], string]>([
    ['ParcelInspected', refusedInstead('ParcelArrived', 'LATE'), 'it has not arrived'],
    ['ImageJudged', refusedInstead('ParcelScanned', 'IMAGE'), 'it was not scanned'],
    ['ParcelInspected', but('ImageJudged', 'IMAGE', { verdict: 'UNREADABLE' }), 'there is no normal image'],
    ['ParcelInspected', but('ImageJudged', 'IMAGE', { verdict: 'SUSPICIOUS' }), ''],
    ['ParcelInspected', but('PaperJudged', 'PAPERS', { verdict: 'REFUSE' }), 'papers are missing'],
    ['PaperJudged', refusedInstead('PaperUploaded', 'PAPERS'), 'paper 1 is REQUESTED'],
    ['ParcelInspected', refusedInstead('FindingsRecorded', 'FOOD'), 'nobody looked at LABEL'],
    ['ParcelInspected', but('SampleResultRecorded', 'FOOD', { result: 'FAIL' }), 'its sample is FAIL'],
    ['SampleHandedOver', but('SampleHandedOver', 'FOOD', { from: 'staff:b' }), 'staff:b gives what staff:a has'],
    ['SampleHandedOver', but('SampleHandedOver', 'FOOD', { seal: 'T' }), 'the seal is another one'],
    ['SampleHandedOver', but('SampleHandedOver', 'FOOD', { step: 'OPENED' }), 'OPENED follows TAKEN'],
    ['SampleHandedOver', but('SampleHandedOver', 'FOOD', { to: 'staff:a' }), 'staff:a gives it to itself'],
    ['AmendmentRequested', refusedInstead('QuarantineEnded', 'KEPT'), 'it waits in quarantine'],
    ['VerdictProposed', but('VerdictProposed', 'KEPT', { awaitsArrival: true }), 'it has arrived'],
    ['ParcelInspected', but('ParcelInspected', 'KEPT', { detention: 'OTHER' }), 'DETAIN was proposed'],
    ['HoldNoted', but('HoldNoted', 'QUEUED', { held: false }), 'that was known'],
  ])('names %s of a story that is told otherwise', (type, [record, by], what) => {
    const all = violationsOf(audited(altered(log, record, by)), 3).map((violation) => violation.what);
    if (what === '')
      expect(all).toEqual([]); // nothing on its checklist: it may pass once it was opened
    else expect(all).toContainEqual(expect.stringMatching(`^${type} of a parcel that is .*${what}`));
  });

  it('names an officer who confirms his own proposal, and a detention that nobody confirmed', () => {
    const detained = say('ParcelInspected', 'KEPT');
    const meta = { actor: 'staff:a', occurredAt: Date.UTC(2026, 0, 1) };
    const alone = altered(log, detained, { fields: { ...detained.fields, meta } });
    expect(violationsOf(audited(alone), 3)).toEqual([
      expect.objectContaining({ ...named(detained), what: expect.stringMatching('who proposed it confirms it') }),
    ]);
    const early = say('ParcelQuarantined', 'KEPT');
    const fields = { ...detained.fields, meta: { ...meta, actor: 'staff:b' }, declarationVersion: 1 };
    const unconfirmed = violationsOf(audited(altered(log, early, { type: 'ParcelInspected', fields })), 3);
    expect(unconfirmed[0]?.what).toMatch('no second officer confirmed it');
  });
});
