import type {
  CancellationRequested,
  CustomsCommandRefused,
  CustomsStatusChanged,
  FilingOpened,
  FilingWithdrawn,
  NoteReportSent,
  NoteSendingFailed,
  NoteStatusAsked,
  ParcelArrived,
  ParcelCancelled,
  ParcelDeclared,
  ParcelDeparted,
  ReceiptIgnored,
  ReceiptNoted,
  RecordReceipt,
  ReportAnswered,
  ReportAsked,
  ReportDue,
  ReportSendingFailed,
  ReportSent,
} from '@alataw/contracts';

/** What the customs stage is told: by the stages whose parcels it reports, by its own sender, by customs. */
export type CustomsCommand =
  | ParcelDeclared
  | ParcelArrived
  | ParcelDeparted
  | CancellationRequested
  | ParcelCancelled
  | NoteReportSent
  | NoteSendingFailed
  | NoteStatusAsked
  | RecordReceipt;

export type CustomsEvent =
  | FilingOpened
  | FilingWithdrawn
  | ReportDue
  | ReportSent
  | ReportSendingFailed
  | ReportAsked
  | ReportAnswered
  | CustomsStatusChanged
  | ReceiptNoted
  | ReceiptIgnored
  | CustomsCommandRefused;
