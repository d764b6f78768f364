import type {
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
  ParcelStaged,
  ParcelUnblocked,
  ParcelWithdrawn,
  PlaceReserved,
  PlaceVacated,
  UnitBlocked,
  ParcelHoldAsked,
  UnitHoldMoot,
  UnitHoldTooLate,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';
import type { DepartWith } from './depart-with';

export type LoadingParcelCommand =
  | ParcelReleased
  | HoldRequested
  | HoldLifted
  | ParcelReturned
  | ParcelDetained
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
  | ParcelDeparted;

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
  since: 0,
};

/**
 * The parcel's side of loading. It alone says whether it may be loaded and on which load unit it is; whether that unit has left
 * with it, only the unit says. So a hold of a loaded parcel is the unit's to answer, and until then the parcel is loaded
 * nowhere else. What a unit says arrives in the order in which it was said: when the answer is here, so is what happened
 * before it, and the parcel's own standing tells what it comes to.
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
      case 'PlaceReserved':
        return [takePlace(command, state)];
      case 'PlaceVacated':
        return isOn(command, state) ? [offloaded(command)] : [];
      case 'DepartWith':
        return isOn(command, state) ? [departed(command)] : [];
      case 'UnitBlocked':
      case 'UnitHoldTooLate':
      case 'UnitHoldMoot':
        return state.hold === 'ASKED' ? [answerHold(command.parcelId, state)] : [];
      default:
        return unreachable(command);
    }
  },

  evolve(state, event, at) {
    switch (event.type) {
      case 'ParcelStaged': {
        const { carrier, destinationCountry, grossWeightGrams, pieces } = event;
        return { ...state, carrier, destinationCountry, grossWeightGrams, pieces, status: 'staged', since: at };
      }
      case 'ParcelLoaded':
        return { ...state, status: 'loaded', unitId: event.unitId, visit: event.visit, since: at };
      case 'ParcelOffloaded': {
        const ashore = { ...state, unitId: null, visit: 0 };
        return state.status === 'loaded' ? { ...ashore, status: 'staged', since: at } : ashore;
      }
      case 'ParcelHoldAsked':
        return { ...state, hold: 'ASKED', holdKind: event.kind };
      case 'LoadingHoldConfirmed':
        return { ...state, hold: 'CONFIRMED', holdKind: event.kind, status: 'blocked', since: at };
      case 'LoadingHoldTooLate':
        return { ...state, hold: 'NONE' };
      case 'ParcelUnblocked':
        return { ...state, hold: 'NONE', status: event.unitId === null ? 'staged' : 'loaded', since: at };
      case 'ParcelWithdrawn':
        return { ...state, status: 'withdrawn', since: at };
      case 'ParcelDeparted':
        return { ...state, status: 'departed', transportId: event.transportId, since: at };
      case 'LoadDeclined':
        return state;
      default:
        return unreachable(event);
    }
  },
};

type Place = Pick<PlaceReserved, 'unitId' | 'visit' | 'contentId'>;

function isOn({ unitId, visit }: Place, state: LoadingParcelState): boolean {
  return state.status !== 'departed' && state.unitId === unitId && state.visit === visit;
}

function offloaded({ contentId: parcelId, unitId, visit }: Place): ParcelOffloaded {
  return { type: 'ParcelOffloaded', parcelId, unitId, visit };
}

function departed({ contentId: parcelId, unitId, visit, transportId }: DepartWith): ParcelDeparted {
  return { type: 'ParcelDeparted', parcelId, unitId, visit, transportId };
}

function unblock(parcelId: string, { status, unitId }: LoadingParcelState): readonly ParcelUnblocked[] {
  return status === 'blocked' ? [{ type: 'ParcelUnblocked', parcelId, unitId }] : [];
}

function withdraw(parcelId: string, { status, unitId }: LoadingParcelState): readonly ParcelWithdrawn[] {
  return status === 'blocked' ? [{ type: 'ParcelWithdrawn', parcelId, unitId }] : [];
}

function stage(released: ParcelReleased): ParcelStaged {
  const { parcelId, platform, carrier, destinationCountry, grossWeightGrams, packages } = released;
  return { type: 'ParcelStaged', parcelId, platform, carrier, destinationCountry, grossWeightGrams, pieces: packages };
}

function hold({ parcelId, kind }: HoldRequested, state: LoadingParcelState): readonly LoadingParcelEvent[] {
  const { status, unitId, visit } = state;
  if (state.hold === 'ASKED') return []; // the answer that is under way answers this one, too
  if (status === 'departed') return [{ type: 'LoadingHoldTooLate', parcelId, kind, unitId: unitId ?? '' }];
  if (status === 'loaded' && unitId !== null) return [{ type: 'ParcelHoldAsked', parcelId, unitId, visit, kind }];
  return [{ type: 'LoadingHoldConfirmed', parcelId, kind }];
}

function answerHold(parcelId: string, state: LoadingParcelState): LoadingHoldConfirmed | LoadingHoldTooLate {
  const { status, holdKind: kind, unitId } = state;
  if (status === 'departed') return { type: 'LoadingHoldTooLate', parcelId, kind, unitId: unitId ?? '' };
  return { type: 'LoadingHoldConfirmed', parcelId, kind };
}

function takePlace(
  { contentId: parcelId, unitId, visit }: Place,
  state: LoadingParcelState,
): ParcelLoaded | LoadDeclined {
  const reason = obstacle(state);
  if (reason) return { type: 'LoadDeclined', parcelId, unitId, visit, reason };
  const { grossWeightGrams, pieces } = state;
  return { type: 'ParcelLoaded', parcelId, unitId, visit, grossWeightGrams, pieces };
}

/** What keeps a parcel from being loaded. */
function obstacle({ status, hold: asked }: LoadingParcelState): LoadRefusal | null {
  switch (status) {
    case 'absent':
      return 'NOT_RELEASED';
    case 'staged':
      return asked === 'ASKED' ? 'HOLD_PENDING' : null; // taken off its unit while that was being asked
    case 'loaded':
      return 'ON_OTHER_UNIT'; // its own unit knows it and does not ask
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
