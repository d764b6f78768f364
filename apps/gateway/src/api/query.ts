import { Problem } from '@alataw/http';

/** The parameters of a query, each once. */
export type Query<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/**
 * Reads a query.
 * @param query as the server parsed it: a parameter that was sent several times is a list, and counts as separated by commas
 * @throws {Problem} 400 for a parameter that this address does not read: a misspelled filter must not look like none
 */
export function readQuery<Name extends string>(query: unknown, names: readonly Name[]): Query<Name> {
  const read: Partial<Record<Name, string>> = {};
  if (typeof query !== 'object' || query === null) return read;
  for (const [key, value] of Object.entries(query)) {
    const name = names.find((known) => known === key);
    if (name === undefined) {
      throw new Problem(400, 'UNKNOWN_PARAMETER', `Leave out query parameters other than ${names.join(', ')}.`);
    }
    read[name] = Array.isArray(value) ? value.join(',') : String(value);
  }
  return read;
}
