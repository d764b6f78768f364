/**
 * The language of an answer, by `Accept-Language` (RFC 9110, 12.5.4; lookup of RFC 4647, 3.4).
 * @param offered languages that there are words in, e.g. `zh`; the first is the answer when the header asks for none of them
 */
export function preferredLanguage(header: string | undefined, offered: readonly [string, ...string[]]): string {
  const ranges = (header ?? '').split(',').map(rangeOf);
  const refused = new Set(ranges.filter(({ quality }) => quality === 0).map(({ range }) => range));
  // A stable sort: of equal qualities, the one that is named first.
  for (const { range, quality } of [...ranges].sort((a, b) => b.quality - a.quality)) {
    if (quality === 0) break;
    const found = offered.find((language) => matches(range, language) && !refused.has(language));
    if (found !== undefined) return found;
  }
  return offered[0];
}

interface LanguageRange {
  readonly range: string;
  /** 0 to 1; 0: not this one. */
  readonly quality: number;
}

/** `zh-Hans-CN;q=0.8`; what cannot be read asks for nothing. */
function rangeOf(text: string): LanguageRange {
  const [, range = '', quality = '1'] =
    /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8}){0,8}|\*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$/i.exec(text) ?? [];
  return { range: range.toLowerCase(), quality: range === '' ? 0 : Math.min(1, Number(quality)) };
}

function matches(range: string, language: string): boolean {
  return range === '*' || range === language || range.startsWith(`${language}-`);
}
