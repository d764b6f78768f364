import type {
  AmendmentAsked,
  AmendmentRefused,
  DeclarationFault,
  DeclarationFiled,
  DeclarationRejected,
  DeclarationState,
  DeclaredList,
  DocumentsGivenBack,
  ExpireMatching,
  ListDocument,
  MatchConfirmed,
  MatchingCommandRefused,
  MatchNoted,
  MatchRefused,
  ParcelDeclared,
  PredecessorConfirmed,
  PredecessorRefused,
  ReturnConfirmed,
  ReturnRefused,
} from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { parseDocumentId } from '@alataw/values';
import type { Declared } from './declaration.checks';
import { asked, declared, listOf, type Content } from './declaration.content';
import { MAX_FAULTS } from './declaration.rules';
import { missing } from './document.comparison';
import { neededBy, type DocumentRules } from './document.rules';

/** What the parcel's lane is told about what its list has to match: by the lanes of documents, predecessor and original, and by the ticker. */
export type MatchingCommand =
  | MatchConfirmed
  | MatchRefused
  | PredecessorConfirmed
  | PredecessorRefused
  | ReturnConfirmed
  | ReturnRefused
  | ExpireMatching;
export type MatchingEvent = DeclarationFiled | MatchNoted | DocumentsGivenBack | MatchingCommandRefused;
type Settled = ParcelDeclared | DeclarationRejected | AmendmentAsked | AmendmentRefused;
type MatchingDecision = readonly (MatchingEvent | Settled)[];

/** A content that waits for what it has to match. */
interface Pending {
  readonly version: number;
  readonly contentHash: string;
  readonly list: DeclaredList;
  readonly documents: readonly ListDocument[];
  readonly due: number;
}

/** A list that keeps every rule: it waits for its documents, its predecessor and its original if it needs any, else it is accepted. */
export function acceptOrFile(
  command: Declared,
  version: number,
  contentHash: string,
  rules: DocumentRules,
  context: DecisionContext,
): DeclarationFiled | ParcelDeclared {
  const { parcelId, platform, predecessorId, returnOf } = command;
  const content = { parcelId, platform, version, contentHash, list: listOf(command) };
  const parcels = [predecessorId, returnOf].filter((id) => id !== null);
  return filing(content, parcels, rules, context) ?? declared(content, []);
}

/** The filing of a list; null where it has to match nothing. @param parcels to be asked besides: its predecessor, the original of a return */
export function filing(
  content: Content,
  parcels: readonly string[],
  rules: DocumentRules,
  { at }: DecisionContext,
): DeclarationFiled | null {
  const { documentIds: needed, facts, due } = neededBy(rules, content.platform, content.list, at);
  const documentIds = [...needed, ...parcels];
  return documentIds.length === 0 ? null : { type: 'DeclarationFiled', ...content, documentIds, facts, due };
}

/** Decides what is heard of what a list has to match. What comes too late, or of an earlier version, changes nothing. */
export function decideMatching(
  command: MatchingCommand,
  state: DeclarationState,
  { at }: DecisionContext,
): MatchingDecision {
  switch (command.type) {
    case 'MatchConfirmed':
      return confirm(command.parcelId, command, state);
    case 'MatchRefused':
      return refuse(command.parcelId, command, command.faults, state);
    case 'PredecessorConfirmed':
      return confirm(command.successorId, { ...command, documentId: command.parcelId }, state);
    case 'PredecessorRefused':
      return refuse(command.successorId, { ...command, documentId: command.parcelId }, command.faults, state);
    case 'ReturnConfirmed':
      return confirm(command.returnId, { ...command, documentId: command.parcelId }, state);
    case 'ReturnRefused':
      return refuse(command.returnId, { ...command, documentId: command.parcelId }, command.faults, state);
    case 'ExpireMatching':
      return expire(command, state, at);
  }
}

/** Frees what a version of a list waits for or is bound to, and tells it. */
export function giveBack(
  parcelId: string,
  { platform }: DeclarationState,
  { version, documents }: Pick<Pending, 'version' | 'documents'>,
): readonly DocumentsGivenBack[] {
  if (documents.length === 0) return [];
  const documentIds = documents.map(({ documentId }) => documentId);
  return [{ type: 'DocumentsGivenBack', parcelId, platform, version, documentIds }];
}

/** What waits: the first declaration of a parcel, or a change of the one that stands. */
function pendingIn(state: DeclarationState): Pending | null {
  const { version, contentHash, list, documents, due } = state;
  if (state.status === 'filed') return list && { version, contentHash, list, documents, due };
  return state.amendment;
}

interface Answer {
  readonly documentId: string;
  readonly version: number;
}

/** Whether it is an answer that is still waited for. */
const isAbout = (answer: Answer, pending: Pending | null): pending is Pending =>
  pending?.version === answer.version &&
  pending.documents.some(({ documentId, matched }) => documentId === answer.documentId && !matched);

function confirm(parcelId: string, answer: Answer, state: DeclarationState): MatchingDecision {
  const pending = pendingIn(state);
  if (!isAbout(answer, pending)) return [];
  const { documentId } = answer;
  const { platform } = state;
  const { version, contentHash, list, documents } = pending;
  const isLast = documents.every((each) => each.matched || each.documentId === documentId);
  if (!isLast) return [{ type: 'MatchNoted', parcelId, platform, version, documentId }];
  const content = { parcelId, platform, version, contentHash, list };
  const documentIds = documents.map((each) => each.documentId);
  return [state.status === 'filed' ? declared(content, documentIds) : asked(content, documentIds)];
}

function refuse(
  parcelId: string,
  answer: Answer,
  faults: readonly DeclarationFault[],
  state: DeclarationState,
): MatchingDecision {
  const pending = pendingIn(state);
  return isAbout(answer, pending) ? reject(parcelId, state, pending, faults) : [];
}

function expire({ parcelId, due }: ExpireMatching, state: DeclarationState, at: number): MatchingDecision {
  const pending = pendingIn(state);
  if (due === 0 || due !== pending?.due || at < due)
    return [{ type: 'MatchingCommandRefused', parcelId, reason: 'NOT_DUE' }];
  const absent = pending.documents.filter(({ matched }) => !matched);
  return reject(
    parcelId,
    state,
    pending,
    absent.map(({ documentId }) => faultOfAbsent(documentId, pending.list)),
  );
}

function faultOfAbsent(documentId: string, { returnOf }: DeclaredList): DeclarationFault {
  const document = parseDocumentId(documentId);
  if (document) return missing(document.kind);
  return documentId === returnOf
    ? { code: 'ORIGINAL_UNKNOWN', pointer: '/returnOf' }
    : { code: 'PREDECESSOR_UNKNOWN', pointer: '/predecessorId' };
}

/** A change that does not match leaves what stands as it was; a first declaration is rejected. */
function reject(
  parcelId: string,
  state: DeclarationState,
  pending: Pending,
  faults: readonly DeclarationFault[],
): MatchingDecision {
  const { platform, orderNo, destinationCountry } = state;
  const { version, contentHash } = pending;
  const decided = { parcelId, platform, version, contentHash, orderNo, destinationCountry };
  const named = faults.slice(0, MAX_FAULTS);
  return [
    state.status === 'filed'
      ? { type: 'DeclarationRejected', ...decided, faults: named }
      : { type: 'AmendmentRefused', parcelId, platform, version, reason: 'AMENDMENT_FAULTS', faults: named },
    ...giveBack(parcelId, state, pending),
  ];
}

/** What a filing, and what comes of it, makes of the parcel's state. */
export function evolveMatching(state: DeclarationState, event: MatchingEvent, at: number): DeclarationState {
  switch (event.type) {
    case 'DeclarationFiled':
      return state.status === 'accepted' ? changeFiled(state, event) : filed(state, event, at);
    case 'MatchNoted': {
      const matched = (documents: readonly ListDocument[]): readonly ListDocument[] =>
        documents.map((each) => (each.documentId === event.documentId ? { ...each, matched: true } : each));
      const { amendment } = state;
      if (amendment?.version !== event.version) return { ...state, documents: matched(state.documents) };
      return { ...state, amendment: { ...amendment, documents: matched(amendment.documents) } };
    }
    case 'DocumentsGivenBack':
      return event.version === state.version ? { ...state, documents: [] } : state;
    case 'MatchingCommandRefused':
      return state;
  }
}

const unmatched = (documentIds: readonly string[]): readonly ListDocument[] =>
  documentIds.map((documentId) => ({ documentId, matched: false }));

/** What stands goes on to stand. */
function changeFiled(state: DeclarationState, event: DeclarationFiled): DeclarationState {
  const { version, contentHash, list, documentIds, due } = event;
  const amendment = { version, contentHash, list, documents: unmatched(documentIds), due, asked: false };
  return { ...state, amendment, lastVersion: version };
}

function filed(state: DeclarationState, event: DeclarationFiled, at: number): DeclarationState {
  const { platform, version, contentHash, list, documentIds, due } = event;
  return {
    ...state,
    status: 'filed',
    platform,
    version,
    contentHash,
    firstSeenAt: state.status === 'absent' ? at : state.firstSeenAt,
    decidedAt: at,
    orderNo: list.orderNo,
    tradeMode: list.tradeMode,
    destinationCountry: list.destinationCountry,
    carrier: list.carrier,
    currency: list.currency,
    declaredValueMinor: list.declaredValueMinor,
    grossWeightGrams: list.grossWeightGrams,
    packages: list.packages,
    itemCount: list.items.length,
    faults: [],
    list,
    documents: unmatched(documentIds),
    due,
    lastVersion: version,
    predecessorId: list.predecessorId,
    returnOf: list.returnOf,
  };
}
