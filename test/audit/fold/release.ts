import type { AvroRecord } from '../log/avro';
import { flagIn, numberIn, optionalTextIn, textIn } from '../log/record';
import { share, type Fold } from './fold';

export type ReleaseState = {
  readonly status:
    | 'absent'
    | 'awaitingInspection'
    | 'awaitingCustoms'
    | 'held'
    | 'released'
    | 'holdRequested'
    | 'revoked'
    | 'returned'
    | 'detained'
    | 'cancelled';
  readonly inspection: string;
  readonly declarationVersion: number;
  readonly platform: string;
  readonly carrier: string;
  readonly destinationCountry: string;
  readonly grossWeightGrams: number;
  readonly packages: number;
  readonly released: boolean;
  readonly departed: boolean;
  readonly holdKind: string;
  readonly holdReason: string;
  readonly holdRemark: string | null;
  readonly detention: string | null;
  readonly since: number;
  readonly clearance: string;
  readonly customs: string;
  readonly customsVersion: number;
  readonly customsDetention: string | null;
  readonly leavesAt: number;
};

const initial: ReleaseState = {
  status: 'absent',
  inspection: 'PENDING',
  declarationVersion: 0,
  platform: '',
  carrier: '',
  destinationCountry: '',
  grossWeightGrams: 0,
  packages: 0,
  released: false,
  departed: false,
  holdKind: 'HOLD',
  holdReason: 'OTHER',
  holdRemark: null,
  detention: null,
  since: 0,
  clearance: 'CENTRE',
  customs: 'PENDING',
  customsVersion: 0,
  customsDetention: null,
  leavesAt: 0,
};

/** Events of before the inspection said where it goes lack the field. */
const detentionOf = (event: AvroRecord): string | null =>
  'detention' in event ? optionalTextIn(event, 'detention') : null;

/** Events of before customs had a say lack the field. */
const clearanceOf = (event: AvroRecord): string =>
  'clearance' in event ? share(textIn(event, 'clearance')) : 'CENTRE';

/** A release says what the stage took in when it opened. */
const otherGoods = (state: ReleaseState, event: AvroRecord): string | null => {
  if (state.released) return 'a parcel is released once';
  const fields = ['declarationVersion', 'platform', 'carrier', 'destinationCountry', 'grossWeightGrams', 'packages'];
  const wrong = fields.find((name) => event[name] !== (state as AvroRecord)[name]);
  return wrong === undefined ? null : `its ${wrong} is not the declaration's`;
};

const wrongAboutRelease = ({ released }: ReleaseState, event: AvroRecord): string | null =>
  flagIn(event, 'released') === released ? null : `it was ${released ? '' : 'never '}released`;

/** What a hold after the release needs: that loading was asked about exactly this. */
const notAsked =
  (kind: string) =>
  (state: ReleaseState, event: AvroRecord): string | null => {
    if (state.status === 'holdRequested' && state.holdKind !== kind) return `a ${state.holdKind} had been asked for`;
    if (kind === 'REVOCATION') return state.released ? null : 'it never was released';
    return wrongAboutRelease(state, event);
  };

/** Where a parcel waits that nothing holds: customs' word counts for the version of which it was spoken. */
const waits = (state: ReleaseState): 'awaitingInspection' | 'awaitingCustoms' => {
  const isCleared = state.customs === 'CLEARED' && state.customsVersion === state.declarationVersion;
  const lacksCustoms = state.clearance === 'CUSTOMS' && !isCleared;
  return lacksCustoms && state.inspection === 'PASSED' ? 'awaitingCustoms' : 'awaitingInspection';
};

/** What a release needs of customs, where its word is needed. */
const notCleared = (state: ReleaseState): string | null =>
  waits({ ...state, inspection: 'PASSED' }) === 'awaitingCustoms' ? 'customs has not released it' : null;

export const releaseFold: Fold<ReleaseState> = {
  stage: 'release',
  kind: 'parcel',
  idField: 'parcelId',
  stateName: 'alataw.release.ReleaseState',
  initial,
  events: {
    ReleaseOpened: {
      from: ['absent'],
      to: (state, event, at) => {
        const opened = {
          ...state,
          declarationVersion: numberIn(event, 'declarationVersion'),
          platform: share(textIn(event, 'platform')),
          carrier: share(textIn(event, 'carrier')),
          destinationCountry: share(textIn(event, 'destinationCountry')),
          grossWeightGrams: numberIn(event, 'grossWeightGrams'),
          packages: numberIn(event, 'packages'),
          clearance: clearanceOf(event),
          since: at,
        };
        return { ...opened, status: waits(opened) };
      },
    },
    InspectionNoted: {
      from: ['absent', 'held', 'returned', 'cancelled', 'detained', 'awaitingInspection'],
      unless: (state, event) =>
        (state.status === 'awaitingInspection') === (textIn(event, 'note') === 'AWAITING_CUSTOMS')
          ? null
          : `noted as ${textIn(event, 'note')}`,
      to: (state, event, at) => {
        const note = textIn(event, 'note');
        if (note === 'SETTLED') return state;
        const known = {
          ...state,
          inspection: share(textIn(event, 'outcome')),
          detention: detentionOf(event),
          since: at,
        };
        return note === 'AWAITING_CUSTOMS' ? { ...known, status: 'awaitingCustoms' } : known;
      },
    },
    ParcelReleased: {
      from: ['awaitingInspection', 'awaitingCustoms'],
      unless: (state, event) => otherGoods(state, event) ?? notCleared(state),
      to: (state, _, at) => ({ ...state, status: 'released', inspection: 'PASSED', released: true, since: at }),
    },
    ParcelHeld: {
      from: ['awaitingInspection', 'awaitingCustoms', 'holdRequested'],
      unless: notAsked('HOLD'),
      to: (state, event, at) => ({
        ...state,
        status: 'held',
        holdKind: 'HOLD',
        holdReason: share(textIn(event, 'reason')),
        holdRemark: null,
        since: at,
      }),
    },
    HoldRequested: {
      from: ['released'],
      unless: ({ departed }) => (departed ? 'it is known to have left' : null),
      to: (state, event, at) => ({
        ...state,
        status: 'holdRequested',
        holdKind: share(textIn(event, 'kind')),
        holdReason: share(textIn(event, 'reason')),
        holdRemark: optionalTextIn(event, 'remark'),
        since: at,
      }),
    },
    HoldTooLate: {
      from: ['holdRequested'],
      to: (state, _, at) => ({ ...state, status: 'released', departed: true, holdRemark: null, since: at }),
    },
    HoldLifted: {
      from: ['held'],
      unless: (state, event) => wrongAboutRelease(state, event),
      to: (state, event, at) => ({
        ...state,
        status: flagIn(event, 'released') ? 'released' : waits(state),
        since: at,
      }),
    },
    ReleaseRevoked: {
      from: ['held', 'holdRequested'],
      unless: notAsked('REVOCATION'),
      to: (state, event, at) => ({
        ...state,
        status: 'revoked',
        holdKind: 'REVOCATION',
        holdReason: share(textIn(event, 'reason')),
        holdRemark: null,
        since: at,
      }),
    },
    ParcelReturned: {
      from: ['awaitingInspection', 'awaitingCustoms', 'held', 'revoked'],
      to: (state, _, at) => ({ ...state, status: 'returned', since: at }),
    },
    ParcelDetained: {
      from: ['awaitingInspection', 'awaitingCustoms', 'held', 'revoked'],
      to: (state, event, at) => ({
        ...state,
        status: 'detained',
        inspection: 'DETAINED',
        detention: detentionOf(event),
        since: at,
      }),
    },
    ParcelCancelled: {
      from: ['awaitingInspection', 'awaitingCustoms'],
      unless: (state, event) =>
        textIn(event, 'platform') === state.platform ? null : `it belongs to ${state.platform}`,
      to: (state, _, at) => ({ ...state, status: 'cancelled', since: at }),
    },
    CustomsNoted: {
      from: 'any',
      to: (state, event) => ({
        ...state,
        customs: share(textIn(event, 'standing')),
        customsVersion: numberIn(event, 'declarationVersion'),
        customsDetention: optionalTextIn(event, 'detention'),
      }),
    },
    ReleaseCommandRefused: { from: 'any' },
    ParcelEnded: {
      from: 'any',
      unless: ({ status, leavesAt }) => {
        if (leavesAt > 0) return 'it has ended already';
        return status === 'absent' ? 'it was never opened' : null;
      },
      to: (state, event) => ({ ...state, leavesAt: numberIn(event, 'leavesAt') }),
    },
    ParcelRetired: {
      from: 'any',
      unless: ({ status, leavesAt }, _, at) => {
        if (status === 'holdRequested') return 'loading is being asked about it';
        return leavesAt > 0 && at >= leavesAt ? null : `it is kept until ${leavesAt}`;
      },
      to: () => initial,
      ends: true,
    },
    RetirementRefused: { from: 'any' },
  },
  isOfNobody: ({ type, reason }) => type === 'RetirementRefused' || reason === 'NOT_DUE',
  countedAs: ({ status }) => (status === 'absent' ? null : status),
  sets: ['queue:held', 'queue:awaiting-customs', 'index:held', 'index:ended'],
  memberships: ({ status, inspection, since, leavesAt }) => {
    const ended = leavesAt > 0 ? [{ set: 'index:ended', since: leavesAt }] : [];
    if (status === 'awaitingCustoms') return [{ set: 'queue:awaiting-customs', since }, ...ended];
    if (status !== 'held' && status !== 'revoked') return ended;
    const index = { set: 'index:held', since };
    return [...(inspection === 'PASSED' ? [{ set: 'queue:held', since }] : []), index, ...ended];
  },
};
