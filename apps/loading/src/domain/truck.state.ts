import type { LoadingTruckState, ManifestEntered } from '@alataw/contracts';
import { unreachable } from '@alataw/stage';
import type { LoadingTruckEvent } from './truck.decider';

export const initialTruck: LoadingTruckState = {
  status: 'absent',
  visit: 0,
  carrier: '',
  dock: '',
  sealNumber: '',
  maxMassGrams: 0,
  maxPieces: 0,
  massGrams: 0,
  pieces: 0,
  reserved: [],
  manifest: [],
  blocked: [],
  since: 0,
};

/** Folds an event of a truck. A truck that left keeps its manifest until it comes back, so that late questions find it. */
export function evolveTruck(state: LoadingTruckState, event: LoadingTruckEvent, at: number): LoadingTruckState {
  switch (event.type) {
    case 'TruckArrived': {
      const { visit, carrier, maxMassGrams, maxPieces } = event;
      return { ...initialTruck, visit, carrier, maxMassGrams, maxPieces, status: 'arrived', since: at };
    }
    case 'TruckDocked':
      return { ...state, status: 'docked', dock: event.dock, since: at };
    case 'PlaceReserved':
      return { ...state, reserved: [...state.reserved, event.parcelId] };
    case 'ManifestEntered':
      return enter(state, event);
    case 'PlaceFreed':
      return { ...state, reserved: without(state.reserved, event.parcelId) };
    case 'PlaceVacated':
      return vacate(state, event.parcelId);
    case 'SealingStarted':
      return { ...state, status: 'sealing', sealNumber: event.sealNumber, since: at };
    case 'TruckSealed':
      return { ...state, status: 'sealed', since: at };
    case 'TruckUnsealed':
      return { ...state, status: 'docked', sealNumber: '', since: at };
    case 'TruckBlocked':
      return state.blocked.includes(event.parcelId) ? state : { ...state, blocked: [...state.blocked, event.parcelId] };
    case 'TruckUnblocked':
      return { ...state, blocked: without(state.blocked, event.parcelId) };
    case 'TruckDeparted':
      return { ...state, status: 'departed', since: at };
    case 'DepartureChunk':
    case 'LoadRefused':
    case 'OffloadRefused':
    case 'TruckHoldTooLate':
    case 'TruckHoldMoot':
    case 'GateOutRefused':
    case 'TruckCommandRefused':
      return state;
    default:
      return unreachable(event);
  }
}

function enter(state: LoadingTruckState, { parcelId, grossWeightGrams, pieces }: ManifestEntered): LoadingTruckState {
  return {
    ...state,
    reserved: without(state.reserved, parcelId),
    manifest: [...state.manifest, { parcelId, grossWeightGrams, pieces }],
    massGrams: state.massGrams + grossWeightGrams,
    pieces: state.pieces + pieces,
  };
}

function vacate(state: LoadingTruckState, parcelId: string): LoadingTruckState {
  const entry = state.manifest.find((each) => each.parcelId === parcelId);
  if (!entry) return state;
  return {
    ...state,
    manifest: state.manifest.filter((each) => each !== entry),
    blocked: without(state.blocked, parcelId),
    massGrams: state.massGrams - entry.grossWeightGrams,
    pieces: state.pieces - entry.pieces,
  };
}

function without(ids: readonly string[], id: string): readonly string[] {
  return ids.filter((each) => each !== id);
}
