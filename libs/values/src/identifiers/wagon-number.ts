const form = /^\d{8}$/;

/**
 * The check digit of a railway wagon's number on 1520 mm track.
 * @param first seven digits
 * @see the eight-digit numbering of freight wagons of 1520 mm track: digits times 2, 1, 2, 1, 2, 1, 2, the digits of the products are
 * summed, and what is missing to the next ten is the check digit.
 */
export function wagonCheckDigit(first: string): number {
  let sum = 0;
  for (let i = 0; i < 7; i++) {
    const product = (first.charCodeAt(i) - 48) * (i % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10;
}

/** Whether a text is a wagon number with the right check digit, e.g. `94123452`. */
export function isWagonNumber(text: string): boolean {
  return form.test(text) && wagonCheckDigit(text) === text.charCodeAt(7) - 48;
}
