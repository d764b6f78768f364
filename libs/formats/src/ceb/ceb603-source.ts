import { undecodable } from '../charset/charset';
import type { RecordSource, SourceRecord } from '../record-source';
import { HEAD_ELEMENTS, headPath, ROW_ELEMENTS, rowPath } from './ceb603-elements';
import { recordOf } from './list-declaration';
import { ListFaults, type Cell } from './list-faults';
import { XmlReader } from './xml-reader';

/** Items of one list that are kept: the schema of a declaration allows no more. */
const MAX_ITEMS = 500;
/** Characters of one field; the longest of customs' has 1,000. */
const MAX_TEXT = 1_000;
/** Characters of one list. */
const MAX_LIST_CHARACTERS = 1024 * 1024;
/** What may stand in a list besides its head and items, and is passed over. */
const PASSED_OVER: ReadonlySet<string> = new Set(['Signature', 'BaseTransfer', 'BaseSubscribe', 'ExtendMessage']);

type Fields = Map<string, Cell>;

/** A list that is being read. */
class Draft {
  readonly faults = new ListFaults();
  head: Fields | undefined;
  readonly rows: Fields[] = [];
  /** What is being read of it. */
  fields: Fields | undefined;
  isHead = false;
  characters = 0;

  constructor(
    readonly number: number,
    readonly line: number,
    readonly column: number,
  ) {}

  path(element: string): string {
    return this.isHead ? headPath(element) : rowPath(this.rows.length - 1, element);
  }
}

/**
 * Customs' export lists (`CEB603Message` with any number of `Inventory`), with any namespace prefix or none. Signatures and transport data
 * are passed over. What is wrong with a list refuses that list; what is no XML ends the file.
 */
export class Ceb603Source implements RecordSource {
  private readonly reader: XmlReader;
  private ready: SourceRecord[] = [];
  private lists = 0;
  private depth = 0;
  /** All within an element of this depth is passed over; 0: nothing is. */
  private skipFrom = 0;
  private draft: Draft | undefined;
  private leaf: { readonly name: string; readonly line: number; readonly column: number } | undefined;
  private leafText = '';

  /** @param options.carrier of all parcels of the file. @param options.charset as the media type names it */
  constructor(
    private readonly options: { readonly carrier?: string | undefined; readonly charset?: string | undefined } = {},
  ) {
    const handler = {
      open: (name: string, line: number, column: number) => this.open(name, line, column),
      close: () => this.close(),
      text: (text: string) => this.text(text),
    };
    this.reader = new XmlReader(handler, options.charset);
  }

  get count(): number {
    return this.lists;
  }

  push(chunk: Buffer): Generator<SourceRecord, void, void> {
    return this.after(() => this.reader.write(chunk));
  }

  end(): Generator<SourceRecord, void, void> {
    return this.after(() => this.reader.end());
  }

  /** The lists that a step completed, then the error that it ended with. */
  private *after(step: () => void): Generator<SourceRecord, void, void> {
    let failure: { readonly error: unknown } | undefined;
    try {
      step();
    } catch (error) {
      failure = { error };
    }
    const { ready } = this;
    this.ready = [];
    yield* ready;
    if (failure !== undefined) throw failure.error;
  }

  private open(name: string, line: number, column: number): void {
    this.depth += 1;
    if (this.skipFrom > 0) return;
    switch (this.depth) {
      case 1:
        if (name !== 'CEB603Message')
          throw this.reader.refused('NOT_CEB603', 'Send customs’ export lists: a CEB603Message.');
        return;
      case 2:
        if (name !== 'Inventory') this.skipFrom = 2;
        else this.draft = new Draft(++this.lists, line, column);
        return;
      case 3:
        return this.openGroup(name, line, column);
      case 4:
        return this.openLeaf(name, line, column);
      default:
        this.skipFrom = this.depth;
        this.note(
          'UNEXPECTED_ELEMENT',
          'Put text alone into this element.',
          this.leaf ?? { line, column },
          this.leaf?.name ?? name,
        );
    }
  }

  private openGroup(name: string, line: number, column: number): void {
    const { draft } = this;
    if (draft === undefined) return;
    if (name === 'InventoryHead' && draft.head === undefined) {
      draft.isHead = true;
      draft.fields = draft.head = new Map();
    } else if (name === 'InventoryList' && draft.rows.length < MAX_ITEMS) {
      draft.isHead = false;
      draft.fields = new Map();
      draft.rows.push(draft.fields);
    } else {
      this.skipFrom = 3;
      if (name === 'InventoryHead') draft.faults.add('ELEMENT_TWICE', 'Give a list one head.', { line, column }, name);
      else if (name === 'InventoryList')
        draft.faults.add('TOO_MANY', `Send at most ${MAX_ITEMS} items.`, { line, column }, name, '/items');
      else if (!PASSED_OVER.has(name)) {
        const detail = 'Remove the element: a list has InventoryHead and InventoryList.';
        draft.faults.add('UNKNOWN_ELEMENT', detail, { line, column }, name.slice(0, 60));
      }
    }
  }

  private openLeaf(name: string, line: number, column: number): void {
    const known = this.draft?.isHead === true ? HEAD_ELEMENTS : ROW_ELEMENTS;
    if (known.has(name)) {
      this.leaf = { name, line, column };
      this.leafText = '';
      return;
    }
    this.skipFrom = 4;
    this.note(
      'UNKNOWN_ELEMENT',
      `Remove the element: those known are ${[...known].join(', ')}.`,
      { line, column },
      name.slice(0, 60),
    );
  }

  private text(text: string): void {
    const { draft, leaf } = this;
    if (draft === undefined) return;
    draft.characters += text.length;
    if (leaf === undefined || this.skipFrom > 0) return;
    if (draft.characters > MAX_LIST_CHARACTERS) {
      if (draft.characters - text.length <= MAX_LIST_CHARACTERS)
        draft.faults.add('LIST_TOO_LONG', `Keep a list within ${MAX_LIST_CHARACTERS} characters.`, draft, 'Inventory');
      return;
    }
    // Cut, so that a list stays small; its length is noted when it ends.
    if (this.leafText.length <= MAX_TEXT) this.leafText += text.slice(0, 4 * MAX_TEXT);
  }

  private close(): void {
    if (this.skipFrom === this.depth) this.skipFrom = 0;
    else if (this.skipFrom === 0 && this.depth === 4) this.closeLeaf();
    else if (this.skipFrom === 0 && this.depth === 2) this.closeList();
    this.depth -= 1;
  }

  private closeLeaf(): void {
    const { draft, leaf } = this;
    this.leaf = undefined;
    if (leaf === undefined || draft?.fields === undefined) return;
    const text = this.leafText.trim();
    const { name, line, column } = leaf;
    if (draft.fields.has(name)) return this.note('ELEMENT_TWICE', 'Send the element once.', leaf, name);
    if (text.length > MAX_TEXT) return this.note('TOO_LONG', `Send at most ${MAX_TEXT} characters.`, leaf, name);
    if (text.includes('\uFFFD')) {
      const { code, detail } = undecodable(this.reader.charset);
      return this.note(code, detail, leaf, name);
    }
    draft.fields.set(name, { text, line, column });
  }

  private closeList(): void {
    if (this.draft !== undefined) this.ready.push(recordOf(this.draft, this.options.carrier));
    this.draft = undefined;
  }

  private note(
    code: string,
    detail: string,
    at: { readonly line: number; readonly column: number },
    element: string,
  ): void {
    this.draft?.faults.add(code, detail, at, this.draft.path(element));
  }
}
