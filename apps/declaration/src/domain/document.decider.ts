import type {
  DeclarationFault,
  DocumentClaim,
  DocumentRefused,
  DocumentRepeated,
  DocumentState,
  ListFacts,
  MatchAwaited,
  MatchConfirmed,
  MatchDissolved,
  MatchRefused,
  OrderSubmitted,
  PaymentSubmitted,
  WaybillSubmitted,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';
import { parseDocumentId, type DocumentKind } from '@alataw/values';
import { documentFaultsOf, type DocumentSubmission } from './document.checks';
import { contradictions, taken } from './document.comparison';
import { factsOf, submissionHash, submittedOf } from './document.content';

/** A list asks one of its documents: a share of the filing. */
export interface AskMatch {
  readonly type: 'AskMatch';
  readonly documentId: string;
  readonly parcelId: string;
  /** The platform of the list. */
  readonly platform: string;
  /** Of the filed list. */
  readonly version: number;
  readonly facts: ListFacts;
}

/** A list does not need one of its documents any more. */
export interface GiveBack {
  readonly type: 'GiveBack';
  readonly documentId: string;
  readonly parcelId: string;
  readonly platform: string;
  /** Of the list that does; another version of it may go on to need the document. */
  readonly version: number;
}

export type DocumentCommand = DocumentSubmission | AskMatch | GiveBack;
type Submitted = OrderSubmitted | WaybillSubmitted | PaymentSubmitted;
type MatchAnswer = MatchAwaited | MatchConfirmed | MatchRefused;
export type DocumentEvent = Submitted | DocumentRepeated | DocumentRefused | MatchAnswer | MatchDissolved;

/** Lists that may wait for one document or share it; what is asked beyond that is refused. */
export const MAX_CLAIMS = 100;

const initialState: DocumentState = {
  kind: 'none',
  status: 'absent',
  platform: '',
  version: 0,
  contentHash: '',
  since: 0,
  facts: null,
  lists: [],
};

/**
 * Decides about one order, waybill or payment: what it says, and which list is bound to it. A list that asks before the document
 * is there waits; the document answers when it comes. While a list is bound the document stays as it is.
 */
export const documentDecider: Decider<DocumentState, DocumentCommand, DocumentEvent> = {
  initialState,

  decide(command, state, { at }) {
    switch (command.type) {
      case 'SubmitOrder':
      case 'SubmitWaybill':
      case 'SubmitPayment':
        return submit(command, state, at);
      case 'AskMatch':
        return [ask(command, state)];
      case 'GiveBack':
        return giveBack(command, state);
      default:
        return unreachable(command);
    }
  },

  evolve(state, event, at) {
    return settled(state, after(state, event, at), event.documentId, at);
  },
};

function submit(command: DocumentSubmission, state: DocumentState, at: number): readonly DocumentEvent[] {
  const { documentId } = command;
  const platform = command.type === 'SubmitWaybill' ? '' : command.platform;
  const refuse = (faults: readonly DeclarationFault[]): readonly DocumentEvent[] => [
    { type: 'DocumentRefused', documentId, platform, faults },
  ];
  const faults = documentFaultsOf(command, at);
  if (faults.length > 0) return refuse(faults);
  const hash = submissionHash(command);
  if (state.contentHash === hash) return [{ type: 'DocumentRepeated', documentId, platform, version: state.version }];
  if (state.lists.some(({ matched }) => matched)) return refuse([{ code: 'DOCUMENT_MATCHED', pointer: '' }]);
  const submitted = submittedOf(command, state.version + 1, hash);
  return [submitted, ...answers(submitted, state)];
}

/** Answers the lists that wait, in the order of their asking: the first that matches may leave nothing for the others. */
function answers(submitted: Submitted, state: DocumentState): readonly MatchAnswer[] {
  let now: DocumentState = { ...state, facts: factsOf(submitted) };
  return state.lists.map((claim) => {
    const { parcelId, platform, version, facts } = claim;
    const answer = ask({ type: 'AskMatch', documentId: submitted.documentId, parcelId, platform, version, facts }, now);
    now = { ...now, lists: claimsAfter(now, answer, claim.since) };
    return answer;
  });
}

function ask({ documentId, parcelId, platform, version, facts }: AskMatch, state: DocumentState): MatchAnswer {
  const others = state.lists.filter((claim) => claim.parcelId !== parcelId);
  const list = { documentId, parcelId, platform, version };
  const refuse = (faults: readonly DeclarationFault[]): MatchRefused => ({ type: 'MatchRefused', ...list, faults });
  const kind = kindOf(documentId);
  if (others.length >= MAX_CLAIMS) return refuse([taken(kind)]);
  if (state.facts === null) return { type: 'MatchAwaited', ...list, facts };
  const bound = others.filter(({ matched }) => matched);
  const faults = contradictions(kind, state.facts, facts, bound);
  return faults.length > 0 ? refuse(faults) : { type: 'MatchConfirmed', ...list, facts };
}

function giveBack(given: GiveBack, state: DocumentState): readonly MatchDissolved[] {
  const { documentId, parcelId, platform, version } = given;
  return state.lists.some(isOf(given)) ? [{ type: 'MatchDissolved', documentId, parcelId, platform, version }] : [];
}

/** A list that is being amended has a claim for each of two versions. */
const isOf =
  ({ parcelId, version }: Pick<DocumentClaim, 'parcelId' | 'version'>) =>
  (claim: DocumentClaim): boolean =>
    claim.parcelId === parcelId && claim.version === version;

/** What an event says, without what follows from it. */
function after(state: DocumentState, event: DocumentEvent, at: number): DocumentState {
  switch (event.type) {
    case 'OrderSubmitted':
    case 'WaybillSubmitted':
    case 'PaymentSubmitted': {
      const platform = event.type === 'WaybillSubmitted' ? '' : event.platform;
      const { version, contentHash } = event;
      return { ...state, platform, version, contentHash, facts: factsOf(event) };
    }
    case 'MatchAwaited':
    case 'MatchConfirmed':
    case 'MatchRefused':
    case 'MatchDissolved':
      return { ...state, lists: claimsAfter(state, event, at) };
    case 'DocumentRepeated':
    case 'DocumentRefused':
      return state;
    default:
      return unreachable(event);
  }
}

/** @param at epoch ms UTC, for a claim that begins to wait or is bound */
function claimsAfter(
  { lists }: DocumentState,
  event: MatchAnswer | MatchDissolved,
  at: number,
): readonly DocumentClaim[] {
  const isSame = isOf(event);
  const others = lists.filter((claim) => !isSame(claim));
  if (event.type === 'MatchRefused' || event.type === 'MatchDissolved') return others;
  const { parcelId, platform, version, facts } = event;
  const claim = { parcelId, platform, version, since: at, matched: event.type === 'MatchConfirmed', facts };
  const place = lists.findIndex(isSame);
  return place < 0 ? [...lists, claim] : lists.map((each, i) => (i === place ? claim : each));
}

/** Completes a state by what follows from it. */
function settled(before: DocumentState, state: DocumentState, documentId: string, at: number): DocumentState {
  const status = statusOf(state);
  const kind = kindOf(documentId);
  return { ...state, kind, status, since: status === before.status ? before.since : at };
}

function statusOf({ facts, lists }: DocumentState): DocumentState['status'] {
  if (facts === null) return lists.length === 0 ? 'absent' : 'awaited';
  return lists.some(({ matched }) => matched) ? 'matched' : 'submitted';
}

/** Whatever asks or submits has been checked to have such an id. */
function kindOf(documentId: string): DocumentKind {
  const parts = parseDocumentId(documentId);
  if (parts === null) throw new Error(`${documentId} is no document`);
  return parts.kind;
}
