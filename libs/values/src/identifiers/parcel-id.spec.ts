import { InvalidIdentifierError } from './invalid-identifier.error';
import { isParcelId, isParcelIdOf, parcelIdOf, parseParcelId } from './parcel-id';

describe('parcelIdOf', () => {
  it('joins the logistics company and its number, raised', () => {
    expect(parcelIdOf('cnpost', 'lx473124829cn')).toBe('CNPOST.LX473124829CN');
  });
  it.each([
    ['C', 'LX1'],
    ['CNPOST', ''],
    ['CNPOST', 'LX 1'],
    ['CN-POST', 'LX1'],
    ['CNPOST', 'X'.repeat(81)],
    ['X'.repeat(19), 'LX1'],
  ])('refuses %s with %s', (code, no) => {
    expect(() => parcelIdOf(code, no)).toThrow(InvalidIdentifierError);
  });
});

describe('parseParcelId', () => {
  it('takes apart what parcelIdOf joined', () => {
    expect(parseParcelId('CNPOST.LX-1')).toEqual({ logisticsCode: 'CNPOST', logisticsNo: 'LX-1' });
  });
  it.each(['CNPOST', '.LX1', 'CNPOST.', 'CNPOST.LX.1', 'cnpost.LX1'])('refuses %s', (text) => {
    expect(isParcelId(text)).toBe(false);
    expect(() => parseParcelId(text)).toThrow(InvalidIdentifierError);
  });
});

describe('isParcelIdOf', () => {
  it('wants exactly these parts', () => {
    expect(isParcelIdOf('CNPOST.LX1', { logisticsCode: 'CNPOST', logisticsNo: 'LX1' })).toBe(true);
    expect(isParcelIdOf('CNPOST.LX1', { logisticsCode: 'CNPOST', logisticsNo: 'LX2' })).toBe(false);
    expect(isParcelIdOf('CNPOSTXLX1', { logisticsCode: 'CNPOST', logisticsNo: 'LX1' })).toBe(false);
  });
});
