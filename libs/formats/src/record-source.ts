/** Where in a file something is. */
export interface FilePlace {
  /** From 1. */
  readonly sourceLine: number;
  /** XML: character of the line, CSV: field of the row; from 1. Null where it is not known. */
  readonly column: number | null;
  /** XML: the element by its CEB name, e.g. `InventoryList[2]/gcode`; CSV: the column, e.g. `items.hsCode`. */
  readonly element: string | null;
}

/** One thing that keeps a record, or a whole file, from being read. */
export interface SourceFault {
  /** RFC 6901 pointer into the JSON that the record would be; empty: the whole of it. */
  readonly pointer: string;
  /** Closed upper-case code. */
  readonly code: string;
  /** One sentence that says what to do; it repeats nothing of what was sent. */
  readonly detail: string;
  readonly place?: FilePlace | undefined;
}

/** By what a sender finds its list again in a receipt (CEB603 head); empty where it is not stated. */
export interface ListNames {
  readonly guid: string;
  readonly customsCode: string;
  readonly ebpCode: string;
  readonly copNo: string;
  readonly preNo: string;
  readonly invtNo: string;
}

/** One record of a file: the JSON of a declaration, not yet checked against its schema, or why it is none. */
export interface SourceRecord {
  /** Unique in the file and ascending. NDJSON: its line; CSV: the line at which it begins; XML: which list it is, from 1. */
  readonly number: number;
  readonly reading:
    { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly faults: readonly SourceFault[] };
  /** Where a member of the value stands in the file. @param pointer RFC 6901; empty: the record as a whole */
  readonly placeOf: (pointer: string) => FilePlace | undefined;
  readonly names?: ListNames;
}

/**
 * Reads a file of one format: chunks in, records out, at a memory that does not grow with the file. How the file is cut into chunks makes no
 * difference to the records.
 */
export interface RecordSource {
  /** The records that are complete with this chunk, in order. @throws {SourceError} behind those that stand before it */
  push(chunk: Buffer): Iterable<SourceRecord>;
  /** The records that are complete because the file is. @throws {SourceError} */
  end(): Iterable<SourceRecord>;
  /** What the limit on a file's length counts: records, and blank lines. */
  readonly count: number;
}

/** Why a file cannot be read on. */
export type SourceErrorCode =
  | 'ENCODING_NOT_SUPPORTED'
  | 'CSV_HEADER'
  | 'NOT_RECEIPTS'
  | 'NOT_WELL_FORMED'
  | 'DTD_NOT_ALLOWED'
  | 'ENTITY_NOT_ALLOWED'
  | 'XML_LIMIT'
  | 'NOT_CEB603';

/** A file that cannot be read on. What stood before counts all the same. */
export class SourceError extends Error {
  override readonly name = 'SourceError';

  /** @param faults at least one; the first says it all, further ones only add to it */
  constructor(
    readonly code: SourceErrorCode,
    readonly detail: string,
    readonly faults: readonly SourceFault[],
  ) {
    super(`${code}: ${detail}`);
  }
}
