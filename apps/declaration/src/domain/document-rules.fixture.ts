import { Timetable } from '@alataw/values';
import type { DocumentNeed, DocumentRules } from './document.rules';

const dated = <T>(...values: readonly T[]): Timetable<T> =>
  new Timetable(values.map((value) => ({ from: '2020-01-21', value, source: 'a test' })));

const need = (document: DocumentNeed['document']): DocumentNeed => ({
  document,
  platforms: ['TEMU'],
  tradeModes: ['9610', '9810'],
});

/** How long the lists of a test wait for their documents, ms. */
export const WAIT_MS = 3_600_000;

/** Rules under which the lists of TEMU need these documents; without any, as an all-in-one declaration. */
export function documentRules(
  documents: readonly DocumentNeed['document'][] = [],
  { lists = 1, toleranceGrams = 0 }: { readonly lists?: number; readonly toleranceGrams?: number } = {},
): DocumentRules {
  return {
    version: 'test',
    needs: dated(...documents.map(need)),
    waitMs: dated(WAIT_MS),
    listsPerDocument: dated(lists),
    massToleranceGrams: dated(toleranceGrams),
  };
}
