import { altered, audited, complaints, find, violationsOf, without } from '../audited.fixture';
import type { AvroRecord } from '../log/avro';
import type { AuditRecord } from '../log/record';
import { GOODS, Parcel, PLATFORM, RULED } from '../parcel.fixture';
import { Story, type Told } from '../story.fixture';

const ID = 'CNPOST.A1';
const content = {
  ...{ orderNo: '1', tradeMode: '9610', currency: 'CNY', declaredValueMinor: 1, items: [{}] },
  ...{ predecessorId: null },
};
const list = { ...GOODS, ...content };
const changed = { ...list, grossWeightGrams: 600 };
const decided = { platform: PLATFORM, version: 2, contentHash: 'changed' };
const facts = { declarationVersion: 2, platform: PLATFORM, ...GOODS, grossWeightGrams: 600 };
const first = { platform: PLATFORM, version: 1, contentHash: 'first' };

class Scene {
  readonly story = new Story();
  readonly parcel = new Parcel(this.story, ID);

  says(stage: 'declaration' | 'inspection' | 'release', cause: AuditRecord, ...told: Told[]): AuditRecord {
    const [event] = this.story.decide(stage, cause, ID, ...told);
    if (!event) throw new Error('Nothing was said');
    return event;
  }

  told(stage: 'declaration' | 'inspection' | 'release' | 'customs', command: string, ...told: Told[]): AuditRecord {
    const [event] = this.story.decide(stage, this.story.command(stage, ID, [command]), ID, ...told);
    if (!event) throw new Error('Nothing was said');
    return event;
  }

  customs(cause: AuditRecord, type: string, fields: AvroRecord): AuditRecord {
    const [event] = this.story.decide('customs', cause, ID, [type, fields]);
    if (!event) throw new Error('Nothing was said');
    return event;
  }

  declared(clearance: 'CENTRE' | 'CUSTOMS'): AuditRecord {
    const declared = this.parcel.decided(undefined, ['ParcelDeclared', { ...first, ...list, documentIds: [] }]);
    this.says('release', declared, [
      'ReleaseOpened',
      { declarationVersion: 1, platform: PLATFORM, ...GOODS, clearance },
    ]);
    return declared;
  }
}

/** A parcel that is held behind its inspection, changed, inspected anew and released. */
function amendment(): AuditRecord[] {
  const scene = new Scene();
  const { parcel } = scene;
  const declared = scene.declared('CENTRE');
  const held = scene.told('release', 'HoldParcel', ['ParcelHeld', { reason: 'OTHER', released: false, remark: null }]);
  scene.says('inspection', held, ['HoldNoted', { held: true }]);
  const passed = { outcome: 'PASSED', channel: 'GREEN', ...RULED };
  const inspected = scene.says('inspection', declared, ['ParcelInspected', passed]);
  scene.says('release', inspected, ['InspectionNoted', { outcome: 'PASSED', note: 'HELD', declarationVersion: 1 }]);
  const asked = scene.told('declaration', 'AmendParcel', [
    'AmendmentAsked',
    { ...decided, list: changed, documentIds: [] },
  ]);
  const granted = scene.says('release', asked, ['AmendmentGranted', { version: 2 }]);
  const again = scene.says('declaration', granted, ['ParcelDeclared', { ...decided, ...changed, documentIds: [] }]);
  scene.says('release', again, ['ReleaseAmended', facts]);
  scene.says('inspection', again, ['InspectionOpened', { channel: 'YELLOW', ...RULED, declarationVersion: 2 }]);
  const verdict = scene.told('inspection', 'RecordVerdict', [
    'ParcelInspected',
    { ...passed, channel: 'YELLOW', declarationVersion: 2 },
  ]);
  scene.says('release', verdict, ['InspectionNoted', { outcome: 'PASSED', note: 'HELD', declarationVersion: 2 }]);
  const lifted = scene.told(
    'release',
    'LiftHold',
    ['HoldLifted', { released: false, remark: null }],
    ['ParcelReleased', facts],
  );
  scene.says('inspection', lifted, ['HoldNoted', { held: false }]);
  const released = find(scene.story.records, 'ParcelReleased');
  const staged = { platform: PLATFORM, carrier: 'KZPOST', destinationCountry: 'KZ', grossWeightGrams: 600, pieces: 1 };
  parcel.says('loading', released, ['ParcelStaged', staged]);
  return scene.story.records;
}

/** A cancellation that customs refuses at first. */
function cancellation(): AuditRecord[] {
  const scene = new Scene();
  const declared = scene.declared('CUSTOMS');
  scene.customs(declared, 'FilingOpened', { declarationVersion: 1, platform: PLATFORM, clearance: 'CUSTOMS' });
  const sent = { attempt: 1, guid: 'G', copNo: ID, askAt: 9_000 };
  scene.told('customs', 'NoteReportSent', ['ReportSent', { ...sent, document: 'LIST', version: 1 }]);
  scene.told('customs', 'RecordReceipt', [
    'CustomsStatusChanged',
    {
      ...{ declarationVersion: 1, code: 399, status: 'accepted', standing: 'PENDING', detention: null },
      ...{ returnTime: 1_399, info: null, preNo: 'B1', invtNo: null, step: 'ANSWERED', askAt: 0 },
    },
  ]);
  scene.parcel.opened(declared, 'YELLOW');
  for (const [version, accepted] of [
    [1, false],
    [2, true],
  ] as const) {
    const report = { document: 'CANCELLATION', version };
    const asked = scene.told('release', 'CancelParcel', [
      'CancellationRequested',
      { declarationVersion: 1, platform: PLATFORM },
    ]);
    scene.says('inspection', asked, ['HoldNoted', { held: true }]);
    scene.customs(asked, 'ReportDue', { ...report, cause: 'CANCELLED' });
    scene.told('customs', 'NoteReportSent', ['ReportSent', { ...report, ...sent }]);
    const answer = { code: accepted ? 120 : 100, accepted, returnTime: 2_000, info: null, askListAt: 0 };
    const answered = scene.told('customs', 'RecordReceipt', ['ReportAnswered', { ...report, ...answer }]);
    const drawn = accepted ? 'ParcelCancelled' : 'CancellationRefused';
    const said = scene.says('release', answered, [drawn, { platform: PLATFORM }]);
    if (!accepted) scene.says('inspection', said, ['HoldNoted', { held: false }]);
    else {
      scene.says('inspection', said, ['InspectionAbandoned', { reason: 'CANCELLED' }]);
      scene.parcel.closed(said, 'CANCELLED');
    }
  }
  return scene.story.records;
}

describe('a declaration that is changed', () => {
  const log = amendment();
  const whats = (records: readonly AuditRecord[], invariant: 3 | 4): string[] =>
    violationsOf(audited(records), invariant).map(({ what }) => what);
  const granted = find(log, 'AmendmentGranted');
  const [before, again] = log.filter(({ type }) => type === 'ParcelDeclared');

  it('is as it should be', () => {
    const audit = audited(log);
    expect(complaints(audit)).toEqual([]);
    expect(audit.entities.declaration.state(ID)).toMatchObject({ version: 2, lastVersion: 2, amendment: null });
  });
  it('is told from one that release did not grant', () => {
    expect(whats(without(log, granted), 4)).toContain('changed to version 2, which release did not grant');
    expect(whats(altered(log, granted, { type: 'AmendmentDenied' }), 4)).toContain(
      'changed to version 2, which release did not grant',
    );
  });
  it('is told from one about which release was not asked', () => {
    const other = altered(log, again!, { fields: { ...again!.fields, contentHash: 'another' } });
    expect(whats(other, 3)).toEqual([expect.stringContaining('release was asked about another content')]);
    expect(whats(without(log, find(log, 'AmendmentAsked')), 3)).toEqual(
      expect.arrayContaining([expect.stringContaining('release was not asked about it')]),
    );
  });
  it('is not released as it was before', () => {
    const released = find(log, 'ParcelReleased');
    const records = altered(log, released, { fields: { ...released.fields, declarationVersion: 1 } });
    expect(whats(records, 4)).toContain('it rests on version 1; 2 was accepted');
    expect(before?.fields['version']).toBe(1);
  });
  it('is not released on the inspection of what was declared before', () => {
    const verdict = log.filter(({ type }) => type === 'ParcelInspected').at(-1)!;
    const records = altered(log, verdict, { fields: { ...verdict.fields, declarationVersion: 1 } });
    expect(whats(records, 4)).toContain('it rests on version 2; the inspection was of 1');
  });
});

describe('a cancellation of which customs decides', () => {
  const log = cancellation();

  it('is as it should be, refused and approved', () => {
    const audit = audited(log);
    expect(complaints(audit)).toEqual([]);
    expect(audit.entities.release.state(ID).status).toBe('cancelled');
  });
  it('is told from one about which customs was not asked', () => {
    const first = find(log, 'CancellationRequested');
    const records = altered(log, first, { type: 'ParcelCancelled' });
    expect(violationsOf(audited(records), 3).map(({ what }) => what)).toContainEqual(
      expect.stringContaining('customs was not asked'),
    );
  });
});

describe('a declaration that takes up another one', () => {
  const SUCCESSOR = 'CNPOST.A2';

  function log(): AuditRecord[] {
    const scene = new Scene();
    const { story, parcel } = scene;
    parcel.opened(scene.declared('CENTRE'), 'YELLOW');
    const gone = scene.told('release', 'CancelParcel', ['ParcelCancelled', { platform: PLATFORM }]);
    scene.says('inspection', gone, ['InspectionAbandoned', { reason: 'CANCELLED' }]);
    parcel.closed(gone, 'CANCELLED');
    const successor = new Parcel(story, SUCCESSOR);
    const own = { ...first, list: { ...list, predecessorId: ID }, documentIds: [ID], facts: {}, due: 99_000 };
    const [asked] = story.transfer(successor.decided(undefined, ['DeclarationFiled', own]));
    const link = { successorId: SUCCESSOR, platform: PLATFORM, version: 1 };
    const [confirmed] = story.decide('declaration', asked!, ID, ['PredecessorConfirmed', link]);
    const [heard] = story.transfer(confirmed!);
    const all = { ...first, ...list, predecessorId: ID, documentIds: [ID] };
    const declared = successor.says('declaration', heard!, ['ParcelDeclared', all]);
    successor.says('release', declared, ['ReleaseOpened', { declarationVersion: 1, platform: PLATFORM, ...GOODS }]);
    successor.opened(declared, 'YELLOW');
    return story.records;
  }
  const records = log();

  it('is as it should be', () => {
    const audit = audited(records);
    expect(complaints(audit)).toEqual([]);
    expect(audit.entities.declaration.state(ID).successorId).toBe(SUCCESSOR);
  });
  it('is told from one whose predecessor did not confirm it, or is not over', () => {
    const confirmed = find(records, 'PredecessorConfirmed');
    const refused = altered(records, confirmed, {
      type: 'PredecessorRefused',
      fields: { ...confirmed.fields, faults: [{}] },
    });
    expect(complaints(audited(refused))).toContainEqual(expect.stringContaining(`which nobody has taken up`));
    const open = without(records, find(records, 'DeclarationClosed'));
    expect(complaints(audited(open))).toContainEqual(expect.stringContaining('its declaration stands'));
  });
});
