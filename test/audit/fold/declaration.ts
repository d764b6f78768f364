import type { AvroRecord, AvroValue } from '../log/avro';
import { listIn, numberIn, recordIn, textIn, textsIn } from '../log/record';
import { share, type Fold } from './fold';

export type DeclarationState = {
  readonly status: 'absent' | 'accepted' | 'rejected' | 'filed';
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

/** What an acceptance and a rejection have in common. */
const decided = (state: DeclarationState, event: AvroRecord, at: number): DeclarationState => ({
  ...initial,
  platform: share(textIn(event, 'platform')),
  version: numberIn(event, 'version'),
  contentHash: textIn(event, 'contentHash'),
  firstSeenAt: state.status === 'absent' ? at : state.firstSeenAt,
  decidedAt: at,
  orderNo: textIn(event, 'orderNo'),
  destinationCountry: share(textIn(event, 'destinationCountry')),
});

/** A number belongs to the platform that declared it first, and each decided content is one version more. */
const wrongOrder = (state: DeclarationState, event: AvroRecord): string | null => {
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
  events: {
    ParcelDeclared: {
      from: ['absent', 'rejected', 'filed'],
      unless: wrongOrder,
      to: (state, event, at) => ({
        ...decided(state, event, at),
        ...ofList(event),
        status: 'accepted',
        documents: documentsOf(event, true),
      }),
    },
    DeclarationFiled: {
      from: ['absent', 'rejected', 'filed'],
      unless: (state, event) => {
        if (state.status === 'filed' && numberIn(event, 'version') === state.version) return 'it was filed already';
        return listIn(event, 'documentIds').length > 0 ? wrongOrder(state, event) : 'it waits for nothing';
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
      from: ['absent', 'rejected', 'filed'],
      unless: wrongOrder,
      to: (state, event, at) => ({
        ...decided(state, event, at),
        status: 'rejected',
        faults: listIn(event, 'faults'),
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
  },
  numbers: ({ status, platform, orderNo }, id) => ({
    owner: platform,
    written: status === 'absent' ? [] : [id.replace(/^[^.]*\./, ''), orderNo],
  }),
  countedAs: ({ status }) => (status === 'absent' ? null : status),
  sets: ['queue:matching', 'index:due'],
  memberships: ({ status, platform, firstSeenAt, decidedAt, due }) =>
    status === 'absent'
      ? []
      : [
          { set: `index:platform:${platform}`, since: firstSeenAt },
          ...(status === 'filed'
            ? [
                { set: 'queue:matching', since: decidedAt },
                { set: 'index:due', since: due },
              ]
            : []),
        ],
};
