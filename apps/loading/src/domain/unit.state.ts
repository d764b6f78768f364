import type { LoadUnitState, ManifestEntered, ManifestEntry, ParcelWithin } from '@alataw/contracts';
import { parsePieceId, pieceIdOf, unitKindOf } from '@alataw/values';
import type { LoadUnitEvent } from './unit.decider';
import { MAX_BLOCK_GRAMS, MAX_BLOCK_PIECES, MAX_PIECES } from './unit.limits';
import { left, named } from './unit.pacing';
import { accepted, entryOf, withoutPiece } from './unit.pieces';
import { placed } from './unit.positions';
import { toldAtClosing } from './unit.sealed';
import { evolveSeals } from './unit.seals';

export const initialUnit: LoadUnitState = {
  kind: 'none',
  status: 'absent',
  visit: 0,
  carrier: '',
  place: '',
  seals: [],
  alarms: [],
  maxMassGrams: 0,
  maxPieces: 0,
  maxVolumeCm3: null,
  massGrams: 0,
  pieces: 0,
  parcels: 0,
  volumeCm3: 0,
  unmeasured: 0,
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
  transportId: null,
  named: 0,
  namedEarly: [],
  namedAt: 0,
  sizeType: null,
  loadingLengthMm: 0,
  bays: 0,
  rows: 0,
  tiers: 0,
  positions: [],
  since: 0,
};

/** Folds an event of a load unit. One that left keeps its manifest until it is used again, so that late questions find it. */
export function evolveUnit(state: LoadUnitState, event: LoadUnitEvent, at: number): LoadUnitState {
  switch (event.type) {
    case 'TruckArrived': {
      const { visit, carrier, maxMassGrams, maxPieces, maxVolumeCm3, applicationId } = event;
      const of = { visit, carrier, maxMassGrams, maxPieces, maxVolumeCm3, applicationId };
      return { ...initialUnit, kind: 'truck', ...of, status: 'arrived', since: at };
    }
    case 'TruckDocked':
      return { ...state, status: 'open', place: event.dock, since: at };
    case 'UnitOpened': {
      const { visit, carrier, place, maxMassGrams, maxPieces, maxVolumeCm3, sizeType, tareGrams } = event;
      const kind = unitKindOf(event.unitId) ?? 'none';
      const permitted = { carrier, place, maxMassGrams, maxPieces, maxVolumeCm3, sizeType, tareGrams };
      return { ...initialUnit, kind, visit, ...permitted, status: 'open', since: at };
    }
    case 'WagonArrived': {
      const { visit, carrier, track: place, maxMassGrams, tareGrams, loadingLengthMm } = event;
      const of = { carrier, place, maxMassGrams, maxPieces: MAX_PIECES, tareGrams, loadingLengthMm };
      return { ...initialUnit, kind: 'wagon', visit, ...of, status: 'open', since: at };
    }
    case 'BlockLaidOut': {
      const { visit, bays, rows, tiers } = event;
      const of = { maxMassGrams: MAX_BLOCK_GRAMS, maxPieces: MAX_BLOCK_PIECES, bays, rows, tiers };
      return { ...initialUnit, kind: 'block', visit, ...of, status: 'open', since: at };
    }
    case 'ContentMoved':
      return { ...state, positions: placed(state.positions, event) };
    case 'PlaceReserved':
      return {
        ...state,
        reserved: [...state.reserved, event.contentId],
        positions: event.position === null ? state.positions : placed(state.positions, event),
      };
    case 'ManifestEntered':
      return enter(state, event);
    case 'PlaceFreed':
      return {
        ...state,
        reserved: state.reserved.filter((id) => id !== event.contentId),
        positions: withoutPosition(state, event.contentId),
      };
    case 'PlaceVacated':
      return vacate(state, event.contentId);
    case 'PartAccepted':
      return { ...state, manifest: replaced(state.manifest, event.contentId, accepted) };
    case 'ClosingStarted':
      return { ...state, status: 'closing', seals: event.seals.map(toldAtClosing), since: at };
    case 'UnitClosed':
      return { ...state, status: 'closed', since: at };
    case 'UnitReopened':
      return { ...state, status: 'open', seals: [], since: at };
    case 'UnitBlocked':
      return { ...state, asked: withoutParcel(state.asked, event), blocked: withParcel(state.blocked, event) };
    case 'UnitUnblocked':
      return { ...state, blocked: withoutParcel(state.blocked, event) };
    case 'UnitHoldAsked':
      return { ...state, asked: withParcel(state.asked, event) };
    case 'UnitHoldTooLate':
    case 'UnitHoldMoot':
      return { ...state, asked: withoutParcel(state.asked, event) };
    case 'UnitLoaded':
      return { ...state, carriedBy: event.carrierId, carrierVisit: event.visit };
    case 'UnitOffloaded':
      return { ...state, carriedBy: null, carrierVisit: 0 };
    case 'UnitDeparted':
      return left(state, event, at);
    case 'DepartureChunk':
      return named(state, event, at);
    case 'LoadRefused':
    case 'OffloadRefused':
    case 'MoveRefused':
    case 'UnitLoadDeclined':
    case 'DepartureRefused':
    case 'UnitCommandRefused':
      return state;
    default:
      return evolveSeals(state, event);
  }
}

function enter(state: LoadUnitState, event: ManifestEntered): LoadUnitState {
  const { contentId, grossWeightGrams, pieces, parcels, volumeCm3, unmeasured, lengthMm, piece, part } = event;
  const label = pieceIdOf(contentId, piece);
  const more = (entry: ManifestEntry): ManifestEntry => ({
    ...{ ...entry, part, pieces: entry.pieces + pieces },
    grossWeightGrams: entry.grossWeightGrams + grossWeightGrams,
    volumeCm3: entry.volumeCm3 + volumeCm3,
  });
  return {
    ...state,
    reserved: state.reserved.filter((id) => id !== label),
    manifest: entryOf(contentId, state)
      ? replaced(state.manifest, contentId, more)
      : [...state.manifest, { contentId, grossWeightGrams, pieces, parcels, volumeCm3, unmeasured, lengthMm, part }],
    massGrams: state.massGrams + grossWeightGrams,
    pieces: state.pieces + pieces,
    parcels: state.parcels + parcels,
    volumeCm3: state.volumeCm3 + volumeCm3,
    unmeasured: state.unmeasured + unmeasured,
  };
}

/** Of a parcel a single piece may be taken off; the others stay. */
function vacate(state: LoadUnitState, label: string): LoadUnitState {
  const entry = entryOf(label, state);
  if (!entry) return state;
  const { contentId } = entry;
  const { piece } = parsePieceId(label);
  const rest = piece === null ? null : withoutPiece(entry, piece);
  if (rest !== null) {
    return {
      ...state,
      manifest: replaced(state.manifest, contentId, () => rest),
      massGrams: state.massGrams - entry.grossWeightGrams + rest.grossWeightGrams,
      pieces: state.pieces - entry.pieces + rest.pieces,
      volumeCm3: state.volumeCm3 - entry.volumeCm3 + rest.volumeCm3,
    };
  }
  return {
    ...state,
    manifest: state.manifest.filter((each) => each !== entry),
    blocked: state.blocked.filter((each) => each.contentId !== contentId),
    alarms: state.alarms.filter((each) => each.contentId !== contentId),
    positions: withoutPosition(state, contentId),
    massGrams: state.massGrams - entry.grossWeightGrams,
    pieces: state.pieces - entry.pieces,
    parcels: state.parcels - entry.parcels,
    volumeCm3: state.volumeCm3 - entry.volumeCm3,
    unmeasured: state.unmeasured - entry.unmeasured,
  };
}

const replaced = (
  manifest: readonly ManifestEntry[],
  contentId: string,
  by: (entry: ManifestEntry) => ManifestEntry,
): readonly ManifestEntry[] => manifest.map((entry) => (entry.contentId === contentId ? by(entry) : entry));

/** Most units have no positions, whose list is then handed on as it is. */
function withoutPosition({ positions }: LoadUnitState, contentId: string): LoadUnitState['positions'] {
  return positions.length === 0 ? positions : placed(positions, { contentId, position: null });
}

/** A parcel that was split may be in two contents of one unit, and is held in each. */
function withParcel(parcels: readonly ParcelWithin[], { parcelId, contentId }: ParcelWithin): readonly ParcelWithin[] {
  return [...withoutParcel(parcels, { parcelId, contentId }), { parcelId, contentId }];
}

function withoutParcel(
  parcels: readonly ParcelWithin[],
  { parcelId, contentId }: ParcelWithin,
): readonly ParcelWithin[] {
  return parcels.filter((each) => each.parcelId !== parcelId || each.contentId !== contentId);
}
