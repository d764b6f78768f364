import type { FilePlace, RecordSource, SourceFault, SourceRecord } from '../record-source';
import { CsvHeader, isSameDeclaration, ITEM_PREFIX, type CsvColumns } from './csv-header';
import { CsvRows, type CsvRow } from './csv-rows';

/** Items of one declaration that are kept: its schema allows no more. */
const MAX_ITEMS = 500;
/** Faults kept of one declaration; whoever has more mends these first. */
const MAX_FAULTS = 10;
/** Digits of an integer that a double holds. */
const INTEGER = /^[+-]?\d{1,15}$/;

/** A declaration whose rows are still coming. */
interface Draft {
  readonly key: string | undefined;
  readonly line: number;
  /** The head's fields by name, and where each was stated. */
  readonly head: Map<string, { readonly text: string; readonly line: number }>;
  readonly items: Record<string, unknown>[];
  readonly itemLines: number[];
  readonly faults: SourceFault[];
}

/**
 * CSV: a header with the names of the JSON fields, then one row per item. Consecutive rows of the same logisticsCode and logisticsNo
 * are one declaration; the fields of its head stand in its first row and may be repeated or left empty in the others. An empty field is
 * one that is left out.
 */
export class CsvSource implements RecordSource {
  private readonly rows: CsvRows;
  private header: CsvHeader | undefined;
  private draft: Draft | undefined;
  private records = 0;

  /** @param charsetLabel as the sender names it. @throws {SourceError} for an encoding that is not read */
  constructor(
    private readonly columns: CsvColumns,
    maxRowBytes: number,
    charsetLabel?: string,
  ) {
    this.rows = new CsvRows(maxRowBytes, charsetLabel);
  }

  get count(): number {
    return this.records + this.rows.blankRows;
  }

  *push(chunk: Buffer): Generator<SourceRecord, void, void> {
    yield* this.readAll(this.rows.push(chunk));
  }

  *end(): Generator<SourceRecord, void, void> {
    yield* this.readAll(this.rows.end());
    yield* this.finished();
  }

  private *readAll(rows: Iterable<CsvRow>): Generator<SourceRecord, void, void> {
    for (const row of rows) {
      if (this.header === undefined) {
        this.header = CsvHeader.of(row, this.columns);
        continue;
      }
      const key = this.header.keyOf(row.fields);
      if (this.draft === undefined || !isSameDeclaration(key, this.draft.key)) {
        yield* this.finished();
        this.records += 1;
        this.draft = { key, line: row.line, head: new Map(), items: [], itemLines: [], faults: [] };
      }
      this.take(row, this.header, this.draft);
    }
  }

  private *finished(): Generator<SourceRecord, void, void> {
    if (this.draft !== undefined && this.header !== undefined) yield recordOf(this.draft, this.header, this.columns);
    this.draft = undefined;
  }

  private take(row: CsvRow, header: CsvHeader, draft: Draft): void {
    const { fields, fault, line } = row;
    if (fault !== undefined) return note(draft, { pointer: '', ...fault, place: at(line) });
    if (fields.length !== header.names.length) {
      const detail = `Give the row ${header.names.length} fields, as the header has: it has ${fields.length}.`;
      return note(draft, { pointer: '', code: 'UNEVEN_ROW', detail, place: at(line) });
    }
    if (draft.items.length === MAX_ITEMS) {
      return note(draft, {
        pointer: '/items',
        code: 'TOO_MANY',
        detail: `Send at most ${MAX_ITEMS} items.`,
        place: at(line),
      });
    }
    const item: Record<string, unknown> = {};
    for (const [index, name] of header.names.entries()) {
      const text = fields[index] ?? '';
      if (text === '') continue;
      if (name.startsWith(ITEM_PREFIX)) {
        const own = name.slice(ITEM_PREFIX.length);
        item[own] = this.valueOf(name, text);
      } else this.takeHead(draft, name, text, line, index);
    }
    draft.items.push(item);
    draft.itemLines.push(line);
  }

  private takeHead(draft: Draft, name: string, text: string, line: number, index: number): void {
    const before = draft.head.get(name);
    if (before === undefined) draft.head.set(name, { text, line });
    else if (before.text !== text) {
      const detail = 'State the same in all rows of a declaration, or leave it empty after the first.';
      note(draft, {
        pointer: `/${name}`,
        code: 'HEAD_DIFFERS',
        detail,
        place: { sourceLine: line, column: index + 1, element: name },
      });
    }
  }

  private valueOf(name: string, text: string): unknown {
    return jsonOf(text, this.columns.kinds.get(name) === 'integer');
  }
}

/** What is no integer stays text: the schema then says so, with the field's name. */
function jsonOf(text: string, isInteger: boolean): unknown {
  const trimmed = text.trim();
  return isInteger && INTEGER.test(trimmed) ? Number(trimmed) : text;
}

function recordOf(draft: Draft, header: CsvHeader, { kinds }: CsvColumns): SourceRecord {
  const { line, head, items, itemLines, faults } = draft;
  const placeOf = (pointer: string): FilePlace => {
    const [, first = '', item = '', field] = pointer.split('/');
    const name = first === 'items' ? (field === undefined ? undefined : `${ITEM_PREFIX}${field}`) : first || undefined;
    const index = name === undefined ? undefined : header.places.get(name);
    const sourceLine = (first === 'items' ? itemLines[Number(item)] : head.get(first)?.line) ?? line;
    return {
      sourceLine,
      column: index === undefined ? null : index + 1,
      element: index === undefined ? null : (name ?? null),
    };
  };
  if (faults.length > 0) return { number: line, reading: { ok: false, faults }, placeOf };
  const fields = [...head].map(([name, { text }]) => [name, jsonOf(text, kinds.get(name) === 'integer')] as const);
  return { number: line, reading: { ok: true, value: { ...Object.fromEntries(fields), items } }, placeOf };
}

function note(draft: Draft, fault: SourceFault): void {
  if (draft.faults.length < MAX_FAULTS) draft.faults.push(fault);
}

const at = (line: number): FilePlace => ({ sourceLine: line, column: null, element: null });
