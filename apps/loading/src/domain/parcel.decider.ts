import type {
  HoldAnswerNoted,
  HoldLifted,
  HoldRequested,
  LoadDeclined,
  LoadRefusal,
  LoadingHoldConfirmed,
  LoadingHoldTooLate,
  LoadingParcelState,
  ParcelDeparted,
  ParcelDetained,
  ParcelLoaded,
  ParcelOffloaded,
  ParcelReleased,
  ParcelReturned,
  ParcelSplit,
  ParcelStaged,
  ParcelUnblocked,
  ParcelWithdrawn,
  PiecesDeparted,
  PlaceReserved,
  PlaceVacated,
  SplitParcel,
  SplitRefused,
  UnitBlocked,
  ParcelHoldAsked,
  UnitHoldMoot,
  UnitHoldTooLate,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';
import { parsePieceId } from '@alataw/values';
import type { DepartWith } from './depart-with';
import { answered, hold, unblock } from './parcel.holds';
import { split } from './parcel.split';
import { apart, free, isOn, leavesNothing, takenBy, withDeparted, withoutPieces, withPieces } from './parcel.pieces';

export type LoadingParcelCommand =
  | ParcelReleased
  | HoldRequested
  | HoldLifted
  | ParcelReturned
  | ParcelDetained
  | SplitParcel
  | PlaceReserved
  | PlaceVacated
  | UnitBlocked
  | UnitHoldTooLate
  | UnitHoldMoot
  | DepartWith;

export type LoadingParcelEvent =
  | ParcelStaged
  | ParcelLoaded
  | LoadDeclined
  | ParcelOffloaded
  | ParcelHoldAsked
  | LoadingHoldConfirmed
  | LoadingHoldTooLate
  | ParcelUnblocked
  | ParcelWithdrawn
  | ParcelDeparted
  | PiecesDeparted
  | HoldAnswerNoted
  | ParcelSplit
  | SplitRefused;

const initialState: LoadingParcelState = {
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

/**
 * The parcel's side of loading. It alone says whether it may be loaded and on which load unit it is; whether that unit has left
 * with it, only the unit says. So a hold of a loaded parcel is the unit's to answer, and until then the parcel is loaded
 * nowhere else. What a unit says arrives in the order in which it was said: when the answer is here, so is what happened
 * before it, and the parcel's own standing tells what it comes to. A parcel of several pieces is loaded once all of them are; of one that
 * was split, several units are asked.
 */
export const parcelDecider: Decider<LoadingParcelState, LoadingParcelCommand, LoadingParcelEvent> = {
  initialState,

  decide(command, state) {
    switch (command.type) {
      case 'ParcelReleased':
        return state.status === 'absent' ? [stage(command)] : []; // a parcel is released once
      case 'HoldRequested':
        return hold(command, state);
      case 'HoldLifted':
        return unblock(command.parcelId, state);
      case 'ParcelReturned':
      case 'ParcelDetained':
        return withdraw(command.parcelId, state);
      case 'SplitParcel':
        return [split(command, state)];
      case 'PlaceReserved':
        return [takePlace(command, state)];
      case 'PlaceVacated':
        return isOn(command, state) ? [offloaded(command)] : [];
      case 'DepartWith':
        return isOn(command, state) ? [departed(command, state)] : [];
      case 'UnitBlocked':
      case 'UnitHoldTooLate':
      case 'UnitHoldMoot':
        return state.hold === 'ASKED' ? [answered(command, state)] : [];
      default:
        return unreachable(command);
    }
  },

  evolve(state, event, at) {
    switch (event.type) {
      case 'ParcelStaged': {
        const { carrier, destinationCountry, grossWeightGrams, pieces, volumeCm3 } = event;
        const goods = { carrier, destinationCountry, grossWeightGrams, pieces, volumeCm3 };
        return { ...state, ...goods, status: 'staged', since: at };
      }
      case 'ParcelLoaded':
        return settled(withPieces({ ...state, isSplit: event.isSplit }, event, event.piece), at);
      case 'ParcelOffloaded':
        return settled(withoutPieces(state, event, event.piece), at);
      case 'ParcelHoldAsked':
        return { ...state, hold: 'ASKED', holdKind: event.kind, awaited: state.awaited + 1 };
      case 'HoldAnswerNoted':
        return { ...state, awaited: state.awaited - 1 };
      case 'LoadingHoldConfirmed':
        return { ...state, hold: 'CONFIRMED', holdKind: event.kind, awaited: 0, status: 'blocked', since: at };
      case 'LoadingHoldTooLate':
        return { ...state, hold: 'NONE', awaited: 0 };
      case 'ParcelUnblocked':
        return { ...state, hold: 'NONE', status: free(state), since: at };
      case 'ParcelWithdrawn':
        return { ...state, status: 'withdrawn', since: at };
      case 'ParcelDeparted':
        return {
          ...{ ...withDeparted(state, event, event.transportId), status: 'departed' },
          ...{ transportId: event.transportId, since: at },
        };
      case 'PiecesDeparted':
        return withDeparted(state, event, event.transportId);
      case 'ParcelSplit':
        return { ...state, isSplit: true };
      case 'SplitRefused':
      case 'LoadDeclined':
        return state;
      default:
        return unreachable(event);
    }
  },
};

type Place = Pick<PlaceReserved, 'unitId' | 'visit' | 'contentId'>;

/** The status of a parcel that nobody holds follows from where its pieces are. */
function settled(state: LoadingParcelState, at: number): LoadingParcelState {
  if (state.status !== 'staged' && state.status !== 'loaded') return state;
  const status = free(state);
  return status === state.status ? state : { ...state, status, since: at };
}

function offloaded({ contentId, unitId, visit }: Place): ParcelOffloaded {
  return { type: 'ParcelOffloaded', ...parsePieceId(contentId), unitId, visit };
}

/** The parcel has left when the last of its pieces has. */
function departed(command: DepartWith, state: LoadingParcelState): ParcelDeparted | PiecesDeparted {
  const { contentId: parcelId, unitId, visit, transportId } = command;
  const type = leavesNothing(command, state) ? 'ParcelDeparted' : 'PiecesDeparted';
  return { type, parcelId, unitId, visit, transportId };
}

function withdraw(parcelId: string, { status, unitId }: LoadingParcelState): readonly ParcelWithdrawn[] {
  return status === 'blocked' ? [{ type: 'ParcelWithdrawn', parcelId, unitId }] : [];
}

function stage(released: ParcelReleased): ParcelStaged {
  const { parcelId, platform, carrier, destinationCountry, grossWeightGrams, packages: pieces, volumeCm3 } = released;
  const goods = { carrier, destinationCountry, grossWeightGrams, pieces, volumeCm3 };
  return { type: 'ParcelStaged', parcelId, platform, ...goods };
}

function takePlace(place: Place, state: LoadingParcelState): ParcelLoaded | LoadDeclined {
  const { contentId, unitId, visit } = place;
  const { parcelId, piece } = parsePieceId(contentId);
  const reason = obstacle(place, state) ?? apart(place, piece, state);
  if (reason) return { type: 'LoadDeclined', parcelId, unitId, visit, reason, piece };
  const { grossWeightGrams: ofGrams, pieces: ofPieces, volumeCm3: ofVolumeCm3, isSplit } = state;
  const taken = takenBy(piece, state);
  return { type: 'ParcelLoaded', parcelId, unitId, visit, ...taken, piece, ofPieces, ofGrams, ofVolumeCm3, isSplit };
}

/** What keeps a parcel from being loaded. */
function obstacle(place: Place, state: LoadingParcelState): LoadRefusal | null {
  const { status, hold: asked } = state;
  switch (status) {
    case 'absent':
      return 'NOT_RELEASED';
    case 'staged':
      return asked === 'ASKED' ? 'HOLD_PENDING' : null; // taken off its unit while that was being asked
    case 'loaded':
      return isOn(place, state) ? 'ALREADY_LOADED' : 'ON_OTHER_UNIT'; // by another of its labels
    case 'blocked':
      return 'HELD';
    case 'withdrawn':
      return 'WITHDRAWN';
    case 'departed':
      return 'DEPARTED';
    default:
      return unreachable(status);
  }
}
