import type { AvroRecord, AvroValue } from '../log/avro';
import { listIn, numberIn, optionalTextIn, recordIn, textIn, textsIn } from '../log/record';
import { share, type Fold } from './fold';

export type DeclarationState = {
  readonly status: 'absent' | 'accepted' | 'rejected' | 'filed' | 'retired';
  readonly platform: string;
  readonly version: number;
  readonly contentHash: string;
  readonly firstSeenAt: number;
  readonly decidedAt: number;
  readonly orderNo: string;
  readonly tradeMode: string;
  readonly destinationCountry: string;
  readonly carrier: string;
  readonly currency: string;
  readonly declaredValueMinor: number;
  readonly grossWeightGrams: number;
  readonly packages: number;
  readonly itemCount: number;
  readonly faults: readonly AvroValue[];
  /** The whole content of a list that waits for its documents. */
  readonly list: AvroRecord | null;
  readonly documents: readonly { readonly documentId: string; readonly matched: boolean }[];
  readonly due: number;
  readonly lastVersion: number;
  readonly amendment: Amendment | null;
  readonly closed: string | null;
  readonly predecessorId: string | null;
  readonly successorId: string | null;
  readonly returnOf: string | null;
  readonly returnId: string | null;
};

/** A changed content that is not in force yet. */
type Amendment = {
  readonly version: number;
  readonly contentHash: string;
  readonly list: AvroRecord;
  readonly documents: DeclarationState['documents'];
  readonly due: number;
  readonly asked: boolean;
};

const NO_FAULTS: readonly AvroValue[] = [];

const initial: DeclarationState = {
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
  faults: NO_FAULTS,
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

const DAY_MS = 24 * 3600 * 1000;
const REJECTED_DAYS = 7;
/** Six months, of the longest. */
const TAKEN_DAYS = 183;

/** Nothing is known of the number, or all of it is over. */
const isNew = ({ status }: DeclarationState): boolean => status === 'absent' || status === 'retired';

/** What an acceptance and a rejection have in common. */
const decided = (state: DeclarationState, event: AvroRecord, at: number): DeclarationState => ({
  ...initial,
  platform: share(textIn(event, 'platform')),
  version: numberIn(event, 'version'),
  contentHash: textIn(event, 'contentHash'),
  firstSeenAt: isNew(state) ? at : state.firstSeenAt,
  decidedAt: at,
  orderNo: textIn(event, 'orderNo'),
  destinationCountry: share(textIn(event, 'destinationCountry')),
  lastVersion: Math.max(state.lastVersion, numberIn(event, 'version')),
});

/** A number belongs to the platform that declared it first, and each decided content is one version more. */
const wrongOrder = (state: DeclarationState, event: AvroRecord, at: number): string | null => {
  if (state.status === 'retired') {
    if (at < state.due) return `its number is taken until ${state.due}`;
    return numberIn(event, 'version') === 1 ? null : 'another life begins with version 1';
  }
  if (state.status !== 'absent' && state.platform !== textIn(event, 'platform'))
    return `it belongs to ${state.platform}`;
  const version = numberIn(event, 'version');
  if (state.status === 'accepted') return isOfChange(state, event);
  if (state.successorId !== null) return `${state.successorId} has taken it up`;
  // What becomes of a filed list has its version; one that replaces it has the next.
  const isOfFiled = state.status === 'filed' && version === state.version;
  return isOfFiled || version === state.lastVersion + 1 ? null : `version ${version} follows ${state.lastVersion}`;
};

/** What stands is replaced by nothing but the change about which release was asked, as it was then. */
const isOfChange = ({ amendment }: DeclarationState, event: AvroRecord): string | null => {
  const isAsked = amendment?.asked === true && numberIn(event, 'version') === amendment.version;
  if (!isAsked) return 'release was not asked about it';
  return amendment.contentHash === textIn(event, 'contentHash') ? null : 'release was asked about another content';
};

/** A change begins with the next version, of what stands and has no other. */
const wrongChange = (
  { amendment, closed, platform, lastVersion }: DeclarationState,
  event: AvroRecord,
): string | null => {
  if (amendment !== null) return `version ${amendment.version} is under way`;
  if (closed !== null) return `it is ${closed}`;
  if (platform !== textIn(event, 'platform')) return `it belongs to ${platform}`;
  const version = numberIn(event, 'version');
  return version === lastVersion + 1 ? null : `version ${version} follows ${lastVersion}`;
};

/** What waits for its documents. */
const waiting = ({ status, version, documents, amendment }: DeclarationState) =>
  status === 'filed' ? { version, documents } : amendment;

/** Fields that older events lack. */
const relationsOf = (list: AvroRecord) => ({
  predecessorId: 'predecessorId' in list ? optionalTextIn(list, 'predecessorId') : null,
  returnOf: 'returnOf' in list ? optionalTextIn(list, 'returnOf') : null,
});

/** Why the goods of a parcel cannot come back as another: they left, and come back once. */
function wrongReturn(state: DeclarationState, event: AvroRecord, at: number): string | null {
  const { status, platform, closed, returnId, due } = state;
  if (platform !== textIn(event, 'platform')) return `it belongs to ${platform}`;
  if (status === 'retired' && at >= due) return 'its number is free';
  if (closed !== 'DEPARTED') return 'it has not departed';
  const isTaken = returnId !== null && returnId !== event['returnId'];
  return isTaken ? `its goods come back as ${returnId}` : null;
}

/** What a list says of itself, for a line of a table. */
const ofList = (list: AvroRecord) => ({
  tradeMode: share(textIn(list, 'tradeMode')),
  carrier: share(textIn(list, 'carrier')),
  currency: share(textIn(list, 'currency')),
  declaredValueMinor: numberIn(list, 'declaredValueMinor'),
  grossWeightGrams: numberIn(list, 'grossWeightGrams'),
  packages: numberIn(list, 'packages'),
  itemCount: listIn(list, 'items').length,
});

const documentsOf = (event: AvroRecord, matched: boolean): DeclarationState['documents'] =>
  textsIn(event, 'documentIds').map((documentId) => ({ documentId, matched }));

const changeOf = (event: AvroRecord, of: Pick<Amendment, 'documents' | 'due' | 'asked'>): Amendment => ({
  version: numberIn(event, 'version'),
  contentHash: textIn(event, 'contentHash'),
  list: recordIn(event, 'list'),
  ...of,
});

/** Refusals of other questions name no return. */
const isReturnRefusal = (event: AvroRecord): boolean => 'returnId' in event && 'faults' in event;

const DECISIONS: Readonly<Record<string, string>> = { ACCEPTED: 'accepted', REJECTED: 'rejected', PENDING: 'filed' };

export const declarationFold: Fold<DeclarationState> = {
  stage: 'declaration',
  kind: 'parcel',
  idField: 'parcelId',
  stateName: 'alataw.declaration.DeclarationState',
  initial,
  isOfNobody: (event) => event['reason'] === 'NUMBER_TAKEN' || isReturnRefusal(event),
  unlessOfNobody: (state, event, at) => {
    if (isReturnRefusal(event))
      return wrongReturn(state ?? initial, event, at) === null ? 'nothing speaks against this return' : null;
    return state?.status === 'retired' && at < state.due ? null : 'its number is not taken by what has ended';
  },
  remains: ({ platform, due, closed, returnId }) => {
    if (due === 0) return null;
    const cameBack = returnId === null ? '' : `:${returnId}`;
    return `${due / DAY_MS}:${platform}${closed === 'DEPARTED' ? cameBack : ':-'}`;
  },
  events: {
    ParcelDeclared: {
      from: ['absent', 'rejected', 'filed', 'accepted', 'retired'],
      unless: wrongOrder,
      to: (state, event, at) => ({
        ...decided(state, event, at),
        ...ofList(event),
        status: 'accepted',
        documents: documentsOf(event, true),
        ...relationsOf(event),
        successorId: state.successorId,
      }),
    },
    DeclarationFiled: {
      from: ['absent', 'rejected', 'filed', 'accepted', 'retired'],
      unless: (state, event, at) => {
        if (state.status === 'filed' && numberIn(event, 'version') === state.version) return 'it was filed already';
        if (listIn(event, 'documentIds').length === 0) return 'it waits for nothing';
        return state.status === 'accepted' ? wrongChange(state, event) : wrongOrder(state, event, at);
      },
      to: (state, event, at) => {
        const list = recordIn(event, 'list');
        if (state.status === 'accepted') {
          const amendment = changeOf(event, {
            documents: documentsOf(event, false),
            due: numberIn(event, 'due'),
            asked: false,
          });
          return { ...state, amendment, lastVersion: amendment.version };
        }
        return {
          ...decided(state, { ...list, ...event }, at),
          ...ofList(list),
          status: 'filed',
          list,
          documents: documentsOf(event, false),
          due: numberIn(event, 'due'),
          ...relationsOf(list),
          successorId: state.successorId,
        };
      },
    },
    MatchNoted: {
      from: ['filed', 'accepted'],
      unless: (state, event) => {
        const pending = waiting(state);
        const needed = pending?.documents.find(({ documentId }) => documentId === event['documentId']);
        if (numberIn(event, 'version') !== pending?.version) return `version ${pending?.version ?? 0} waits`;
        return needed && !needed.matched ? null : 'it does not wait for that';
      },
      to: (state, event) => {
        const noted = (of: DeclarationState['documents']): DeclarationState['documents'] =>
          of.map(({ documentId, matched }) => ({
            documentId,
            matched: matched || documentId === event['documentId'],
          }));
        const { amendment, documents } = state;
        if (state.status === 'filed' || amendment === null) return { ...state, documents: noted(documents) };
        return { ...state, amendment: { ...amendment, documents: noted(amendment.documents) } };
      },
    },
    AmendmentAsked: {
      from: ['accepted'],
      unless: (state, event) => {
        const { amendment } = state;
        if (amendment === null) return wrongChange(state, event);
        if (amendment.asked) return 'release is being asked';
        return amendment.contentHash === textIn(event, 'contentHash') ? null : 'another content was filed';
      },
      to: (state, event) => {
        const amendment = changeOf(event, { documents: documentsOf(event, true), due: 0, asked: true });
        return { ...state, amendment, lastVersion: Math.max(state.lastVersion, amendment.version) };
      },
    },
    AmendmentRefused: {
      from: 'any',
      unless: ({ amendment }, event) => {
        const version = numberIn(event, 'version');
        return version === 0 || version === amendment?.version ? null : `no version ${version} is under way`;
      },
      to: (state, event) => (numberIn(event, 'version') === 0 ? state : { ...state, amendment: null }),
    },
    DeclarationClosed: {
      from: ['accepted'],
      unless: ({ closed, version }, event) => {
        if (closed !== null) return `it is ${closed}`;
        return numberIn(event, 'version') === version ? null : `version ${version} stands`;
      },
      to: (state, event) => ({ ...state, closed: share(textIn(event, 'reason')) }),
    },
    PredecessorConfirmed: {
      from: ['accepted', 'rejected'],
      unless: ({ status, closed, platform, successorId }, event) => {
        if (platform !== textIn(event, 'platform')) return `it belongs to ${platform}`;
        if (closed === 'DEPARTED') return 'it has departed';
        if (status === 'accepted' && closed === null) return 'its declaration stands';
        const isTaken = successorId !== null && successorId !== event['successorId'];
        return isTaken ? `${successorId} has taken it up` : null;
      },
      to: (state, event) => ({ ...state, successorId: textIn(event, 'successorId') }),
    },
    PredecessorRefused: {
      from: 'any',
      unless: (_, event) => (listIn(event, 'faults').length > 0 ? null : 'it has no reason'),
    },
    PredecessorFreed: {
      from: ['accepted', 'rejected'],
      unless: ({ successorId }, event) =>
        successorId === event['successorId'] ? null : `${successorId ?? 'nobody'} has taken it up`,
      to: (state) => ({ ...state, successorId: null }),
    },
    ReturnConfirmed: {
      from: ['accepted', 'retired'],
      unless: wrongReturn,
      to: (state, event) => ({ ...state, returnId: textIn(event, 'returnId') }),
    },
    ReturnRefused: { from: 'any' },
    ReturnFreed: {
      from: ['accepted', 'retired'],
      unless: ({ returnId }, event) =>
        returnId === event['returnId'] ? null : `its goods come back as ${returnId ?? 'nothing'}`,
      to: (state) => ({ ...state, returnId: null }),
    },
    DocumentsGivenBack: {
      from: ['accepted', 'rejected', 'filed'],
      to: (state, event) => (numberIn(event, 'version') === state.version ? { ...state, documents: [] } : state),
    },
    MatchingCommandRefused: { from: 'any' },
    DeclarationRejected: {
      from: ['absent', 'rejected', 'filed', 'retired'],
      unless: wrongOrder,
      to: (state, event, at) => ({
        ...decided(state, event, at),
        status: 'rejected',
        faults: listIn(event, 'faults'),
        due: at + REJECTED_DAYS * DAY_MS,
        successorId: state.successorId,
      }),
    },
    DeclarationRepeated: {
      from: ['accepted', 'rejected', 'filed'],
      unless: (state, event) => {
        const first = DECISIONS[textIn(event, 'decision')];
        const { amendment } = state;
        if (first === 'filed' && numberIn(event, 'version') === amendment?.version) return null;
        const isSame = first === state.status && numberIn(event, 'version') === state.version;
        return isSame ? null : `it repeats version ${numberIn(event, 'version')}, ${first}, which is not the last`;
      },
    },
    DeclarationConflicted: { from: ['accepted', 'rejected', 'filed'] },
    DeclarationRetired: {
      from: ['accepted', 'rejected', 'retired'],
      unless: (state, event, at) => {
        if (textIn(event, 'platform') !== state.platform) return `it belongs to ${state.platform}`;
        if (event['departed'] !== (state.closed === 'DEPARTED')) return `it is ${state.closed ?? 'in force'}`;
        if (optionalTextIn(event, 'returnId') !== state.returnId)
          return `its goods come back as ${state.returnId ?? 'nothing'}`;
        const until = numberIn(event, 'takenUntil');
        if (state.status === 'retired') return until === state.due ? null : `its number is taken until ${state.due}`;
        if (state.status === 'rejected') {
          if (until !== 0) return 'a number that was rejected is free';
          return at < state.due ? `it is kept until ${state.due}` : null;
        }
        const [from, days] = [state.decidedAt + TAKEN_DAYS * DAY_MS, until / DAY_MS];
        if (until === 0) return at + DAY_MS > from ? null : `its number is taken from ${state.decidedAt} on`;
        return Number.isInteger(days) && until >= from && until - from < DAY_MS ? null : `it is taken until ${until}`;
      },
      to: (_, event) => ({
        ...initial,
        status: 'retired',
        platform: share(textIn(event, 'platform')),
        due: numberIn(event, 'takenUntil'),
        closed: event['departed'] === true ? 'DEPARTED' : null,
        returnId: optionalTextIn(event, 'returnId'),
      }),
      ends: true,
    },
  },
  numbers: (state, id) => ({
    owner: isNew(state) ? '' : state.platform,
    written: isNew(state) ? [] : [id.replace(/^[^.]*\./, ''), state.orderNo],
  }),
  countedAs: (state) => (isNew(state) ? null : state.status),
  sets: ['queue:matching', 'index:due', 'index:ended'],
  memberships: ({ status, platform, firstSeenAt, decidedAt, due, amendment }) =>
    status === 'absent' || status === 'retired'
      ? []
      : [
          { set: `index:platform:${platform}`, since: firstSeenAt },
          ...(status === 'rejected' ? [{ set: 'index:ended', since: due }] : []),
          ...(status === 'filed'
            ? [
                { set: 'queue:matching', since: decidedAt },
                { set: 'index:due', since: due },
              ]
            : []),
          ...(amendment !== null && amendment.due > 0 ? [{ set: 'index:due', since: amendment.due }] : []),
        ],
};
