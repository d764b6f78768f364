import { documentKinds, fieldsOf, isDay, Timetable, type Effective } from '@alataw/values';
import { readFileSync } from 'node:fs';
import type { DocumentNeed, DocumentRules } from '../domain/document.rules';

const SECOND_MS = 1_000;
/** A list that waits longer is forgotten by everybody but the queue, seconds. */
const MAX_WAIT_SECONDS = 31 * 24 * 3_600;
/** The claims on one document are part of its state. */
const MAX_LISTS = 100;
const MAX_TOLERANCE_GRAMS = 1_000_000;

const versionForm = /^[A-Za-z0-9.-]{1,40}$/;
const platformForm = /^(\*|[A-Z0-9-]{2,20})$/;
const modeForm = /^\d{4}$/;

/** Thrown when a rules file cannot be used; the message has one line for each fault, naming the entry. */
export class DocumentRulesError extends Error {
  override readonly name = 'DocumentRulesError';
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/**
 * Reads a rules file such as `apps/declaration/rules/2026-12.json`; to be done before the stage starts.
 * @throws {DocumentRulesError} when the file cannot be read or used, with every fault
 */
export function loadDocumentRules(path: string): DocumentRules {
  try {
    return readDocumentRules(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof DocumentRulesError) throw error;
    throw new DocumentRulesError([`${path}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

/**
 * Checks the form of a rules file.
 * @param json what `JSON.parse` made of it
 * @throws {DocumentRulesError} with every fault
 */
export function readDocumentRules(json: unknown): DocumentRules {
  const faults: string[] = [];
  const { version, needs, waitSeconds, listsPerDocument, massToleranceGrams } = fieldsOf(json);
  if (typeof version !== 'string' || !versionForm.test(version))
    faults.push('version: must be 1 to 40 letters, digits, dots or hyphens');
  const whole = (min: number, max: number) => ({
    of: (value: unknown) => (isWhole(value) && value >= min && value <= max ? value : null),
    words: `a whole number from ${min} to ${max}`,
  });
  const seconds = entries(waitSeconds, 'waitSeconds', whole(1, MAX_WAIT_SECONDS), faults);
  const rules: DocumentRules = {
    version: String(version),
    needs: new Timetable(entries(needs, 'needs', { of: needOf, words: NEED_WORDS }, faults)),
    waitMs: new Timetable(seconds.map((entry) => ({ ...entry, value: entry.value * SECOND_MS }))),
    listsPerDocument: new Timetable(entries(listsPerDocument, 'listsPerDocument', whole(1, MAX_LISTS), faults)),
    massToleranceGrams: new Timetable(
      entries(massToleranceGrams, 'massToleranceGrams', whole(0, MAX_TOLERANCE_GRAMS), faults),
    ),
  };
  if (faults.length > 0) throw new DocumentRulesError(faults);
  return rules;
}

const NEED_WORDS = `document (${documentKinds.join(', ')}), platforms (codes, or *) and tradeModes (4 digits each)`;

function needOf(json: unknown): DocumentNeed | null {
  const { document: name, platforms, tradeModes } = fieldsOf(json);
  const document = documentKinds.find((kind) => kind === name);
  if (!document || !isListOf(platforms, platformForm) || !isListOf(tradeModes, modeForm)) return null;
  return { document, platforms, tradeModes };
}

interface Reading<T> {
  /** @returns null for what is none */
  readonly of: (json: unknown) => T | null;
  readonly words: string;
}

function entries<T>(json: unknown, name: string, reading: Reading<T>, faults: string[]): readonly Effective<T>[] {
  if (!Array.isArray(json)) {
    faults.push(`${name}: must be a list`);
    return [];
  }
  return json.flatMap((entry: unknown, i): readonly Effective<T>[] => {
    const { from, until, value: written, source } = fieldsOf(entry);
    const value = reading.of(written);
    const isDated = isDay(from) && (until === undefined || isDay(until)) && typeof source === 'string';
    if (isDated && value !== null) return [{ from, ...(until === undefined ? {} : { until }), value, source }];
    faults.push(
      `${name}[${i}]: needs from (and until, if it ends), a day such as 2026-12-01, source, and as value ${reading.words}`,
    );
    return [];
  });
}

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);

const isListOf = (json: unknown, form: RegExp): json is readonly string[] =>
  Array.isArray(json) && json.length > 0 && json.every((each) => typeof each === 'string' && form.test(each));
