import { loadCustomsRules } from './load-rules';
import { CustomsRulesError, readFiling, readReceiptTables } from './rules-document';

const code = { status: 'released', standing: 'CLEARED', step: 'ANSWERED', asks: 'never' };
const table = {
  from: '2026-01-01',
  source: 'test',
  codes: { '800': code },
  transitions: { '0': { forward: [800] }, '800': { repeat: [800] } },
  reports: { accepted: [120] },
};
const faultsOf = (json: unknown): readonly string[] => {
  try {
    readReceiptTables(json);
  } catch (error) {
    if (error instanceof CustomsRulesError) return error.faults;
  }
  throw new Error('It was taken');
};

describe('readReceiptTables', () => {
  it('takes a table in which every pair has a word', () => {
    expect(readReceiptTables({ tables: [table] }).at(Date.parse('2026-06-01'))).toHaveLength(1);
  });
  it.each([
    [{ ...table, transitions: { '0': { forward: [800] } } }, 'tables[0].transitions.800: 800 have no word'],
    [
      { ...table, transitions: { ...table.transitions, '0': { forward: [800], stale: [800] } } },
      'tables[0].transitions.0: 800 has two words',
    ],
    [
      { ...table, transitions: { ...table.transitions, '0': { forward: [800, 801] } } },
      'tables[0].transitions.0: 801 is no code of the table',
    ],
    [{ ...table, from: 'tomorrow' }, 'tables[0]: needs from, a day such as 2026-12-01, and source'],
  ])('refuses %j', (json, fault) => {
    expect(faultsOf({ tables: [json] })).toContain(fault);
  });
  it('refuses a word that is not published', () => {
    expect(faultsOf({ tables: [{ ...table, codes: { '800': { ...code, standing: 'FREE' } } }] })[0]).toMatch(
      'standing',
    );
  });
});

describe('readFiling', () => {
  it('names what is missing', () => {
    expect(() => readFiling({ filing: [{ from: '2026-01-01', source: 'test', value: { answerMs: 1 } }] })).toThrow(
      'filing[0].value.mostMs: must be a whole number above 0',
    );
  });
});

describe('loadCustomsRules', () => {
  it('takes what is shipped, also for a demonstration', () => {
    const demonstration = 'apps/customs/rules/filing-demonstration.json';
    const { filing, clearance } = loadCustomsRules({
      CLEARANCE_RULES: 'apps/release/rules/customs.json',
      CUSTOMS_FILING_RULES: demonstration,
    });
    expect(filing.at(Date.now()).at(-1)).toMatchObject({ answerMs: 4_000 });
    expect(clearance.at(Date.now())).toBe('CUSTOMS');
  });
  it('names a file that cannot be read', () => {
    expect(() => loadCustomsRules({ CLEARANCE_RULES: '/nowhere.json' })).toThrow('/nowhere.json');
  });
});
