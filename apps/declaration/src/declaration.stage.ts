import {
  AmendmentAsked,
  AmendmentDenied,
  AmendmentGranted,
  AmendmentRefused,
  AmendParcel,
  DeclarationClosed,
  DeclarationConflicted,
  DeclarationFiled,
  DeclarationRejected,
  DeclarationRepeated,
  DeclarationRetired,
  DeclarationState,
  DeclareParcel,
  DocumentRefused,
  DocumentRepeated,
  DocumentsGivenBack,
  DocumentState,
  ExpireMatching,
  MatchAwaited,
  MatchConfirmed,
  MatchDissolved,
  MatchingCommandRefused,
  MatchNoted,
  MatchRefused,
  OrderSubmitted,
  ParcelCancelled,
  ParcelDeclared,
  ParcelEnded,
  ParcelRetired,
  ParcelReturned,
  PaymentSubmitted,
  PredecessorConfirmed,
  PredecessorFreed,
  PredecessorRefused,
  RetireRejection,
  ReturnConfirmed,
  ReturnFreed,
  ReturnRefused,
  SubmitOrder,
  SubmitPayment,
  SubmitWaybill,
  WaybillSubmitted,
} from '@alataw/contracts';
import {
  findable,
  forward,
  on,
  onEach,
  unfindable,
  type Addressed,
  type Entity,
  type Findable,
  type Membership,
  type StageDefinition,
} from '@alataw/stage';
import { parseDocumentId } from '@alataw/values';
import { declarationDecider, type DeclarationCommand, type DeclarationEvent } from './domain/declaration.decider';
import {
  endingDeclaration,
  isAnswerAboutNumber,
  remainsOf,
  stateOf,
  type EndingCommand,
} from './domain/declaration.ending';
import {
  documentDecider,
  type AskMatch,
  type DocumentCommand,
  type DocumentEvent,
  type GiveBack,
} from './domain/document.decider';
import type { AskPredecessor } from './domain/declaration.predecessor';
import type { AskReturn, FreeParcel } from './domain/declaration.return';
import type { DocumentRules } from './domain/document.rules';

/** A number of which nothing but refusals came, or that is only taken still, is no parcel. */
const isShown = ({ status }: DeclarationState): boolean => status !== 'absent' && status !== 'retired';

/**
 * A parcel is accepted or rejected at once, or waits for its documents; the index of what is due has it by the time that it may
 * not pass, and that of what has ended has a rejected one. Its platform's list has it from the first decision on.
 */
function parcelMemberships(state: DeclarationState): readonly Membership[] {
  const { status, platform, firstSeenAt, decidedAt, due, amendment } = state;
  if (!isShown(state)) return [];
  const index: Membership = { set: `index:platform:${platform}`, since: firstSeenAt };
  if (status === 'rejected') return [index, { set: 'index:ended', since: due }];
  // A change that waits for its documents stands in no queue: the parcel waits wherever it waited.
  if (amendment !== null && amendment.due > 0) return [index, { set: 'index:due', since: amendment.due }];
  if (status !== 'filed') return [index];
  return [index, { set: 'queue:matching', since: decidedAt }, { set: 'index:due', since: due }];
}

/** Whoever holds the parcel or its order in hand does not know the rest of its id. */
function parcelNumbers(state: DeclarationState, parcelId: string): Findable {
  const waybillNo = parcelId.slice(parcelId.indexOf('.') + 1);
  return isShown(state) ? findable(state.platform, waybillNo, state.orderNo) : unfindable;
}

function documentNumbers({ status }: DocumentState, documentId: string): Findable {
  const document = status === 'absent' ? null : parseDocumentId(documentId);
  return document === null ? unfindable : findable(document.owner, document.number);
}

/** Documents are no parcels and stand in no queue; the index lists those that lists ask for in vain. */
const documentMemberships = ({ status, since }: DocumentState): readonly Membership[] =>
  status === 'awaited' ? [{ set: 'index:awaited', since }] : [];

const document: Entity<DocumentState, DocumentCommand, DocumentEvent> = {
  kind: 'document',
  decider: documentDecider,
  state: DocumentState,
  events: [
    OrderSubmitted,
    WaybillSubmitted,
    PaymentSubmitted,
    DocumentRepeated,
    DocumentRefused,
    MatchAwaited,
    MatchConfirmed,
    MatchRefused,
    MatchDissolved,
  ],
  // Counted beside the parcels: an order that is there must not pass for a parcel that is.
  status: ({ kind, status }) => (status === 'absent' ? null : `${kind}.${status}`),
  memberships: documentMemberships,
  numbers: documentNumbers,
};

/** Predecessor and original are named beside the documents, by the ids of parcels. */
const isParcel = (id: string): boolean => parseDocumentId(id) === null;

/** What a list asks each of its documents, its predecessor, and the original of a return. */
function toAsk(filed: DeclarationFiled): readonly Addressed<AskMatch | AskPredecessor | AskReturn>[] {
  const { documentIds, parcelId, platform, version, facts, list } = filed;
  const by = { platform, version };
  return documentIds.map((id) => {
    if (!isParcel(id))
      return { kind: 'document', id, command: { type: 'AskMatch', documentId: id, parcelId, ...by, facts } };
    return id === list.returnOf
      ? { kind: 'parcel', id, command: { type: 'AskReturn', parcelId: id, returnId: parcelId, ...by } }
      : { kind: 'parcel', id, command: { type: 'AskPredecessor', parcelId: id, successorId: parcelId, ...by } };
  });
}

function toGiveBack(given: DocumentsGivenBack): readonly Addressed<GiveBack | FreeParcel>[] {
  const { documentIds, parcelId, platform, version } = given;
  return documentIds.map((id) =>
    isParcel(id)
      ? { kind: 'parcel', id, command: { type: 'FreeParcel', parcelId: id, namedBy: parcelId, platform, version } }
      : { kind: 'document', id, command: { type: 'GiveBack', documentId: id, parcelId, platform, version } },
  );
}

/** @param rules which lists need documents of their own */
export function declarationStage(rules: DocumentRules): StageDefinition {
  const decider = endingDeclaration(declarationDecider(rules));
  const parcel: Entity<DeclarationState, DeclarationCommand | EndingCommand, DeclarationEvent | DeclarationRetired> = {
    kind: 'parcel',
    decider,
    state: DeclarationState,
    events: [
      ParcelDeclared,
      DeclarationRejected,
      DeclarationRepeated,
      DeclarationConflicted,
      DeclarationFiled,
      MatchNoted,
      DocumentsGivenBack,
      MatchingCommandRefused,
      AmendmentAsked,
      AmendmentRefused,
      DeclarationClosed,
      PredecessorConfirmed,
      PredecessorRefused,
      PredecessorFreed,
      ReturnConfirmed,
      ReturnRefused,
      ReturnFreed,
      DeclarationRetired,
    ],
    status: (state) => (isShown(state) ? state.status : null),
    memberships: parcelMemberships,
    numbers: parcelNumbers,
    ending: {
      event: DeclarationRetired,
      leaves: { remains: remainsOf, state: (remains) => stateOf(decider.initialState, remains) },
    },
    isAnswer: isAnswerAboutNumber,
  };
  return {
    name: 'declaration',
    output: 'declaration.events',
    fold: 3,
    entities: [parcel, document],
    consumes: [
      on(DeclareParcel, 'parcel', ({ parcelId }) => parcelId),
      on(AmendParcel, 'parcel', ({ parcelId }) => parcelId),
      on(ExpireMatching, 'parcel', ({ parcelId }) => parcelId),
      on(SubmitOrder, 'document', ({ documentId }) => documentId),
      on(SubmitWaybill, 'document', ({ documentId }) => documentId),
      on(SubmitPayment, 'document', ({ documentId }) => documentId),
      // the release stage decides whether a change comes in time, and tells how parcels end
      on(AmendmentGranted, 'parcel', ({ parcelId }) => parcelId),
      on(AmendmentDenied, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelCancelled, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelReturned, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelEnded, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelRetired, 'parcel', ({ parcelId }) => parcelId),
      on(RetireRejection, 'parcel', ({ parcelId }) => parcelId),
      // from a list to its documents, its predecessor and its original, and back
      onEach(DeclarationFiled, toAsk),
      onEach(DocumentsGivenBack, toGiveBack),
      on(MatchConfirmed, 'parcel', ({ parcelId }) => parcelId),
      on(MatchRefused, 'parcel', ({ parcelId }) => parcelId),
      on(PredecessorConfirmed, 'parcel', ({ successorId }) => successorId),
      on(PredecessorRefused, 'parcel', ({ successorId }) => successorId),
      on(ReturnConfirmed, 'parcel', ({ returnId }) => returnId),
      on(ReturnRefused, 'parcel', ({ returnId }) => returnId),
    ],
    transfers: {
      topic: 'declaration.transfer',
      events: [
        forward(DeclarationFiled, ({ documentIds }) => documentIds),
        forward(DocumentsGivenBack, ({ documentIds }) => documentIds),
        forward(MatchConfirmed, ({ parcelId }) => [parcelId]),
        forward(MatchRefused, ({ parcelId }) => [parcelId]),
        forward(PredecessorConfirmed, ({ successorId }) => [successorId]),
        forward(PredecessorRefused, ({ successorId }) => [successorId]),
        forward(ReturnConfirmed, ({ returnId }) => [returnId]),
        forward(ReturnRefused, ({ returnId }) => [returnId]),
      ],
    },
  };
}
