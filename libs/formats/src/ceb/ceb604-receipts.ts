import type { ListNames } from '../record-source';

/** The receipt of one list. */
export interface ListReceipt {
  readonly names: ListNames;
  /** Customs' code: 120 in its database, 100 rejected, negative what could not be processed. */
  readonly returnStatus: string;
  /** Epoch ms UTC. */
  readonly returnTime: number;
  /** Each becomes `[code:pointer:sentence]`. */
  readonly returnInfo: readonly { readonly code: string; readonly pointer: string; readonly sentence: string }[];
}

/** Characters of customs' field; faults that do not fit are left out. */
const MAX_RETURN_INFO = 1_000;
/** Beijing is 8 hours ahead all year. */
const BEIJING_MS = 8 * 3_600_000;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What stands before the receipts. @param guid of the message */
export function receiptsHead(guid: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ceb:CEB604Message guid="${escaped(guid)}" version="1.0" xmlns:ceb="http://www.chinaport.gov.cn/ceb">\n`;
}

/** What stands behind them. */
export const RECEIPTS_TAIL = '</ceb:CEB604Message>\n';

/** One receipt as XML. Numbers that are not known are left out. */
export function receiptXml({ names, returnStatus, returnTime, returnInfo }: ListReceipt): string {
  const { guid, customsCode, ebpCode, copNo, preNo, invtNo } = names;
  const elements = {
    guid,
    customsCode,
    ebpCode,
    copNo,
    preNo,
    invtNo,
    returnStatus,
    returnTime: timeText(returnTime),
    returnInfo: infoText(returnInfo),
  };
  const written = Object.entries(elements)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `    <ceb:${name}>${escaped(text)}</ceb:${name}>\n`);
  return `  <ceb:InventoryReturn>\n${written.join('')}  </ceb:InventoryReturn>\n`;
}

/** yyyyMMddHHmmssSSS in Beijing. */
function timeText(time: number): string {
  return new Date(time + BEIJING_MS).toISOString().replaceAll(/\D/g, '');
}

function infoText(info: ListReceipt['returnInfo']): string {
  let text = '';
  for (const { code, pointer, sentence } of info) {
    const next = `[${code}:${pointer}:${sentence}]`;
    if (text.length + next.length > MAX_RETURN_INFO) break;
    text += next;
  }
  return text;
}

/** Characters that XML does not allow are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
}
