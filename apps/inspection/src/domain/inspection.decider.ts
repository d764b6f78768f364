import type {
  InspectionAbandoned,
  InspectionOutcome,
  InspectionState,
  InspectionStatus,
  ParcelInspected,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';
import { assign, escalate, noteHold } from './benches/desk';
import {
  judgePaper,
  paperJudged,
  papersRequested,
  paperUploaded,
  requestPapers,
  uploadPaper,
} from './benches/documents';
import { findingsRecorded, recordFindings } from './benches/examination';
import { arrive } from './benches/intake';
import {
  handOver,
  recordResult,
  resultRecorded,
  sampleHandedOver,
  sampleTaken,
  takeSample,
} from './benches/laboratory';
import { open, opened, reassessed } from './benches/opening';
import { endQuarantine, quarantine } from './benches/quarantine';
import { confirm, judge } from './benches/verdict';
import { imageJudged, judgeImage, scan } from './benches/xray';
import { filed, initialState, isOpen } from './file';
import type { InspectionCommand, InspectionEvent } from './messages';
import type { Ruleset } from './ruleset';

const statusOf: Readonly<Record<InspectionOutcome, InspectionStatus>> = {
  PASSED: 'passed',
  RETURNED: 'returned',
  DETAINED: 'detained',
};

/**
 * Decides who looks at a parcel, and takes down what came of it. The rules are fixed for the life of the process; the rule
 * and version that chose the channel stay with the parcel. What each bench does stands in `benches`; where the parcel waits
 * follows from what they did.
 */
export function inspectionDecider(ruleset: Ruleset): Decider<InspectionState, InspectionCommand, InspectionEvent> {
  return {
    initialState,

    decide(command, state, context) {
      switch (command.type) {
        case 'ParcelDeclared':
          return open(ruleset, command, state, context);
        case 'RecordVerdict':
          return judge(command, state, context);
        case 'ConfirmVerdict':
          return confirm(command, state, context);
        case 'ArriveParcel':
          return arrive(command, state);
        case 'ScanParcel':
          return scan(command, state);
        case 'JudgeImage':
          return judgeImage(command, state, context);
        case 'RequestPapers':
          return requestPapers(command, state, context);
        case 'UploadPaper':
          return uploadPaper(command, state);
        case 'JudgePaper':
          return judgePaper(command, state, context);
        case 'RecordFindings':
          return recordFindings(command, state, context);
        case 'TakeSample':
          return takeSample(command, state, context);
        case 'HandOverSample':
          return handOver(command, state);
        case 'RecordSampleResult':
          return recordResult(command, state);
        case 'QuarantineParcel':
          return quarantine(command, state);
        case 'EndQuarantine':
          return endQuarantine(command, state, context);
        case 'AssignParcel':
          return assign(command, state);
        case 'EscalateOverdue':
          return escalate(command, state, context);
        case 'ParcelCancelled':
          return abandon(command.parcelId, state, 'CANCELLED');
        case 'ParcelReturned':
          return abandon(command.parcelId, state, 'RETURNED');
        case 'ParcelDetained':
          return abandon(command.parcelId, state, 'DETAINED');
        case 'CancellationRequested': // stopped like a held one, until customs has answered
        case 'HoldRequested':
        case 'ParcelHeld':
        case 'ReleaseRevoked':
          return noteHold(command.parcelId, true, state);
        case 'CancellationRefused':
        case 'HoldLifted':
        case 'HoldTooLate':
          return noteHold(command.parcelId, false, state);
        default:
          return unreachable(command);
      }
    },

    evolve(state, event, at) {
      return filed(state, after(state, event, at), at);
    },
  };
}

/** What an event says, without what follows from it. */
function after(state: InspectionState, event: InspectionEvent, at: number): InspectionState {
  switch (event.type) {
    case 'InspectionOpened':
      return opened(state, event);
    case 'InspectionReassessed':
      return reassessed(state, event);
    case 'ParcelInspected':
      return { ...state, ...ruled(event), abandoned: null, proposal: null, status: statusOf[event.outcome] };
    case 'InspectionAbandoned':
      // Once more for the declaration: it is the later time that counts.
      return { ...state, status: 'abandoned', abandoned: event.reason, proposal: null, since: at };
    case 'ParcelArrived':
      return { ...state, arrivedAt: at };
    case 'ParcelScanned':
      return { ...state, scannedAt: at };
    case 'ImageJudged':
      return imageJudged(state, event);
    case 'PapersRequested':
      return papersRequested(state, event);
    case 'PaperUploaded':
      return paperUploaded(state, event);
    case 'PaperJudged':
      return paperJudged(state, event);
    case 'FindingsRecorded':
      return findingsRecorded(state, event);
    case 'SampleTaken':
      return sampleTaken(state, event);
    case 'SampleHandedOver':
      return sampleHandedOver(state, event);
    case 'SampleResultRecorded':
      return resultRecorded(state, event);
    case 'ParcelQuarantined':
      return { ...state, quarantined: true, proposal: null };
    case 'QuarantineEnded':
      return { ...state, quarantined: false };
    case 'VerdictProposed': {
      const { verdict, detention, remark, officer, awaitsArrival } = event;
      return { ...state, proposal: { verdict, detention, remark, officer, awaitsArrival } };
    }
    case 'VerdictRejected':
      return { ...state, proposal: null };
    case 'AmendmentRequested':
      return { ...state, amending: true, proposal: null };
    case 'ParcelAssigned':
      return { ...state, officer: event.officer };
    case 'ParcelEscalated':
      return { ...state, escalatedAt: at };
    case 'HoldNoted':
      return { ...state, held: event.held };
    case 'VerdictRefused':
    case 'InspectionCommandRefused':
      return state;
    default:
      return unreachable(event);
  }
}

function ruled(event: ParcelInspected): Partial<InspectionState> {
  const { declarationVersion, channel, rule, reason, rulesetVersion } = event;
  return { declarationVersion, channel, rule, reason, rulesetVersion };
}

/** Also of a parcel that passed: a changed declaration that is read behind this must not begin its inspection again. */
function abandon(
  parcelId: string,
  state: InspectionState,
  reason: InspectionAbandoned['reason'],
): readonly InspectionEvent[] {
  if (state.status !== 'absent' && state.status !== 'passed' && !isOpen(state)) return [];
  return [{ type: 'InspectionAbandoned', parcelId, reason }];
}
