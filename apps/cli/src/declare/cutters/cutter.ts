/** A stretch of a record, as it stands in the file. */
export interface Piece {
  /** Which record, numbered as the gateway numbers it. */
  readonly number: number;
  /** Valid until the next step of the iteration. */
  readonly bytes: Buffer;
}

/**
 * Cuts a file into its records without changing a byte, numbered as the gateway numbers them, so that those that were rejected can be
 * handed back as they came.
 */
export interface Cutter {
  push(chunk: Buffer): Iterable<Piece>;
  end(): Iterable<Piece>;
  /** What a file of some of the records begins with, once the first of them has come. */
  readonly head: Buffer;
  /** What it ends with, once the file has been read. */
  readonly tail: Buffer;
}
