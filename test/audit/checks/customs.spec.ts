import { altered, audited, complaints, find, violationsOf, without } from '../audited.fixture';
import type { AvroRecord } from '../log/avro';
import type { AuditRecord } from '../log/record';
import { GOODS, Parcel, PLATFORM } from '../parcel.fixture';
import { Story } from '../story.fixture';

const ID = 'CNPOST.C1';

/** A parcel that customs lets go after it had stopped it, and one report that was sent twice. */
function log(): AuditRecord[] {
  const story = new Story();
  const parcel = new Parcel(story, ID);
  const declared = parcel.decided(undefined, [
    'ParcelDeclared',
    {
      platform: PLATFORM,
      version: 1,
      ...GOODS,
      contentHash: 'x',
      orderNo: '1',
      tradeMode: '9610',
      documentIds: [],
      currency: 'CNY',
      declaredValueMinor: 1,
      items: [{}],
    },
  ]);
  const says = (cause: AuditRecord, type: string, fields: AvroRecord): AuditRecord => {
    const [event] = story.decide('customs', cause, ID, [type, fields]);
    if (!event) throw new Error('Nothing was said');
    return event;
  };
  const told = (command: string, type: string, fields: AvroRecord): AuditRecord =>
    says(story.command('customs', ID, [command]), type, fields);
  const status = (code: number, name: string, standing: string): AuditRecord =>
    told('RecordReceipt', 'CustomsStatusChanged', {
      ...{ declarationVersion: 1, code, status: name, standing, detention: null, returnTime: 1_000 + code },
      ...{ info: null, preNo: 'B1', invtNo: null, step: 'ANSWERED', askAt: 0 },
    });
  const facts = { declarationVersion: 1, platform: PLATFORM, ...GOODS };
  story.decide('release', declared, ID, ['ReleaseOpened', { ...facts, clearance: 'CUSTOMS' }]);
  says(declared, 'FilingOpened', { declarationVersion: 1, platform: PLATFORM, clearance: 'CUSTOMS' });
  const report = { document: 'LIST', version: 1 };
  told('NoteSendingFailed', 'ReportSendingFailed', { ...report, attempt: 1, failure: 'BUSY', retryAt: 5_000 });
  told('NoteReportSent', 'ReportSent', { ...report, attempt: 2, guid: 'G', copNo: ID, askAt: 9_000 });
  told('NoteStatusAsked', 'ReportAsked', { ...report, askAt: 20_000 });
  told('NoteStatusAsked', 'ReportDue', { ...report, cause: 'UNKNOWN_TO_CUSTOMS' });
  told('NoteReportSent', 'ReportSent', { ...report, attempt: 3, guid: 'G', copNo: ID, askAt: 9_000 });
  told('RecordReceipt', 'ReceiptNoted', { document: 'LIST', code: 931, guid: 'G', returnTime: 1, info: null });
  const inspected = parcel.passedGreen(declared);
  const awaiting = { declarationVersion: 1, outcome: 'PASSED', note: 'AWAITING_CUSTOMS', detention: null };
  story.decide('release', inspected, ID, ['InspectionNoted', awaiting]);
  const noted = (code: number, standing: string): [string, AvroRecord] => [
    'CustomsNoted',
    { declarationVersion: 1, code, standing, detention: null },
  ];
  const stop = { reason: 'CUSTOMS_HOLD', released: false, remark: null };
  story.decide('release', status(600, 'held', 'HELD'), ID, noted(600, 'HELD'), ['ParcelHeld', stop]);
  const cleared = status(800, 'released', 'CLEARED');
  const [, , released] = story.decide(
    ...(['release', cleared, ID] as const),
    ...[
      noted(800, 'CLEARED'),
      ['HoldLifted', { released: false, remark: null }] as const,
      ['ParcelReleased', facts] as const,
    ],
  );
  const staged = { platform: PLATFORM, carrier: 'KZPOST', destinationCountry: 'KZ', grossWeightGrams: 500, pieces: 1 };
  if (released) story.decide('loading', released, ID, ['ParcelStaged', staged]);
  return story.records;
}

const whats = (records: readonly AuditRecord[], invariant: 2 | 3 | 4): string[] =>
  violationsOf(audited(records), invariant).map(({ what }) => what);

describe('customs’ word', () => {
  const records = log();
  const of = (type: string, nth = 0): AuditRecord =>
    records.filter((each) => each.type === type)[nth] ?? find(records, type);

  it('is found in order', () => {
    expect(complaints(audited(records))).toEqual([]);
  });
  it('names a release that customs did not allow', () => {
    const noted = of('CustomsNoted', 1);
    const held = altered(records, noted, { fields: { ...noted.fields, standing: 'HELD' } });
    expect(whats(held, 4)).toContain('released, but customs’ word was HELD');
    expect(whats(held, 3)).toContainEqual(expect.stringContaining('customs has not released it'));
    expect(whats(held, 4)).toContain(`${ID} 1 800 HELD was noted, and customs said ${ID} 1 800 CLEARED`);
  });
  it('names a word that customs never said', () => {
    expect(whats(without(records, of('CustomsStatusChanged', 1)), 4)).toContainEqual(
      expect.stringContaining('was noted, and customs said'),
    );
  });
  it('names a report that is never answered', () => {
    const changed = of('CustomsStatusChanged', 0);
    const last = of('CustomsStatusChanged', 1);
    const unanswered = [changed, last].reduce<readonly AuditRecord[]>(
      (all, each) => all.map((one) => (one === each ? { ...one, fields: { ...one.fields, step: 'SENT' } } : one)),
      records,
    );
    expect(whats(unanswered, 2)).toContain(`a report of ${ID} to customs was never answered`);
  });
  it('names stages that disagree about whose word is needed', () => {
    const opened = of('ReleaseOpened');
    const alone = altered(records, opened, { fields: { ...opened.fields, clearance: 'CENTRE' } });
    expect(whats(alone, 4)).toContain('the release stage took CENTRE');
  });
  it('names a report of a version that is not filed', () => {
    const sent = of('ReportSent');
    expect(whats(altered(records, sent, { fields: { ...sent.fields, version: 2 } }), 3)).toContain(
      'ReportSent of a parcel that is filed: version 1 is reported',
    );
  });
});
