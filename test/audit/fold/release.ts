import type { AvroRecord } from '../log/avro';
import { flagIn, numberIn, optionalNumberIn, optionalTextIn, textIn } from '../log/record';
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
    | 'cancelled'
    | 'cancelPending';
  readonly inspection: string;
  readonly declarationVersion: number;
  readonly platform: string;
  readonly carrier: string;
  readonly destinationCountry: string;
  readonly portCode: string;
  readonly tradeMode: string;
  readonly grossWeightGrams: number;
  readonly packages: number;
  readonly volumeCm3: number | null;
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
  /** The version of a change that was granted and is not here yet. */
  readonly amendment: number;
};

const initial: ReleaseState = {
  status: 'absent',
  inspection: 'PENDING',
  declarationVersion: 0,
  platform: '',
  carrier: '',
  destinationCountry: '',
  portCode: '',
  tradeMode: '',
  grossWeightGrams: 0,
  packages: 0,
  volumeCm3: null,
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
  amendment: 0,
};

/** Events of before the inspection said where it goes lack the field. */
const detentionOf = (event: AvroRecord): string | null =>
  'detention' in event ? optionalTextIn(event, 'detention') : null;

/** Events of before customs had a say lack the field. */
const clearanceOf = (event: AvroRecord): string =>
  'clearance' in event ? share(textIn(event, 'clearance')) : 'CENTRE';

/** A release says what the stage took in when it opened, or when that was amended. */
const otherGoods = (state: ReleaseState, event: AvroRecord): string | null => {
  if (state.released) return 'a parcel is released once';
  if (state.amendment > 0) return `it waits for version ${state.amendment}`;
  const fields = [
    ...['declarationVersion', 'platform', 'carrier', 'destinationCountry', 'portCode', 'tradeMode'],
    ...['grossWeightGrams', 'packages'],
  ];
  if (optionalNumberIn(event, 'volumeCm3') !== state.volumeCm3) return "its volumeCm3 is not the declaration's";
  const wrong = fields.find((name) => event[name] !== (state as AvroRecord)[name]);
  return wrong === undefined ? null : `its ${wrong} is not the declaration's`;
};

const wrongAboutRelease = ({ released }: ReleaseState, event: AvroRecord): string | null =>
  flagIn(event, 'released') === released ? null : `it was ${released ? '' : 'never '}released`;

/** What a declaration says of the goods. */
const factsOf = (event: AvroRecord) => ({
  declarationVersion: numberIn(event, 'declarationVersion'),
  platform: share(textIn(event, 'platform')),
  carrier: share(textIn(event, 'carrier')),
  destinationCountry: share(textIn(event, 'destinationCountry')),
  portCode: share(textIn(event, 'portCode')),
  tradeMode: share(textIn(event, 'tradeMode')),
  grossWeightGrams: numberIn(event, 'grossWeightGrams'),
  packages: numberIn(event, 'packages'),
  volumeCm3: optionalNumberIn(event, 'volumeCm3'),
});

const ofOther = ({ platform }: ReleaseState, event: AvroRecord): string | null =>
  textIn(event, 'platform') === platform ? null : `it belongs to ${platform}`;

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
  const hasPassed = state.inspection === 'PASSED' && state.amendment === 0;
  return lacksCustoms && hasPassed ? 'awaitingCustoms' : 'awaitingInspection';
};

/** What a release needs of customs, where its word is needed. */
const notCleared = (state: ReleaseState): string | null =>
  waits({ ...state, inspection: 'PASSED' }) === 'awaitingCustoms' ? 'customs has not released it' : null;

/** How an outcome may be noted: a pass of another version of the declaration than the one that stands moves nothing. */
function notesIn({ status, amendment, declarationVersion }: ReleaseState, event: AvroRecord): readonly string[] {
  if (['absent', 'returned', 'cancelled', 'detained'].includes(status))
    return [status === 'absent' ? 'NOT_OPENED' : 'SETTLED'];
  const version = numberIn(event, 'declarationVersion');
  if (version < Math.max(declarationVersion, amendment)) return ['SUPERSEDED', 'SETTLED'];
  if (version > declarationVersion) return ['NOT_OPENED'];
  const notes: Readonly<Record<string, readonly string[]>> = {
    held: ['HELD', 'SETTLED'],
    cancelPending: ['CANCEL_PENDING'],
  };
  return notes[status] ?? ['AWAITING_CUSTOMS'];
}

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
        const opened = { ...state, ...factsOf(event), clearance: clearanceOf(event), since: at };
        return { ...opened, status: waits(opened) };
      },
    },
    AmendmentGranted: {
      from: ['awaitingInspection', 'awaitingCustoms', 'held'],
      unless: ({ released, amendment, declarationVersion }, event) => {
        if (released) return 'it was released';
        if (amendment > 0) return `version ${amendment} was granted`;
        return numberIn(event, 'version') > declarationVersion ? null : `version ${declarationVersion} stands`;
      },
      to: (state, event, at) => {
        const asked = { ...state, inspection: 'PENDING', amendment: numberIn(event, 'version') };
        return state.status === 'awaitingCustoms' ? { ...asked, status: 'awaitingInspection', since: at } : asked;
      },
    },
    AmendmentDenied: { from: 'any' },
    ReleaseAmended: {
      from: 'any',
      unless: (state, event) =>
        numberIn(event, 'declarationVersion') === state.amendment ? ofOther(state, event) : 'that was not granted',
      to: (state, event, at) => {
        const amended = { ...state, ...factsOf(event), amendment: 0, since: at };
        return state.status === 'awaitingInspection' ? { ...amended, status: waits(amended) } : amended;
      },
    },
    InspectionNoted: {
      from: ['absent', 'held', 'returned', 'cancelled', 'detained', 'awaitingInspection', 'cancelPending'],
      unless: (state, event) => {
        const note = textIn(event, 'note');
        return notesIn(state, event).includes(note) ? null : `noted as ${note}`;
      },
      to: (state, event, at) => {
        const note = textIn(event, 'note');
        if (note === 'SETTLED' || note === 'SUPERSEDED') return state;
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
      from: ['awaitingInspection', 'awaitingCustoms', 'held', 'revoked', 'cancelPending'],
      to: (state, _, at) => ({ ...state, status: 'returned', since: at }),
    },
    ParcelDetained: {
      from: ['awaitingInspection', 'awaitingCustoms', 'held', 'revoked', 'cancelPending'],
      to: (state, event, at) => ({
        ...state,
        status: 'detained',
        inspection: 'DETAINED',
        detention: detentionOf(event),
        since: at,
      }),
    },
    ParcelCancelled: {
      from: ['awaitingInspection', 'awaitingCustoms', 'cancelPending'],
      unless: (state, event) => {
        const isAsked = state.status === 'cancelPending' || state.clearance === 'CENTRE';
        return isAsked ? ofOther(state, event) : 'customs was not asked';
      },
      to: (state, _, at) => ({ ...state, status: 'cancelled', since: at }),
    },
    CancellationRequested: {
      from: ['awaitingInspection', 'awaitingCustoms'],
      unless: (state, event) => {
        if (state.clearance !== 'CUSTOMS') return 'customs has no say in it';
        if (state.amendment > 0) return `it waits for version ${state.amendment}`;
        return ofOther(state, event);
      },
      to: (state, _, at) => ({ ...state, status: 'cancelPending', since: at }),
    },
    CancellationRefused: {
      from: ['cancelPending'],
      unless: ofOther,
      to: (state, _, at) => ({ ...state, status: waits(state), since: at }),
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
      unless: ({ status, leavesAt }, event) => {
        if (leavesAt > 0) return 'it has ended already';
        if (status === 'absent') return 'it was never opened';
        const isStopped = ['returned', 'detained', 'cancelled'].includes(status);
        return flagIn(event, 'departed') === isStopped ? 'it ended otherwise' : null;
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
  sets: [
    ...['queue:held', 'queue:awaiting-customs', 'queue:cancel-pending'],
    ...['index:held', 'index:cancel-pending', 'index:ended'],
  ],
  memberships: ({ status, inspection, since, leavesAt }) => {
    const ended = leavesAt > 0 ? [{ set: 'index:ended', since: leavesAt }] : [];
    if (status === 'awaitingCustoms') return [{ set: 'queue:awaiting-customs', since }, ...ended];
    const stops: Readonly<Record<string, string>> = { held: 'held', revoked: 'held', cancelPending: 'cancel-pending' };
    const stop = stops[status];
    if (stop === undefined) return ended;
    const index = { set: `index:${stop}`, since };
    return [...(inspection === 'PASSED' ? [{ set: `queue:${stop}`, since }] : []), index, ...ended];
  },
};
