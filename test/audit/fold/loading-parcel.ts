import type { AvroRecord } from '../log/avro';
import { numberIn, optionalTextIn, textIn } from '../log/record';
import { share, type Fold } from './fold';

export type LoadingParcelState = {
  readonly status: 'absent' | 'staged' | 'loaded' | 'blocked' | 'withdrawn' | 'departed';
  readonly unitId: string | null;
  readonly visit: number;
  readonly transportId: string | null;
  readonly hold: 'NONE' | 'ASKED' | 'CONFIRMED';
  readonly holdKind: string;
  readonly carrier: string;
  readonly destinationCountry: string;
  readonly grossWeightGrams: number;
  readonly pieces: number;
  readonly since: number;
};

/** What a unit's lane says to a parcel must be about the unit and the stay that the parcel is on. */
const elsewhere = (state: LoadingParcelState, event: AvroRecord): string | null => {
  const isHere = event['unitId'] === state.unitId && (!('visit' in event) || event['visit'] === state.visit);
  return isHere ? null : `the parcel is on ${state.unitId ?? 'no unit'}`;
};

const loadable = (state: LoadingParcelState, event: AvroRecord): string | null => {
  if (state.unitId !== null) return `the parcel is on ${state.unitId}`;
  if (state.hold !== 'NONE') return 'a hold is being asked for';
  const isSame =
    numberIn(event, 'grossWeightGrams') === state.grossWeightGrams && numberIn(event, 'pieces') === state.pieces;
  return isSame ? null : 'its weight or pieces are not those that were staged';
};

const initial: LoadingParcelState = {
  status: 'absent',
  unitId: null,
  visit: 0,
  transportId: null,
  hold: 'NONE',
  holdKind: 'HOLD',
  carrier: '',
  destinationCountry: '',
  grossWeightGrams: 0,
  pieces: 0,
  since: 0,
};

export const loadingParcelFold: Fold<LoadingParcelState> = {
  stage: 'loading',
  kind: 'parcel',
  idField: 'parcelId',
  stateName: 'alataw.loading.LoadingParcelState',
  initial,
  events: {
    LoadingRetired: { from: 'any', to: () => initial, ends: true },
    ParcelStaged: {
      from: ['absent'],
      to: (state, event, at) => ({
        ...state,
        status: 'staged',
        carrier: share(textIn(event, 'carrier')),
        destinationCountry: share(textIn(event, 'destinationCountry')),
        grossWeightGrams: numberIn(event, 'grossWeightGrams'),
        pieces: numberIn(event, 'pieces'),
        since: at,
      }),
    },
    ParcelLoaded: {
      from: ['staged'],
      unless: loadable,
      to: (state, event, at) => ({
        ...state,
        status: 'loaded',
        unitId: share(textIn(event, 'unitId')),
        visit: numberIn(event, 'visit'),
        since: at,
      }),
    },
    LoadDeclined: {
      from: 'any',
      unless: ({ status, hold }) => (status === 'staged' && hold === 'NONE' ? 'nothing speaks against it' : null),
    },
    ParcelOffloaded: {
      from: ['loaded', 'blocked', 'withdrawn'],
      unless: elsewhere,
      to: (state, _, at) =>
        state.status === 'loaded'
          ? { ...state, status: 'staged', unitId: null, visit: 0, since: at }
          : { ...state, unitId: null, visit: 0 },
    },
    ParcelHoldAsked: {
      from: ['loaded'],
      unless: (state, event) => (state.hold === 'NONE' ? elsewhere(state, event) : 'it is held or asked already'),
      to: (state, event) => ({ ...state, hold: 'ASKED', holdKind: share(textIn(event, 'kind')) }),
    },
    LoadingHoldConfirmed: {
      from: ['staged', 'loaded'],
      unless: (state) => (state.status === 'loaded' && state.hold !== 'ASKED' ? 'its unit was not asked' : null),
      to: (state, event, at) => ({
        ...state,
        status: 'blocked',
        hold: 'CONFIRMED',
        holdKind: share(textIn(event, 'kind')),
        since: at,
      }),
    },
    LoadingHoldTooLate: {
      from: ['departed'],
      to: (state) => ({ ...state, hold: 'NONE' }),
    },
    ParcelUnblocked: {
      from: ['blocked'],
      unless: (state, event) =>
        optionalTextIn(event, 'unitId') === state.unitId ? null : `the parcel is on ${state.unitId ?? 'no unit'}`,
      to: (state, event, at) => ({
        ...state,
        status: optionalTextIn(event, 'unitId') === null ? 'staged' : 'loaded',
        hold: 'NONE',
        since: at,
      }),
    },
    ParcelWithdrawn: {
      from: ['blocked'],
      to: (state, _, at) => ({ ...state, status: 'withdrawn', since: at }),
    },
    ParcelDeparted: {
      from: ['loaded'],
      unless: elsewhere,
      to: (state, event, at) => ({
        ...state,
        status: 'departed',
        transportId: share(textIn(event, 'transportId')),
        since: at,
      }),
    },
  },
  countedAs: ({ status }) => (status === 'absent' ? null : status),
  sets: ['queue:ready', 'queue:loaded', 'index:to-offload'],
  memberships: ({ status, unitId, since }) => {
    if (status === 'staged') return [{ set: 'queue:ready', since }];
    if (status === 'loaded') return [{ set: 'queue:loaded', since }];
    const mustComeOff = (status === 'blocked' || status === 'withdrawn') && unitId !== null;
    return mustComeOff ? [{ set: 'index:to-offload', since }] : [];
  },
};
