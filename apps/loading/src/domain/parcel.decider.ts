import type {
  HoldLifted,
  HoldRequested,
  LoadDeclined,
  LoadRefusal,
  LoadingHoldConfirmed,
  LoadingHoldTooLate,
  LoadingParcelState,
  ParcelDeparted,
  ParcelLoaded,
  ParcelOffloaded,
  ParcelReleased,
  ParcelReturned,
  ParcelStaged,
  ParcelUnblocked,
  ParcelWithdrawn,
  PlaceReserved,
  PlaceVacated,
  TruckBlocked,
  TruckHoldAsked,
  TruckHoldMoot,
  TruckHoldTooLate,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';

/** One parcel's part of a `DepartureChunk`. */
export interface DepartParcel {
  readonly type: 'DepartParcel';
  readonly parcelId: string;
  readonly truckId: string;
  readonly visit: number;
}

export type LoadingParcelCommand =
  | ParcelReleased
  | HoldRequested
  | HoldLifted
  | ParcelReturned
  | PlaceReserved
  | PlaceVacated
  | TruckBlocked
  | TruckHoldTooLate
  | TruckHoldMoot
  | DepartParcel;

export type LoadingParcelEvent =
  | ParcelStaged
  | ParcelLoaded
  | LoadDeclined
  | ParcelOffloaded
  | TruckHoldAsked
  | LoadingHoldConfirmed
  | LoadingHoldTooLate
  | ParcelUnblocked
  | ParcelWithdrawn
  | ParcelDeparted;

const initialState: LoadingParcelState = {
  status: 'absent',
  truckId: null,
  visit: 0,
  hold: 'NONE',
  holdKind: 'HOLD',
  carrier: '',
  destinationCountry: '',
  grossWeightGrams: 0,
  pieces: 0,
  since: 0,
};

/**
 * The parcel's side of loading. It alone says whether it may be loaded and on which truck it is; whether that truck has left
 * with it, only the truck says. So a hold of a loaded parcel is the truck's to answer, and until then the parcel is loaded
 * nowhere else. What a truck says arrives in the order in which it was said: when the answer is here, so is what happened
 * before it, and the parcel's own standing tells what it comes to.
 */
export const parcelDecider: Decider<LoadingParcelState, LoadingParcelCommand, LoadingParcelEvent> = {
  initialState,

  decide(command, state) {
    const { parcelId } = command;
    switch (command.type) {
      case 'ParcelReleased':
        return state.status === 'absent' ? [stage(command)] : []; // a parcel is released once
      case 'HoldRequested':
        return hold(command, state);
      case 'HoldLifted':
        return state.status === 'blocked' ? [{ type: 'ParcelUnblocked', parcelId, truckId: state.truckId }] : [];
      case 'ParcelReturned':
        return state.status === 'blocked' ? [{ type: 'ParcelWithdrawn', parcelId, truckId: state.truckId }] : [];
      case 'PlaceReserved':
        return [takePlace(command, state)];
      case 'PlaceVacated':
        return isOn(command, state) ? [follow(command, 'ParcelOffloaded')] : [];
      case 'DepartParcel':
        return isOn(command, state) ? [follow(command, 'ParcelDeparted')] : [];
      case 'TruckBlocked':
      case 'TruckHoldTooLate':
      case 'TruckHoldMoot':
        return state.hold === 'ASKED' ? [answerHold(parcelId, state)] : [];
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
        return { ...state, status: 'loaded', truckId: event.truckId, visit: event.visit, since: at };
      case 'ParcelOffloaded': {
        const ashore = { ...state, truckId: null, visit: 0 };
        return state.status === 'loaded' ? { ...ashore, status: 'staged', since: at } : ashore;
      }
      case 'TruckHoldAsked':
        return { ...state, hold: 'ASKED', holdKind: event.kind };
      case 'LoadingHoldConfirmed':
        return { ...state, hold: 'CONFIRMED', holdKind: event.kind, status: 'blocked', since: at };
      case 'LoadingHoldTooLate':
        return { ...state, hold: 'NONE' };
      case 'ParcelUnblocked':
        return { ...state, hold: 'NONE', status: event.truckId === null ? 'staged' : 'loaded', since: at };
      case 'ParcelWithdrawn':
        return { ...state, status: 'withdrawn', since: at };
      case 'ParcelDeparted':
        return { ...state, status: 'departed', since: at };
      case 'LoadDeclined':
        return state;
      default:
        return unreachable(event);
    }
  },
};

interface OnTruck {
  readonly parcelId: string;
  readonly truckId: string;
  readonly visit: number;
}

function isOn({ truckId, visit }: OnTruck, state: LoadingParcelState): boolean {
  return state.status !== 'departed' && state.truckId === truckId && state.visit === visit;
}

function follow<T extends string>({ parcelId, truckId, visit }: OnTruck, type: T): OnTruck & { readonly type: T } {
  return { type, parcelId, truckId, visit };
}

function stage(released: ParcelReleased): ParcelStaged {
  const { parcelId, platform, carrier, destinationCountry, grossWeightGrams, packages } = released;
  return { type: 'ParcelStaged', parcelId, platform, carrier, destinationCountry, grossWeightGrams, pieces: packages };
}

function hold({ parcelId, kind }: HoldRequested, state: LoadingParcelState): readonly LoadingParcelEvent[] {
  const { status, truckId, visit } = state;
  if (state.hold === 'ASKED') return []; // the answer that is under way answers this one, too
  if (status === 'departed') return [{ type: 'LoadingHoldTooLate', parcelId, kind, truckId: truckId ?? '' }];
  if (status === 'loaded' && truckId !== null) return [{ type: 'TruckHoldAsked', parcelId, truckId, visit, kind }];
  return [{ type: 'LoadingHoldConfirmed', parcelId, kind }];
}

function answerHold(parcelId: string, state: LoadingParcelState): LoadingHoldConfirmed | LoadingHoldTooLate {
  const { status, holdKind: kind, truckId } = state;
  if (status === 'departed') return { type: 'LoadingHoldTooLate', parcelId, kind, truckId: truckId ?? '' };
  return { type: 'LoadingHoldConfirmed', parcelId, kind };
}

function takePlace(
  { parcelId, truckId, visit }: PlaceReserved,
  state: LoadingParcelState,
): ParcelLoaded | LoadDeclined {
  const reason = obstacle(state);
  if (reason) return { type: 'LoadDeclined', parcelId, truckId, visit, reason };
  const { grossWeightGrams, pieces } = state;
  return { type: 'ParcelLoaded', parcelId, truckId, visit, grossWeightGrams, pieces };
}

/** What keeps a parcel from being loaded. */
function obstacle({ status, hold: asked }: LoadingParcelState): LoadRefusal | null {
  switch (status) {
    case 'absent':
      return 'NOT_RELEASED';
    case 'staged':
      return asked === 'ASKED' ? 'HOLD_PENDING' : null; // taken off its truck while that was being asked
    case 'loaded':
      return 'ON_OTHER_TRUCK'; // its own truck knows it and does not ask
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
