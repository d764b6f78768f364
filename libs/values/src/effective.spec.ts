import { Timetable, beginningOf, isDay } from './effective';

describe('Timetable', () => {
  const table = new Timetable([
    { from: '2021-07-01', value: 'first', source: 'a' },
    { from: '2024-12-15', until: '2026-01-01', value: 'second', source: 'b' },
  ]);
  const moment = (text: string): number => Date.parse(text);

  it('begins a day at midnight in Beijing', () => {
    expect(beginningOf('2024-12-15')).toBe(moment('2024-12-14T16:00:00Z'));
  });
  it('knows a value from its first day to the day before its last bound', () => {
    expect(table.at(moment('2024-12-14T15:59:59.999Z'))).toEqual(['first']);
    expect(table.at(moment('2024-12-14T16:00:00Z'))).toEqual(['first', 'second']);
    expect(table.at(moment('2025-12-31T15:59:59.999Z'))).toEqual(['first', 'second']);
    expect(table.at(moment('2025-12-31T16:00:00Z'))).toEqual(['first']);
    expect(table.at(moment('2021-06-30T15:59:59.999Z'))).toEqual([]);
  });
  it('gives the last value in force, if there is one', () => {
    expect(table.inForce(moment('2025-01-01T00:00:00Z'))).toBe('second');
    expect(table.inForce(moment('2026-06-01T00:00:00Z'))).toBe('first');
    expect(table.inForce(moment('2021-01-01T00:00:00Z'))).toBeUndefined();
  });
  it('tells a day from what is none', () => {
    expect(['2024-12-15', '2024-13-01', '2024-12-15T00:00', '2024-1-1', 20241215, null].map(isDay)).toEqual([
      true,
      ...[false, false, false, false, false],
    ]);
  });
  it('answers the same whatever was asked before', () => {
    const early = table.at(moment('2022-01-01T00:00:00Z'));
    table.at(moment('2025-01-01T00:00:00Z'));
    expect(table.at(moment('2022-01-01T00:00:00Z'))).toEqual(early);
  });
  it('refuses what is no day', () => {
    expect(() => beginningOf('2024-13-01')).toThrow(RangeError);
  });
});
