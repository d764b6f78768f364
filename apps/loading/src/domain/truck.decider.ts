import type {
  ArriveTruck,
  DepartureChunk,
  DockTruck,
  GateOut,
  GateOutRefused,
  LoadDeclined,
  LoadParcel,
  LoadRefused,
  LoadingTruckState,
  ManifestEntered,
  OffloadParcel,
  OffloadRefused,
  ParcelLoaded,
  ParcelUnblocked,
  PlaceFreed,
  PlaceReserved,
  PlaceVacated,
  SealTruck,
  SealingStarted,
  TruckArrived,
  TruckBlocked,
  TruckCommandRefused,
  TruckDeparted,
  TruckDocked,
  TruckHoldAsked,
  TruckHoldMoot,
  TruckHoldTooLate,
  TruckSealed,
  TruckUnblocked,
  TruckUnsealed,
  UnsealTruck,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';
import { gateOut, seal, unseal } from './truck.departure';
import { askedToHold, unblock } from './truck.holds';
import { declined, loaded, offload, scan } from './truck.load';
import { evolveTruck, initialTruck } from './truck.state';
import { arrive, dock } from './truck.yard';

export type LoadingTruckCommand =
  | ArriveTruck
  | DockTruck
  | LoadParcel
  | OffloadParcel
  | SealTruck
  | UnsealTruck
  | GateOut
  | ParcelLoaded
  | LoadDeclined
  | TruckHoldAsked
  | ParcelUnblocked;

export type LoadingTruckEvent =
  | TruckArrived
  | TruckDocked
  | PlaceReserved
  | LoadRefused
  | ManifestEntered
  | PlaceFreed
  | PlaceVacated
  | OffloadRefused
  | SealingStarted
  | TruckSealed
  | TruckUnsealed
  | TruckBlocked
  | TruckUnblocked
  | TruckHoldTooLate
  | TruckHoldMoot
  | TruckDeparted
  | DepartureChunk
  | GateOutRefused
  | TruckCommandRefused;

/**
 * The truck's side of loading. It alone knows its manifest, whether it is sealed and whether it has left; whether a parcel may
 * be loaded, only the parcel says. So a scan reserves a place until the parcel has answered, and a seal waits for these answers.
 */
export const truckDecider: Decider<LoadingTruckState, LoadingTruckCommand, LoadingTruckEvent> = {
  initialState: initialTruck,

  decide(command, state, { at }) {
    switch (command.type) {
      case 'ArriveTruck':
        return [arrive(command, state)];
      case 'DockTruck':
        return [dock(command, state)];
      case 'LoadParcel':
        return [scan(command, state)];
      case 'OffloadParcel':
        return [offload(command, state)];
      case 'ParcelLoaded':
        return sealWhenReady(command.truckId, state, loaded(command, state), at);
      case 'LoadDeclined':
        return sealWhenReady(command.truckId, state, declined(command, state), at);
      case 'SealTruck':
        return sealWhenReady(command.truckId, state, [seal(command, state)], at);
      case 'UnsealTruck':
        return [unseal(command, state)];
      case 'GateOut':
        return gateOut(command, state);
      case 'TruckHoldAsked':
        return [askedToHold(command, state)];
      case 'ParcelUnblocked':
        return unblock(command, state);
      default:
        return unreachable(command);
    }
  },

  evolve: evolveTruck,
};

/** A truck that is being sealed is sealed as soon as nothing is reserved any more. */
function sealWhenReady(
  truckId: string,
  before: LoadingTruckState,
  events: readonly LoadingTruckEvent[],
  at: number,
): readonly LoadingTruckEvent[] {
  const state = events.reduce((folded, event) => evolveTruck(folded, event, at), before);
  if (state.status !== 'sealing' || state.reserved.length > 0) return events;
  const { sealNumber, manifest, pieces, massGrams } = state;
  return [...events, { type: 'TruckSealed', truckId, sealNumber, parcels: manifest.length, pieces, massGrams }];
}
