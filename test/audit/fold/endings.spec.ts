import { join } from 'node:path';
import { altered, audited, complaints, find, violationsOf } from '../audited.fixture';
import type { AvroRecord } from '../log/avro';
import type { AuditRecord } from '../log/record';
import { Schemas } from '../log/schemas';
import { Parcel, PLATFORM } from '../parcel.fixture';
import { RedisCheck } from '../redis/redis-check';
import { storedAsFolded } from '../redis/stored.fixture';
import { Story } from '../story.fixture';

const ID = 'CNPOST.P1';
const DAY = 24 * 3600 * 1000;
/** Six months after a moment of the first day, and the rest of the day. */
const FREE = 184 * DAY;

/** A parcel that is cancelled, forgotten, and whose number is asked for again. */
function story(): readonly AuditRecord[] {
  const told = new Story();
  const parcel = new Parcel(told, ID);
  parcel.opened(parcel.declared(), 'RED');
  const [gone] = told.decide(
    'release',
    told.command('release', ID, ['CancelParcel']),
    ID,
    ['ParcelCancelled', { platform: PLATFORM }],
    ['ParcelEnded', { leavesAt: 1, departed: false }],
  );
  parcel.says('declaration', gone!, ['DeclarationClosed', { platform: PLATFORM, version: 1, reason: 'CANCELLED' }]);
  parcel.says('inspection', gone!, ['InspectionAbandoned', { reason: 'CANCELLED' }]);
  const early = told.command('release', ID, ['RetireParcel', { due: 0 }]);
  parcel.says('release', early, ['RetirementRefused', { reason: 'NOT_DUE' }]);
  const retired = parcel.says('release', told.command('release', ID, ['RetireParcel', { due: 1 }]), ['ParcelRetired']);
  parcel.says('inspection', retired, ['InspectionRetired']);
  parcel.says('declaration', retired, [
    'DeclarationRetired',
    { platform: PLATFORM, takenUntil: FREE, departed: false, returnId: null },
  ]);
  parcel.decided(undefined, ['DeclarationConflicted', { platform: 'OTHER', reason: 'NUMBER_TAKEN' }]);
  return told.records;
}

describe('the end of a parcel', () => {
  const log = story();
  const change = (type: string, fields: AvroRecord): string[] => {
    const record = find(log, type);
    const audit = audited(altered(log, record, { fields: { ...record.fields, ...fields } }));
    return violationsOf(audit, 3).map(({ what }) => what);
  };

  it('is found in order, and leaves in Redis that the number is taken', () => {
    const audit = audited(log);
    expect(complaints(audit)).toEqual([]);
    expect(audit.balances.total).toMatchObject({ declared: 1, retired: 1 });
    const stored = storedAsFolded(audit);
    expect(stored.lanes.flatMap(({ left }) => [...left.values()])).toEqual([{ [ID]: `184:${PLATFORM}:-` }]);
    expect([...stored.entities.values()].flatMap((fields) => [...fields.keys()])).toEqual([]);
    const schemas = Schemas.load(join(__dirname, '../../../schemas'));
    const redis = (of: typeof stored) => complaints(audited(log, { redis: (f) => new RedisCheck(of, schemas, f) }));
    expect(redis(stored)).toEqual([]);
    const lanes = stored.lanes.map((lane) => ({ ...lane, left: new Map<string, Record<string, string>>() }));
    expect(redis({ ...stored, lanes })).toEqual([expect.stringContaining(`remembers of ${ID} nothing, the log says`)]);
  });

  it('comes not before its time, and once', () => {
    expect(change('ParcelEnded', { leavesAt: DAY })).toEqual([
      `ParcelRetired of a parcel that is cancelled: it is kept until ${DAY}`,
    ]);
  });

  it('keeps the number of its own platform taken, for six months', () => {
    expect(change('DeclarationRetired', { takenUntil: FREE - DAY })).toEqual([
      expect.stringContaining(`it is taken until ${FREE - DAY}`),
    ]);
    expect(change('DeclarationRetired', { takenUntil: 0 })).toContainEqual(
      expect.stringContaining('its number is taken from'),
    );
    expect(change('DeclarationRetired', { platform: 'OTHER' })).toEqual([expect.stringContaining('it belongs to')]);
  });

  it('is not followed by another life while the number is taken', () => {
    const declared = find(log, 'ParcelDeclared');
    const conflict = find(log, 'DeclarationConflicted');
    const meta = conflict.meta && { ...conflict.meta, sequence: 1 };
    const again = altered(log, conflict, { type: 'ParcelDeclared', meta, fields: { ...declared.fields, version: 1 } });
    expect(violationsOf(audited(again), 3).map(({ what }) => what)).toEqual([
      expect.stringContaining(`its number is taken until ${FREE}`),
    ]);
  });
});
