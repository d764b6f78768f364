const weights = [8, 6, 4, 2, 3, 5, 9, 7] as const;
const form = /^[A-Z]{2}\d{9}[A-Z]{2}$/;

/**
 * The ninth digit of a postal item identifier.
 * @param serial eight digits
 * @see UPU standard S10: weights 8 6 4 2 3 5 9 7, modulus 11; 10 becomes 0 and 11 becomes 5.
 */
export function s10CheckDigit(serial: string): number {
  const sum = weights.reduce((total, weight, i) => total + weight * digitAt(serial, i), 0);
  const check = 11 - (sum % 11);
  if (check === 10) return 0;
  return check === 11 ? 5 : check;
}

/** Whether a text has the form of a postal item identifier, e.g. `RR473124829GB`; says nothing about its check digit. */
export function looksLikeS10(text: string): boolean {
  return form.test(text);
}

/** Whether a text is a postal item identifier with the right check digit. */
export function isS10(text: string): boolean {
  return looksLikeS10(text) && s10CheckDigit(text.slice(2, 10)) === digitAt(text, 10);
}

function digitAt(text: string, index: number): number {
  return text.charCodeAt(index) - 48;
}
