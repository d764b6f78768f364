import type {
  DeclarationConflicted,
  DeclarationFault,
  DeclarationRejected,
  DeclarationRepeated,
  DeclarationState,
  DeclareParcel,
  ParcelDeclared,
} from '@alataw/contracts';
import { unreachable, type Decider, type DecisionContext } from '@alataw/stage';
import { contentHash } from './content-hash';
import { decideAmendment, evolveAmendment, type AmendmentCommand, type AmendmentEvent } from './declaration.amendment';
import { faultsOf } from './declaration.checks';
import { rejectionLeavesAt } from './declaration.ending';
import {
  acceptOrFile,
  decideMatching,
  evolveMatching,
  giveBack,
  type MatchingCommand,
  type MatchingEvent,
} from './declaration.matching';
import {
  decidePredecessor,
  evolvePredecessor,
  isCalledOff,
  type AskPredecessor,
  type PredecessorEvent,
} from './declaration.predecessor';
import {
  decideFreeing,
  decideReturn,
  evolveReturn,
  type AskReturn,
  type FreeParcel,
  type ReturnEvent,
} from './declaration.return';
import type { DocumentRules } from './document.rules';

export type DeclarationCommand =
  DeclareParcel | MatchingCommand | AmendmentCommand | AskPredecessor | AskReturn | FreeParcel;
export type DeclarationEvent =
  | ParcelDeclared
  | DeclarationRejected
  | DeclarationRepeated
  | DeclarationConflicted
  | MatchingEvent
  | AmendmentEvent
  | PredecessorEvent
  | ReturnEvent;

const initialState: DeclarationState = {
  status: 'absent',
  platform: '',
  version: 0,
  contentHash: '',
  firstSeenAt: 0,
  decidedAt: 0,
  orderNo: '',
  tradeMode: '',
  destinationCountry: '',
  carrier: '',
  currency: '',
  declaredValueMinor: 0,
  grossWeightGrams: 0,
  packages: 0,
  itemCount: 0,
  faults: [],
  list: null,
  documents: [],
  due: 0,
  lastVersion: 0,
  amendment: null,
  closed: null,
  predecessorId: null,
  successorId: null,
  returnOf: null,
  returnId: null,
};

/**
 * Decides about declarations of one waybill number. It belongs to the platform that declared it first; what was accepted
 * stays until it is amended; what was rejected may be sent again, corrected or not: the rules of the day decide. A list that
 * needs documents of its own waits for them, and may be replaced meanwhile. What was cancelled or returned is over: its goods
 * are declared anew under another number, which names this one; so do those of what departed and comes back.
 * @param rules fixed for the life of the process; what they asked of a list stands in its filing
 */
export function declarationDecider(
  rules: DocumentRules,
): Decider<DeclarationState, DeclarationCommand, DeclarationEvent> {
  return {
    initialState,

    decide(command, state, context) {
      switch (command.type) {
        case 'DeclareParcel':
          return declare(command, state, rules, context);
        case 'AmendParcel':
        case 'AmendmentGranted':
        case 'AmendmentDenied':
        case 'ParcelCancelled':
        case 'ParcelReturned':
        case 'ParcelEnded':
          return decideAmendment(command, state, rules, context);
        case 'AskPredecessor':
          return [decidePredecessor(command, state)];
        case 'AskReturn':
          return [decideReturn(command, state)];
        case 'FreeParcel': {
          const freed = decideFreeing(command, state);
          return freed ? [freed] : [];
        }
        default:
          return decideMatching(command, state, context);
      }
    },

    evolve(state, event, at) {
      switch (event.type) {
        case 'ParcelDeclared':
          return accepted(state, event, at);
        case 'DeclarationRejected':
          return rejected(state, event, at);
        case 'DeclarationFiled':
        case 'MatchNoted':
        case 'DocumentsGivenBack':
        case 'MatchingCommandRefused':
          return evolveMatching(state, event, at);
        case 'AmendmentAsked':
        case 'AmendmentRefused':
        case 'DeclarationClosed':
          return evolveAmendment(state, event);
        case 'PredecessorConfirmed':
        case 'PredecessorRefused':
        case 'PredecessorFreed':
          return evolvePredecessor(state, event);
        case 'ReturnConfirmed':
        case 'ReturnRefused':
        case 'ReturnFreed':
          return evolveReturn(state, event);
        case 'DeclarationRepeated':
        case 'DeclarationConflicted':
          return state;
        default:
          return unreachable(event);
      }
    },
  };
}

function declare(
  command: DeclareParcel,
  state: DeclarationState,
  rules: DocumentRules,
  context: DecisionContext,
): readonly DeclarationEvent[] {
  const hash = contentHash(command);
  if (state.status !== 'absent' && state.platform !== command.platform) return [conflict(command, 'OTHER_PLATFORM')];
  const isSame = state.contentHash === hash;
  if (state.status === 'accepted' && isSame) return [repeat(command, state, [])];
  if (isCalledOff(state) || state.successorId !== null) return [conflict(command, 'CLOSED')];
  if (state.status === 'accepted') return [conflict(command, 'CONTENT_DIFFERS')];
  if (state.status === 'filed' && isSame) return [repeat(command, state, [])];
  const faults = faultsOf(command, context.at);
  if (isSame && faults.length > 0) return [repeat(command, state, faults)];
  const version = state.lastVersion + 1;
  const decided =
    faults.length > 0 ? reject(command, version, hash, faults) : acceptOrFile(command, version, hash, rules, context);
  // What a replaced list asked for is free before the new one asks.
  return [...(state.status === 'filed' ? giveBack(command.parcelId, state, state) : []), decided];
}

function accepted(state: DeclarationState, event: ParcelDeclared, at: number): DeclarationState {
  return {
    status: 'accepted',
    platform: event.platform,
    version: event.version,
    contentHash: event.contentHash,
    firstSeenAt: state.status === 'absent' ? at : state.firstSeenAt,
    decidedAt: at,
    orderNo: event.orderNo,
    tradeMode: event.tradeMode,
    destinationCountry: event.destinationCountry,
    carrier: event.carrier,
    currency: event.currency,
    declaredValueMinor: event.declaredValueMinor,
    grossWeightGrams: event.grossWeightGrams,
    packages: event.packages,
    itemCount: event.items.length,
    faults: [],
    list: null,
    documents: event.documentIds.map((documentId) => ({ documentId, matched: true })),
    due: 0,
    lastVersion: Math.max(state.lastVersion, event.version),
    amendment: null,
    closed: null,
    predecessorId: event.predecessorId,
    successorId: state.successorId,
    returnOf: event.returnOf,
    returnId: null,
  };
}

function rejected(state: DeclarationState, event: DeclarationRejected, at: number): DeclarationState {
  return {
    ...initialState,
    status: 'rejected',
    platform: event.platform,
    version: event.version,
    contentHash: event.contentHash,
    firstSeenAt: state.status === 'absent' ? at : state.firstSeenAt,
    decidedAt: at,
    orderNo: event.orderNo,
    destinationCountry: event.destinationCountry,
    faults: event.faults,
    due: rejectionLeavesAt(at),
    lastVersion: Math.max(state.lastVersion, event.version),
  };
}

function conflict(
  { parcelId, platform }: DeclareParcel,
  reason: DeclarationConflicted['reason'],
): DeclarationConflicted {
  return { type: 'DeclarationConflicted', parcelId, platform, reason };
}

function repeat(
  { parcelId, platform }: DeclareParcel,
  { version, status, decidedAt }: DeclarationState,
  faults: readonly DeclarationFault[],
): DeclarationRepeated {
  const decision = DECISIONS[status] ?? 'REJECTED';
  return { type: 'DeclarationRepeated', parcelId, platform, version, decision, decidedAt, faults };
}

const DECISIONS: Readonly<Partial<Record<DeclarationState['status'], DeclarationRepeated['decision']>>> = {
  accepted: 'ACCEPTED',
  filed: 'PENDING',
};

function reject(
  { parcelId, platform, orderNo, destinationCountry }: DeclareParcel,
  version: number,
  hash: string,
  faults: readonly DeclarationFault[],
): DeclarationRejected {
  const type = 'DeclarationRejected';
  return { type, parcelId, platform, version, contentHash: hash, orderNo, destinationCountry, faults };
}
