/** What an event means for the request that led to it. */
export type Meaning = 'done' | 'refused' | 'underway';

/** Which events answer a command, by name. What follows from the same request otherwise is not its answer. */
export type Settlement = Readonly<Record<string, Meaning>>;

/** Names of the requests that somebody may wait for. */
export type RequestName =
  | 'declare'
  | 'amend'
  | 'submit'
  | 'verdict'
  | 'confirm'
  | 'arriveParcel'
  | 'scan'
  | 'image'
  | 'papers'
  | 'upload'
  | 'judgePaper'
  | 'findings'
  | 'sample'
  | 'handOver'
  | 'sampleResult'
  | 'quarantine'
  | 'endQuarantine'
  | 'assign'
  | 'hold'
  | 'lift'
  | 'revoke'
  | 'return'
  | 'cancel'
  | 'split'
  | 'arrive'
  | 'dock'
  | 'layOut'
  | 'move'
  | 'load'
  | 'offload'
  | 'open'
  | 'close'
  | 'reopen'
  | 'depart'
  | 'weigh'
  | 'acceptMass'
  | 'gatePass'
  | 'applySeal'
  | 'verifySeal'
  | 'removeSeal'
  | 'applyEntry'
  | 'approveEntry'
  | 'refuseEntry'
  | 'extendEntry'
  | 'cancelEntry'
  | 'arriveAtGate'
  | 'examineEntry'
  | 'receipt'
  | 'openSubscription'
  | 'changeSubscription'
  | 'pauseSubscription'
  | 'resumeSubscription'
  | 'deleteSubscription'
  | 'redeliver'
  | 'testSubscription';

/** A record that no lane can process ends the wait for it as well. */
export const PARKED = 'RecordParked';

/** A command at a bench of the inspection leads to this event, or is refused. */
function bench(event: string): Settlement {
  return { [event]: 'done', InspectionCommandRefused: 'refused' };
}

/** A command to an entry application leads to this event, or is refused. */
function entry(event: string): Settlement {
  return { [event]: 'done', EntryCommandRefused: 'refused' };
}

/** A command to a subscription leads to this event, or is refused. */
function subscription(event: string): Settlement {
  return { [event]: 'done', SubscriptionCommandRefused: 'refused' };
}

/**
 * The events that settle each request. A hold of a released parcel and a load travel through two lanes: their first events say
 * that they are under way, and the last one, found by the same correlation id, what became of them.
 */
export const SETTLEMENTS: Readonly<Record<RequestName, Settlement>> = {
  declare: {
    ParcelDeclared: 'done',
    DeclarationRepeated: 'done',
    DeclarationRejected: 'refused',
    DeclarationConflicted: 'refused',
    // Its documents may be there already, and then answer at once.
    DeclarationFiled: 'underway',
  },
  // A change is asked of release, behind its documents where it needs any.
  amend: {
    ParcelDeclared: 'done',
    DeclarationRepeated: 'done',
    AmendmentRefused: 'refused',
    DeclarationFiled: 'underway',
    AmendmentAsked: 'underway',
  },
  submit: {
    OrderSubmitted: 'done',
    WaybillSubmitted: 'done',
    PaymentSubmitted: 'done',
    DocumentRepeated: 'done',
    DocumentRefused: 'refused',
  },
  verdict: {
    ParcelInspected: 'done',
    VerdictProposed: 'done',
    AmendmentRequested: 'done',
    VerdictRefused: 'refused',
  },
  // A destruction ends the quarantine before it ends the inspection; a pass may still have to wait for the arrival.
  confirm: {
    ParcelInspected: 'done',
    VerdictProposed: 'done',
    VerdictRejected: 'done',
    InspectionCommandRefused: 'refused',
  },
  arriveParcel: bench('ParcelArrived'),
  scan: { ParcelScanned: 'done' },
  image: bench('ImageJudged'),
  papers: bench('PapersRequested'),
  upload: bench('PaperUploaded'),
  judgePaper: bench('PaperJudged'),
  findings: bench('FindingsRecorded'),
  sample: bench('SampleTaken'),
  handOver: bench('SampleHandedOver'),
  sampleResult: bench('SampleResultRecorded'),
  quarantine: bench('ParcelQuarantined'),
  endQuarantine: { ...bench('QuarantineEnded'), VerdictProposed: 'done' },
  assign: bench('ParcelAssigned'),
  hold: { ParcelHeld: 'done', HoldRequested: 'underway', HoldTooLate: 'refused', ReleaseCommandRefused: 'refused' },
  lift: { HoldLifted: 'done', ReleaseCommandRefused: 'refused' },
  revoke: {
    ReleaseRevoked: 'done',
    HoldRequested: 'underway',
    HoldTooLate: 'refused',
    ReleaseCommandRefused: 'refused',
  },
  return: { ParcelReturned: 'done', ReleaseCommandRefused: 'refused' },
  // Where customs has a say, its approval may take as long as it takes.
  cancel: { ParcelCancelled: 'done', CancellationRequested: 'underway', ReleaseCommandRefused: 'refused' },
  split: { ParcelSplit: 'done', SplitRefused: 'refused' },
  arrive: { TruckArrived: 'done', WagonArrived: 'done', UnitCommandRefused: 'refused' },
  layOut: { BlockLaidOut: 'done', UnitCommandRefused: 'refused' },
  move: { ContentMoved: 'done', MoveRefused: 'refused' },
  dock: { TruckDocked: 'done', UnitCommandRefused: 'refused' },
  load: { ManifestEntered: 'done', PlaceReserved: 'underway', PlaceFreed: 'refused', LoadRefused: 'refused' },
  offload: { ParcelOffloaded: 'done', UnitOffloaded: 'done', PlaceVacated: 'underway', OffloadRefused: 'refused' },
  open: { UnitOpened: 'done', UnitCommandRefused: 'refused' },
  close: { UnitClosed: 'done', ClosingStarted: 'underway', UnitCommandRefused: 'refused' },
  reopen: { UnitReopened: 'done', UnitCommandRefused: 'refused' },
  depart: { UnitDeparted: 'done', DepartureRefused: 'refused' },
  weigh: { TruckWeighed: 'done', UnitCommandRefused: 'refused' },
  acceptMass: { MassAccepted: 'done', UnitCommandRefused: 'refused' },
  // Its number is asked of the register.
  applySeal: { SealApplied: 'done', SealAsked: 'underway', SealRefused: 'refused' },
  verifySeal: { SealVerified: 'done', SealBroken: 'done', SealRefused: 'refused' },
  removeSeal: { SealRemoved: 'done', UnitReopened: 'done', SealRefused: 'refused', UnitCommandRefused: 'refused' },
  gatePass: { GatePassIssued: 'done', UnitCommandRefused: 'refused' },
  // What an application books is asked in lanes of its own.
  applyEntry: {
    EntryApplied: 'underway',
    EntryReceived: 'done',
    EntryRefused: 'refused',
    EntryCommandRefused: 'refused',
  },
  approveEntry: entry('EntryApproved'),
  refuseEntry: { EntryRefused: 'done', EntryCommandRefused: 'refused' },
  extendEntry: entry('EntryExtended'),
  cancelEntry: entry('EntryCancelled'),
  arriveAtGate: entry('VehicleAtGate'),
  // An examination that lets the truck in, or sends it away, says so in the same decision.
  examineEntry: entry('EntryExamined'),
  receipt: {
    CustomsStatusChanged: 'done',
    ReportAnswered: 'done',
    ReportDue: 'done',
    ReceiptNoted: 'done',
    ReceiptIgnored: 'done',
  },
  openSubscription: subscription('SubscriptionOpened'),
  changeSubscription: subscription('SubscriptionChanged'),
  pauseSubscription: subscription('SubscriptionPaused'),
  resumeSubscription: subscription('SubscriptionResumed'),
  deleteSubscription: subscription('SubscriptionDeleted'),
  redeliver: subscription('RedeliveryOrdered'),
  testSubscription: subscription('SubscriptionTestOrdered'),
};
