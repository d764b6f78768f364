import type { Milestone } from '@alataw/contracts';
import { ConditionFault } from './condition';
import { EventFilter, MAX_FILTER_LENGTH } from './event-filter';

const event = {
  milestone: 'HELD' as Milestone,
  ...{ parcelId: 'CNPOST.LX1', carrier: 'KAZPOST', platform: 'SILKROAD' },
  ...{ destinationCountry: 'KZ', portCode: '9404', tradeMode: '9610', reason: 'CUSTOMS_HOLD' },
  ...{ unitId: null, transportId: null },
};
const faultOf = (text: string): string => {
  try {
    EventFilter.compile(text);
    return '';
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error;
    return `${error.position ?? '-'}: ${error.message}`;
  }
};

describe('a filter', () => {
  it.each([
    ['', true],
    ['event.type == "HELD"', true],
    ['event.type in ["DEPARTED", "HELD"] && event.destinationCountry == "KZ"', true],
    ['event.unitId == "" && event.transportId == ""', true],
    ['event.reason.startsWith("CUSTOMS") && event.tradeMode != "9610"', false],
    ['event.platform == "TEMU" || event.carrier == "KAZPOST" && event.portCode == "9404"', true],
  ])('%s', (text, takes) => {
    expect(EventFilter.compile(text).takes(event)).toBe(takes);
  });
  it('takes no event that it cannot be evaluated for', () => {
    const filter = EventFilter.compile('1 / (size(event.reason) - 12) < 1 || event.type == "RELEASED"');
    expect([filter.takes(event), filter.takes({ ...event, reason: null })]).toEqual([false, true]);
  });

  it.each([
    ['event.type ==', '14: Unexpected token: EOF'],
    ['event.kind == "HELD"', '7: No such key: kind'],
    ['event.type == 1', '1: no such overload: string == int'],
    ['event.type', '-: must be true or false, is string'],
    [
      'event.type.matches("(H+)+$")',
      '1: matches is no function of a filter; there are startsWith, endsWith, contains, size',
    ],
    ['[1, 2].all(x, x > 0)', '1: all is no function of a filter; there are startsWith, endsWith, contains, size'],
    [
      'true || timestamp("2026-01-01T00:00:00Z") == timestamp("2026-01-01T00:00:00Z")',
      expect.stringContaining('timestamp'),
    ],
    [`${'('.repeat(30)}true${')'.repeat(30)}`, expect.stringContaining('maxDepth')],
    [Array(300).fill('true').join('||'), expect.stringContaining('maxAstNodes')],
    [`event.type == "${'x'.repeat(MAX_FILTER_LENGTH)}"`, '2001: is longer than 2000 characters'],
  ])('is refused with the place of its fault: %s', (text, fault: string) => {
    expect(faultOf(text)).toEqual(fault);
  });

  it('says which of its parts said no', () => {
    const text =
      'event.type == "HELD" && (event.carrier == "X" || !(event.portCode == "9404")) && 1 / size(event.unitId) > 0';
    expect(EventFilter.compile(text).explain(event)).toEqual([
      { text: 'event.type == "HELD"', position: 1, value: true },
      { text: 'event.carrier == "X"', position: 26, value: false },
      { text: 'event.portCode == "9404"', position: 52, value: true },
      { text: '(1 / size(event.unitId)) > 0', position: 82, value: null },
    ]);
    expect(EventFilter.compile('').explain(event)).toEqual([]);
  });
});
