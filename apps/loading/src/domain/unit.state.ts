import type { LoadUnitState, ManifestEntered, ParcelWithin } from '@alataw/contracts';
import { unreachable } from '@alataw/stage';
import { unitKindOf } from '@alataw/values';
import type { LoadUnitEvent } from './unit.decider';

export const initialUnit: LoadUnitState = {
  kind: 'none',
  status: 'absent',
  visit: 0,
  carrier: '',
  place: '',
  seals: [],
  maxMassGrams: 0,
  maxPieces: 0,
  massGrams: 0,
  pieces: 0,
  parcels: 0,
  reserved: [],
  manifest: [],
  blocked: [],
  asked: [],
  carriedBy: null,
  carrierVisit: 0,
  applicationId: null,
  tareGrams: 0,
  grossGrams: 0,
  massStanding: 'NONE',
  passNo: null,
  passes: 0,
  since: 0,
};

/** Folds an event of a load unit. One that left keeps its manifest until it is used again, so that late questions find it. */
export function evolveUnit(state: LoadUnitState, event: LoadUnitEvent, at: number): LoadUnitState {
  switch (event.type) {
    case 'TruckArrived': {
      const { visit, carrier, maxMassGrams, maxPieces, applicationId } = event;
      const of = { visit, carrier, maxMassGrams, maxPieces, applicationId };
      return { ...initialUnit, kind: 'truck', ...of, status: 'arrived', since: at };
    }
    case 'TruckDocked':
      return { ...state, status: 'open', place: event.dock, since: at };
    case 'UnitOpened': {
      const { visit, carrier, place, maxMassGrams, maxPieces } = event;
      const kind = unitKindOf(event.unitId) ?? 'none';
      return { ...initialUnit, kind, visit, carrier, place, maxMassGrams, maxPieces, status: 'open', since: at };
    }
    case 'PlaceReserved':
      return { ...state, reserved: [...state.reserved, event.contentId] };
    case 'ManifestEntered':
      return enter(state, event);
    case 'PlaceFreed':
      return { ...state, reserved: state.reserved.filter((id) => id !== event.contentId) };
    case 'PlaceVacated':
      return vacate(state, event.contentId);
    case 'ClosingStarted':
      return { ...state, status: 'closing', seals: event.seals, since: at };
    case 'UnitClosed':
      return { ...state, status: 'closed', since: at };
    case 'UnitReopened':
      return { ...state, status: 'open', seals: [], since: at };
    case 'UnitBlocked':
      return { ...state, asked: withoutParcel(state.asked, event.parcelId), blocked: withParcel(state.blocked, event) };
    case 'UnitUnblocked':
      return { ...state, blocked: withoutParcel(state.blocked, event.parcelId) };
    case 'UnitHoldAsked':
      return { ...state, asked: withParcel(state.asked, event) };
    case 'UnitHoldTooLate':
    case 'UnitHoldMoot':
      return { ...state, asked: withoutParcel(state.asked, event.parcelId) };
    case 'UnitLoaded':
      return { ...state, carriedBy: event.carrierId, carrierVisit: event.visit };
    case 'UnitOffloaded':
      return { ...state, carriedBy: null, carrierVisit: 0 };
    case 'UnitDeparted':
      return { ...state, status: 'departed', since: at };
    case 'DepartureChunk':
    case 'LoadRefused':
    case 'OffloadRefused':
    case 'UnitLoadDeclined':
    case 'DepartureRefused':
    case 'UnitCommandRefused':
      return state;
    default:
      return unreachable(event);
  }
}

function enter(state: LoadUnitState, event: ManifestEntered): LoadUnitState {
  const { contentId, grossWeightGrams, pieces, parcels } = event;
  return {
    ...state,
    reserved: state.reserved.filter((id) => id !== contentId),
    manifest: [...state.manifest, { contentId, grossWeightGrams, pieces, parcels }],
    massGrams: state.massGrams + grossWeightGrams,
    pieces: state.pieces + pieces,
    parcels: state.parcels + parcels,
  };
}

function vacate(state: LoadUnitState, contentId: string): LoadUnitState {
  const entry = state.manifest.find((each) => each.contentId === contentId);
  if (!entry) return state;
  return {
    ...state,
    manifest: state.manifest.filter((each) => each !== entry),
    blocked: state.blocked.filter((each) => each.contentId !== contentId),
    massGrams: state.massGrams - entry.grossWeightGrams,
    pieces: state.pieces - entry.pieces,
    parcels: state.parcels - entry.parcels,
  };
}

function withParcel(parcels: readonly ParcelWithin[], { parcelId, contentId }: ParcelWithin): readonly ParcelWithin[] {
  return [...withoutParcel(parcels, parcelId), { parcelId, contentId }];
}

function withoutParcel(parcels: readonly ParcelWithin[], parcelId: string): readonly ParcelWithin[] {
  return parcels.filter((each) => each.parcelId !== parcelId);
}
