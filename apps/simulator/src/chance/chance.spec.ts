import { Chance } from './chance';

const row = (chance: Chance) => Array.from({ length: 5 }, () => chance.next());

describe('Chance', () => {
  it('repeats itself for the same seed', () => {
    expect(row(new Chance(7, 'parcel', 1))).toEqual(row(new Chance(7, 'parcel', 1)));
  });

  it('gives the same numbers on every machine', () => {
    const chance = new Chance(1);
    expect([chance.between(0, 999), chance.between(0, 999), chance.between(0, 999)]).toEqual([260, 452, 930]);
  });

  it('differs from seed to seed, and does not confuse where one part ends', () => {
    expect(row(new Chance(1, 23))).not.toEqual(row(new Chance(12, 3)));
  });

  it('comes close to the share that is asked for', () => {
    const chance = new Chance('share');
    const hits = Array.from({ length: 10_000 }, () => chance.happens(0.1)).filter(Boolean).length;
    expect(hits).toBeGreaterThan(900);
    expect(hits).toBeLessThan(1100);
  });

  it('reaches both ends of a range and nothing beyond', () => {
    const chance = new Chance('range');
    const seen = new Set(Array.from({ length: 200 }, () => chance.between(3, 5)));
    expect([...seen].sort()).toEqual([3, 4, 5]);
  });
});
