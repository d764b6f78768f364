import { commandsOf, eventsOf, STAGES, transferOf, type Stage } from './topics';

/** What an input leads to. */
interface Answer {
  /** Whether there must be an event, whatever the state: without one, something is lost. */
  readonly isRequired: boolean;
  /** The events that it may lead to. */
  readonly events: readonly string[];
}

const always = (...events: string[]): Answer => ({ isRequired: true, events });
const sometimes = (...events: string[]): Answer => ({ isRequired: false, events });

/** What the inspection says to a command that changes nothing. */
const REFUSED = 'InspectionCommandRefused';

/** What a carrier is told. */
const TOLD = 'MilestoneReached';

/** What the carriers' stage says to a command about a subscription that changes nothing. */
const SUBSCRIPTION_REFUSED = 'SubscriptionCommandRefused';

/** What release says of a parcel that has ended, behind whatever ended it. */
const ENDED = 'ParcelEnded';

/** Where each stage reads, besides its own commands. */
const READS: Readonly<Record<Stage, readonly string[]>> = {
  declaration: [eventsOf('release'), transferOf('declaration')],
  inspection: [eventsOf('declaration'), eventsOf('release')],
  release: [eventsOf('declaration'), eventsOf('inspection'), eventsOf('loading'), eventsOf('customs')],
  loading: [eventsOf('release'), eventsOf('gate'), transferOf('loading')],
  gate: [eventsOf('loading'), transferOf('gate')],
  customs: [eventsOf('declaration'), eventsOf('inspection'), eventsOf('loading'), eventsOf('release')],
  carriers: [eventsOf('release'), eventsOf('loading')],
};

/** The topics that a stage reads. */
export const inputsOf = (stage: Stage): readonly string[] => [commandsOf(stage), ...READS[stage]];

/** The stages that read a topic. */
export const readersOf = (topic: string): Stage[] => STAGES.filter((stage) => inputsOf(stage).includes(topic));

/** What a unit says to a question whether a parcel in it can still be held. */
const UNIT_ANSWERS = [
  ...['DepartureChunk', 'UnitBlocked', 'UnitHoldTooLate', 'UnitHoldMoot', 'UnitHoldAsked', 'GatePassVoided'],
];

/** What a document says to what is submitted, besides that it is there. */
const DOCUMENT_ANSWERS = ['DocumentRepeated', 'DocumentRefused', 'MatchConfirmed', 'MatchRefused'];

/** What the gate says to a command about an application that changes nothing. */
const ENTRY_REFUSED = 'EntryCommandRefused';

/** Every input of every stage and what may come of it: what the domain says, written down a second time. */
const ANSWERS: Readonly<Record<Stage, Readonly<Record<string, Answer>>>> = {
  declaration: {
    DeclareParcel: always(
      ...['ParcelDeclared', 'DeclarationRejected', 'DeclarationRepeated', 'DeclarationConflicted'],
      ...['DeclarationFiled', 'DocumentsGivenBack'],
    ),
    SubmitOrder: always('OrderSubmitted', ...DOCUMENT_ANSWERS),
    SubmitWaybill: always('WaybillSubmitted', ...DOCUMENT_ANSWERS),
    SubmitPayment: always('PaymentSubmitted', ...DOCUMENT_ANSWERS),
    ExpireMatching: always(
      ...['DeclarationRejected', 'AmendmentRefused', 'DocumentsGivenBack', 'MatchingCommandRefused'],
    ),
    AmendParcel: always('AmendmentAsked', 'AmendmentRefused', 'DeclarationFiled', 'DeclarationRepeated'),
    AmendmentGranted: always('ParcelDeclared', 'DocumentsGivenBack'),
    AmendmentDenied: always('AmendmentRefused', 'DocumentsGivenBack'),
    ParcelCancelled: always('DeclarationClosed', 'DocumentsGivenBack', 'AmendmentRefused'),
    ParcelReturned: always('DeclarationClosed', 'DocumentsGivenBack', 'AmendmentRefused'),
    ParcelEnded: sometimes('DeclarationClosed', 'AmendmentRefused', 'DocumentsGivenBack'),
    ParcelRetired: sometimes('DeclarationRetired'),
    RetireRejection: always('DeclarationRetired', 'MatchingCommandRefused'),
    // from lane to lane
    DeclarationFiled: always(
      ...['MatchAwaited', 'MatchConfirmed', 'MatchRefused', 'PredecessorConfirmed', 'PredecessorRefused'],
      ...['ReturnConfirmed', 'ReturnRefused', 'DeclarationRetired'],
    ),
    DocumentsGivenBack: sometimes('MatchDissolved', 'PredecessorFreed', 'ReturnFreed', 'DeclarationRetired'),
    PredecessorConfirmed: sometimes('MatchNoted', 'ParcelDeclared'),
    PredecessorRefused: sometimes('DeclarationRejected', 'DocumentsGivenBack'),
    ReturnConfirmed: sometimes('MatchNoted', 'ParcelDeclared'),
    ReturnRefused: sometimes('DeclarationRejected', 'DocumentsGivenBack'),
    MatchConfirmed: sometimes('MatchNoted', 'ParcelDeclared', 'AmendmentAsked'),
    MatchRefused: sometimes('DeclarationRejected', 'AmendmentRefused', 'DocumentsGivenBack'),
  },
  inspection: {
    ParcelDeclared: always(
      ...['InspectionOpened', 'ParcelInspected', 'InspectionAbandoned', 'InspectionReassessed', REFUSED],
    ),
    RecordVerdict: always('ParcelInspected', 'VerdictProposed', 'AmendmentRequested', 'VerdictRefused'),
    ConfirmVerdict: always('ParcelInspected', 'VerdictProposed', 'VerdictRejected', 'QuarantineEnded', REFUSED),
    ArriveParcel: always('ParcelArrived', 'ParcelInspected', REFUSED),
    ScanParcel: always('ParcelScanned'),
    JudgeImage: always('ImageJudged', 'ParcelInspected', REFUSED),
    RequestPapers: always('PapersRequested', REFUSED),
    UploadPaper: always('PaperUploaded', REFUSED),
    JudgePaper: always('PaperJudged', REFUSED),
    RecordFindings: always('FindingsRecorded', REFUSED),
    TakeSample: always('SampleTaken', REFUSED),
    HandOverSample: always('SampleHandedOver', REFUSED),
    RecordSampleResult: always('SampleResultRecorded', REFUSED),
    QuarantineParcel: always('ParcelQuarantined', REFUSED),
    EndQuarantine: always('QuarantineEnded', 'ParcelInspected', 'VerdictProposed', REFUSED),
    AssignParcel: always('ParcelAssigned', REFUSED),
    EscalateOverdue: always('ParcelEscalated', 'InspectionCommandRefused'),
    CancellationRequested: sometimes('HoldNoted'),
    CancellationRefused: sometimes('HoldNoted'),
    HoldRequested: sometimes('HoldNoted'),
    ParcelHeld: sometimes('HoldNoted'),
    ReleaseRevoked: sometimes('HoldNoted'),
    HoldLifted: sometimes('HoldNoted'),
    HoldTooLate: sometimes('HoldNoted'),
    ParcelCancelled: sometimes('InspectionAbandoned'),
    ParcelReturned: sometimes('InspectionAbandoned'),
    ParcelDetained: sometimes('InspectionAbandoned'),
    ParcelRetired: sometimes('InspectionRetired'),
  },
  release: {
    ParcelDeclared: always(
      ...['ReleaseOpened', 'ReleaseAmended', 'ParcelReleased', 'ParcelReturned', 'ParcelDetained', 'ParcelHeld'],
      ...['HoldLifted', ENDED],
    ),
    AmendmentAsked: always('AmendmentGranted', 'AmendmentDenied'),
    ParcelInspected: always('ParcelReleased', 'ParcelReturned', 'ParcelDetained', 'InspectionNoted', ENDED),
    HoldParcel: always('ParcelHeld', 'HoldRequested', 'ReleaseCommandRefused'),
    LiftHold: always('HoldLifted', 'ParcelReleased', 'ReleaseCommandRefused'),
    RevokeRelease: always('HoldRequested', 'ReleaseRevoked', 'ReleaseCommandRefused'),
    ReturnParcel: always('ParcelReturned', 'ReleaseCommandRefused', ENDED),
    CancelParcel: always('ParcelCancelled', 'CancellationRequested', 'ReleaseCommandRefused', ENDED),
    FilingWithdrawn: sometimes('ParcelCancelled', ENDED),
    ReportAnswered: sometimes(
      ...['ParcelCancelled', 'CancellationRefused', 'ParcelReleased', 'ParcelHeld', 'ParcelReturned', 'ParcelDetained'],
      ENDED,
    ),
    LoadingHoldConfirmed: always(
      ...['ParcelHeld', 'ReleaseRevoked', 'HoldLifted', 'ParcelReturned', 'ParcelDetained', ENDED],
    ),
    LoadingHoldTooLate: always('HoldTooLate'),
    CustomsStatusChanged: sometimes(
      ...[
        'CustomsNoted',
        'ParcelReleased',
        'ParcelHeld',
        'HoldRequested',
        'HoldLifted',
        'ParcelReturned',
        'ParcelDetained',
        ENDED,
      ],
    ),
    ParcelDeparted: sometimes(ENDED),
    RetireParcel: always('ParcelRetired', 'RetirementRefused'),
  },
  loading: {
    ArriveTruck: always('TruckArrived', 'UnitCommandRefused'),
    ArriveWagon: always('WagonArrived', 'UnitCommandRefused'),
    LayOutBlock: always('BlockLaidOut', 'UnitCommandRefused'),
    MoveContent: always('ContentMoved', 'MoveRefused'),
    DockTruck: always('TruckDocked', 'UnitCommandRefused'),
    OpenUnit: always('UnitOpened', 'UnitCommandRefused'),
    LoadContent: always('PlaceReserved', 'LoadRefused'),
    OffloadContent: always('PlaceVacated', 'OffloadRefused'),
    CloseUnit: always('ClosingStarted', 'UnitClosed', 'UnitCommandRefused'),
    ReopenUnit: always('UnitReopened', 'GatePassVoided', 'UnitCommandRefused'),
    DepartUnit: always('UnitDeparted', 'DepartureChunk', 'DepartureRefused'),
    WeighTruck: always('TruckWeighed', 'GatePassVoided', 'UnitCommandRefused'),
    AcceptMass: always('MassAccepted', 'UnitCommandRefused'),
    IssueGatePass: always('GatePassIssued', 'UnitCommandRefused'),
    SplitParcel: always('ParcelSplit', 'SplitRefused'),
    ContinueDeparture: always('DepartureChunk', 'UnitCommandRefused'),
    ApplySeal: always('SealAsked', 'SealRefused'),
    VerifySeal: always('SealVerified', 'SealBroken', 'GatePassVoided', 'SealRefused'),
    ReplaceSeal: always('SealAsked', 'SealRefused'),
    RemoveSeal: always('SealRemoved', 'UnitReopened', 'GatePassVoided', 'UnitCommandRefused', 'SealRefused'),
    ParcelReleased: always('ParcelStaged'),
    HoldRequested: always('LoadingHoldConfirmed', 'LoadingHoldTooLate', 'ParcelHoldAsked'),
    HoldLifted: sometimes('ParcelUnblocked'),
    ParcelReturned: sometimes('ParcelWithdrawn'),
    ParcelDetained: sometimes('ParcelWithdrawn'),
    ParcelRetired: sometimes('LoadingRetired'),
    // from lane to lane
    PlaceReserved: always('ParcelLoaded', 'LoadDeclined', 'UnitLoaded', 'UnitLoadDeclined'),
    PlaceVacated: sometimes('ParcelOffloaded', 'UnitOffloaded'),
    UnitBlocked: always('LoadingHoldConfirmed', 'LoadingHoldTooLate', 'HoldAnswerNoted', 'UnitBlocked'),
    UnitHoldTooLate: always('LoadingHoldConfirmed', 'LoadingHoldTooLate', 'HoldAnswerNoted', ...UNIT_ANSWERS),
    UnitHoldMoot: always('LoadingHoldConfirmed', 'LoadingHoldTooLate', 'HoldAnswerNoted', ...UNIT_ANSWERS),
    ParcelSplit: sometimes('PartAccepted'),
    DepartureChunk: always('ParcelDeparted', 'PiecesDeparted', 'UnitDeparted', 'DepartureChunk'),
    ParcelLoaded: always('ManifestEntered', 'PlaceFreed', 'PlaceVacated', 'UnitClosed'),
    LoadDeclined: always('PlaceFreed', 'UnitClosed'),
    UnitLoaded: always('ManifestEntered', 'PlaceFreed', 'PlaceVacated', 'UnitClosed'),
    UnitLoadDeclined: always('PlaceFreed', 'UnitClosed'),
    ParcelHoldAsked: always(...UNIT_ANSWERS),
    UnitHoldAsked: always(...UNIT_ANSWERS),
    ParcelUnblocked: sometimes('UnitUnblocked'),
    UnitUnblocked: sometimes('UnitUnblocked'),
    SealAsked: always('SealTaken', 'SealDeclined'),
    SealTaken: sometimes('SealApplied'),
    SealDeclined: sometimes('SealRefused'),
    SealBroken: sometimes('SealAlarmRaised', 'GatePassVoided'),
    SealApplied: sometimes('SealAlarmCleared'),
    SealAlarmRaised: sometimes('SealAlarmRaised', 'GatePassVoided'),
    SealAlarmCleared: sometimes('SealAlarmCleared'),
    // from the gate
    VehicleAdmitted: always('TruckArrived', 'UnitCommandRefused'),
  },
  gate: {
    ApplyForEntry: always('EntryApplied', ENTRY_REFUSED),
    ApproveEntry: always('EntryApproved', ENTRY_REFUSED),
    RefuseEntry: always('EntryRefused', ENTRY_REFUSED),
    ExtendEntry: always('EntryExtended', ENTRY_REFUSED),
    CancelEntry: always('EntryCancelled', ENTRY_REFUSED),
    ArriveAtGate: always('VehicleAtGate', ENTRY_REFUSED),
    RecordEntryExamination: always('EntryExamined', 'EntryAdmitted', 'VehicleTurnedAway', ENTRY_REFUSED),
    ExpireEntry: always('EntryExpired', ENTRY_REFUSED),
    UnitDeparted: sometimes('VehicleLeft'),
    // from lane to lane
    EntryApplied: always('BookingGranted', 'BookingDenied'),
    EntryRefused: sometimes('BookingFreed'),
    EntryCancelled: sometimes('BookingFreed'),
    EntryExpired: sometimes('BookingFreed'),
    VehicleTurnedAway: sometimes('BookingFreed'),
    EntryCompleted: sometimes('BookingFreed'),
    EntryAdmitted: always('VehicleAdmitted'),
    BookingGranted: sometimes('EntryBooked', 'EntryReceived'),
    BookingDenied: sometimes('EntryRefused'),
    VehicleLeft: always('EntryCompleted'),
  },
  customs: {
    ParcelDeclared: sometimes('FilingOpened'),
    ParcelArrived: sometimes('ReportDue'),
    ParcelDeparted: sometimes('ReportDue'),
    CancellationRequested: always('FilingWithdrawn', 'ReportDue'),
    ParcelCancelled: sometimes('FilingWithdrawn', 'ReportDue'),
    ParcelRetired: sometimes('FilingRetired'),
    NoteReportSent: always('ReportSent', 'ReportDue', 'CustomsCommandRefused'),
    NoteSendingFailed: always('ReportSendingFailed', 'CustomsCommandRefused'),
    NoteStatusAsked: always('ReportAsked', 'ReportDue', 'CustomsCommandRefused'),
    RecordReceipt: always('CustomsStatusChanged', 'ReportAnswered', 'ReportDue', 'ReceiptNoted', 'ReceiptIgnored'),
  },
  carriers: {
    ParcelReleased: always(TOLD),
    ReleaseRevoked: always(TOLD),
    ParcelHeld: sometimes(TOLD),
    HoldLifted: sometimes(TOLD),
    HoldTooLate: always(TOLD),
    ParcelReturned: sometimes(TOLD),
    ParcelDetained: sometimes(TOLD),
    ParcelRetired: sometimes('MilestonesRetired'),
    ParcelLoaded: always(TOLD, 'MovementNoted'),
    // of a parcel that was forgotten since, nobody is told
    ParcelOffloaded: sometimes(TOLD, 'MovementNoted'),
    ParcelDeparted: always(TOLD, 'MovementNoted'),
    PiecesDeparted: always(TOLD, 'MovementNoted'),
    OpenSubscription: always('SubscriptionOpened', SUBSCRIPTION_REFUSED),
    ChangeSubscription: always('SubscriptionChanged', SUBSCRIPTION_REFUSED),
    PauseSubscription: always('SubscriptionPaused', SUBSCRIPTION_REFUSED),
    ResumeSubscription: always('SubscriptionResumed', SUBSCRIPTION_REFUSED),
    DeleteSubscription: always('SubscriptionDeleted', SUBSCRIPTION_REFUSED),
    RedeliverEvents: always('RedeliveryOrdered', SUBSCRIPTION_REFUSED),
    TestSubscription: always('SubscriptionTestOrdered', SUBSCRIPTION_REFUSED),
    // of a sender that another has followed, nothing is kept
    BeginDelivery: sometimes('DeliveryBegun'),
    NoteDelivery: sometimes('DeliveryNoted', 'SubscriptionPaused'),
  },
};

/** What every stage says to commands about its dead letters. What a retried record leads to stands behind ParkedRecordRetried. */
const LETTER_ANSWERS: Readonly<Record<string, Answer>> = {
  RetryParked: always('ParkedRecordRetried', 'ParkedRetryFailed', 'ParkedCommandRefused'),
  DiscardParked: always('ParkedRecordDiscarded', 'ParkedCommandRefused'),
};

/** What a stage says to a record of this type; undefined: it is none of its business. */
export const answerOf = (stage: Stage, type: string): Answer | undefined =>
  LETTER_ANSWERS[type] ?? ANSWERS[stage][type];

export const isAboutLetter = (type: string): boolean => type in LETTER_ANSWERS;

/** The events that stages forward between their lanes, and the fields that name the entities that have to hear of them. */
export const TRANSFERRED: Readonly<Record<string, string>> = {
  DeclarationFiled: 'documentIds',
  DocumentsGivenBack: 'documentIds',
  MatchConfirmed: 'parcelId',
  MatchRefused: 'parcelId',
  PredecessorConfirmed: 'successorId',
  PredecessorRefused: 'successorId',
  ReturnConfirmed: 'returnId',
  ReturnRefused: 'returnId',
  PlaceReserved: 'contentId',
  PlaceVacated: 'contentId',
  UnitBlocked: 'contentId',
  UnitHoldTooLate: 'contentId',
  UnitHoldMoot: 'contentId',
  DepartureChunk: 'contentIds',
  ParcelLoaded: 'unitId',
  LoadDeclined: 'unitId',
  ParcelHoldAsked: 'unitId',
  ParcelSplit: 'unitIds',
  ParcelUnblocked: 'unitId', // none when the parcel is on no unit
  UnitLoaded: 'carrierId',
  UnitLoadDeclined: 'carrierId',
  UnitHoldAsked: 'carrierId',
  UnitUnblocked: 'carrierId',
  SealAsked: 'sealId',
  SealTaken: 'unitId',
  SealDeclined: 'unitId',
  SealBroken: 'carrierId',
  SealApplied: 'carrierId',
  SealAlarmRaised: 'carrierId',
  SealAlarmCleared: 'carrierId',
  EntryApplied: 'bookingIds',
  EntryRefused: 'bookingIds',
  EntryCancelled: 'bookingIds',
  EntryExpired: 'bookingIds',
  VehicleTurnedAway: 'bookingIds',
  EntryCompleted: 'bookingIds',
  EntryAdmitted: 'bookingId',
  BookingGranted: 'applicationId',
  BookingDenied: 'applicationId',
  VehicleLeft: 'applicationId',
};
