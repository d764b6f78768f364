import { containerLengthMm } from '../codes/container-sizes';
import { isWagonNumber, wagonCheckDigit } from './wagon-number';

describe('wagonCheckDigit', () => {
  it.each([
    ['9412345', 2],
    ['9400001', 5],
    ['5412345', 0], // the sum is a multiple of ten
  ])('of %s is %d', (first, digit) => {
    expect(wagonCheckDigit(first)).toBe(digit);
  });
  it('decides about the whole number', () => {
    expect(['94123452', '94123453', '9412345', '941234522', '9412345A'].map(isWagonNumber)).toEqual([
      ...[true, false, false, false, false],
    ]);
  });
});

describe('containerLengthMm', () => {
  it.each([
    ['22G1', 6_058],
    ['45G1', 12_192],
    ['L5G1', 13_716],
    ['52G1', null],
    ['22g1', null],
    ['22G', null],
    ['', null],
  ])('of %s is %p', (code, length) => {
    expect(containerLengthMm(code)).toBe(length);
  });
});
