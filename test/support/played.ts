import type { Summary } from './centre';

/** The last line of a scenario that was played to its end. */
export interface Played extends Summary {
  readonly scenario: string;
  readonly promises: readonly { readonly promise: string; readonly actual: number; readonly holds: boolean }[];
  readonly lot: { readonly lines: number; readonly invalid: number } | null;
  readonly peakMemoryMib: Readonly<Record<string, number>>;
}

/** What was promised and is not so, with what it is. */
export const brokenPromises = ({ promises }: Played): readonly string[] =>
  promises.filter(({ holds }) => !holds).map(({ promise, actual }) => `${promise} (${actual})`);
