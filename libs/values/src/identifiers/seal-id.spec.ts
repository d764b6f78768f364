import { InvalidIdentifierError } from './invalid-identifier.error';
import { isSeal, sealIdOf, sealNumberOf } from './seal-id';

describe('sealIdOf', () => {
  it('joins issuer and number, and raises small letters', () => {
    expect(sealIdOf('CNCUSTOMS', 'AL0012345')).toBe('seal:CNCUSTOMS:AL0012345');
    expect(sealIdOf('kzCustoms', 'x-1')).toBe('seal:KZCUSTOMS:X-1');
  });
  it.each([
    ['C', 'AL1'],
    ['CN:CUSTOMS', 'AL1'],
    ['CNCUSTOMS', ''],
    ['CNCUSTOMS', 'A'.repeat(31)],
    ['CNCUSTOMS', 'A:1'],
  ])('refuses %s and %s', (issuer, number) => {
    expect(() => sealIdOf(issuer, number)).toThrow(InvalidIdentifierError);
    expect(isSeal(issuer, number)).toBe(false);
  });
  it('is read on the seal without who issued it', () => {
    expect(['seal:CNCUSTOMS:AL0012345', 'SL-17'].map(sealNumberOf)).toEqual(['AL0012345', 'SL-17']);
  });
  it('takes what is written as the log has it', () => {
    expect(isSeal('CNCUSTOMS', 'AL-0012345')).toBe(true);
    expect(isSeal('CNCUSTOMS', 'al0012345')).toBe(false);
  });
});
