import type {
  InspectionAbandoned,
  InspectionOpened,
  InspectionOutcome,
  InspectionState,
  InspectionStatus,
  ParcelCancelled,
  ParcelDeclared,
  ParcelInspected,
  ParcelReturned,
  RecordVerdict,
  Verdict,
  VerdictRefusal,
  VerdictRefused,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';
import { assess, type Ruleset } from './ruleset';

export type InspectionCommand = ParcelDeclared | RecordVerdict | ParcelCancelled | ParcelReturned;
export type InspectionEvent = ParcelInspected | InspectionOpened | VerdictRefused | InspectionAbandoned;

const initialState: InspectionState = {
  status: 'absent',
  declarationVersion: 0,
  channel: 'GREEN',
  rule: '',
  reason: 'NONE',
  rulesetVersion: '',
  abandoned: null,
  since: 0,
};

const outcomeOf: Readonly<Record<Verdict, InspectionOutcome>> = {
  PASS: 'PASSED',
  RETURN: 'RETURNED',
  DETAIN: 'DETAINED',
};
const statusOf: Readonly<Record<InspectionOutcome, InspectionStatus>> = {
  PASSED: 'passed',
  RETURNED: 'returned',
  DETAINED: 'detained',
};

/**
 * Decides who looks at a parcel, and takes down what came of it. The rules are fixed for the life of the process; the rule
 * and version that chose the channel stay with the parcel.
 */
export function inspectionDecider(ruleset: Ruleset): Decider<InspectionState, InspectionCommand, InspectionEvent> {
  return {
    initialState,

    decide(command, state) {
      switch (command.type) {
        case 'ParcelDeclared':
          return open(ruleset, command, state);
        case 'RecordVerdict':
          return [judge(command, state)];
        case 'ParcelCancelled':
          return abandon(command.parcelId, state, 'CANCELLED');
        case 'ParcelReturned':
          return abandon(command.parcelId, state, 'RETURNED');
        default:
          return unreachable(command);
      }
    },

    evolve(state, event, at) {
      switch (event.type) {
        case 'InspectionOpened':
          return {
            ...ruled(event),
            abandoned: null,
            since: at,
            status: event.channel === 'RED' ? 'examination' : 'documents',
          };
        case 'ParcelInspected':
          return { ...ruled(event), abandoned: null, since: at, status: statusOf[event.outcome] };
        case 'InspectionAbandoned':
          return { ...state, status: 'abandoned', abandoned: event.reason, since: at };
        case 'VerdictRefused':
          return state;
        default:
          return unreachable(event);
      }
    },
  };
}

function ruled(event: InspectionOpened | ParcelInspected): Omit<InspectionState, 'status' | 'since' | 'abandoned'> {
  const { declarationVersion, channel, rule, reason, rulesetVersion } = event;
  return { declarationVersion, channel, rule, reason, rulesetVersion };
}

function isWaiting({ status }: InspectionState): boolean {
  return status === 'documents' || status === 'examination';
}

function open(ruleset: Ruleset, parcel: ParcelDeclared, state: InspectionState): readonly InspectionEvent[] {
  const { parcelId, version: declarationVersion } = parcel;
  // The release stage may have read the declaration, and given the parcel up, before this one came to read it.
  if (state.abandoned) return [{ type: 'InspectionAbandoned', parcelId, reason: state.abandoned }];
  if (state.status !== 'absent') return []; // a declaration is accepted once
  const assessment = { ...assess(ruleset, parcel), rulesetVersion: ruleset.version };
  if (assessment.channel !== 'GREEN')
    return [{ type: 'InspectionOpened', parcelId, declarationVersion, ...assessment }];
  return [{ type: 'ParcelInspected', parcelId, declarationVersion, outcome: 'PASSED', ...assessment, remark: null }];
}

function judge({ parcelId, verdict, remark }: RecordVerdict, state: InspectionState): InspectionEvent {
  if (!isWaiting(state)) return { type: 'VerdictRefused', parcelId, verdict, reason: refusalIn(state.status) };
  const { declarationVersion, channel, rule, reason, rulesetVersion } = state;
  const outcome = outcomeOf[verdict];
  return {
    type: 'ParcelInspected',
    parcelId,
    declarationVersion,
    outcome,
    channel,
    rule,
    reason,
    rulesetVersion,
    remark,
  };
}

function refusalIn(status: InspectionStatus): VerdictRefusal {
  if (status === 'absent') return 'UNKNOWN_PARCEL';
  return status === 'abandoned' ? 'ABANDONED' : 'ALREADY_INSPECTED';
}

function abandon(
  parcelId: string,
  state: InspectionState,
  reason: InspectionAbandoned['reason'],
): readonly InspectionEvent[] {
  if (state.status !== 'absent' && !isWaiting(state)) return [];
  return [{ type: 'InspectionAbandoned', parcelId, reason }];
}
