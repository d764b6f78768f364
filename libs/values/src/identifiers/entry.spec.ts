import { isApplicationId, isPassportNumber, isTirNumber, isVin } from './entry';

describe('what an entry application names', () => {
  it.each([
    ['an application', isApplicationId, ['EA-7K2M9QX4', `EA-${'A'.repeat(26)}`], ['EA-', 'EA-abcdef', 'EB-7K2M9QX4']],
    ['a VIN', isVin, ['LZZ5EXSC1MA123456'], ['LZZ5EXSC1MA12345', 'LZZ5EXSC1MI123456', 'LZZ5EXSC1MO123456']],
    ['a TIR carnet', isTirNumber, ['XK12345678'], ['X12345678', 'XK1234567', 'XK123456789', 'xk12345678']],
    ['a passport', isPassportNumber, ['N12345678', 'E1234'], ['N123', 'N1234567890123456', 'N 1234567']],
  ])('has the form of %s', (_, isOne, good, bad) => {
    expect(good.filter((text) => !isOne(text))).toEqual([]);
    expect(bad.filter(isOne)).toEqual([]);
  });
});
