/** Whether a text has the form of an HS code: 4 digits of a heading, 6 international, 8 tariff, 10 with China's supervision digits. */
export function isHsCode(text: string): boolean {
  return /^\d{4}(?:\d{2}){0,3}$/.test(text);
}

/** The chapter that a code belongs to, e.g. `85`. */
export function hsChapter(code: string): string {
  return code.slice(0, 2);
}

/** The heading that a code belongs to, e.g. `8517`. */
export function hsHeading(code: string): string {
  return code.slice(0, 4);
}

/** The international part of a code, e.g. `851713`; shorter if the code is. */
export function hsSubheading(code: string): string {
  return code.slice(0, 6);
}
