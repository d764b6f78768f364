import { SourceError } from '../record-source';
import type { ReceiptSubject } from './receipt-reader';
import { XmlReader } from './xml-reader';

/** What customs needs to know of a document in order to answer it. */
export interface ReportedDocument {
  readonly document: ReceiptSubject;
  readonly guid: string;
  readonly copNo: string;
}

const SUBJECTS: Readonly<Record<string, ReceiptSubject>> = {
  CEB603Message: 'LIST',
  CEB507Message: 'ARRIVAL',
  CEB509Message: 'DEPARTURE',
  CEB605Message: 'CANCELLATION',
};

/**
 * Reads by what documents of a message are named: customs' side of what `report-writer` writes, for those who play customs.
 * @throws {SourceError} for what is no message of reports
 */
export function readReports(message: Buffer): readonly ReportedDocument[] {
  const found: ReportedDocument[] = [];
  let depth = 0;
  let subject: ReceiptSubject | undefined;
  let names = new Map<string, string>();
  let leaf = '';
  const reader = new XmlReader({
    open: (name) => {
      depth += 1;
      if (depth === 1) subject = SUBJECTS[name];
      if (depth === 2) names = new Map();
      leaf = depth === 4 ? name : '';
    },
    text: (text) => {
      if (leaf === 'guid' || leaf === 'copNo') names.set(leaf, `${names.get(leaf) ?? ''}${text}`);
    },
    close: () => {
      const [guid, copNo] = [names.get('guid'), names.get('copNo')];
      if (depth === 2 && subject && guid !== undefined && copNo !== undefined)
        found.push({ document: subject, guid, copNo });
      leaf = '';
      depth -= 1;
    },
  });
  reader.write(message);
  reader.end();
  if (!subject)
    throw new SourceError('NOT_RECEIPTS', 'Send a CEB603Message, CEB507Message, CEB509Message or CEB605Message.', []);
  return found;
}
