import type {
  ArriveTruck,
  DockTruck,
  LoadingTruckState,
  TruckArrived,
  TruckCommandName,
  TruckCommandRefused,
  TruckDocked,
  TruckRefusal,
} from '@alataw/contracts';
import { unreachable } from '@alataw/stage';
import { MAX_PARCELS } from './truck.limits';

/** Plates come back: each arrival opens a new visit with an empty manifest. */
export function arrive(command: ArriveTruck, state: LoadingTruckState): TruckArrived | TruckCommandRefused {
  const { truckId, carrier, maxMassGrams, maxPieces } = command;
  if (state.status !== 'absent' && state.status !== 'departed') return refuse(truckId, 'ARRIVE', 'ALREADY_ON_SITE');
  const isPossible = maxMassGrams > 0 && maxPieces > 0 && maxPieces <= MAX_PARCELS;
  if (!isPossible) return refuse(truckId, 'ARRIVE', 'CAPACITY');
  return { type: 'TruckArrived', truckId, visit: state.visit + 1, carrier, maxMassGrams, maxPieces };
}

export function dock(
  { truckId, dock: place }: DockTruck,
  { status }: LoadingTruckState,
): TruckDocked | TruckCommandRefused {
  switch (status) {
    case 'arrived':
      return { type: 'TruckDocked', truckId, dock: place };
    case 'absent':
      return refuse(truckId, 'DOCK', 'UNKNOWN_TRUCK');
    case 'docked':
      return refuse(truckId, 'DOCK', 'ALREADY_DOCKED');
    case 'sealing':
      return refuse(truckId, 'DOCK', 'SEALING');
    case 'sealed':
      return refuse(truckId, 'DOCK', 'ALREADY_SEALED');
    case 'departed':
      return refuse(truckId, 'DOCK', 'ALREADY_DEPARTED');
    default:
      return unreachable(status);
  }
}

/** A command to a truck that changes nothing. */
export function refuse(truckId: string, command: TruckCommandName, reason: TruckRefusal): TruckCommandRefused {
  return { type: 'TruckCommandRefused', truckId, command, reason };
}
