import { reportOf, table, type FaultResult, type RunFacts } from './report';
import { Wire } from './wire/wire';
import { SOMETIMES, type Sometimes } from './sometimes';

const sometimes = (each: number): Sometimes =>
  Object.fromEntries(Object.keys(SOMETIMES).map((name) => [name, each])) as Sometimes;
const fault = (kind: string, recoveredMs: number | null, more: Partial<FaultResult> = {}): FaultResult => ({
  ...{ kind, victim: 'release-1', lastsMs: 0, at: 1_000, endedAt: 9_000, hadTraffic: true },
  ...{ recoveredMs, backMs: null, missed: null, ...more },
});
const facts = (more: Partial<RunFacts> = {}, faults = 40): RunFacts => ({
  options: {
    parcels: 10,
    faults,
    seed: 1,
    rate: null,
    reportFile: null,
    keepIn: null,
    withJava: false,
    withControls: false,
  },
  rates: [8],
  plan: { seed: 1, faults: [] },
  ms: { start: 1, faults: 1, drain: 1 },
  problem: null,
  results: [fault('a', 100)],
  stalls: [],
  sometimes: sometimes(1),
  wire: new Wire().seen,
  poison: { records: 1, wrong: [] },
  rebuild: null,
  audit: { violations: 0, table: '', report: null },
  controls: null,
  ...more,
});

describe(reportOf.name, () => {
  it('is a proof when nothing is wrong and everything has happened', () => {
    expect(reportOf(facts())).toMatchObject({ failures: [], never: [] });
    expect(table(reportOf(facts()))).toContain('Nothing is violated.');
  });

  it.each<[string, Partial<RunFacts>]>([
    ['was not drained', { problem: 'it stands' }],
    ['a release-1 was not recovered from', { results: [fault('a', null)] }],
    ['1 records were parked that nobody', { sometimes: { ...sometimes(1), recordsParked: 2 } }],
    ['was not parked exactly once', { poison: { records: 1, wrong: ['release.commands/0@1'] } }],
    ['The audit found 2 violations', { audit: { violations: 2, table: '', report: null } }],
    ['Nobody missed this guard: g', { controls: [{ guard: 'g', fault: null, schedules: 9, seed: 9 }] }],
    ['The audit could not be made', { audit: { violations: null, table: '', report: null } }],
    ['It never happened that a record was parked', { sometimes: { ...sometimes(1), recordsParked: 0 } }],
    [
      'not whole again after FLUSHALL',
      { rebuild: { ms: null, records: 0, recordsPerSecond: null, answers: 1, saidSo: 1, wrong: [] } },
    ],
    [
      'the gateway answered: /v1/counts',
      { rebuild: { ms: 1, records: 1, recordsPerSecond: 1, answers: 1, saidSo: 0, wrong: ['/v1/counts'] } },
    ],
  ])('says that it is none: %s', (sentence, more) => {
    const report = reportOf(facts(more));
    expect(report.failures).toEqual([expect.stringContaining(sentence)]);
    expect(table(report)).toContain('The run FAILED.');
  });

  it('asks a small run for less', () => {
    const report = reportOf(facts({ sometimes: sometimes(0) }, 39));
    expect([report.failures, report.never.length]).toEqual([[], Object.keys(SOMETIMES).length]);
  });

  it('gives the median and the worst of a kind, without those that missed or had no traffic', () => {
    const results = [
      ...[300, 100, 200].map((ms) => fault('a', ms, { backMs: ms * 2, at: ms * 10, endedAt: ms * 10 + 1 })),
      fault('a', null, { missed: 'nobody there', at: 0, endedAt: 90_000 }),
      fault('a', 1, { hadTraffic: false, backMs: 9_999, at: 9_000, endedAt: 9_000 }),
    ];
    const stalls = [
      { lane: 'release/0', from: 3_001, ms: 7_000 },
      { lane: 'release/0', from: 3_002, ms: 8_000 },
    ] as const;
    expect(reportOf(facts({ results, stalls })).kinds).toEqual([
      {
        ...{ kind: 'a', faults: 5, missed: 1, quiet: 1, notRecovered: 0 },
        ...{ p50Ms: 200, worstMs: 300, backWorstMs: 600, backBesideOthersMs: null, stallMs: 7_000 },
      },
    ]);
  });

  it('keeps apart what struck beside another fault', () => {
    const results = [
      fault('a', 1, { backMs: 900, at: 1_000, endedAt: 2_000 }),
      fault('a', 1, { backMs: 7_000, at: 5_000, endedAt: 6_000 }),
      fault('b', 1, { at: 4_000, endedAt: 5_500 }),
    ];
    const report = reportOf(facts({ results }));
    expect(report.kinds[0]).toMatchObject({ backWorstMs: 900, backBesideOthersMs: 7_000 });
    expect(table(report)).toContain(
      'decides 0.9 s after its next start at the latest (goal: 3.0 s); beside another fault, 7.0 s',
    );
  });
});
