import { fieldsOf, isDay, Timetable, type Effective } from '@alataw/values';
import { readFileSync } from 'node:fs';
import type { LoadingRules, MassTolerance } from '../domain/loading.rules';
import { MAX_SEALS } from '../domain/unit.limits';

/** Thrown when a rules file cannot be used; the message has one line for each fault. */
export class LoadingRulesError extends Error {
  override readonly name = 'LoadingRulesError';
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/**
 * Reads a rules file such as `apps/loading/rules/2026-12.json`; to be done before the stage starts.
 * @throws {LoadingRulesError} when the file cannot be read or used, with every fault
 */
export function loadLoadingRules(path: string): LoadingRules {
  const faults: string[] = [];
  const file = fieldsOf(parse(path));
  const table = <T>(name: string, valueOf: (value: unknown) => T | null, form: string): Timetable<T> =>
    new Timetable(entriesOf(file[name], name, valueOf, form, faults));
  const flag = (name: string): Timetable<boolean> => table(name, flagOf, 'true or false');
  const rules: LoadingRules = {
    entryApplicationRequired: flag('entryApplicationRequired'),
    weighingRequired: flag('weighingRequired'),
    gatePassRequired: flag('gatePassRequired'),
    sealsToLeave: table('sealsToLeave', sealsOf, `a whole number from 1 to ${MAX_SEALS}`),
    sealVerificationRequired: flag('sealVerificationRequired'),
    sealRegisterRequired: flag('sealRegisterRequired'),
    axleLoadGrams: table('axleLoadGrams', axleOf, 'grams, a whole number from 1'),
    massTolerance: table('massTolerance', toleranceOf, 'grams and perTenThousand, whole numbers from 0'),
  };
  const known = new Set([...Object.keys(rules), 'version']);
  for (const name of Object.keys(file)) if (!known.has(name)) faults.push(`${name}: there is no such rule`);
  if (faults.length > 0) throw new LoadingRulesError(faults.map((fault) => `${path}: ${fault}`));
  return rules;
}

function entriesOf<T>(
  json: unknown,
  name: string,
  valueOf: (value: unknown) => T | null,
  form: string,
  faults: string[],
): Effective<T>[] {
  if (!Array.isArray(json)) {
    faults.push(`${name}: must be a list`);
    return [];
  }
  return json.flatMap((entry: unknown, n): Effective<T>[] => {
    const { from, value: written, source } = fieldsOf(entry);
    const value = valueOf(written);
    if (isDay(from) && value !== null && typeof source === 'string') return [{ from, value, source }];
    faults.push(`${name}[${n}]: needs from, a day such as 2026-12-01, value, ${form}, and source`);
    return [];
  });
}

const sealsOf = (value: unknown): number | null => (isWhole(value) && value >= 1 && value <= MAX_SEALS ? value : null);

const axleOf = (value: unknown): number | null => (isWhole(value) && value >= 1 ? value : null);

const flagOf = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

function toleranceOf(value: unknown): MassTolerance | null {
  const { grams, perTenThousand } = fieldsOf(value);
  return isWhole(grams) && isWhole(perTenThousand) ? { grams, perTenThousand } : null;
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new LoadingRulesError([`${path}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}
