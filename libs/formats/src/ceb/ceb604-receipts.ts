import type { ListNames } from '../record-source';
import { group, messageHead, messageTail, returnTimeText } from './ceb-xml';

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

/** What stands before the receipts. @param guid of the message */
export function receiptsHead(guid: string): string {
  return messageHead(604, guid);
}

/** What stands behind them. */
export const RECEIPTS_TAIL = messageTail(604);

/** One receipt as XML. Numbers that are not known are left out. */
export function receiptXml({ names, returnStatus, returnTime, returnInfo }: ListReceipt): string {
  const { guid, customsCode, ebpCode, copNo, preNo, invtNo } = names;
  const elements = { guid, customsCode, ebpCode, copNo, preNo, invtNo, returnStatus };
  const told = { returnTime: returnTimeText(returnTime), returnInfo: infoText(returnInfo) };
  return group('InventoryReturn', { ...elements, ...told }, 2);
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
