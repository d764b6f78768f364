import type { SourceFault } from '../record-source';

/** The text of an element, and where its start tag stands. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** The elements of a head or of an item, by name. */
export type Group = ReadonlyMap<string, Cell>;

/** An export list as it was read. */
export interface Inventory {
  /** Which of the file it is, from 1. */
  readonly number: number;
  readonly line: number;
  readonly column: number;
  readonly head: Group | undefined;
  readonly rows: readonly Group[];
  readonly faults: ListFaults;
}

/** Faults kept of one list; whoever has more mends these first. */
const MAX_FAULTS = 10;

/** Takes down what is wrong with a list. */
export class ListFaults {
  readonly all: SourceFault[] = [];

  add(
    code: string,
    detail: string,
    at: { readonly line: number; readonly column: number },
    element: string,
    pointer = '',
  ): void {
    if (this.all.length === MAX_FAULTS) return;
    this.all.push({ pointer, code, detail, place: { sourceLine: at.line, column: at.column, element } });
  }
}
