/** Why bytes are not a record. Closed: metrics and dead letters name these. */
export const undecodableReasons = [
  /** Larger than any record of Alataw. */
  'TOO_LARGE',
  /** Does not begin with byte 0 and a schema id. */
  'NO_FRAME',
  /** Ends before the record does. */
  'TRUNCATED',
  /** Goes on after the record's end. */
  'TRAILING_BYTES',
  /** An array claims more items than the remaining bytes could hold. */
  'TOO_MANY_ITEMS',
  /** An integer out of range: beyond 32 bits for an int, beyond 2^52 for a long. */
  'BAD_NUMBER',
  /** No such enum symbol or union branch. */
  'BAD_CHOICE',
  /** A string with a NUL. */
  'BAD_TEXT',
  /** A record, but of another contract than was asked for. */
  'OTHER_CONTRACT',
] as const;
export type UndecodableReason = (typeof undecodableReasons)[number];

/** Thrown when bytes are not a record; reading them again will not help. The message says nothing of their content. */
export class UndecodableError extends Error {
  override readonly name = 'UndecodableError';
  constructor(readonly reason: UndecodableReason) {
    super(`Not a record: ${reason}`);
  }
}

/** Thrown when a record was written with a schema that this release does not have, e.g. by a newer one. */
export class UnknownSchemaError extends Error {
  override readonly name = 'UnknownSchemaError';
  constructor(readonly id: number) {
    super(`No schema has id ${id}`);
  }
}

/** Thrown when a value does not fit its contract. The message names fields, but none of their values. */
export class EncodeError extends Error {
  override readonly name = 'EncodeError';
  constructor(
    readonly contract: string,
    detail: string,
  ) {
    super(`${contract} cannot be written: ${detail}`);
  }
}

/** Thrown when a schema registry cannot be reached, refuses a schema, or holds another one under its id. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
}
