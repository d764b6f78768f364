import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureDeparture, type DepartureReport } from './departure';
import type { Latency } from './traffic';

const HELP = `npm run bench:departure -- [options]

Starts a centre of its own, makes up a train, and measures how long other parcels take from their declaration to their
release, before and while the train is told to everything in it.

  --parcels N   in the train (231100)
  --rate N      other parcels per second (50)
  --before N    seconds that are measured before the train leaves (30)
  --pace N      departed parcels per second (as the loading stage has it: 2500)
  --no-audit    do not audit the log afterwards
  --json        the report as JSON alone
  --help

Ends with 0 when every parcel left and nothing is violated, else with 1.`;

const out = (text: string): void => void process.stdout.write(`${text}\n`);

const NUMBERS = { parcels: 231_100, rate: 50, before: 30 };

async function main(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { parcels: text, rate: text, before: text, pace: text, 'no-audit': flag, json: flag, help: flag };
  const { values } = parseArgs({ args: [...args], options });
  const numberOf = (name: 'parcels' | 'rate' | 'before'): number => whole(values[name], name) ?? NUMBERS[name];
  if (values.help) {
    out(HELP);
    return 0;
  }
  const dir = mkdtempSync(join(tmpdir(), 'alataw-bench-'));
  try {
    const run = { parcels: numberOf('parcels'), rate: numberOf('rate'), beforeSeconds: numberOf('before') };
    const pace = whole(values.pace, 'pace') ?? null;
    const say = (line: string): void => void process.stderr.write(`${new Date().toISOString()} ${line}\n`);
    const report = await measureDeparture({ ...run, pace, isAudited: !values['no-audit'], dir }, say);
    out(values.json ? JSON.stringify(report) : table(report));
    return (report.violations ?? 0) === 0 ? 0 : 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function whole(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} takes a whole number above zero, not "${text}"`);
  return value;
}

function table({ parcels, before, during, departureSeconds, violations }: DepartureReport): string {
  const line = (name: string, { p50, p99, max, parcels: of }: Latency): string =>
    `${name.padEnd(10)} p50 ${p50} ms   p99 ${p99} ms   max ${max} ms   (${of} parcels)`;
  return [
    `${parcels} parcels left in ${departureSeconds.toFixed(1)} s`,
    line('before', before),
    line('during', during),
    `p99 during is ${(during.p99 / before.p99).toFixed(2)} times p99 before`,
    violations === null ? 'not audited' : `audit: ${violations} violations`,
  ].join('\n');
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
