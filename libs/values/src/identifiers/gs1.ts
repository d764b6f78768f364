/**
 * The check digit that follows the given digits in a GTIN, SSCC or another GS1 key.
 * @see GS1 General Specifications, 7.9: weights 3, 1, 3, … from the right, modulus 10.
 */
export function gs1CheckDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    sum += i % 2 === 0 ? 3 * digit : digit;
  }
  return (10 - (sum % 10)) % 10;
}

/** Whether a text is a Serial Shipping Container Code: 18 digits, the last one being right. */
export function isSscc(text: string): boolean {
  return /^\d{18}$/.test(text) && endsWithCheckDigit(text);
}

/** Whether a text is a Global Trade Item Number of 13 digits, the last one being right. */
export function isGtin13(text: string): boolean {
  return /^\d{13}$/.test(text) && endsWithCheckDigit(text);
}

function endsWithCheckDigit(text: string): boolean {
  return gs1CheckDigit(text.slice(0, -1)) === text.charCodeAt(text.length - 1) - 48;
}
