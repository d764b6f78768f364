import { audited, complaints, find } from '../audited.fixture';
import type { AuditRecord } from '../log/record';
import { GOODS, Parcel, PLATFORM, RULED, TRUCK } from '../parcel.fixture';
import { Story, type Told } from '../story.fixture';

/** What the clean log does not tell: corrections, holds before the release, lifts, revocations, a broken seal. */
describe('the fold of the stages', () => {
  const story = new Story();
  const truck = (command: string, ...events: Told[]): AuditRecord[] =>
    story.decide('loading', story.command('loading', TRUCK, [command]), TRUCK, ...events);
  const order = (parcel: Parcel, command: string, ...events: Told[]): AuditRecord[] =>
    story.decide('release', story.command('release', parcel.id, [command]), parcel.id, ...events);
  const [corrected, patient, lifted, revoked, kept] = ['A', 'B', 'C', 'D', 'E'].map(
    (n) => new Parcel(story, `CNPOST.${n}`),
  );
  if (!corrected || !patient || !lifted || !revoked || !kept) throw new Error('The story needs five parcels');
  truck('ArriveTruck', [
    'TruckArrived',
    { visit: 1, carrier: 'KZPOST', maxMassGrams: 9_000, maxPieces: 10, applicationId: null },
  ]);
  truck('DockTruck', ['TruckDocked', { dock: 'D1' }]);

  it('accepts a corrected declaration, its repetition, and a conflict', () => {
    const base = { platform: PLATFORM, contentHash: 'x', orderNo: '1', destinationCountry: 'KZ' };
    corrected.decided(undefined, ['DeclarationRejected', { ...base, version: 1, faults: [] }]);
    corrected.decided(undefined, ['DeclarationRepeated', { ...base, version: 1, decision: 'REJECTED', faults: [] }]);
    corrected.decided(undefined, ['DeclarationRejected', { ...base, version: 2, faults: [] }]);
    corrected.decided(undefined, ['DeclarationConflicted', { platform: 'TIANSHAN', reason: 'OTHER_PLATFORM' }]);
    expect(audited(story.records).entities.declaration.state(corrected.id)).toMatchObject({
      status: 'rejected',
      version: 2,
    });
  });

  it('holds before the release, notes the inspection, and releases with the lift', () => {
    const declared = patient.declared();
    patient.opened(declared, 'RED');
    order(patient, 'HoldParcel', ['ParcelHeld', { reason: 'OTHER', released: false, remark: null }]);
    const passed = patient.verdict('PASSED', 'RED');
    patient.says('release', passed, ['InspectionNoted', { outcome: 'PASSED', note: 'HELD', declarationVersion: 1 }]);
    expect(audited(story.records).balances.queues.get('release.held')).toBe(1);
    const facts = { declarationVersion: 1, platform: PLATFORM, ...GOODS };
    const [, released] = order(
      patient,
      'LiftHold',
      ['HoldLifted', { released: false, remark: null }],
      ['ParcelReleased', facts],
    );
    if (released) patient.says('loading', released, ['ParcelStaged', { ...GOODS, platform: PLATFORM, pieces: 1 }]);
    expect(complaints(audited(story.records))).toEqual([]);
  });

  it('blocks a truck, unblocks it with the lift, seals it and breaks the seal', () => {
    lifted.released(lifted.passedGreen(lifted.declared()));
    lifted.loaded();
    const of = { unitId: TRUCK, visit: 1, kind: 'HOLD' };
    const blocked = lifted.truckSays(lifted.tellsTruck(lifted.holdAsked('HOLD'), ['ParcelHoldAsked', of]), [
      'UnitBlocked',
      { contentId: lifted.id, parcelId: lifted.id },
    ]);
    const confirmed = lifted.says('loading', blocked, ['LoadingHoldConfirmed', { kind: 'HOLD' }]);
    lifted.says('release', confirmed, ['ParcelHeld', { reason: 'INTELLIGENCE', released: true, remark: null }]);
    truck('DepartUnit', ['DepartureRefused', { reason: 'NOT_CLOSED', parcelIds: [lifted.id] }]);
    const [lift] = order(lifted, 'LiftHold', ['HoldLifted', { released: true, remark: null }]);
    if (!lift) throw new Error('Nothing was lifted');
    const unblocked = lifted.tellsTruck(lift, ['ParcelUnblocked', { unitId: TRUCK }]);
    story.decide('loading', unblocked, TRUCK, [
      'UnitUnblocked',
      { contentId: lifted.id, parcelId: lifted.id, carrierId: null },
    ]);
    const load = { contents: 1, parcels: 1, pieces: 1, massGrams: 500 };
    truck('CloseUnit', ['ClosingStarted', { seals: ['S'], reserved: 0 }], ['UnitClosed', { seals: ['S'], ...load }]);
    truck('ReopenUnit', ['UnitReopened', { seals: ['S'], reason: 'OTHER' }]);
    const { entities } = audited(story.records);
    expect(complaints(audited(story.records))).toEqual([]);
    expect(entities.parcels.state(lifted.id)).toMatchObject({ status: 'loaded', hold: 'NONE' });
    expect(entities.units.state(TRUCK)).toMatchObject({ status: 'open', blocked: [], seals: [] });
  });

  it('revokes a release and returns the parcel', () => {
    revoked.released(revoked.passedGreen(revoked.declared()));
    const asked = revoked.holdAsked('REVOCATION');
    const confirmed = revoked.says('loading', asked, ['LoadingHoldConfirmed', { kind: 'REVOCATION' }]);
    revoked.says('release', confirmed, ['ReleaseRevoked', { reason: 'INTELLIGENCE', remark: null }]);
    const [returned] = order(revoked, 'ReturnParcel', ['ParcelReturned', { reason: 'OTHER', remark: null }]);
    if (!returned) throw new Error('Nothing was returned');
    revoked.says('loading', returned, ['ParcelWithdrawn', { unitId: null }]);
    revoked.says('inspection', returned, ['InspectionAbandoned', { reason: 'RETURNED' }]);
    revoked.closed(returned, 'RETURNED');
    const audit = audited(story.records);
    expect(complaints(audit)).toEqual([]);
    expect(audit.entities.parcels.state(revoked.id).status).toBe('withdrawn');
  });

  it('detains, also a parcel whose inspection came to its end before it was taken in', () => {
    const command = story.command('declaration', kept.id, ['DeclareParcel']);
    const goods = {
      contentHash: 'k',
      orderNo: '1',
      tradeMode: '9610',
      currency: 'CNY',
      declaredValueMinor: 1,
      items: [],
      documentIds: [],
    };
    const declared = kept.says('declaration', command, [
      'ParcelDeclared',
      { platform: PLATFORM, version: 1, ...GOODS, ...goods },
    ]);
    story.decide('inspection', declared, kept.id, ['InspectionOpened', { channel: 'YELLOW', ...RULED }]);
    const detained = kept.verdict('DETAINED', 'YELLOW');
    kept.says('release', detained, [
      'InspectionNoted',
      { outcome: 'DETAINED', note: 'NOT_OPENED', declarationVersion: 1 },
    ]);
    const opened = { declarationVersion: 1, platform: PLATFORM, ...GOODS };
    story.decide(
      'release',
      declared,
      kept.id,
      ['ReleaseOpened', opened],
      ['ParcelDetained', { declarationVersion: 1 }],
    );
    const audit = audited(story.records);
    expect(complaints(audit)).toEqual([]);
    expect(audit.balances.total).toMatchObject({ declared: 5, detained: 1, returned: 1, rejected: 1, 'in a queue': 2 });
    expect(find(story.records, 'ParcelDetained').key).toBe(kept.id);
  });
});
