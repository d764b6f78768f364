const form = /^[A-Z]{3}[UJZ]\d{7}$/;

/**
 * The check digit of a freight container's number.
 * @param first ten characters: owner, category, six digits, e.g. `CSQU305438`
 * @see ISO 6346: letters count 10 to 38 without the multiples of 11, weights 2^0 to 2^9, modulus 11; 10 becomes 0.
 */
export function iso6346CheckDigit(first: string): number {
  let sum = 0;
  for (let i = 0; i < 10; i++) sum += valueOf(first.charCodeAt(i)) * 2 ** i;
  return (sum % 11) % 10;
}

/** Whether a text is a container number with the right check digit, e.g. `CSQU3054383`. */
export function isContainerNumber(text: string): boolean {
  return form.test(text) && iso6346CheckDigit(text) === text.charCodeAt(10) - 48;
}

function valueOf(charCode: number): number {
  if (charCode < 65) return charCode - 48;
  const letter = charCode - 65; // A is 10; 11, 22 and 33 are left out
  return 10 + letter + Math.floor((letter + 9) / 10);
}
