import { gs1CheckDigit, isGtin13, isSscc } from './gs1';
import { isContainerNumber, iso6346CheckDigit } from './iso6346';
import { isS10, looksLikeS10, s10CheckDigit } from './s10';
import { isUscc, usccCheckCharacter } from './uscc';

describe('s10CheckDigit', () => {
  it.each([
    ['47312482', 9],
    ['00000008', 0], // eleven minus the remainder is ten
    ['00000015', 5], // the remainder is zero
  ])('of %s is %d', (serial, digit) => {
    expect(s10CheckDigit(serial)).toBe(digit);
  });
});

describe('isS10', () => {
  it('accepts the right check digit only', () => {
    expect(isS10('RR473124829GB')).toBe(true);
    expect(isS10('RR473124828GB')).toBe(false);
  });
  it('does not take a commercial waybill for one', () => {
    expect(looksLikeS10('SF1234567890123')).toBe(false);
    expect(looksLikeS10('RR473124829G1')).toBe(false);
  });
});

describe('gs1CheckDigit', () => {
  it.each([
    ['400638133393', 1],
    ['10614141192837465', 7],
  ])('of %s is %d', (digits, digit) => {
    expect(gs1CheckDigit(digits)).toBe(digit);
  });
  it('decides about GTIN-13 and SSCC', () => {
    expect([isGtin13('4006381333931'), isGtin13('4006381333932'), isGtin13('40063813339311')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isSscc('106141411928374657'), isSscc('106141411928374658')]).toEqual([true, false]);
  });
});

describe('iso6346CheckDigit', () => {
  it.each([
    ['CSQU305438', 3],
    ['TCNU100009', 0], // the remainder is ten
  ])('of %s is %d', (first, digit) => {
    expect(iso6346CheckDigit(first)).toBe(digit);
  });
  it('decides about container numbers', () => {
    expect([
      isContainerNumber('CSQU3054383'),
      isContainerNumber('CSQU3054384'),
      isContainerNumber('CSQX3054383'),
    ]).toEqual([true, false, false]);
  });
});

describe('usccCheckCharacter', () => {
  it('of 91350100M000100Y4 is 3', () => {
    expect(usccCheckCharacter('91350100M000100Y4')).toBe('3');
  });
  it('decides about codes and knows the letters that do not occur', () => {
    expect([isUscc('91350100M000100Y43'), isUscc('91350100M000100Y44'), isUscc('9135010OM000100Y43')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
