import type { AvroRecord, AvroValue } from '../log/avro';
import { listIn, numberIn, recordIn, textIn, textsIn } from '../log/record';
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
  // What becomes of a filed list has its version; one that replaces it has the next.
  const isOfFiled = state.status === 'filed' && version === state.version;
  return isOfFiled || version === state.version + 1 ? null : `version ${version} follows ${state.version}`;
};

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

const DECISIONS: Readonly<Record<string, string>> = { ACCEPTED: 'accepted', REJECTED: 'rejected', PENDING: 'filed' };

export const declarationFold: Fold<DeclarationState> = {
  stage: 'declaration',
  kind: 'parcel',
  idField: 'parcelId',
  stateName: 'alataw.declaration.DeclarationState',
  initial,
  isOfNobody: ({ reason }) => reason === 'NUMBER_TAKEN',
  unlessOfNobody: (state, _, at) =>
    state?.status === 'retired' && at < state.due ? null : 'its number is not taken by what has ended',
  remains: ({ platform, due }) => (due === 0 ? null : { owner: platform, untilDay: due / DAY_MS }),
  events: {
    ParcelDeclared: {
      from: ['absent', 'rejected', 'filed', 'retired'],
      unless: wrongOrder,
      to: (state, event, at) => ({
        ...decided(state, event, at),
        ...ofList(event),
        status: 'accepted',
        documents: documentsOf(event, true),
      }),
    },
    DeclarationFiled: {
      from: ['absent', 'rejected', 'filed', 'retired'],
      unless: (state, event, at) => {
        if (state.status === 'filed' && numberIn(event, 'version') === state.version) return 'it was filed already';
        return listIn(event, 'documentIds').length > 0 ? wrongOrder(state, event, at) : 'it waits for nothing';
      },
      to: (state, event, at) => {
        const list = recordIn(event, 'list');
        return {
          ...decided(state, { ...list, ...event }, at),
          ...ofList(list),
          status: 'filed',
          list,
          documents: documentsOf(event, false),
          due: numberIn(event, 'due'),
        };
      },
    },
    MatchNoted: {
      from: ['filed'],
      unless: ({ documents, version }, event) => {
        const needed = documents.find(({ documentId }) => documentId === event['documentId']);
        if (numberIn(event, 'version') !== version) return `version ${version} waits`;
        return needed && !needed.matched ? null : 'it does not wait for that';
      },
      to: (state, event) => ({
        ...state,
        documents: state.documents.map(({ documentId, matched }) => ({
          documentId,
          matched: matched || documentId === event['documentId'],
        })),
      }),
    },
    DocumentsGivenBack: { from: ['accepted', 'rejected', 'filed'], to: (state) => ({ ...state, documents: [] }) },
    MatchingCommandRefused: { from: 'any' },
    DeclarationRejected: {
      from: ['absent', 'rejected', 'filed', 'retired'],
      unless: wrongOrder,
      to: (state, event, at) => ({
        ...decided(state, event, at),
        status: 'rejected',
        faults: listIn(event, 'faults'),
        due: at + REJECTED_DAYS * DAY_MS,
      }),
    },
    DeclarationRepeated: {
      from: ['accepted', 'rejected', 'filed'],
      unless: (state, event) => {
        const first = DECISIONS[textIn(event, 'decision')];
        const isSame = first === state.status && numberIn(event, 'version') === state.version;
        return isSame ? null : `it repeats version ${numberIn(event, 'version')}, ${first}, which is not the last`;
      },
    },
    DeclarationConflicted: { from: ['accepted', 'rejected', 'filed'] },
    DeclarationRetired: {
      from: ['accepted', 'rejected'],
      unless: (state, event, at) => {
        if (textIn(event, 'platform') !== state.platform) return `it belongs to ${state.platform}`;
        const until = numberIn(event, 'takenUntil');
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
      }),
      ends: true,
    },
  },
  numbers: ({ status, platform, orderNo }, id) => ({
    owner: platform,
    written: status === 'absent' ? [] : [id.replace(/^[^.]*\./, ''), orderNo],
  }),
  countedAs: ({ status }) => (status === 'absent' ? null : status),
  sets: ['queue:matching', 'index:due', 'index:ended'],
  memberships: ({ status, platform, firstSeenAt, decidedAt, due }) =>
    status === 'absent'
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
        ],
};
