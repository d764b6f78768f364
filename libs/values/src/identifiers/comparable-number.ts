import { latinOf } from './truck-id';

/** What is compared as it stands, as nearly all numbers are. */
const comparable = /^[A-Z0-9]*$/;

/**
 * A number as it is compared with what a person types or scans: letters and digits alone, raised, wide forms narrow, look-alikes and
 * Chinese characters of plates in Latin: `po-2026 000123` and `PO2026000123` are one number, and so are `123 авс 02` and `123ABC02`.
 * Empty where nothing is left.
 */
export function comparableNumber(text: string): string {
  if (comparable.test(text)) return text;
  return [...text.normalize('NFKC').toUpperCase()]
    .filter((character) => /[\p{L}\p{N}]/u.test(character))
    .map(latinOf)
    .join('');
}
