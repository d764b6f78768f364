import { altered, audited, complaints, find, without } from '../audited.fixture';
import type { AuditRecord } from '../log/record';
import { GOODS, Parcel, PLATFORM, TRUCK } from '../parcel.fixture';
import { storedAsFolded } from '../redis/stored.fixture';
import { Story } from '../story.fixture';

const ID = 'CNPOST.A1';
const RETURN = 'CNPOST.A2';
const DAY = 24 * 3600 * 1000;
/** Six months after a moment of the first day, and the rest of the day. */
const FREE = 184 * DAY;
const list = {
  ...{ ...GOODS, orderNo: '1', tradeMode: '9610', currency: 'CNY', declaredValueMinor: 1, items: [{}] },
  ...{ destinationCountry: 'CN', predecessorId: null, returnOf: ID },
};
const first = { platform: PLATFORM, version: 1, contentHash: 'first' };
const link = { returnId: RETURN, platform: PLATFORM, version: 1 };

/** A parcel that departs and is forgotten, and whose goods come back. */
function story(): AuditRecord[] {
  const told = new Story();
  const truck = (command: string, ...events: Parameters<Story['decide']>[3][]): AuditRecord[] =>
    told.decide('loading', told.command('loading', TRUCK, [command]), TRUCK, ...events);
  const stay = { visit: 1, carrier: 'KZPOST', transportId: TRUCK, seals: ['S1'] };
  truck('ArriveTruck', [
    'TruckArrived',
    { visit: 1, carrier: 'KZPOST', maxMassGrams: 20_000, maxPieces: 100, applicationId: null },
  ]);
  truck('DockTruck', ['TruckDocked', { dock: 'D1' }]);
  const parcel = new Parcel(told, ID);
  parcel.released(parcel.passedGreen(parcel.declared()));
  parcel.loaded();
  const load = { contents: 1, parcels: 1, pieces: 1, massGrams: 500 };
  truck('CloseUnit', ['ClosingStarted', { seals: ['S1'], reserved: 0 }], ['UnitClosed', { seals: ['S1'], ...load }]);
  const chunk = { visit: 1, transportId: TRUCK, contentIds: [ID], left: 0 };
  const [, left] = truck('DepartUnit', ['UnitDeparted', { ...stay, ...load }], ['DepartureChunk', chunk]);
  const [part] = told.transfer(left!);
  const departed = parcel.says('loading', part!, ['ParcelDeparted', { unitId: TRUCK, visit: 1, transportId: TRUCK }]);
  const ended = parcel.says('release', departed, ['ParcelEnded', { leavesAt: 1, departed: true }]);
  parcel.closed(ended, 'DEPARTED');
  const retired = parcel.says('release', told.command('release', ID, ['RetireParcel', { due: 1 }]), ['ParcelRetired']);
  parcel.says('loading', retired, ['LoadingRetired']);
  const remembered = { platform: PLATFORM, takenUntil: FREE, departed: true };
  parcel.says('declaration', retired, ['DeclarationRetired', { ...remembered, returnId: null }]);

  const back = new Parcel(told, RETURN);
  const filing = { ...first, list, documentIds: [ID], facts: {}, due: 99_000 };
  const [asked] = told.transfer(back.decided(undefined, ['DeclarationFiled', filing]));
  const [confirmed] = told.decide(
    'declaration',
    asked!,
    ID,
    ['ReturnConfirmed', link],
    ['DeclarationRetired', { ...remembered, returnId: RETURN }],
  );
  const [heard] = told.transfer(confirmed!);
  const declared = back.says('declaration', heard!, ['ParcelDeclared', { ...first, ...list, documentIds: [ID] }]);
  back.says('release', declared, [
    'ReleaseOpened',
    { declarationVersion: 1, platform: PLATFORM, ...GOODS, destinationCountry: 'CN' },
  ]);
  back.opened(declared, 'YELLOW');
  return told.records;
}

describe('goods that come back', () => {
  const log = story();
  const change = (type: string, fields: AuditRecord['fields']): string[] => {
    const record = find(log, type);
    return complaints(audited(altered(log, record, { fields: { ...record.fields, ...fields } })));
  };

  it('are found in order, and leave in Redis as what they came', () => {
    const audit = audited(log);
    expect(complaints(audit)).toEqual([]);
    const lanes = storedAsFolded(audit).lanes.flatMap(({ left }) => [...left.values()]);
    expect(lanes).toEqual([{ [ID]: `184:${PLATFORM}:${RETURN}` }]);
  });
  it('are told from goods that never left', () => {
    expect(complaints(audited(without(log, find(log, 'DeclarationClosed'))))).toContainEqual(
      expect.stringContaining('DeclarationRetired of a parcel that is accepted: it is in force'),
    );
    expect(change('DeclarationRetired', { departed: false })).toContainEqual(
      expect.stringContaining('ReturnConfirmed of a parcel that is retired: it has not departed'),
    );
    expect(complaints(audited(without(log, find(log, 'ParcelDeparted'))))).toContainEqual(
      expect.stringContaining('closed as departed, but in loading it is'),
    );
    expect(change('ParcelEnded', { departed: false })).toContainEqual(expect.stringContaining('it ended otherwise'));
  });
  it('are told from those of another platform, and from what came back as something else', () => {
    expect(change('ReturnConfirmed', { platform: 'OTHER' })).toContainEqual(expect.stringContaining('it belongs to'));
    const asAnother = ({ fields, ...record }: AuditRecord): AuditRecord => ({
      ...record,
      fields: fields['returnId'] === RETURN ? { ...fields, returnId: 'CNPOST.A3' } : fields,
    });
    expect(complaints(audited(log.map(asAnother)))).toContainEqual(
      expect.stringContaining(`declared with returnOf ${ID}, which CNPOST.A3 has taken up`),
    );
    expect(change('DeclarationRetired', { returnId: 'CNPOST.A3' })).toContainEqual(
      expect.stringContaining('its goods come back as'),
    );
  });
  it('are not refused without a cause', () => {
    const confirmed = find(log, 'ReturnConfirmed');
    const meta = confirmed.meta && { ...confirmed.meta, sequence: 0 };
    const fields = { ...confirmed.fields, faults: [{}] };
    expect(complaints(audited(altered(log, confirmed, { type: 'ReturnRefused', meta, fields })))).toContainEqual(
      expect.stringContaining('nothing speaks against this return'),
    );
  });
});
