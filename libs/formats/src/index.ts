export { group, messageHead, messageTail, returnTimeText, timeOf, type MessageNo } from './ceb/ceb-xml';
export { copNoOf, placeOfCopNo, type EventPlace } from './ceb/cop-no';
export { elementOf } from './ceb/ceb603-elements';
export { Ceb603Source } from './ceb/ceb603-source';
export { receiptsHead, RECEIPTS_TAIL, receiptXml, type ListReceipt } from './ceb/ceb604-receipts';
export { readReceipts, type CustomsReceipt, type ReceiptReading, type ReceiptSubject } from './ceb/receipt-reader';
export { readReports, type ReportedDocument } from './ceb/report-reader';
export {
  listDocument,
  reportMessage,
  waybillDocument,
  type ReportedDeclaration,
  type ReportNames,
} from './ceb/report-writer';
export { DECLARATION_BYTES, xmlCharset } from './ceb/xml-reader';
export type { Charset } from './charset/charset';
export { csvColumns, CsvHeader, isSameDeclaration, type ColumnKind, type CsvColumns } from './csv/csv-header';
export { CsvRows, type CsvRow, type RowFault } from './csv/csv-rows';
export { CsvSource } from './csv/csv-source';
export { NdjsonSource } from './ndjson-source';
export {
  SourceError,
  type FilePlace,
  type ListNames,
  type RecordSource,
  type SourceErrorCode,
  type SourceFault,
  type SourceRecord,
} from './record-source';
