import { InvalidIdentifierError } from './invalid-identifier.error';
import { isUnitId, parseUnitId, unitIdOf, unitKindOf } from './unit-id';

describe('unitIdOf', () => {
  it.each([
    ['truck', ' kz-123 abc 02', 'truck:KZ-123ABC02'],
    ['container', 'csqu 305438 3', 'container:CSQU3054383'],
    ['bag', '106141411928374657', 'bag:106141411928374657'],
    ['bag', 'house-7', 'bag:HOUSE-7'],
    ['pallet', '106141411928374657', 'pallet:106141411928374657'],
    ['train', 'k9', 'train:K9'],
  ] as const)('writes a %s of number %j as %s', (kind, number, id) => {
    expect(unitIdOf(kind, number)).toBe(id);
    expect(unitIdOf(kind, id.slice(kind.length + 1))).toBe(id);
  });
  it.each([
    ['container', 'CSQU3054384'], // check digit
    ['container', 'CSQ3054383'],
    ['bag', '106141411928374658'], // check digit
    ['bag', 'B'],
    ['bag', 'B_1'],
    ['pallet', 'P'.repeat(36)],
    ['train', ''],
    ['truck', '??'],
  ] as const)('refuses a %s of number %j', (kind, number) => {
    expect(() => unitIdOf(kind, number)).toThrow(InvalidIdentifierError);
  });
});

describe('parseUnitId', () => {
  it('takes an id apart', () => {
    expect(parseUnitId('container:CSQU3054383')).toEqual({ kind: 'container', number: 'CSQU3054383' });
  });
  it.each(['CNPOST.LX473124829CN', 'KZ-123ABC02', 'crate:A1', 'bag:', 'bag:b1', 'container:CSQU3054384', ':A1'])(
    'refuses %j',
    (text) => {
      expect(() => parseUnitId(text)).toThrow(InvalidIdentifierError);
      expect(isUnitId(text)).toBe(false);
    },
  );
});

describe('unitKindOf', () => {
  it('tells units from parcels, by the kind alone', () => {
    expect(unitKindOf('truck:KZ-123ABC02')).toBe('truck');
    expect(unitKindOf('bag:whatever')).toBe('bag');
    expect(unitKindOf('BAG.1')).toBeNull();
    expect(unitKindOf('bagpipe:1')).toBeNull();
    expect(unitKindOf('CNPOST.LX473124829CN')).toBeNull();
  });
});
