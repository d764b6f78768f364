import type { AvroRecord } from '../log/avro';
import { numberIn, textIn } from '../log/record';
import { share, type Fold } from './fold';

export type InspectionState = {
  readonly status: 'absent' | 'documents' | 'examination' | 'passed' | 'returned' | 'detained' | 'abandoned';
  readonly declarationVersion: number;
  readonly channel: string;
  readonly rule: string;
  readonly reason: string;
  readonly rulesetVersion: string;
  readonly abandoned: string | null;
  readonly since: number;
};

const STATUS_OF: Readonly<Record<string, InspectionState['status']>> = {
  PASSED: 'passed',
  RETURNED: 'returned',
  DETAINED: 'detained',
};

const ruled = (event: AvroRecord, status: InspectionState['status'], at: number): InspectionState => ({
  status,
  declarationVersion: numberIn(event, 'declarationVersion'),
  channel: share(textIn(event, 'channel')),
  rule: share(textIn(event, 'rule')),
  reason: share(textIn(event, 'reason')),
  rulesetVersion: share(textIn(event, 'rulesetVersion')),
  abandoned: null,
  since: at,
});

/** Green passes unseen, straight from the declaration; what an inspector decides, he decides about the same declaration. */
const outOfTurn = (state: InspectionState, event: AvroRecord): string | null => {
  const channel = textIn(event, 'channel');
  if (state.status === 'absent') {
    const isGreen = channel === 'GREEN' && textIn(event, 'outcome') === 'PASSED';
    return isGreen ? null : `a ${channel} parcel has an outcome without having been opened`;
  }
  const isSame = channel === state.channel && numberIn(event, 'declarationVersion') === state.declarationVersion;
  return isSame ? null : 'channel or declaration are not those of the inspection that was opened';
};

export const inspectionFold: Fold<InspectionState> = {
  stage: 'inspection',
  kind: 'parcel',
  idField: 'parcelId',
  stateName: 'alataw.inspection.InspectionState',
  initial: {
    status: 'absent',
    declarationVersion: 0,
    channel: 'GREEN',
    rule: '',
    reason: 'NONE',
    rulesetVersion: '',
    abandoned: null,
    since: 0,
  },
  events: {
    InspectionOpened: {
      from: ['absent'],
      unless: (_, event) => (textIn(event, 'channel') === 'GREEN' ? 'a green parcel is not looked at' : null),
      to: (_, event, at) => ruled(event, textIn(event, 'channel') === 'RED' ? 'examination' : 'documents', at),
    },
    ParcelInspected: {
      from: ['absent', 'documents', 'examination'],
      unless: outOfTurn,
      to: (_, event, at) => ruled(event, STATUS_OF[textIn(event, 'outcome')] ?? 'absent', at),
    },
    InspectionAbandoned: {
      // Once more for the declaration, if the parcel was given up before this stage had read it.
      from: ['absent', 'documents', 'examination', 'abandoned'],
      to: (state, event, at) => ({
        ...state,
        status: 'abandoned',
        abandoned: share(textIn(event, 'reason')),
        since: at,
      }),
    },
    VerdictRefused: {
      from: ['absent', 'passed', 'returned', 'detained', 'abandoned'],
    },
  },
  countedAs: ({ status }) => (status === 'absent' ? null : status),
  sets: ['queue:documents', 'queue:examination'],
  memberships: ({ status, since }) =>
    status === 'documents' || status === 'examination' ? [{ set: `queue:${status}`, since }] : [],
};
