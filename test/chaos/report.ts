import type { ControlResult } from '../controls/controls';
import type { AuditResult } from './audit';
import type { Stall } from './lane-watch';
import type { ChaosOptions } from './options';
import type { Plan } from './plan';
import type { RebuildResult } from './rebuild';
import type { Seen } from './wire/wire';
import { SOMETIMES, type Sometimes } from './sometimes';

/** What became of one fault. */
export interface FaultOutcome {
  /** From the fault until the centre was as before, ms; null: it was not, or the fault missed. */
  readonly recoveredMs: number | null;
  /** From a killed process's next start until its next decision, ms. */
  readonly backMs: number | null;
  /** Why it befell nothing; null: it did. */
  readonly missed: string | null;
}

export interface FaultResult extends FaultOutcome {
  readonly kind: string;
  readonly victim: string;
  readonly lastsMs: number;
  /** Epoch ms. */
  readonly at: number;
  readonly endedAt: number;
  /** Whether parcels were being declared: without traffic lanes have nothing to decide, and recovery says little. */
  readonly hadTraffic: boolean;
}

export interface PoisonResult {
  readonly records: number;
  /** Places of those that were not parked exactly once, or are not among the dead letters. */
  readonly wrong: readonly string[];
}

/** All that a run has seen. */
export interface RunFacts {
  readonly options: ChaosOptions;
  /** Parcels declared per second, one after the other. */
  readonly rates: readonly number[];
  readonly plan: Plan;
  readonly ms: { readonly start: number; readonly faults: number; readonly drain: number };
  /** Why the centre was not drained; null: it was. */
  readonly problem: string | null;
  readonly results: readonly FaultResult[];
  readonly stalls: readonly Stall[];
  readonly sometimes: Sometimes;
  /** All that was counted from the traffic between services and brokers. */
  readonly wire: Readonly<Seen>;
  readonly poison: PoisonResult;
  readonly rebuild: RebuildResult | null;
  readonly audit: AuditResult;
  /** Each guard taken away in the simulation; null: left out. */
  readonly controls: readonly ControlResult[] | null;
}

interface KindSummary {
  readonly kind: string;
  readonly faults: number;
  readonly missed: number;
  /** Those without traffic, which are left out of the times. */
  readonly quiet: number;
  readonly notRecovered: number;
  readonly p50Ms: number | null;
  readonly worstMs: number | null;
  /** Of those that struck alone: beside another fault, a process waits for that one's end as well. */
  readonly backWorstMs: number | null;
  readonly backBesideOthersMs: number | null;
  /** The longest stall of any lane that began while such a fault was under way. */
  readonly stallMs: number;
}

export interface ChaosReport extends RunFacts {
  readonly kinds: readonly KindSummary[];
  /** What should have happened and did not. */
  readonly never: readonly (keyof Sometimes)[];
  /** Why the run is no proof, in sentences; empty: it is. */
  readonly failures: readonly string[];
}

/** From so many faults on, everything that may happen has to. */
const FULL_RUN = 40;

export function reportOf(facts: RunFacts): ChaosReport {
  const { results, stalls, sometimes, options } = facts;
  const names = [...new Set(results.map(({ kind }) => kind))].sort();
  const kinds = names.map((kind) =>
    summaryOf(
      kind,
      results.filter((result) => result.kind === kind),
      results,
      stalls,
    ),
  );
  const all = Object.keys(SOMETIMES) as (keyof Sometimes)[];
  const never = all.filter((name) => sometimes[name] === 0);
  return { ...facts, kinds, never, failures: failuresOf(facts, options.faults >= FULL_RUN ? never : []) };
}

function summaryOf(
  kind: string,
  results: readonly FaultResult[],
  all: readonly FaultResult[],
  stalls: readonly Stall[],
): KindSummary {
  const struck = results.filter(({ missed }) => missed === null);
  const busy = struck.filter(({ hadTraffic }) => hadTraffic);
  const times = sorted(busy.map(({ recoveredMs }) => recoveredMs));
  const isAlone = (result: FaultResult): boolean =>
    !all.some((other) => other !== result && other.missed === null && overlap(result, other));
  const worstBack = (of: readonly FaultResult[]): number | null =>
    sorted(of.map(({ backMs }) => backMs)).at(-1) ?? null;
  const during = ({ from }: Stall): boolean => struck.some(({ at, endedAt }) => from >= at && from <= endedAt);
  return {
    kind,
    faults: results.length,
    missed: results.length - struck.length,
    quiet: struck.length - busy.length,
    notRecovered: struck.filter(({ recoveredMs }) => recoveredMs === null).length,
    p50Ms: times[Math.floor((times.length - 1) / 2)] ?? null,
    worstMs: times.at(-1) ?? null,
    backWorstMs: worstBack(busy.filter(isAlone)),
    backBesideOthersMs: worstBack(busy.filter((result) => !isAlone(result))),
    stallMs: Math.max(0, ...stalls.filter(during).map(({ ms }) => ms)),
  };
}

const overlap = (one: FaultResult, other: FaultResult): boolean => one.at <= other.endedAt && other.at <= one.endedAt;

const sorted = (values: readonly (number | null)[]): number[] =>
  values.filter((value) => value !== null).sort((a, b) => a - b);

function failuresOf(facts: RunFacts, never: readonly (keyof Sometimes)[]): string[] {
  const { problem, results, poison, rebuild, audit, controls, sometimes } = facts;
  const unwarranted = sometimes.recordsParked - poison.records;
  const unmissed = (controls ?? []).filter(({ fault }) => fault === null);
  const lost = results.filter(({ missed, recoveredMs }) => missed === null && recoveredMs === null);
  return [
    ...(problem === null ? [] : [`The centre was not drained: ${problem}`]),
    ...lost.map(({ kind, victim }) => `${kind} ${victim} was not recovered from`),
    ...(unwarranted > 0 ? [`${unwarranted} records were parked that nobody had poisoned`] : []),
    ...poison.wrong.map((place) => `The record at ${place} was not parked exactly once`),
    ...(rebuild === null || rebuild.ms !== null ? [] : ['The projections were not whole again after FLUSHALL']),
    ...(rebuild?.wrong ?? []).map((what) => `During the rebuild the gateway answered: ${what}`),
    ...(audit.violations === 0
      ? []
      : [audit.violations === null ? 'The audit could not be made' : `The audit found ${audit.violations} violations`]),
    ...unmissed.map(({ guard }) => `Nobody missed this guard: ${guard}`),
    ...never.map((name) => `It never happened that ${SOMETIMES[name]}`),
  ];
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const cell = (ms: number | null): string => (ms === null ? '-' : seconds(ms));
const row = (name: string, cells: readonly string[]): string =>
  `${name.padEnd(20)}${cells.map((text) => text.padStart(8)).join('')}`;

/** Times that a centre on a quiet machine keeps; a loaded one is slower in everything, so that a run does not fail by them. */
const GOALS = { backMs: 3_000, brokerStallMs: 15_000 };

function goals(kinds: readonly KindSummary[]): string[] {
  const back = Math.max(0, ...kinds.map(({ backWorstMs }) => backWorstMs ?? 0));
  const beside = Math.max(0, ...kinds.map(({ backBesideOthersMs }) => backBesideOthersMs ?? 0));
  const stall = kinds.find(({ kind }) => kind === 'broker-killed')?.stallMs ?? 0;
  return [
    `a killed stage decides ${seconds(back)} after its next start at the latest (goal: ${seconds(GOALS.backMs)})` +
      (beside > 0 ? `; beside another fault, ${seconds(beside)}` : ''),
    `a lane stalls ${seconds(stall)} at most after a broker's death (goal: ${seconds(GOALS.brokerStallMs)})`,
  ];
}

const controlLine = ({ guard, fault, schedules }: ControlResult): string =>
  `${schedules.toLocaleString('en').padStart(8)}  ${guard}${fault === null ? ': NOT MISSED' : ''}`;

/** The report for people. */
export function table(report: ChaosReport): string {
  const { options, rates, ms, kinds, sometimes, rebuild, audit, poison, controls, failures, never } = report;
  const { parcels, faults, seed } = options;
  const lines = [
    `seed ${seed}: ${parcels} parcels at ${rates.join(', then ')}/s, ${faults} faults`,
    `started in ${seconds(ms.start)}, faults for ${seconds(ms.faults)}, drained in ${seconds(ms.drain)}`,
    '',
    row('fault', ['count', 'missed', 'quiet', 'p50', 'worst', 'back', 'stall']),
    ...kinds.map(({ kind, faults: count, missed, quiet, p50Ms, worstMs, backWorstMs, stallMs }) =>
      row(kind, [...[count, missed, quiet].map(String), ...[p50Ms, worstMs, backWorstMs, stallMs].map(cell)]),
    ),
  ];
  lines.push('', ...goals(kinds));
  lines.push('', 'sometimes');
  for (const [name, what] of Object.entries(SOMETIMES)) {
    lines.push(`${String(sometimes[name as keyof Sometimes]).padStart(8)}  ${what}`);
  }
  if (never.length > 0 && faults < FULL_RUN) lines.push(`${''.padStart(10)}(asked for from ${FULL_RUN} faults on)`);
  lines.push('', `poison: ${poison.records} records, ${poison.records - poison.wrong.length} of them parked once`);
  if (rebuild) {
    const { ms: took, records, recordsPerSecond, answers, saidSo } = rebuild;
    const time = took === null ? 'not whole' : `whole in ${seconds(took)}, ${recordsPerSecond} records/s`;
    lines.push(
      `FLUSHALL at the end: ${records} records, ${time}; ${answers} answers, ${saidSo} said that they are not whole`,
    );
  }
  lines.push('', audit.table, '');
  if (controls) lines.push('guards taken away, and missed after so many schedules', ...controls.map(controlLine), '');
  lines.push(...failures, failures.length === 0 ? 'Nothing is violated.' : 'The run FAILED.');
  return lines.join('\n');
}
