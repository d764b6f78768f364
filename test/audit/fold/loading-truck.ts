import type { AvroRecord } from '../log/avro';
import { numberIn, textIn } from '../log/record';
import { share, type Fold } from './fold';
import {
  entered,
  initial,
  isAboard,
  notAboard,
  notReserved,
  otherLoad,
  otherVisit,
  overloaded,
  vacated,
  without,
  type LoadingTruckState,
} from './truck-state';

/** Each arrival is one visit more; what the truck had before is forgotten. */
const arrived = (event: AvroRecord, at: number): LoadingTruckState => ({
  ...initial,
  status: 'arrived',
  visit: numberIn(event, 'visit'),
  carrier: share(textIn(event, 'carrier')),
  maxMassGrams: numberIn(event, 'maxMassGrams'),
  maxPieces: numberIn(event, 'maxPieces'),
  since: at,
});

/** The statuses in which a truck is somewhere at the port. */
const ON_SITE = ['arrived', 'docked', 'sealing', 'sealed'];

export const loadingTruckFold: Fold<LoadingTruckState> = {
  stage: 'loading',
  kind: 'truck',
  idField: 'truckId',
  stateName: 'alataw.loading.LoadingTruckState',
  initial,
  events: {
    TruckArrived: {
      from: ['absent', 'departed'],
      unless: (state, event) =>
        numberIn(event, 'visit') === state.visit + 1 ? null : `visit ${state.visit} was the last`,
      to: (_, event, at) => arrived(event, at),
    },
    TruckDocked: {
      from: ['arrived'],
      to: (state, event, at) => ({ ...state, status: 'docked', dock: textIn(event, 'dock'), since: at }),
    },
    PlaceReserved: {
      from: ['docked'],
      unless: (state, event) =>
        notReserved(state, event) === null || isAboard(state, event['parcelId'])
          ? 'it has a place already'
          : otherVisit(state, event),
      to: (state, event) => ({ ...state, reserved: [...state.reserved, textIn(event, 'parcelId')] }),
    },
    LoadRefused: { from: 'any' },
    ManifestEntered: { from: ['docked', 'sealing'], unless: overloaded, to: entered },
    PlaceFreed: {
      from: ['docked', 'sealing'],
      unless: notReserved,
      to: (state, event) => ({ ...state, reserved: without(state.reserved, event['parcelId']) }),
    },
    // From a truck that is not docked only as the answer to a parcel for which no place is reserved.
    PlaceVacated: {
      from: 'any',
      unless: (state, event) =>
        textIn(event, 'reason') === 'OFFLOADED' && (state.status !== 'docked' || notAboard(state, event) !== null)
          ? 'nothing can be taken off'
          : null,
      to: vacated,
    },
    OffloadRefused: { from: 'any' },
    SealingStarted: {
      from: ['docked'],
      unless: ({ blocked }) => (blocked.length > 0 ? `${blocked.length} parcels aboard are held` : null),
      to: (state, event, at) => ({ ...state, status: 'sealing', sealNumber: textIn(event, 'sealNumber'), since: at }),
    },
    TruckSealed: {
      from: ['sealing'],
      unless: otherLoad,
      to: (state, _, at) => ({ ...state, status: 'sealed', since: at }),
    },
    TruckUnsealed: {
      from: ['sealed'],
      to: (state, _, at) => ({ ...state, status: 'docked', sealNumber: '', since: at }),
    },
    TruckBlocked: {
      from: ON_SITE,
      unless: (state, event) =>
        state.blocked.includes(textIn(event, 'parcelId')) ? 'it is blocked already' : notAboard(state, event),
      to: (state, event) => ({ ...state, blocked: [...state.blocked, textIn(event, 'parcelId')] }),
    },
    TruckUnblocked: {
      from: 'any',
      to: (state, event) => ({ ...state, blocked: without(state.blocked, event['parcelId']) }),
    },
    TruckHoldTooLate: { from: ['departed'], unless: notAboard },
    TruckHoldMoot: { from: 'any' },
    TruckDeparted: {
      from: ['sealed'],
      unless: (state, event) => otherVisit(state, event) ?? otherLoad(state, event),
      to: (state, _, at) => ({ ...state, status: 'departed', since: at }),
    },
    DepartureChunk: { from: ['departed'], unless: otherVisit },
    GateOutRefused: { from: ['absent', 'arrived', 'docked', 'sealing', 'sealed', 'departed'] },
    TruckCommandRefused: { from: 'any' },
  },
  countedAs: ({ status }) => (status === 'absent' ? null : `truck.${status}`),
  sets: ['index:trucks'],
  memberships: ({ status, since }) =>
    status === 'absent' || status === 'departed' ? [] : [{ set: 'index:trucks', since }],
};
