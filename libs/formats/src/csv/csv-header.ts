import { SourceError, type SourceFault } from '../record-source';
import type { CsvRow } from './csv-rows';

/** How the text of a column becomes JSON. */
export type ColumnKind = 'integer' | 'string';

/** The columns that a file may have: those of the declaration itself, and `items.` and the name for those of its items. */
export interface CsvColumns {
  readonly kinds: ReadonlyMap<string, ColumnKind>;
  readonly required: readonly string[];
}

/** Prefix of the columns of an item. */
export const ITEM_PREFIX = 'items.';
/** What tells declarations apart. */
export const KEY_COLUMNS = ['logisticsCode', 'logisticsNo'] as const;

type Json = Readonly<Record<string, unknown>>;

/** Derives the columns from the JSON Schema of a declaration, so that no field is written twice. */
export function csvColumns(schema: Json): CsvColumns {
  const { items, ...head } = objectOf(schema['properties']);
  const item = objectOf(objectOf(items)['items']);
  const fields = [
    ...Object.entries(head),
    ...Object.entries(objectOf(item['properties'])).map(([name, own]) => [`${ITEM_PREFIX}${name}`, own] as const),
  ];
  return {
    kinds: new Map(fields.map(([name, own]) => [name, kindOf(own)])),
    required: [
      ...namesOf(schema['required']).filter((name) => name !== 'items'),
      ...namesOf(item['required']).map((name) => `${ITEM_PREFIX}${name}`),
    ],
  };
}

/** The header row: which field stands where. */
export class CsvHeader {
  /** Column of each name, from 0. */
  readonly places: ReadonlyMap<string, number>;

  private constructor(readonly names: readonly string[]) {
    this.places = new Map(names.map((name, index) => [name, index]));
  }

  /** The names of a header, whatever they are. */
  static namesIn(row: CsvRow): CsvHeader {
    return new CsvHeader(row.fields.map((name) => name.trim()));
  }

  /** @throws {SourceError} for a header that is not of these columns: then no row can be read */
  static of(row: CsvRow, columns: CsvColumns): CsvHeader {
    const header = CsvHeader.namesIn(row);
    const faults = row.fault
      ? [faultAt(row, undefined, row.fault.code, row.fault.detail)]
      : headerFaults(row, header, columns);
    const [first] = faults;
    if (first === undefined) return header;
    throw new SourceError('CSV_HEADER', `Mend the header and send the file again: ${lowered(first.detail)}`, faults);
  }

  /** What tells the declaration of a row apart; undefined where the row does not say. */
  keyOf(fields: readonly string[]): string | undefined {
    const [code = '', no = ''] = KEY_COLUMNS.map((name) => fields[this.places.get(name) ?? -1]?.trim() ?? '');
    return code === '' || no === '' ? undefined : `${code}.${no}`.toUpperCase();
  }
}

/** Whether a row belongs to the declaration of the row before it. @param key as {@link CsvHeader.keyOf} tells it */
export function isSameDeclaration(key: string | undefined, before: string | undefined): boolean {
  return key !== undefined && key === before;
}

function headerFaults(row: CsvRow, { names }: CsvHeader, { kinds, required }: CsvColumns): SourceFault[] {
  const [only = ''] = names;
  if (names.length === 1 && /[;\t|]/.test(only)) {
    return [faultAt(row, undefined, 'WRONG_SEPARATOR', 'Separate the columns with commas.')];
  }
  const strange = names.flatMap((name, index) => {
    if (names.indexOf(name) !== index) return [faultAt(row, index, 'COLUMN_TWICE', 'Name each column once.', name)];
    return kinds.has(name) ? [] : [faultAt(row, index, 'UNKNOWN_COLUMN', meant(name, kinds), name)];
  });
  const missing = required
    .filter((name) => !names.includes(name))
    .map((name) => faultAt(row, undefined, 'MISSING_COLUMN', `Add the column "${name}".`, name));
  return [...strange, ...missing];
}

function meant(name: string, kinds: CsvColumns['kinds']): string {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const known = [...kinds.keys()];
  const near = known.find((own) => plain(own) === plain(name)) ?? known.find((own) => own === `${ITEM_PREFIX}${name}`);
  return near === undefined
    ? `Leave out the column: those known are ${known.join(', ')}.`
    : `Write "${near}": names are as in the JSON.`;
}

function faultAt(row: CsvRow, index: number | undefined, code: string, detail: string, element?: string): SourceFault {
  const column = index === undefined ? null : index + 1;
  return {
    pointer: '',
    code,
    detail,
    place: { sourceLine: row.line, column, element: element === undefined ? null : element.slice(0, 64) },
  };
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function kindOf(schema: unknown): ColumnKind {
  const type = objectOf(schema)['type'];
  return (Array.isArray(type) ? type : [type]).includes('integer') ? 'integer' : 'string';
}

function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
