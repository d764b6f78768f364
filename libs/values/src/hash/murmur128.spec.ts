import { lotOf, murmur128 } from './murmur128';

describe('murmur128', () => {
  it.each([
    ['I will not buy this record, it is scratched.', 'a0a9683b25ac5e40d9af2895890dddf5'],
    ["I will not buy this tobacconist's, it is scratched.", '9b5b7ba2ef3f7866889adeaf00f3f98e'],
  ])('agrees with the reference: %s', (text, hash) => {
    expect(murmur128(text)).toBe(hash);
  });
  it('is zero for the empty text', () => {
    expect(murmur128('')).toBe('0'.repeat(32));
  });
  it('tells apart texts of every length of rest', () => {
    const hashes = Array.from({ length: 64 }, (_, length) => murmur128('x'.repeat(length)));
    expect(new Set(hashes).size).toBe(64);
  });
  it('hashes the UTF-8 bytes', () => {
    expect(murmur128('包裹')).not.toBe(murmur128('裹包'));
  });
});

describe('lotOf', () => {
  it('draws the same lot for the same text', () => {
    expect(lotOf('CNPOST.LX473124829CN')).toBe(lotOf('CNPOST.LX473124829CN'));
  });
  it('spreads evenly: a tenth of many draws is below a tenth', () => {
    const below = Array.from({ length: 20_000 }, (_, i) => lotOf(`CNPOST.${i}`)).filter((lot) => lot < 0.1).length;
    expect(below).toBeGreaterThan(1_850);
    expect(below).toBeLessThan(2_150);
  });
});
