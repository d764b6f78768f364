import type {
  AmendmentRequested,
  ArriveParcel,
  AssignParcel,
  CancellationRefused,
  CancellationRequested,
  ConfirmVerdict,
  EndQuarantine,
  EscalateOverdue,
  FindingsRecorded,
  HandOverSample,
  HoldLifted,
  HoldNoted,
  HoldRequested,
  HoldTooLate,
  ImageJudged,
  InspectionAbandoned,
  InspectionCommandRefused,
  InspectionOpened,
  InspectionReassessed,
  JudgeImage,
  JudgePaper,
  PaperJudged,
  PapersRequested,
  PaperUploaded,
  ParcelArrived,
  ParcelAssigned,
  ParcelCancelled,
  ParcelDeclared,
  ParcelDetained,
  ParcelEscalated,
  ParcelHeld,
  ParcelInspected,
  ParcelQuarantined,
  ParcelReturned,
  ParcelScanned,
  QuarantineEnded,
  QuarantineParcel,
  RecordFindings,
  RecordSampleResult,
  RecordVerdict,
  ReleaseRevoked,
  RequestPapers,
  SampleHandedOver,
  SampleResultRecorded,
  SampleTaken,
  ScanParcel,
  TakeSample,
  UploadPaper,
  VerdictProposed,
  VerdictRefused,
  VerdictRejected,
} from '@alataw/contracts';

/** What the inspection is told: by staff and platforms, by the ticker, by the stages before and behind it. */
export type InspectionCommand =
  | ParcelDeclared
  | RecordVerdict
  | ConfirmVerdict
  | ArriveParcel
  | ScanParcel
  | JudgeImage
  | RequestPapers
  | UploadPaper
  | JudgePaper
  | RecordFindings
  | TakeSample
  | HandOverSample
  | RecordSampleResult
  | QuarantineParcel
  | EndQuarantine
  | AssignParcel
  | EscalateOverdue
  | ParcelCancelled
  | ParcelReturned
  | ParcelDetained
  | HoldRequested
  | CancellationRequested
  | CancellationRefused
  | ParcelHeld
  | ReleaseRevoked
  | HoldLifted
  | HoldTooLate;

export type InspectionEvent =
  | ParcelInspected
  | InspectionOpened
  | InspectionReassessed
  | InspectionAbandoned
  | VerdictRefused
  | InspectionCommandRefused
  | VerdictProposed
  | VerdictRejected
  | AmendmentRequested
  | ParcelArrived
  | ParcelScanned
  | ImageJudged
  | PapersRequested
  | PaperUploaded
  | PaperJudged
  | FindingsRecorded
  | SampleTaken
  | SampleHandedOver
  | SampleResultRecorded
  | ParcelQuarantined
  | QuarantineEnded
  | ParcelAssigned
  | ParcelEscalated
  | HoldNoted;
