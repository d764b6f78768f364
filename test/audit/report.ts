import type { Balance } from './checks/balance';
import { INVARIANTS, NUMBERS, type Findings, type Violation } from './findings';
import type { Place } from './log/record';

/** What an audit comes to. */
export interface Report {
  readonly findings: Findings;
  /** The cut of the log that was audited: the end offset of each partition. */
  readonly ends: readonly Place[];
  readonly total: Balance;
  readonly byPlatform: ReadonlyMap<string, Balance>;
  readonly queues: ReadonlyMap<string, number>;
  /** Events that stand in the log, by name and by `Name.REASON`. */
  readonly events: Readonly<Record<string, number>>;
  readonly records: number;
  readonly seconds: number;
}

const SHOWN_EXAMPLES = 5;

const wide = (text: string, width: number): string => text.padEnd(width);
const right = (value: number, width: number): string => value.toLocaleString('en').padStart(width);

function example({ what, topic, partition, offset, eventId, entity }: Violation): string {
  const place =
    [topic, partition, offset].filter((part) => part !== null).length === 3
      ? `${topic}/${partition}@${offset}`
      : (topic ?? '');
  const parts = [place, eventId === null ? '' : `event ${eventId}`, entity ?? ''].filter((part) => part !== '');
  return parts.length === 0 ? what : `${parts.join(', ')}: ${what}`;
}

function balanceLine(name: string, balance: Balance): string {
  const { declared, ...accounts } = balance;
  const terms = Object.entries(accounts).map(([account, count]) => `${count.toLocaleString('en')} ${account}`);
  return `${wide(name, 14)} ${declared.toLocaleString('en')} declared = ${terms.join(' + ')}`;
}

/** The table for people. */
export function table(report: Report): string {
  const width = Math.max(...Object.values(INVARIANTS).map((title) => title.length));
  const lines = [`    ${wide('invariant', width)}  ${'checked'.padStart(11)}  ${'violations'.padStart(10)}`];
  for (const number of NUMBERS) {
    const finding = report.findings.of.get(number);
    if (!finding) continue;
    const { checked, violations, examples, notes } = finding;
    lines.push(
      `${String(number).padStart(2)}  ${wide(INVARIANTS[number], width)}  ${right(checked, 11)}  ${right(violations, 10)}`,
    );
    for (const violation of examples.slice(0, SHOWN_EXAMPLES)) lines.push(`      ${example(violation)}`);
    if (violations > SHOWN_EXAMPLES) lines.push(`      … ${(violations - SHOWN_EXAMPLES).toLocaleString('en')} more`);
    for (const note of notes) lines.push(`      (${note})`);
  }
  lines.push('', balanceLine('all platforms', report.total));
  for (const [platform, balance] of [...report.byPlatform].sort()) lines.push(balanceLine(platform, balance));
  const queues = [...report.queues].sort().map(([queue, count]) => `${queue} ${count.toLocaleString('en')}`);
  if (queues.length > 0) lines.push(`${wide('queues', 14)} ${queues.join(', ')}`);
  const { records, seconds, findings } = report;
  const result =
    findings.violations === 0 ? 'nothing is violated' : `${findings.violations.toLocaleString('en')} violations`;
  lines.push('', `${records.toLocaleString('en')} records in ${seconds.toFixed(1)} s: ${result}`);
  return lines.join('\n');
}

/** The same for programs. */
export function json(report: Report): string {
  const { findings, ends, total, byPlatform, queues, events, records, seconds } = report;
  const invariants = NUMBERS.map((number) => ({ number, title: INVARIANTS[number], ...findings.of.get(number) }));
  return `${JSON.stringify(
    {
      ok: findings.violations === 0,
      violations: findings.violations,
      ...{ records, seconds, invariants },
      balance: { total, byPlatform: Object.fromEntries(byPlatform), queues: Object.fromEntries(queues) },
      events,
      ends: ends.map(({ topic, partition, offset }) => `${topic}/${partition}@${offset}`),
    },
    null,
    2,
  )}\n`;
}
