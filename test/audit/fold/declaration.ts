import type { AvroRecord, AvroValue } from '../log/avro';
import { listIn, numberIn, textIn } from '../log/record';
import { share, type Fold } from './fold';

export type DeclarationState = {
  readonly status: 'absent' | 'accepted' | 'rejected';
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
  return version === state.version + 1 ? null : `version ${version} follows ${state.version}`;
};

export const declarationFold: Fold<DeclarationState> = {
  stage: 'declaration',
  kind: 'parcel',
  idField: 'parcelId',
  stateName: 'alataw.declaration.DeclarationState',
  initial,
  events: {
    ParcelDeclared: {
      from: ['absent', 'rejected'],
      unless: wrongOrder,
      to: (state, event, at) => ({
        ...decided(state, event, at),
        status: 'accepted',
        tradeMode: share(textIn(event, 'tradeMode')),
        carrier: share(textIn(event, 'carrier')),
        currency: share(textIn(event, 'currency')),
        declaredValueMinor: numberIn(event, 'declaredValueMinor'),
        grossWeightGrams: numberIn(event, 'grossWeightGrams'),
        packages: numberIn(event, 'packages'),
        itemCount: listIn(event, 'items').length,
      }),
    },
    DeclarationRejected: {
      from: ['absent', 'rejected'],
      unless: wrongOrder,
      to: (state, event, at) => ({
        ...decided(state, event, at),
        status: 'rejected',
        faults: listIn(event, 'faults'),
      }),
    },
    DeclarationRepeated: {
      from: ['accepted', 'rejected'],
      unless: (state, event) => {
        const first = textIn(event, 'decision') === 'ACCEPTED' ? 'accepted' : 'rejected';
        const isSame = first === state.status && numberIn(event, 'version') === state.version;
        return isSame ? null : `it repeats version ${numberIn(event, 'version')}, ${first}, which is not the last`;
      },
    },
    DeclarationConflicted: { from: ['accepted', 'rejected'] },
  },
  countedAs: ({ status }) => (status === 'absent' ? null : status),
  sets: [],
  memberships: ({ status, platform, firstSeenAt }) =>
    status === 'absent' ? [] : [{ set: `index:platform:${platform}`, since: firstSeenAt }],
};
