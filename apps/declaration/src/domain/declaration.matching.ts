import type {
  DeclarationFault,
  DeclarationFiled,
  DeclarationRejected,
  DeclarationState,
  DeclaredList,
  DeclareParcel,
  DocumentsGivenBack,
  ExpireMatching,
  MatchConfirmed,
  MatchingCommandRefused,
  MatchNoted,
  MatchRefused,
  ParcelCancelled,
  ParcelDeclared,
  ParcelReturned,
} from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { parseDocumentId } from '@alataw/values';
import { MAX_FAULTS } from './declaration.rules';
import { missing } from './document.comparison';
import { neededBy, type DocumentRules } from './document.rules';

/** What the parcel's lane is told about its documents: by their lanes, by the ticker, and by the release stage. */
export type MatchingCommand = MatchConfirmed | MatchRefused | ExpireMatching | ParcelCancelled | ParcelReturned;
export type MatchingEvent = DeclarationFiled | MatchNoted | DocumentsGivenBack | MatchingCommandRefused;
type MatchingDecision = readonly (MatchingEvent | ParcelDeclared | DeclarationRejected)[];

/** A decided content: what is accepted, or filed. */
interface Content {
  readonly parcelId: string;
  readonly platform: string;
  readonly version: number;
  readonly contentHash: string;
  readonly list: DeclaredList;
}

/** A list that keeps every rule: it waits for its documents if it needs any, else it is accepted. */
export function acceptOrFile(
  command: DeclareParcel,
  version: number,
  contentHash: string,
  rules: DocumentRules,
  { at }: DecisionContext,
): DeclarationFiled | ParcelDeclared {
  const { parcelId, platform } = command;
  const content = { parcelId, platform, version, contentHash, list: listOf(command) };
  const { documentIds, facts, due } = neededBy(rules, platform, content.list, at);
  if (documentIds.length === 0) return declared(content, []);
  return { type: 'DeclarationFiled', ...content, documentIds, facts, due };
}

/** Decides what is heard of the documents of a list. What comes too late, or of an earlier version, changes nothing. */
export function decideMatching(
  command: MatchingCommand,
  state: DeclarationState,
  { at }: DecisionContext,
): MatchingDecision {
  switch (command.type) {
    case 'MatchConfirmed':
      return confirm(command, state);
    case 'MatchRefused':
      return isAbout(command, state) ? reject(command.parcelId, state, command.faults) : [];
    case 'ExpireMatching':
      return expire(command, state, at);
    case 'ParcelCancelled':
    case 'ParcelReturned':
      // The goods stay here: what was ordered may be declared anew.
      return giveBack(command.parcelId, state);
  }
}

/** Frees the documents that a list waits for or is bound to, and tells them. */
export function giveBack(parcelId: string, state: DeclarationState): readonly DocumentsGivenBack[] {
  const { platform, version, documents } = state;
  if (documents.length === 0) return [];
  const documentIds = documents.map(({ documentId }) => documentId);
  return [{ type: 'DocumentsGivenBack', parcelId, platform, version, documentIds }];
}

function confirm({ parcelId, documentId, version }: MatchConfirmed, state: DeclarationState): MatchingDecision {
  if (!isAbout({ documentId, version }, state) || state.list === null) return [];
  const { platform, contentHash, list, documents } = state;
  const isLast = documents.every((each) => each.matched || each.documentId === documentId);
  if (!isLast) return [{ type: 'MatchNoted', parcelId, platform, version, documentId }];
  return [
    declared(
      { parcelId, platform, version, contentHash, list },
      documents.map((each) => each.documentId),
    ),
  ];
}

/** Whether it is an answer that the list still waits for. */
function isAbout(answer: { readonly documentId: string; readonly version: number }, state: DeclarationState): boolean {
  return (
    state.status === 'filed' &&
    state.version === answer.version &&
    state.documents.some(({ documentId, matched }) => documentId === answer.documentId && !matched)
  );
}

function expire({ parcelId, due }: ExpireMatching, state: DeclarationState, at: number): MatchingDecision {
  if (state.status !== 'filed' || due !== state.due || at < due)
    return [{ type: 'MatchingCommandRefused', parcelId, reason: 'NOT_DUE' }];
  const absent = state.documents.filter(({ matched }) => !matched);
  const kinds = absent.flatMap(({ documentId }) => parseDocumentId(documentId)?.kind ?? []);
  return reject(parcelId, state, kinds.map(missing));
}

function reject(parcelId: string, state: DeclarationState, faults: readonly DeclarationFault[]): MatchingDecision {
  const { platform, version, contentHash, orderNo, destinationCountry } = state;
  const decided = { parcelId, platform, version, contentHash, orderNo, destinationCountry };
  return [
    { type: 'DeclarationRejected', ...decided, faults: faults.slice(0, MAX_FAULTS) },
    ...giveBack(parcelId, state),
  ];
}

/** What a filing, and what comes of it, makes of the parcel's state. */
export function evolveMatching(state: DeclarationState, event: MatchingEvent, at: number): DeclarationState {
  switch (event.type) {
    case 'DeclarationFiled': {
      const { platform, version, contentHash, list, documentIds, due } = event;
      return {
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
        documents: documentIds.map((documentId) => ({ documentId, matched: false })),
        due,
      };
    }
    case 'MatchNoted': {
      const noted = (id: string): boolean => id === event.documentId;
      const documents = state.documents.map((each) => (noted(each.documentId) ? { ...each, matched: true } : each));
      return { ...state, documents };
    }
    case 'DocumentsGivenBack':
      return { ...state, documents: [] };
    case 'MatchingCommandRefused':
      return state;
  }
}

/** Field by field, since the command that comes out of the log has an envelope of its own. */
function listOf(command: DeclareParcel): DeclaredList {
  return {
    logisticsCode: command.logisticsCode,
    logisticsNo: command.logisticsNo,
    orderNo: command.orderNo,
    tradeMode: command.tradeMode,
    customsCode: command.customsCode,
    portCode: command.portCode,
    destinationCountry: command.destinationCountry,
    merchantCode: command.merchantCode,
    merchantName: command.merchantName,
    consigneeCountry: command.consigneeCountry,
    consigneeCity: command.consigneeCity,
    carrier: command.carrier,
    currency: command.currency,
    packages: command.packages,
    grossWeightGrams: command.grossWeightGrams,
    netWeightGrams: command.netWeightGrams,
    declaredValueMinor: command.declaredValueMinor,
    freightMinor: command.freightMinor,
    insuranceMinor: command.insuranceMinor,
    accountBookNo: command.accountBookNo,
    statisticsFlag: command.statisticsFlag,
    items: command.items,
  };
}

function declared({ list, ...decided }: Content, documentIds: readonly string[]): ParcelDeclared {
  return { type: 'ParcelDeclared', ...decided, ...list, documentIds };
}
