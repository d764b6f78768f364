import type { CustomsDocument } from '@alataw/contracts';
import { murmur128 } from '@alataw/values';

/**
 * The identity of a report at customs, 36 characters in upper case. It follows from what is reported, so that a report that is sent again, by whatever
 * process, is the same one to customs.
 * @param version of a list the version of the declaration, of other reports 1
 */
export function guidOf(parcelId: string, document: CustomsDocument, version: number): string {
  const digits = murmur128(`customs/${parcelId}/${document}/${version}`).toUpperCase();
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => digits.slice(from, to))
    .join('-');
}
