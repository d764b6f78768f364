/** Whether a number is a mass: whole grams, none included, that JavaScript holds exactly. */
export function isGrams(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Whether a number is an amount of money: whole minor units, none included, that JavaScript holds exactly. */
export function isMinorUnits(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/**
 * An amount in minor units from a decimal text, exactly: never by way of a float.
 * @param text e.g. `12.5`; no sign, no grouping
 * @param exponent digits after the point that the currency has; more of them are accepted only as zeros
 * @returns null when the text is no such amount or too large
 */
export function minorUnitsOf(text: string, exponent: number): number | null {
  return scaled(text, exponent);
}

/** Grams from a decimal text of kilograms such as `0.35`, as customs' XML has it; null when finer than a gram. */
export function gramsOfKilograms(text: string): number | null {
  return scaled(text, 3);
}

/**
 * Grams from a decimal text of kilograms that may be finer than a gram (customs' XML has five digits), without a float: rounded
 * half up, but what weighs something never to nothing. Null when the text is no such number or too large.
 */
export function gramsRoundedOfKilograms(text: string): number | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  const isAnything = /[1-9]/.test(whole + fraction);
  const grams = Number(whole + fraction.slice(0, 3).padEnd(3, '0')) + (fraction.charAt(3) >= '5' ? 1 : 0);
  return Number.isSafeInteger(grams) ? Math.max(grams, isAnything ? 1 : 0) : null;
}

/** Minor units as a decimal text for humans and XML, e.g. 1250 with exponent 2 is `12.50`. */
export function decimalOf(minor: number, exponent: number): string {
  if (exponent === 0) return String(minor);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

function scaled(text: string, exponent: number): number | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  if (/[1-9]/.test(fraction.slice(exponent))) return null;
  const value = Number(whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
  return Number.isSafeInteger(value) ? value : null;
}
