const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const form = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/**
 * The last character of a unified social credit code, China's number of a company.
 * @param first 17 characters
 * @see GB 32100-2015: 31 characters without I O S V Z, weights 3^i mod 31, 31 − (sum mod 31); 31 becomes 0.
 */
export function usccCheckCharacter(first: string): string {
  let sum = 0;
  let weight = 1;
  for (let i = 0; i < 17; i++) {
    sum += alphabet.indexOf(first.charAt(i)) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** Whether a text is a unified social credit code with the right last character, e.g. `91350100M000100Y43`. */
export function isUscc(text: string): boolean {
  return form.test(text) && usccCheckCharacter(text) === text.charAt(17);
}
