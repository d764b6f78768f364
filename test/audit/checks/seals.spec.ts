import { isDeepStrictEqual } from 'node:util';
import { altered, audited, complaints, find, named, violationsOf } from '../audited.fixture';
import { Story, type Told } from '../story.fixture';
import type { AuditRecord } from '../log/record';

const TRUCK = 'truck:KZ-123ABC02';
const [FIRST, SECOND] = ['seal:CN:1', 'seal:CN:2'];
const LOAD = { contents: 0, parcels: 0, pieces: 0, massGrams: 0 };
const stay = (sealId: string) => ({ visit: 1, sealId });

/** An empty truck gets a seal of the register, which is found broken and replaced; then it leaves. */
function sealedLog(): AuditRecord[] {
  const story = new Story();
  const truck = (command: string, ...events: Told[]): AuditRecord[] =>
    story.decide('loading', story.command('loading', TRUCK, [command]), TRUCK, ...events);
  const forwarded = ([event]: readonly AuditRecord[]): AuditRecord => story.transfer(event!)[0]!;
  const puts = (command: string, sealId: string, replaces: string | null): void => {
    const reason = replaces === null ? null : 'EXAMINED';
    const asked = truck(command, ['SealAsked', { ...stay(sealId), sealClass: 'H', replaces, reason }]);
    const told: Told = ['SealTaken', { sealId, unitId: TRUCK, visit: 1, sealClass: 'H' }];
    const taken = story.decide('loading', forwarded(asked), sealId, told);
    const on = { ...stay(sealId), sealClass: 'H', replaces, carrierId: null, carrierVisit: 0 };
    story.decide('loading', forwarded(taken), TRUCK, ['SealApplied', on]);
  };
  const permitted = { carrier: 'KZPOST', maxMassGrams: 20_000, maxPieces: 100, applicationId: null };
  truck('ArriveTruck', ['TruckArrived', { visit: 1, ...permitted }]);
  truck('DockTruck', ['TruckDocked', { dock: 'D1' }]);
  truck('CloseUnit', ['ClosingStarted', { seals: [], reserved: 0 }], ['UnitClosed', { seals: [], ...LOAD }]);
  puts('ApplySeal', FIRST, null);
  truck('VerifySeal', ['SealVerified', { ...stay(FIRST), remark: null }]);
  const found = { finding: 'DAMAGED', remark: null, carrierId: null, carrierVisit: 0 };
  truck('VerifySeal', ['SealBroken', { ...stay(FIRST), ...found }]);
  puts('ReplaceSeal', SECOND, FIRST);
  const gone = { visit: 1, carrier: 'KZPOST', transportId: TRUCK, seals: [SECOND], ...LOAD };
  truck('DepartUnit', ['UnitDeparted', gone]);
  return story.records;
}

const log = sealedLog();
const whats = (records: readonly AuditRecord[], of: AuditRecord, invariant: 3 | 6): string[] =>
  violationsOf(audited(records), invariant)
    .filter(({ topic, partition, offset }) => isDeepStrictEqual({ topic, partition, offset }, named(of)))
    .map(({ what }) => what);

describe('a truck that leaves under a seal of the register', () => {
  it('is nothing to complain of', () => {
    expect(complaints(audited(log))).toEqual([]);
  });
  it('is named when its seal has the number of another', () => {
    const taken = find(log, 'SealTaken', SECOND);
    const records = altered(log, taken, { fields: { ...taken.fields, unitId: 'truck:RU-2' } });
    expect(whats(records, find(records, 'SealApplied', TRUCK), 6)).toEqual([]);
    const second = records.findLast((r) => r.type === 'SealApplied')!;
    expect(whats(records, second, 6)).toEqual([`${SECOND} is put on it, but truck:RU-2 has the number`]);
  });
  it('is named when it leaves with a broken seal', () => {
    const second = log.findLast((r) => r.type === 'SealApplied')!;
    const records = altered(log, second, { fields: { ...second.fields, replaces: null } });
    const departed = find(log, 'UnitDeparted');
    expect(whats(records, departed, 6)).toContain('it passed the gate with a broken seal');
  });
  it('is named when a number is given a second time', () => {
    const second = find(log, 'SealTaken', SECOND);
    const again = { type: 'SealDeclined', fields: { ...second.fields, usedBy: TRUCK } };
    expect(whats(altered(log, second, again), second, 3)).toEqual(['SealDeclined of a seal that is absent']);
  });
});
