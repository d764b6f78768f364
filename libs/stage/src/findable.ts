import { comparableNumber } from '@alataw/values';

/** By which numbers an entity is found, besides its id. */
export interface Findable {
  /** The platform or company that may find it; empty: staff alone. */
  readonly owner: string;
  /** In the form in which numbers are compared, each once. */
  readonly numbers: readonly string[];
}

/** Nobody looks for it. */
export const unfindable: Findable = { owner: '', numbers: [] };

/** @param numbers as they are written; an absent one is left out, and so is one of which nothing can be compared */
export function findable(owner: string, ...numbers: readonly (string | null)[]): Findable {
  const comparable = numbers.map((number) => comparableNumber(number ?? '')).filter((number) => number !== '');
  return { owner, numbers: [...new Set(comparable)] };
}
