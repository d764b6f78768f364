import { comparableNumber } from './comparable-number';

describe(comparableNumber.name, () => {
  it.each([
    ['lx 473124829 cn', 'LX473124829CN'],
    ['PO-2026/000123', 'PO2026000123'],
    ['KZ-123 АВС 02', 'KZ123ABC02'],
    ['CN-新A·12345', 'CNXJA12345'],
    ['ＰＯ－１２', 'PO12'],
    ['1061 4141 1928 3746 57', '106141411928374657'],
    ['订单-7', '订单7'],
  ])('reads %j as %j', (text, number) => {
    expect(comparableNumber(text)).toBe(number);
    expect(comparableNumber(number)).toBe(number);
  });

  it('leaves nothing of what is no number', () => {
    expect(comparableNumber(' -·/\0')).toBe('');
  });
});
