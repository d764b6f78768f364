import { SourceError, type SourceFault } from '../record-source';
import { timeOf } from './ceb-xml';
import { XmlReader } from './xml-reader';

/** What a receipt is about, by the number of its message. */
export type ReceiptSubject = 'LIST' | 'ARRIVAL' | 'DEPARTURE' | 'CANCELLATION';
const SUBJECTS: Readonly<Record<string, ReceiptSubject>> = {
  CEB604Message: 'LIST',
  CEB508Message: 'ARRIVAL',
  CEB510Message: 'DEPARTURE',
  CEB606Message: 'CANCELLATION',
};

/** A receipt of customs. */
export interface CustomsReceipt {
  readonly document: ReceiptSubject;
  /** Of the document that it answers, 36 characters. */
  readonly guid: string;
  readonly copNo: string;
  /** Customs' status code, e.g. 399. */
  readonly code: number;
  /** When customs said so, epoch ms UTC. */
  readonly returnTime: number;
  /** At most 1,000 characters. */
  readonly info: string | null;
  readonly preNo: string | null;
  readonly invtNo: string | null;
}

/** A receipt, or why it is none; both in the order of the message. */
export type ReceiptReading =
  | { readonly ok: true; readonly receipt: CustomsReceipt }
  | { readonly ok: false; readonly faults: readonly SourceFault[] };

const MAX_INFO = 1_000;
const MAX_NUMBER = 60;
const RETURN = /Return$/;

/**
 * Reads a message of receipts (CEB604, 508, 510 or 606), with any namespace prefix or none. What is wrong with one receipt costs that receipt.
 * @param most receipts of one message
 * @throws {SourceError} for what is no such message, or has more
 */
export function readReceipts(bytes: Buffer, most: number, charset?: string): readonly ReceiptReading[] {
  const message = new ReceiptMessage(most);
  const reader = new XmlReader(message, charset);
  message.refuse = (detail) => reader.refused('NOT_RECEIPTS', detail);
  reader.write(bytes);
  reader.end();
  return message.readings;
}

class ReceiptMessage {
  readonly readings: ReceiptReading[] = [];
  refuse: (detail: string) => SourceError = (detail) => new SourceError('NOT_RECEIPTS', detail, []);
  private subject: ReceiptSubject | undefined;
  private depth = 0;
  private fields: Map<string, string> | undefined;
  private leaf = '';
  private line = 1;

  constructor(private readonly most: number) {}

  open(name: string, line: number): void {
    this.depth += 1;
    if (this.depth === 1) {
      this.subject = SUBJECTS[name];
      if (!this.subject) throw this.refuse('Send a CEB604Message, CEB508Message, CEB510Message or CEB606Message.');
    }
    if (this.depth === 2 && RETURN.test(name)) {
      if (this.readings.length === this.most) throw this.refuse(`Send at most ${this.most} receipts in one message.`);
      this.fields = new Map();
      this.line = line;
    }
    this.leaf = this.depth === 3 ? name : '';
  }

  text(text: string): void {
    if (this.leaf === '' || !this.fields) return;
    this.fields.set(this.leaf, `${this.fields.get(this.leaf) ?? ''}${text}`.slice(0, MAX_INFO));
  }

  close(): void {
    if (this.depth === 2 && this.fields && this.subject) {
      const { fields, line } = this;
      this.readings.push(readingOf(this.subject, (name) => fields.get(name)?.trim() ?? '', line));
      this.fields = undefined;
    }
    this.leaf = '';
    this.depth -= 1;
  }
}

function readingOf(document: ReceiptSubject, text: (name: string) => string, sourceLine: number): ReceiptReading {
  const faults: SourceFault[] = [];
  const fault = (element: string, code: string, detail: string): void => {
    faults.push({ pointer: '', code, detail, place: { sourceLine, column: null, element } });
  };
  const [guid, copNo, status, time] = [text('guid'), text('copNo'), text('returnStatus'), text('returnTime')];
  if (!/^[0-9A-Za-z-]{1,36}$/.test(guid)) fault('guid', 'REQUIRED', 'Repeat the guid of the document.');
  if (copNo === '' || copNo.length > MAX_NUMBER) fault('copNo', 'REQUIRED', 'Repeat the copNo of the document.');
  if (!/^-?\d{1,9}$/.test(status)) fault('returnStatus', 'NOT_A_CODE', 'Say returnStatus, a whole number.');
  const returnTime = timeOf(time);
  if (returnTime === null) fault('returnTime', 'NOT_A_TIME', 'Say returnTime as yyyyMMddHHmmssSSS in Beijing time.');
  if (faults.length > 0 || returnTime === null) return { ok: false, faults };
  const numberIn = (name: string): string | null => text(name).slice(0, MAX_NUMBER) || null;
  const [preNo, invtNo, info] = [numberIn('preNo'), numberIn('invtNo'), text('returnInfo') || null];
  return { ok: true, receipt: { document, guid, copNo, code: Number(status), returnTime, info, preNo, invtNo } };
}
