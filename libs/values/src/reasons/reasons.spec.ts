import { reasons, sentenceOf, sentenceOfEvent } from './reasons';

describe('reasons', () => {
  const all = Object.entries(reasons).flatMap(([list, codes]) =>
    Object.entries(codes).map(([code, sentence]) => ({ list, code, ...sentence })),
  );

  it('are whole sentences in English and in Chinese', () => {
    expect(all.filter(({ en }) => !/^[A-Z].+\.$/.test(en))).toEqual([]);
    expect(all.filter(({ zh }) => !/\p{Script=Han}.*。$/u.test(zh))).toEqual([]);
  });
});

describe('sentenceOf', () => {
  it('tells the same code apart by its list', () => {
    expect(sentenceOf('UnitRefusal', 'BLOCKED_PARCEL').en).toMatch('before closing');
    expect(sentenceOf('DepartureRefusal', 'BLOCKED_PARCEL').en).toMatch('A parcel aboard');
  });
  it('has a general sentence for a code of the future', () => {
    expect(sentenceOf('UnitRefusal', 'BEWITCHED')).toBe(reasons.UnitRefusal.OTHER);
    expect(sentenceOf('ConflictReason', 'BEWITCHED').en).toMatch('not known');
  });
});

describe('sentenceOfEvent', () => {
  it('finds the list by the event', () => {
    expect(sentenceOfEvent('PlaceFreed', 'HELD')).toBe(reasons.LoadRefusal.HELD);
    expect(sentenceOfEvent('ReleaseCommandRefused', 'HELD')).toBe(reasons.ReleaseRefusal.HELD);
  });
  it('has nothing to say about an event without a reason', () => {
    expect(sentenceOfEvent('ParcelStaged', 'HELD')).toBeNull();
  });
});
