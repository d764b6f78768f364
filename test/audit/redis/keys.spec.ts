import { parseKey, setKey } from './keys';

describe('parseKey', () => {
  it('knows every key of the projection', () => {
    expect(parseKey('{3}:release:lane')).toEqual({ is: 'lane', partition: 3, stage: 'release' });
    expect(parseKey('{3}:release:counts')).toEqual({ is: 'counts', partition: 3, stage: 'release' });
    expect(parseKey('{0}:queue:inspection.documents')).toEqual({
      ...{ is: 'set', partition: 0, stage: 'inspection', set: 'queue:documents' },
    });
    expect(parseKey('{0}:index:declaration.platform:TEMU')).toEqual({
      ...{ is: 'set', partition: 0, stage: 'declaration', set: 'index:platform:TEMU' },
    });
    expect(parseKey('{5}:parcel:CNPOST.LX473124829CN')).toEqual({
      ...{ is: 'entity', partition: 5, kind: 'parcel', id: 'CNPOST.LX473124829CN' },
    });
    expect(parseKey('{5}:queues')).toEqual({ is: 'queues', partition: 5 });
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
