import type { ParcelDeclared } from '@alataw/contracts';
import type { Ruleset } from '../domain/ruleset';
import { compileRuleset } from './cel-ruleset';
import { RulesetError, type WrittenRule } from './ruleset-document';
import { specimen } from './specimen';

const rule = (when: string, id = 'RULE'): WrittenRule => ({
  id,
  channel: 'RED',
  reason: 'GOODS',
  twoOfficers: false,
  when,
});
const compile = (...rules: WrittenRule[]): Ruleset =>
  compileRuleset({ version: '1', arrivalRequired: [], random: [], rules });
const hit = (when: string, parcel: ParcelDeclared = specimen): readonly string[] =>
  compile(rule(when))
    .hits(parcel)
    .map(({ rule: id }) => id);

describe('compileRuleset', () => {
  it.each([
    ['parcel.declaredValueMinor == 25900'],
    ['parcel.grossWeightGrams - parcel.netWeightGrams >= 50'],
    ['parcel.freightMinor == 0 && parcel.accountBookNo == ""'],
    ['parcel.items.exists(item, item.hsCode.startsWith("6109") && item.priceMinor / item.quantity > 100)'],
    ['size(parcel.items) == 1'],
    ['parcel.destinationCountry in ["KZ", "KG"]'],
  ])('meets %s', (when) => {
    expect(hit(when)).toEqual(['RULE']);
  });
  it('counts exactly: an amount is compared as a whole number', () => {
    const large = { ...specimen, declaredValueMinor: 4_503_599_627_370_495 };
    expect(hit('parcel.declaredValueMinor > 4503599627370494', large)).toEqual(['RULE']);
    expect(hit('parcel.declaredValueMinor > 4503599627370495', large)).toEqual([]);
  });
  it('keeps the order of the rules', () => {
    const rules = compile(rule('true', 'A'), rule('false', 'B'), rule('true', 'C'));
    expect(rules.hits(specimen).map(({ rule: id }) => id)).toEqual(['A', 'C']);
  });
  it('counts a rule that fails on a parcel as met, for a reason of its own', () => {
    const rules = compile(rule('parcel.netWeightGrams / parcel.freightMinor > 1 || parcel.packages > 0', 'SOUND'), {
      ...rule('parcel.netWeightGrams / (parcel.packages - 2) > 1'),
    });
    expect(rules.hits({ ...specimen, packages: 2 })).toEqual([
      { rule: 'SOUND', channel: 'RED', reason: 'GOODS', twoOfficers: false },
      { rule: 'RULE', channel: 'RED', reason: 'RULE_FAILED', twoOfficers: false },
    ]);
  });

  it.each([
    ['parcel.declaredValueMinor > (1', 'RULE, position 31: Expected RPAREN, got EOF'],
    ['parcel.declaredValue > 1', 'RULE, position 8: No such key: declaredValue'],
    ['parcel.packages > "1"', 'RULE, position 1: no such overload: int > string'],
    ['parcel.packages + 1', 'RULE: must be true or false, is int'],
    ['parcel.orderNo == "1"', 'RULE, position 8: No such key: orderNo'],
    ['parcel.carrier.matches("(")', 'RULE, position 1: Invalid regular expression: ('],
    ['nobody == 1', 'RULE, position 1: Unknown variable: nobody'],
  ])('does not compile %s', (when, message) => {
    expect(() => compile(rule(when))).toThrow(new RulesetError([message]));
  });
  it('names every rule that is wrong', () => {
    expect(() => compile(rule('1', 'A'), rule('true', 'B'), rule('2', 'C'))).toThrow(/^A: .*\nC: .*$/);
  });
});
