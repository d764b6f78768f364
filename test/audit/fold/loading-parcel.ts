import type { AvroRecord } from '../log/avro';
import { numberIn, optionalNumberIn, textIn, textsIn } from '../log/record';
import { share, type Fold } from './fold';
import {
  cannotLeavePlace,
  cannotTake,
  isOnOne,
  isWhole,
  leftPlace,
  partAt,
  partLeft,
  stillHere,
  tookPlace,
  type ParcelPart,
} from './parcel-parts';

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
  readonly volumeCm3: number | null;
  readonly parts: readonly ParcelPart[];
  readonly isSplit: boolean;
  readonly awaited: number;
  readonly since: number;
};

/** Why pieces do not take a place that a whole parcel might. */
const IN_PARTS = ['NO_SUCH_PIECE', 'PIECES_APART', 'ALREADY_LOADED', 'ON_OTHER_UNIT'];

/** What a unit's lane says to a parcel must be about the unit and the stay that the parcel is on. */
const elsewhere = (state: LoadingParcelState, event: AvroRecord): string | null =>
  partAt(state, event)?.transportId === null ? null : `the parcel is on ${state.unitId ?? 'no unit'}`;

const loadable = (state: LoadingParcelState, event: AvroRecord): string | null =>
  state.hold === 'NONE' ? cannotTake(state, event) : 'a hold is being asked for';

/** A parcel that nobody holds is loaded once all its pieces are. */
const settled = (state: LoadingParcelState, at: number): LoadingParcelState => {
  const status = isWhole(state) ? 'loaded' : 'staged';
  return ['staged', 'loaded'].includes(state.status) && status !== state.status
    ? { ...state, status, since: at }
    : state;
};

/** Whether all has left when what is in one place does. */
const isLast = (state: LoadingParcelState, event: AvroRecord): boolean =>
  isWhole(state) && stillHere(state).every((part) => part.unitId === event['unitId'] && part.visit === event['visit']);

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
  volumeCm3: null,
  parts: [],
  isSplit: false,
  awaited: 0,
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
        volumeCm3: optionalNumberIn(event, 'volumeCm3'),
        since: at,
      }),
    },
    ParcelLoaded: {
      from: ['staged'],
      unless: loadable,
      to: (state, event, at) => settled(tookPlace(state, event), at),
    },
    LoadDeclined: {
      from: 'any',
      unless: ({ status, hold }, event) =>
        status === 'staged' && hold === 'NONE' && !IN_PARTS.some((reason) => reason === event['reason'])
          ? 'nothing speaks against it'
          : null,
    },
    ParcelOffloaded: {
      from: ['staged', 'loaded', 'blocked', 'withdrawn'],
      unless: cannotLeavePlace,
      to: (state, event, at) => settled(leftPlace(state, event), at),
    },
    ParcelHoldAsked: {
      from: ['staged', 'loaded'],
      unless: (state, event) => {
        const isFirst = state.hold === 'NONE' || (state.isSplit && state.awaited < stillHere(state).length);
        return isFirst ? elsewhere(state, event) : 'it is held or asked already';
      },
      to: (state, event) => ({
        ...{ ...state, hold: 'ASKED', awaited: state.awaited + 1 },
        holdKind: share(textIn(event, 'kind')),
      }),
    },
    HoldAnswerNoted: {
      from: ['staged', 'loaded', 'departed'],
      unless: ({ hold, awaited }) => (hold === 'ASKED' && awaited > 1 ? null : 'no other answer is awaited'),
      to: (state) => ({ ...state, awaited: state.awaited - 1 }),
    },
    LoadingHoldConfirmed: {
      from: ['staged', 'loaded'],
      unless: (state) => {
        if (state.awaited > 1) return 'not all units have answered';
        return state.hold !== 'ASKED' && stillHere(state).length > 0 ? 'its unit was not asked' : null;
      },
      to: (state, event, at) => ({
        ...state,
        status: 'blocked',
        hold: 'CONFIRMED',
        awaited: 0,
        holdKind: share(textIn(event, 'kind')),
        since: at,
      }),
    },
    LoadingHoldTooLate: {
      from: ['departed'],
      to: (state) => ({ ...state, hold: 'NONE', awaited: 0 }),
    },
    ParcelUnblocked: {
      from: ['blocked', 'staged', 'loaded'],
      unless: (state, event) => {
        // One of several units is told after the first.
        if (state.status !== 'blocked' && !state.isSplit) return 'it is not blocked';
        return isOnOne(state, event) ? null : `the parcel is on ${state.unitId ?? 'no unit'}`;
      },
      to: (state, _, at) => ({ ...state, status: isWhole(state) ? 'loaded' : 'staged', hold: 'NONE', since: at }),
    },
    ParcelWithdrawn: {
      from: ['blocked'],
      to: (state, _, at) => ({ ...state, status: 'withdrawn', since: at }),
    },
    ParcelDeparted: {
      from: ['loaded'],
      unless: (state, event) => elsewhere(state, event) ?? (isLast(state, event) ? null : 'a piece of it has not left'),
      to: (state, event, at) => ({
        ...partLeft(state, event),
        status: 'departed',
        transportId: share(textIn(event, 'transportId')),
        since: at,
      }),
    },
    PiecesDeparted: {
      from: ['staged', 'loaded'],
      unless: (state, event) => {
        if (!state.isSplit) return 'it may leave only whole';
        return elsewhere(state, event) ?? (isLast(state, event) ? 'nothing of it is left' : null);
      },
      to: partLeft,
    },
    ParcelSplit: {
      from: ['staged', 'loaded', 'blocked'],
      unless: (state, event) => {
        if (state.isSplit || state.pieces < 2) return 'it cannot be split';
        const units = stillHere(state).map(({ unitId }) => unitId);
        return textsIn(event, 'unitIds').join() === units.join() ? null : `it is on ${units.join()}`;
      },
      to: (state) => ({ ...state, isSplit: true }),
    },
    SplitRefused: { from: 'any' },
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
