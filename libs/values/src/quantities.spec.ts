import {
  decimalOf,
  gramsOfKilograms,
  gramsRoundedOfKilograms,
  isGrams,
  isMinorUnits,
  minorUnitsOf,
} from './quantities';

describe('minorUnitsOf', () => {
  it.each([
    ['12.5', 2, 1250],
    ['12', 0, 12],
    ['1.234', 3, 1234],
    ['0.10', 2, 10],
    ['12.500', 2, 1250], // zeros beyond the exponent say nothing
  ])('reads %s with %d digits as %d', (text, exponent, minor) => {
    expect(minorUnitsOf(text, exponent)).toBe(minor);
  });
  it.each([
    ['12.505', 2],
    ['0.5', 0],
    ['-1', 2],
    ['1e3', 2],
    ['', 2],
    ['90071992547409.93', 2],
  ] as const)('does not read %s with %d digits', (text, exponent) => {
    expect(minorUnitsOf(text, exponent)).toBeNull();
  });
});

describe('gramsOfKilograms', () => {
  it('reads customs decimals exactly', () => {
    expect(gramsOfKilograms('0.35000')).toBe(350);
    expect(gramsOfKilograms('0.00050')).toBeNull();
  });
});

describe('decimalOf', () => {
  it.each([
    [1250, 2, '12.50'],
    [5, 2, '0.05'],
    [7, 0, '7'],
    [-5, 3, '-0.005'],
  ])('writes %d with %d digits as %s', (minor, exponent, text) => {
    expect(decimalOf(minor, exponent)).toBe(text);
  });
});

describe('isGrams and isMinorUnits', () => {
  it.each([
    [0, true],
    [1, true],
    [-1, false],
    [0.5, false],
    [2 ** 53, false],
  ])('judge %d', (value, verdict) => {
    expect([isGrams(value), isMinorUnits(value)]).toEqual([verdict, verdict]);
  });
});

describe('gramsRoundedOfKilograms', () => {
  it.each([
    ['1.25', 1250],
    ['1.10000', 1100],
    ['0.00150', 2], // half a gram goes up
    ['0.00149', 1],
    ['0.9995', 1000],
    ['0.00001', 1], // never to nothing
    ['0.00000', 0],
    ['0', 0],
    ['9007199254740.991', 9_007_199_254_740_991],
    ['9007199254740.9915', null],
    ['1.', null],
    ['.5', null],
    ['-1', null],
    ['1e3', null],
    ['', null],
  ])('reads %s as %s', (text, grams) => {
    expect(gramsRoundedOfKilograms(text)).toBe(grams);
  });
});
