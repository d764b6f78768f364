import {
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
  InspectionRetired,
  InspectionState,
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
  ParcelRetired,
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
import { forgetting, on, type Entity, type Membership, type StageDefinition } from '@alataw/stage';
import { isOpen } from './domain/file';
import { inspectionDecider } from './domain/inspection.decider';
import type { InspectionCommand, InspectionEvent } from './domain/messages';
import type { Ruleset } from './domain/ruleset';

/**
 * A parcel whose inspection is open waits in its queue and nowhere else, even if the release stage holds it meanwhile. The
 * indexes have those that may not wait much longer, by the time that they may not pass, and those that have.
 */
function memberships({ queue, since, due, escalatedAt }: InspectionState): readonly Membership[] {
  if (queue === 'none') return [];
  return [
    { set: `queue:${queue}`, since },
    ...(due > 0 ? [{ set: 'index:due', since: due } as const] : []),
    ...(escalatedAt > 0 ? [{ set: 'index:escalated', since: escalatedAt } as const] : []),
  ];
}

/** The name of an open inspection is its queue. */
function status(state: InspectionState): string | null {
  if (state.status === 'absent') return null;
  return isOpen(state) ? state.queue : state.status;
}

export function inspectionStage(ruleset: Ruleset): StageDefinition {
  const parcel: Entity<InspectionState, InspectionCommand, InspectionEvent> = {
    kind: 'parcel',
    decider: inspectionDecider(ruleset),
    state: InspectionState,
    events: [
      ParcelInspected,
      InspectionOpened,
      InspectionReassessed,
      InspectionAbandoned,
      VerdictRefused,
      InspectionCommandRefused,
      VerdictProposed,
      VerdictRejected,
      AmendmentRequested,
      ParcelArrived,
      ParcelScanned,
      ImageJudged,
      PapersRequested,
      PaperUploaded,
      PaperJudged,
      FindingsRecorded,
      SampleTaken,
      SampleHandedOver,
      SampleResultRecorded,
      ParcelQuarantined,
      QuarantineEnded,
      ParcelAssigned,
      ParcelEscalated,
      HoldNoted,
    ],
    status,
    memberships,
  };
  return {
    name: 'inspection',
    output: 'inspection.events',
    fold: 2,
    entities: [forgetting(parcel, { told: ParcelRetired, last: InspectionRetired, isBusy: isOpen })],
    consumes: [
      on(ParcelDeclared, 'parcel', ({ parcelId }) => parcelId),
      on(RecordVerdict, 'parcel', ({ parcelId }) => parcelId),
      on(ConfirmVerdict, 'parcel', ({ parcelId }) => parcelId),
      on(ArriveParcel, 'parcel', ({ parcelId }) => parcelId),
      on(ScanParcel, 'parcel', ({ parcelId }) => parcelId),
      on(JudgeImage, 'parcel', ({ parcelId }) => parcelId),
      on(RequestPapers, 'parcel', ({ parcelId }) => parcelId),
      on(UploadPaper, 'parcel', ({ parcelId }) => parcelId),
      on(JudgePaper, 'parcel', ({ parcelId }) => parcelId),
      on(RecordFindings, 'parcel', ({ parcelId }) => parcelId),
      on(TakeSample, 'parcel', ({ parcelId }) => parcelId),
      on(HandOverSample, 'parcel', ({ parcelId }) => parcelId),
      on(RecordSampleResult, 'parcel', ({ parcelId }) => parcelId),
      on(QuarantineParcel, 'parcel', ({ parcelId }) => parcelId),
      on(EndQuarantine, 'parcel', ({ parcelId }) => parcelId),
      on(AssignParcel, 'parcel', ({ parcelId }) => parcelId),
      on(EscalateOverdue, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelCancelled, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelReturned, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelDetained, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelRetired, 'parcel', ({ parcelId }) => parcelId),
      on(HoldRequested, 'parcel', ({ parcelId }) => parcelId),
      on(CancellationRequested, 'parcel', ({ parcelId }) => parcelId),
      on(CancellationRefused, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelHeld, 'parcel', ({ parcelId }) => parcelId),
      on(ReleaseRevoked, 'parcel', ({ parcelId }) => parcelId),
      on(HoldLifted, 'parcel', ({ parcelId }) => parcelId),
      on(HoldTooLate, 'parcel', ({ parcelId }) => parcelId),
    ],
  };
}
