/** Thrown when a scenario file cannot be played; the message names the file and has a line for each fault: field, and what to do. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';

  constructor(
    readonly file: string,
    readonly faults: readonly string[],
  ) {
    super([`The scenario ${file} cannot be played:`, ...faults.map((fault) => `  ${fault}`)].join('\n'));
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** Walks through a JSON object and collects what is wrong with it. */
export class Reading {
  readonly faults: string[] = [];

  /** Says that a field is not what it has to be. */
  wrong(place: string, takes: string, value: unknown): void {
    this.faults.push(`${place} must be ${takes}, not ${shown(value)}`);
  }

  /** An object that has these fields at most. @returns {} for what is none */
  object(value: unknown, place: string, known: readonly string[]): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.wrong(place || 'the file', 'an object', value);
      return {};
    }
    const fields: Fields = { ...value };
    for (const name of Object.keys(fields).filter((each) => !known.includes(each)))
      this.faults.push(`${at(place, name)} is unknown; take it out, or write one of ${known.join(', ')}`);
    return fields;
  }

  list(value: unknown, place: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.wrong(place, 'a list', value);
    return [];
  }

  text(value: unknown, place: string, most: number): string {
    if (typeof value === 'string' && value !== '' && value.length <= most && !value.includes('\n')) return value;
    this.wrong(place, `a text of one line with 1 to ${most} characters`, value);
    return '';
  }

  /** A number in a range, or a whole one. */
  number(value: unknown, place: string, { min, max, whole = true }: NumberRange): number {
    const isIt = typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value));
    if (!isIt) this.wrong(place, `a ${whole ? 'whole number' : 'number'} from ${min} to ${max}`, value);
    return isIt ? value : min;
  }

  flag(value: unknown, place: string): boolean {
    if (typeof value !== 'boolean') this.wrong(place, 'true or false', value);
    return value === true;
  }

  /** One of these words. */
  oneOf<T extends string>(value: unknown, place: string, words: readonly [T, ...T[]]): T {
    const word = words.find((each) => each === value);
    if (word === undefined) this.wrong(place, `one of ${words.join(', ')}`, value);
    return word ?? words[0];
  }
}

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
}

/** Where a field stands, e.g. `behaviour.staff.returned`. */
export const at = (place: string, name: string): string => (place === '' ? name : `${place}.${name}`);

function shown(value: unknown): string {
  if (value === undefined) return 'left out';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
