import type {
  Amendment,
  AmendmentAsked,
  AmendmentDenied,
  AmendmentGranted,
  AmendmentRefusal,
  AmendmentRefused,
  AmendParcel,
  DeclarationClosed,
  DeclarationEnd,
  DeclarationFault,
  DeclarationFiled,
  DeclarationRepeated,
  DeclarationState,
  DocumentsGivenBack,
  ListDocument,
  ParcelCancelled,
  ParcelDeclared,
  ParcelEnded,
  ParcelReturned,
} from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { parseDocumentId } from '@alataw/values';
import { contentHash } from './content-hash';
import { faultsOf } from './declaration.checks';
import { asked, declared, listOf } from './declaration.content';
import { filing, giveBack } from './declaration.matching';
import { MAX_FAULTS } from './declaration.rules';
import type { DocumentRules } from './document.rules';

/** What a platform changes, and what the release stage says of an accepted declaration. */
export type AmendmentCommand =
  AmendParcel | AmendmentGranted | AmendmentDenied | ParcelCancelled | ParcelReturned | ParcelEnded;
export type AmendmentEvent = AmendmentAsked | AmendmentRefused | DeclarationClosed;
type AmendmentDecision = readonly (
  AmendmentEvent | ParcelDeclared | DeclarationFiled | DeclarationRepeated | DocumentsGivenBack
)[];

/** Of what is refused at once: it never was a version. */
const NO_VERSION = 0;

/** How a closed declaration refuses a change. */
const ENDED: Readonly<Record<DeclarationEnd, AmendmentRefusal>> = {
  CANCELLED: 'ALREADY_CANCELLED',
  RETURNED: 'ALREADY_RETURNED',
  DEPARTED: 'DEPARTED',
  OTHER: 'OTHER',
};

/**
 * Decides about changes of an accepted declaration. What stands goes on to stand until the release stage, which alone knows
 * whether the parcel is released, has granted the change; by then it has kept every rule and matched its documents.
 */
export function decideAmendment(
  command: AmendmentCommand,
  state: DeclarationState,
  rules: DocumentRules,
  context: DecisionContext,
): AmendmentDecision {
  switch (command.type) {
    case 'AmendParcel':
      return amend(command, state, rules, context);
    case 'AmendmentGranted':
      return granted(command, state);
    case 'AmendmentDenied':
      return denied(command, state);
    case 'ParcelCancelled':
      return close(command.parcelId, 'CANCELLED', state);
    case 'ParcelReturned':
      return close(command.parcelId, 'RETURNED', state);
    case 'ParcelEnded':
      return command.departed ? close(command.parcelId, 'DEPARTED', state) : [];
  }
}

/** A parcel of another platform is as good as unknown: its existence is nobody else's business. */
function amend(
  command: AmendParcel,
  state: DeclarationState,
  rules: DocumentRules,
  context: DecisionContext,
): AmendmentDecision {
  const { parcelId, platform } = command;
  const isOwn = state.status !== 'absent' && state.platform === platform;
  const refuse = (reason: AmendmentRefusal, faults: readonly DeclarationFault[] = []): AmendmentDecision => [
    { type: 'AmendmentRefused', parcelId, platform, version: NO_VERSION, reason, faults },
  ];
  if (!isOwn) return refuse('UNKNOWN_PARCEL');
  if (state.status !== 'accepted') return refuse('NOT_ACCEPTED');
  if (state.closed) return refuse(ENDED[state.closed]);
  const hash = contentHash(command);
  const { amendment, decidedAt } = state;
  if (hash === (amendment ?? state).contentHash) {
    const decision = amendment ? 'PENDING' : 'ACCEPTED';
    const repeated = { version: (amendment ?? state).version, decision, decidedAt, faults: [] } as const;
    return [{ type: 'DeclarationRepeated', parcelId, platform, ...repeated }];
  }
  if (amendment) return refuse('AMENDMENT_PENDING');
  const faults = faultsOfChange(command, state, context.at);
  if (faults.length > 0) return refuse('AMENDMENT_FAULTS', faults);
  const content = { parcelId, platform, version: state.lastVersion + 1, contentHash: hash, list: listOf(command) };
  // Predecessor and original were asked once and stay the same.
  return [filing(content, [], rules, context) ?? asked(content, [])];
}

function faultsOfChange(command: AmendParcel, state: DeclarationState, at: number): readonly DeclarationFault[] {
  const faults = faultsOf(command, at);
  const moved: DeclarationFault[] = [];
  if (command.predecessorId !== state.predecessorId)
    moved.push({ code: 'PREDECESSOR_FIXED', pointer: '/predecessorId' });
  if (command.returnOf !== state.returnOf) moved.push({ code: 'ORIGINAL_FIXED', pointer: '/returnOf' });
  return [...faults.slice(0, MAX_FAULTS - moved.length), ...moved];
}

/** The change takes the place of what stood, whose documents are free. */
function granted({ parcelId, version }: AmendmentGranted, state: DeclarationState): AmendmentDecision {
  const { amendment, platform, documents: before } = state;
  if (amendment?.version !== version) return [];
  const kept = before.filter(isParcel);
  const documentIds = [...amendment.documents, ...kept].map(({ documentId }) => documentId);
  const { contentHash: hash, list } = amendment;
  return [
    declared({ parcelId, platform, version, contentHash: hash, list }, documentIds),
    ...giveBack(parcelId, state, { version: state.version, documents: before.filter((each) => !isParcel(each)) }),
  ];
}

const isParcel = ({ documentId }: ListDocument): boolean => parseDocumentId(documentId) === null;

function denied({ parcelId, version, reason }: AmendmentDenied, state: DeclarationState): AmendmentDecision {
  const { amendment } = state;
  return amendment?.version === version ? withdraw(parcelId, reason, state, amendment) : [];
}

/**
 * Where the goods stay here, what was ordered may be declared anew; where they left, it is theirs for good. A change about which
 * release is being asked is refused by release.
 */
function close(parcelId: string, reason: DeclarationEnd, state: DeclarationState): AmendmentDecision {
  if (state.status !== 'accepted' || state.closed) return [];
  const { platform, version, amendment } = state;
  return [
    { type: 'DeclarationClosed', parcelId, platform, version, reason },
    ...(reason === 'DEPARTED' ? [] : giveBack(parcelId, state, state)),
    ...(amendment && !amendment.asked ? withdraw(parcelId, ENDED[reason], state, amendment) : []),
  ];
}

function withdraw(
  parcelId: string,
  reason: AmendmentRefusal,
  state: DeclarationState,
  amendment: Amendment,
): AmendmentDecision {
  const { platform } = state;
  return [
    { type: 'AmendmentRefused', parcelId, platform, version: amendment.version, reason, faults: [] },
    ...giveBack(parcelId, state, amendment),
  ];
}

/** What a change, and what comes of it, makes of the parcel's state. */
export function evolveAmendment(state: DeclarationState, event: AmendmentEvent): DeclarationState {
  switch (event.type) {
    case 'AmendmentAsked': {
      const { version, contentHash: hash, list } = event;
      const documents = event.documentIds.map((documentId) => ({ documentId, matched: true }));
      const amendment = { version, contentHash: hash, list, documents, due: 0, asked: true };
      return { ...state, amendment, lastVersion: Math.max(state.lastVersion, version) };
    }
    case 'AmendmentRefused':
      return event.version === state.amendment?.version ? { ...state, amendment: null } : state;
    case 'DeclarationClosed':
      return { ...state, closed: event.reason };
  }
}
