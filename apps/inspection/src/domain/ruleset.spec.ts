import { Timetable } from '@alataw/values';
import { specimen } from '../ruleset/specimen';
import { assess, type RuleHit, type Ruleset } from './ruleset';

const yellow: RuleHit = { rule: 'FIRST_YELLOW', channel: 'YELLOW', reason: 'VALUE', twoOfficers: false };
const otherYellow: RuleHit = { rule: 'SECOND_YELLOW', channel: 'YELLOW', reason: 'WEIGHT', twoOfficers: false };
const red: RuleHit = { rule: 'RED', channel: 'RED', reason: 'GOODS', twoOfficers: false };
const everything = { channel: 'YELLOW', perTenThousand: 10_000 } as const;

const ruleset = (hits: readonly RuleHit[], random: Ruleset['random'] = [], version = '1'): Ruleset => ({
  version,
  arrivalRequired: new Timetable([]),
  random,
  hits: () => hits,
});

describe('assess', () => {
  it('lets a parcel pass that meets no rule', () => {
    expect(assess(ruleset([]), specimen)).toEqual({
      channel: 'GREEN',
      rule: '',
      reason: 'NONE',
      twoOfficers: false,
      documents: false,
    });
  });
  it('takes the strictest channel, wherever its rule stands', () => {
    expect(assess(ruleset([yellow, red]), specimen)).toMatchObject(red);
    expect(assess(ruleset([red, yellow]), specimen)).toMatchObject(red);
  });
  it('asks for papers besides the image, lest the stricter channel hide the laxer check', () => {
    const image: RuleHit = { rule: 'IMAGE', channel: 'XRAY', reason: 'GOODS', twoOfficers: false };
    expect(assess(ruleset([yellow, image]), specimen)).toEqual({ ...image, documents: true });
    expect(assess(ruleset([image]), specimen)).toEqual({ ...image, documents: false });
    expect(assess(ruleset([image], [everything]), specimen)).toEqual({ ...image, documents: true });
    expect(assess(ruleset([image, yellow, red]), specimen)).toEqual({ ...red, documents: false });
  });
  it('keeps the mark of a rule that asks for two officers', () => {
    expect(assess(ruleset([{ ...red, twoOfficers: true }]), specimen).twoOfficers).toBe(true);
  });
  it('names the first of several rules of one channel', () => {
    expect(assess(ruleset([yellow, otherYellow]), specimen)).toMatchObject(yellow);
  });
  it('looks at a drawn parcel that meets no rule', () => {
    expect(assess(ruleset([], [everything]), specimen)).toMatchObject({
      channel: 'YELLOW',
      rule: 'RANDOM',
      reason: 'RANDOM',
    });
  });
  it('lets a rule go before a lot of the same channel, and a stricter lot before a rule', () => {
    expect(assess(ruleset([yellow], [everything]), specimen)).toMatchObject(yellow);
    expect(assess(ruleset([yellow], [{ channel: 'RED', perTenThousand: 10_000 }]), specimen).rule).toBe('RANDOM');
    expect(assess(ruleset([red], [everything]), specimen)).toMatchObject(red);
  });
  it('draws the stated shares, each parcel the same way on every run', () => {
    const drawn = (version: string): string[] =>
      Array.from({ length: 20_000 }, (_, i) => {
        const shares = [
          { channel: 'RED', perTenThousand: 100 },
          { channel: 'YELLOW', perTenThousand: 300 },
        ] as const;
        return assess(ruleset([], shares, version), { ...specimen, parcelId: `CNPOST.${i}` }).channel;
      });
    const count = (channels: readonly string[], channel: string): number =>
      channels.filter((each) => each === channel).length;
    const first = drawn('1');
    expect(count(first, 'RED')).toBeGreaterThan(150);
    expect(count(first, 'RED')).toBeLessThan(250);
    expect(count(first, 'YELLOW')).toBeGreaterThan(500);
    expect(count(first, 'YELLOW')).toBeLessThan(700);
    expect(drawn('1')).toEqual(first);
  });
  it('draws anew for another version of the rules', () => {
    const shares = [{ channel: 'RED', perTenThousand: 5_000 }] as const;
    const drawn = (version: string): string[] =>
      Array.from(
        { length: 64 },
        (_, i) => assess(ruleset([], shares, version), { ...specimen, parcelId: `CNPOST.${i}` }).channel,
      );
    expect(drawn('1')).not.toEqual(drawn('2'));
  });
});
