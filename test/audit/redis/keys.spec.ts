import { isSlot, parseKey, setKey, slotName } from './keys';

describe('parseKey', () => {
  it('knows every key of the projection', () => {
    expect(parseKey('{3}:release:lane')).toEqual({ is: 'lane', partition: 3, slot: 'release' });
    expect(parseKey('{3}:release:counts')).toEqual({ is: 'counts', partition: 3, slot: 'release' });
    expect(parseKey('{0}:queue:inspection.documents')).toEqual({
      ...{ is: 'set', partition: 0, slot: 'inspection', set: 'queue:documents' },
    });
    expect(parseKey('{0}:index:declaration.platform:TEMU')).toEqual({
      ...{ is: 'set', partition: 0, slot: 'declaration', set: 'index:platform:TEMU' },
    });
    expect(parseKey('{0}:number:declaration@2.parcel.a1f')).toEqual({
      ...{ is: 'set', partition: 0, slot: 'declaration@2', set: 'number:parcel.a1f' },
    });
    expect(parseKey('{5}:parcel:CNPOST.LX473124829CN')).toEqual({
      ...{ is: 'entity', partition: 5, kind: 'parcel', id: 'CNPOST.LX473124829CN' },
    });
    expect(parseKey('{5}:queues')).toEqual({ is: 'queues', partition: 5 });
    expect(parseKey('{5}:folds')).toEqual({ is: 'folds', partition: 5 });
  });

  it('knows the folds of a stage that stand side by side', () => {
    expect(slotName('release', null)).toBe('release');
    expect(slotName('release', '1')).toBe('release');
    expect(slotName('release', '12')).toBe('release@12');
    expect(parseKey('{3}:release@2:lane')).toEqual({ is: 'lane', partition: 3, slot: 'release@2' });
    expect(parseKey('{3}:queue:release@2.held')).toEqual({
      ...{ is: 'set', partition: 3, slot: 'release@2', set: 'queue:held' },
    });
    expect(['release', 'release@2', 'release@10'].every(isSlot)).toBe(true);
    expect(['release@1', 'release@', 'release@x', 'releases', 'other@2'].some(isSlot)).toBe(false);
  });

  it('is the inverse of what names a set', () => {
    expect(setKey(0, 'declaration', 'index:platform:TEMU')).toBe('{0}:index:declaration.platform:TEMU');
    expect(setKey(7, 'release', 'queue:held')).toBe('{7}:queue:release.held');
  });

  it('leaves alone what is none of it', () => {
    expect(parseKey('idempotency:abc')).toBeNull();
    expect(parseKey('{a}:release:lane')).toBeNull();
  });
});
