import { beginningOf } from '../effective';
import { currencyTable } from './currencies.data';

/** What amounts in a currency need. */
export interface Currency {
  /** ISO 4217. */
  readonly code: string;
  /** Digits after the point: 2 for CNY, 0 for JPY, 3 for KWD. */
  readonly exponent: number;
  /** The three digits by which China's customs systems know it, e.g. 142 for CNY; null when there are none. */
  readonly customsCode: string | null;
  /** From here on it is no legal tender any more, epoch ms UTC; Infinity for a living one. */
  readonly until: number;
}

const currencies: ReadonlyMap<string, Currency> = new Map(
  currencyTable.split(',').map((entry) => {
    const [code = '', exponent, customs = '-', , until] = entry.trim().split(' ');
    const customsCode = customs === '-' ? null : customs;
    return [code, { code, exponent: Number(exponent), customsCode, until: until ? beginningOf(until) : Infinity }];
  }),
);

const byCustomsCode: ReadonlyMap<string, Currency> = new Map(
  [...currencies.values()].flatMap((currency) =>
    currency.customsCode === null ? [] : [[currency.customsCode, currency] as const],
  ),
);

/** All ISO 4217 codes known here, replaced currencies included, in alphabetical order. */
export const currencyCodes: readonly string[] = [...currencies.keys()];

/** @returns null for a code that is not in use at that time (epoch ms UTC) */
export function currencyAt(code: string, time: number): Currency | null {
  const currency = currencies.get(code);
  return currency && time < currency.until ? currency : null;
}

/** The currency that China's customs systems know by three digits, e.g. CNY for 142; null when no such code is known here. */
export function currencyOfCustomsCode(digits: string): Currency | null {
  return byCustomsCode.get(digits) ?? null;
}
