import { countryTable } from './countries.data';

const customsCodes: ReadonlyMap<string, string | null> = new Map(
  countryTable.split(',').map((entry) => {
    const [alpha2 = '', customs = '-'] = entry.trim().split(' ');
    return [alpha2, customs === '-' ? null : customs];
  }),
);

const alpha2OfCustoms: ReadonlyMap<string, string> = new Map(
  [...customsCodes].flatMap(([alpha2, customs]) => (customs === null ? [] : [[customs, alpha2] as const])),
);

/** The Eurasian Economic Union: goods move between its members without customs. */
export const eaeu: ReadonlySet<string> = new Set(['AM', 'BY', 'KG', 'KZ', 'RU']);

/** All ISO 3166-1 alpha-2 codes, in alphabetical order. */
export const countries: readonly string[] = [...customsCodes.keys()];

/** Whether a text is an ISO 3166-1 alpha-2 code in capitals. */
export function isCountry(alpha2: string): boolean {
  return customsCodes.has(alpha2);
}

/** The three digits by which China's customs systems know a country, e.g. 145 for KZ; null when there are none. */
export function customsCountryCode(alpha2: string): string | null {
  return customsCodes.get(alpha2) ?? null;
}

/** The country that China's customs systems know by three digits, e.g. KZ for 145; null when no such code is known here. */
export function countryOfCustomsCode(digits: string): string | null {
  return alpha2OfCustoms.get(digits) ?? null;
}
