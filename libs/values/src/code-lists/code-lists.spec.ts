import { codeLists, codesOf, isCodeList, sentenceOf, sentenceOfEvent, wordsOf } from './code-lists';

describe('the words of a code', () => {
  it('tell the same code apart by its list', () => {
    expect(sentenceOf('UnitRefusal', 'BLOCKED_PARCEL').en).toMatch('before closing');
    expect(sentenceOf('DepartureRefusal', 'BLOCKED_PARCEL').en).toMatch('A parcel aboard');
  });
  it('are the general ones of the list for a code of the future', () => {
    expect(sentenceOf('UnitRefusal', 'BEWITCHED')).toBe(codeLists.UnitRefusal.codes['OTHER']);
    expect(sentenceOf('ConflictReason', 'BEWITCHED').en).toMatch('not known');
    expect(sentenceOf('ConflictReason', 'toString').en).toMatch('not known');
  });
  it('are told without what else is known of the code', () => {
    expect(wordsOf(sentenceOf('ScanReason', 'NO_ANSWER'))).toEqual({
      en: expect.stringContaining('in time'),
      zh: expect.any(String),
      ru: expect.any(String),
      kk: expect.any(String),
    });
  });
  it('speak of the unit wherever the English ones do', () => {
    const placeholders = codesOf('ParcelStatus').map((code) => {
      const words = wordsOf(sentenceOf('ParcelStatus', code));
      return new Set(Object.values(words).map((sentence) => sentence.includes('{unit}'))).size;
    });
    expect(new Set(placeholders)).toEqual(new Set([1]));
  });
});

describe('the reason of an event', () => {
  it('is from the list that its schema says', () => {
    expect(sentenceOfEvent('PlaceFreed', 'HELD')).toBe(codeLists.LoadRefusal.codes['HELD']);
    expect(sentenceOfEvent('ReleaseCommandRefused', 'HELD')).toBe(codeLists.ReleaseRefusal.codes['HELD']);
  });
  it('is none for an event without one', () => {
    expect(sentenceOfEvent('ParcelStaged', 'HELD')).toBeNull();
    expect(sentenceOfEvent('constructor', 'HELD')).toBeNull();
  });
});

it('a list is known by its name alone', () => {
  expect(isCodeList('LoadRefusal')).toBe(true);
  expect(isCodeList('toString')).toBe(false);
});
