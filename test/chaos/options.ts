import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface ChaosOptions {
  readonly parcels: number;
  readonly faults: number;
  readonly seed: number;
  /** Parcels declared per second; null: so that declaring lasts through the faults. */
  readonly rate: number | null;
  /** A file for the report as JSON; null for none. */
  readonly reportFile: string | null;
  /** Where to keep data and logs, which are then not removed; null: a temporary folder. */
  readonly keepIn: string | null;
  readonly withJava: boolean;
  /** Whether the simulation's guards are taken away afterwards, to see each of them missed. */
  readonly withControls: boolean;
}

/** The command line says something that cannot be done. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const DEFAULTS = { parcels: 5_000, faults: 20, seed: 1 };
const MOST = { parcels: 1_000_000, faults: 1_000, seed: 2 ** 31 - 1, rate: 1_000 };

export const HELP = `npm run chaos -- [options]

Starts a centre of its own (three brokers, Redis, two instances of every stage, gateway, simulator), lets it clear parcels
while its parts fail at random, waits until all parcels have left, and audits the log and Redis (npm run audit).

  --parcels N    how many are declared (${DEFAULTS.parcels})
  --faults N     how many faults befall the centre (${DEFAULTS.faults}); from 40 on, everything that the report counts as
                 "sometimes" must have happened
  --seed N       the same seed draws the same faults and the same parcels (${DEFAULTS.seed})
  --rate N       parcels declared per second (so that declaring lasts through the faults)
  --report FILE  writes the report as JSON, too
  --keep DIR     keeps data and logs in DIR, which must not exist or be empty (removed at the end)
  --no-java      leaves out the audit's comparison with Kafka's own Java consumer
  --no-controls  leaves out the negative controls: each guard taken away in the simulation, and missed
  --help

Ends with 0 when everything has been cleared and nothing is violated, 1 when not, 2 when it could not be run.
How to read the report: docs/chaos.md`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const OPTIONS = {
  ...{ parcels: text, faults: text, seed: text, rate: text, report: text, keep: text },
  ...{ 'no-java': flag, 'no-controls': flag, help: flag },
};

/** @returns `'help'` when that is asked for @throws {UsageError} */
export function readOptions(args: readonly string[]): ChaosOptions | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  const number = (name: keyof typeof MOST, least: number): number | null =>
    values[name] === undefined ? null : wholeNumber(values[name], name, least, MOST[name]);
  return {
    parcels: number('parcels', 1) ?? DEFAULTS.parcels,
    faults: number('faults', 0) ?? DEFAULTS.faults,
    seed: number('seed', 0) ?? DEFAULTS.seed,
    rate: number('rate', 1),
    reportFile: values.report === undefined ? null : resolve(values.report),
    keepIn: values.keep === undefined ? null : resolve(values.keep),
    withJava: !values['no-java'],
    withControls: !values['no-controls'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(value: string, name: string, least: number, most: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not "${value}"`);
}
