import { CustomsStanding, CustomsStatus, Detention } from '@alataw/contracts';
import { fieldsOf, isDay, Timetable, type Effective } from '@alataw/values';
import type { FilingAllowances } from '../domain/customs.rules';
import {
  NO_CODE,
  ReceiptTable,
  transitionWords,
  type CodeMeaning,
  type ReportMeaning,
  type TransitionWord,
} from '../domain/receipt-table';

/** Thrown when a rules file of customs cannot be used; the message has a line for each fault. */
export class CustomsRulesError extends Error {
  override readonly name = 'CustomsRulesError';
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

type Fields = Readonly<Record<string, unknown>>;
const REPORT_MEANINGS = ['accepted', 'refused', 'underway', 'resend'] as const;
const ALLOWANCES = ['answerMs', 'mostMs', 'retryFirstMs', 'retryMostMs', 'refusedAttempts'] as const;
const STEPS = ['DUE', 'SENT', 'ANSWERED', 'REFUSED'] as const;
const ASKS = ['always', 'afterArrival', 'never'] as const;

/**
 * Reads a file such as `apps/customs/rules/receipts-2026-12.json`: every pair of codes has one word.
 * @throws {CustomsRulesError} with every fault
 */
export function readReceiptTables(json: unknown): Timetable<ReceiptTable> {
  return readEffective(json, 'tables', (fields, place, faults) => {
    const codes = new Map(
      entriesOf(fields['codes']).map(([code, each]) => [code, readMeaning(each, `${place}.codes.${code}`, faults)]),
    );
    const transitions = new Map(
      [NO_CODE, ...codes.keys()].map((from) => {
        const row = fieldsOf(fieldsOf(fields['transitions'])[String(from)]);
        return [from, readRow(row, [...codes.keys()], `${place}.transitions.${from}`, faults)] as const;
      }),
    );
    return new ReceiptTable(codes, transitions, readReports(fieldsOf(fields['reports'])));
  });
}

/**
 * Reads a file such as `apps/customs/rules/filing-2026-12.json`.
 * @throws {CustomsRulesError} with every fault
 */
export function readFiling(json: unknown): Timetable<FilingAllowances> {
  return readEffective(json, 'filing', (fields, place, faults) => {
    const value = fieldsOf(fields['value']);
    const numbers = ALLOWANCES.map((name) => {
      const number = value[name];
      if (typeof number === 'number' && Number.isSafeInteger(number) && number > 0) return [name, number] as const;
      faults.push(`${place}.value.${name}: must be a whole number above 0`);
      return [name, 1] as const;
    });
    return Object.fromEntries(numbers) as unknown as FilingAllowances;
  });
}

function readEffective<T>(
  json: unknown,
  name: string,
  read: (fields: Fields, place: string, faults: string[]) => T,
): Timetable<T> {
  const faults: string[] = [];
  const list = fieldsOf(json)[name];
  const entries = (Array.isArray(list) ? (list as readonly unknown[]) : []).map((entry, i): Effective<T> => {
    const fields = fieldsOf(entry);
    const { from, source } = fields;
    const place = `${name}[${i}]`;
    if (!isDay(from) || typeof source !== 'string')
      faults.push(`${place}: needs from, a day such as 2026-12-01, and source`);
    return { from: isDay(from) ? from : '1970-01-01', source: String(source), value: read(fields, place, faults) };
  });
  if (entries.length === 0) faults.push(`${name}: needs an entry`);
  if (faults.length > 0) throw new CustomsRulesError(faults);
  return new Timetable(entries);
}

function readMeaning(json: unknown, place: string, faults: string[]): CodeMeaning {
  const fields = fieldsOf(json);
  const status = CustomsStatus.find((each) => each === fields['status']);
  const standing = CustomsStanding.find((each) => each === fields['standing']);
  const detention = Detention.find((each) => each === fields['detention']);
  const step = STEPS.find((each) => each === fields['step']);
  const asks = ASKS.find((each) => each === fields['asks']);
  const isStrange = (name: string, known: unknown): boolean => fields[name] !== undefined && known === undefined;
  if (!status || !step || !asks || isStrange('standing', standing) || isStrange('detention', detention))
    faults.push(`${place}: needs status, step and asks, and may have standing and detention, in published words`);
  return {
    status: status ?? 'filed',
    step: step ?? 'SENT',
    asks: asks ?? 'never',
    ...(standing ? { standing } : {}),
    ...(detention ? { detention } : {}),
  };
}

function readRow(
  row: Fields,
  codes: readonly number[],
  place: string,
  faults: string[],
): ReadonlyMap<number, TransitionWord> {
  const words = new Map<number, TransitionWord>();
  for (const [name, list] of Object.entries(row)) {
    const word = transitionWords.find((each) => each === name);
    if (!word) faults.push(`${place}: ${name} is none of ${transitionWords.join(', ')}`);
    for (const code of Array.isArray(list) ? (list as readonly unknown[]) : []) {
      if (typeof code !== 'number' || !codes.includes(code))
        faults.push(`${place}: ${String(code)} is no code of the table`);
      else if (words.has(code)) faults.push(`${place}: ${code} has two words`);
      else if (word) words.set(code, word);
    }
  }
  const missing = codes.filter((code) => !words.has(code));
  if (missing.length > 0) faults.push(`${place}: ${missing.join(', ')} have no word`);
  return words;
}

function readReports(fields: Fields): ReadonlyMap<number, ReportMeaning> {
  return new Map(
    REPORT_MEANINGS.flatMap((meaning) => {
      const codes = fields[meaning];
      const numbers = (Array.isArray(codes) ? codes : []).filter((code): code is number => typeof code === 'number');
      return numbers.map((code) => [code, meaning] as const);
    }),
  );
}

const entriesOf = (json: unknown): readonly (readonly [number, unknown])[] =>
  Object.entries(fieldsOf(json)).map(([code, value]) => [Number(code), value] as const);
