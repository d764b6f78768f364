/** Beijing is 8 hours ahead all year. */
const BEIJING_MS = 8 * 3_600_000;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Numbers of customs' messages: what is declared, and what answers it. */
export type MessageNo = 603 | 507 | 509 | 605 | 604 | 508 | 510 | 606;

/** What stands before the documents of a message. */
export function messageHead(no: MessageNo, guid: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ceb:CEB${no}Message guid="${escaped(guid)}" version="1.0" xmlns:ceb="http://www.chinaport.gov.cn/ceb">\n`;
}

/** What stands behind them. */
export const messageTail = (no: MessageNo): string => `</ceb:CEB${no}Message>\n`;

/** An element with the elements in it; those without a text are left out. */
export function group(name: string, elements: Readonly<Record<string, string | number | null>>, indent = 4): string {
  const pad = ' '.repeat(indent);
  const written = Object.entries(elements)
    .filter(([, text]) => text !== null && text !== '')
    .map(([element, text]) => `${pad}  <ceb:${element}>${escaped(String(text))}</ceb:${element}>\n`);
  return `${pad}<ceb:${name}>\n${written.join('')}${pad}</ceb:${name}>\n`;
}

/** yyyyMMddHHmmssSSS in Beijing, as customs returns it; an application has no milliseconds. */
export function returnTimeText(time: number): string {
  return new Date(time + BEIJING_MS).toISOString().replaceAll(/\D/g, '');
}

/** yyyyMMddHHmmss in Beijing. */
export const appTimeText = (time: number): string => returnTimeText(time).slice(0, 14);

/** Epoch ms UTC of yyyyMMddHHmmss with or without milliseconds, Beijing; null for anything else. */
export function timeOf(text: string): number | null {
  const [, y, mo, d, h, mi, s, ms] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?$/.exec(text) ?? [];
  if (y === undefined) return null;
  const time = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}.${ms ?? '000'}Z`);
  return Number.isNaN(time) ? null : time - BEIJING_MS;
}

/** Characters that XML does not allow are left out. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
}
