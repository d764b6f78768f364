import { beginningOf } from './effective';
import { ClearanceRules, readClearance } from './clearance';

const centre = { from: '2020-01-21', value: 'centre', source: 'test' };
const customs = { from: '2026-12-01', until: '2027-01-01', value: 'customs', source: 'test' };

describe(readClearance.name, () => {
  it('gives the word of the day, the later entry before the earlier one', () => {
    const rules = readClearance({ clearance: [centre, customs] });
    const first = beginningOf('2026-12-01');
    expect([first - 1, first, beginningOf('2027-01-01')].map((time) => rules.at(time))).toEqual([
      'CENTRE',
      'CUSTOMS',
      'CENTRE',
    ]);
  });
  it('leaves it to the centre where nothing is said', () => {
    expect(new ClearanceRules([]).at(0)).toBe('CENTRE');
    expect(new ClearanceRules([]).mayNeedCustoms(0)).toBe(false);
  });
  it('foresees that customs may be needed until no day of it lies ahead', () => {
    const rules = readClearance({ clearance: [centre, customs] });
    expect([beginningOf('2026-01-01'), beginningOf('2027-01-01')].map((time) => rules.mayNeedCustoms(time))).toEqual([
      true,
      false,
    ]);
    expect(readClearance({ clearance: [centre] }).mayNeedCustoms(0)).toBe(false);
  });
  it.each([{}, { clearance: [{ ...centre, value: 'both' }] }, { clearance: [{ ...centre, from: '2026' }] }, null])(
    'refuses %j',
    (json) => {
      expect(() => readClearance(json)).toThrow(RangeError);
    },
  );
});
