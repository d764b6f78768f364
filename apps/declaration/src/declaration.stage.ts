import {
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
  ParcelRetired,
  ParcelReturned,
  PaymentSubmitted,
  RetireRejection,
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
  isAboutTakenNumber,
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
import type { DocumentRules } from './domain/document.rules';

/**
 * A parcel is accepted or rejected at once, or waits for its documents; the index of what is due has it by the time that it may
 * not pass, and that of what has ended has a rejected one. Its platform's list has it from the first decision on.
 */
function parcelMemberships(state: DeclarationState): readonly Membership[] {
  const { status, platform, firstSeenAt, decidedAt, due } = state;
  if (status === 'absent') return [];
  const index: Membership = { set: `index:platform:${platform}`, since: firstSeenAt };
  if (status === 'rejected') return [index, { set: 'index:ended', since: due }];
  if (status !== 'filed') return [index];
  return [index, { set: 'queue:matching', since: decidedAt }, { set: 'index:due', since: due }];
}

/** Whoever holds the parcel or its order in hand does not know the rest of its id. */
const parcelNumbers = ({ status, platform, orderNo }: DeclarationState, parcelId: string): Findable =>
  status === 'absent' ? unfindable : findable(platform, parcelId.slice(parcelId.indexOf('.') + 1), orderNo);

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

/** What a list asks each of its documents. */
const toAsk = ({ documentIds, parcelId, platform, version, facts }: DeclarationFiled): readonly Addressed<AskMatch>[] =>
  documentIds.map((documentId) => ({
    kind: 'document',
    id: documentId,
    command: { type: 'AskMatch', documentId, parcelId, platform, version, facts },
  }));

const toGiveBack = ({ documentIds, parcelId, platform }: DocumentsGivenBack): readonly Addressed<GiveBack>[] =>
  documentIds.map((documentId) => ({
    kind: 'document',
    id: documentId,
    command: { type: 'GiveBack', documentId, parcelId, platform },
  }));

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
      DeclarationRetired,
    ],
    status: ({ status }) => (status === 'absent' ? null : status),
    memberships: parcelMemberships,
    numbers: parcelNumbers,
    ending: {
      event: DeclarationRetired,
      leaves: { remains: remainsOf, state: (remains) => stateOf(decider.initialState, remains) },
    },
    isAnswer: isAboutTakenNumber,
  };
  return {
    name: 'declaration',
    output: 'declaration.events',
    fold: 2,
    entities: [parcel, document],
    consumes: [
      on(DeclareParcel, 'parcel', ({ parcelId }) => parcelId),
      on(ExpireMatching, 'parcel', ({ parcelId }) => parcelId),
      on(SubmitOrder, 'document', ({ documentId }) => documentId),
      on(SubmitWaybill, 'document', ({ documentId }) => documentId),
      on(SubmitPayment, 'document', ({ documentId }) => documentId),
      on(ParcelCancelled, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelReturned, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelRetired, 'parcel', ({ parcelId }) => parcelId),
      on(RetireRejection, 'parcel', ({ parcelId }) => parcelId),
      // from a list to its documents, and back
      onEach(DeclarationFiled, toAsk),
      onEach(DocumentsGivenBack, toGiveBack),
      on(MatchConfirmed, 'parcel', ({ parcelId }) => parcelId),
      on(MatchRefused, 'parcel', ({ parcelId }) => parcelId),
    ],
    transfers: {
      topic: 'declaration.transfer',
      events: [
        forward(DeclarationFiled, ({ documentIds }) => documentIds),
        forward(DocumentsGivenBack, ({ documentIds }) => documentIds),
        forward(MatchConfirmed, ({ parcelId }) => [parcelId]),
        forward(MatchRefused, ({ parcelId }) => [parcelId]),
      ],
    },
  };
}
