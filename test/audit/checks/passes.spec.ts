import { altered, audited, complaints, find, named, violationsOf } from '../audited.fixture';
import { Story, type Told } from '../story.fixture';
import type { AuditRecord } from '../log/record';

const TRUCK = 'truck:KZ-123ABC02';
const LOAD = { contents: 0, parcels: 0, pieces: 0, massGrams: 0 };
const weighed = (weighing: string, massGrams: number, differenceGrams: number, standing: string): Told => [
  'TruckWeighed',
  { visit: 1, weighing, massGrams, differenceGrams, standing },
];

/** An empty truck that is weighed, opened again after it got its pass, and leaves on a second one. */
function passingLog(): AuditRecord[] {
  const story = new Story();
  const truck = (command: string, ...events: Told[]): AuditRecord[] =>
    story.decide('loading', story.command('loading', TRUCK, [command]), TRUCK, ...events);
  const close = (): AuditRecord[] =>
    truck('CloseUnit', ['ClosingStarted', { seals: ['S1'], reserved: 0 }], ['UnitClosed', { seals: ['S1'], ...LOAD }]);
  const permitted = { carrier: 'KZPOST', maxMassGrams: 20_000, maxPieces: 100, applicationId: null };
  truck('ArriveTruck', ['TruckArrived', { visit: 1, ...permitted }]);
  truck('WeighTruck', weighed('TARE', 5_000, 0, 'NONE'));
  truck('DockTruck', ['TruckDocked', { dock: 'D1' }]);
  close();
  truck('WeighTruck', weighed('GROSS', 5_900, 900, 'DIFFERS'));
  truck('AcceptMass', ['MassAccepted', { visit: 1, remark: null }]);
  truck('IssueGatePass', ['GatePassIssued', { visit: 1, passNo: 'KZ-123ABC02/1/1', kind: 'EMPTY' }]);
  const voided: Told = ['GatePassVoided', { visit: 1, passNo: 'KZ-123ABC02/1/1', reason: 'REOPENED' }];
  truck('ReopenUnit', ['UnitReopened', { seals: ['S1'], reason: 'OTHER' }], voided);
  close();
  truck('IssueGatePass', ['GatePassIssued', { visit: 1, passNo: 'KZ-123ABC02/1/2', kind: 'EMPTY' }]);
  const stay = { visit: 1, carrier: 'KZPOST', transportId: TRUCK, seals: ['S1'], ...LOAD };
  truck('DepartUnit', ['UnitDeparted', stay]);
  return story.records;
}

const log = passingLog();
const last = (type: string): AuditRecord => log.findLast((r) => r.type === type) ?? find(log, type);
const whats = (records: readonly AuditRecord[], of: AuditRecord, invariant: 3 | 11): string[] =>
  violationsOf(audited(records), invariant)
    .filter(
      ({ topic, partition, offset }) => JSON.stringify({ topic, partition, offset }) === JSON.stringify(named(of)),
    )
    .map(({ what }) => what);

describe('a truck that is weighed and leaves on a gate pass', () => {
  it('is nothing to complain of', () => {
    expect(complaints(audited(log))).toEqual([]);
  });
  it('is named when it leaves on a pass that was voided', () => {
    const second = last('GatePassIssued');
    const records = altered(log, second, { type: 'UnitCommandRefused', fields: { ...second.fields, command: 'X' } });
    expect(whats(records, last('UnitDeparted'), 11)).toEqual(['its gate pass was voided']);
  });
  it('is named when its mass differs and nobody has accepted that', () => {
    const accepted = find(log, 'MassAccepted');
    const records = altered(log, accepted, {
      type: 'UnitCommandRefused',
      fields: { ...accepted.fields, command: 'X' },
    });
    expect(whats(records, find(log, 'GatePassIssued'), 3)).toEqual([
      'GatePassIssued of a unit that is closed: its mass is not what the manifest says',
    ]);
  });
  it('is named when the difference is not what was weighed', () => {
    const gross = last('TruckWeighed');
    const records = altered(log, gross, { fields: { ...gross.fields, differenceGrams: 1 } });
    expect(whats(records, gross, 3)).toEqual(['TruckWeighed of a unit that is closed: the difference is 900 g']);
  });
});
