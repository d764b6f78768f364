import type {
  DepartureChunk,
  GateOut,
  GateOutRefused,
  LoadingTruckState,
  SealTruck,
  SealingStarted,
  TruckCommandRefused,
  TruckDeparted,
  TruckRefusal,
  TruckUnsealed,
  UnsealTruck,
} from '@alataw/contracts';
import { unreachable } from '@alataw/stage';
import { CHUNK_PARCELS, NAMED_PARCELS } from './truck.limits';
import { refuse } from './truck.yard';

/** Closes the truck. A parcel aboard that is held already would have to be taken off behind the seal. */
export function seal(command: SealTruck, state: LoadingTruckState): SealingStarted | TruckCommandRefused {
  const { truckId, sealNumber } = command;
  if (state.status !== 'docked') return refuse(truckId, 'SEAL', sealObstacle(state));
  if (state.blocked.length > 0) return refuse(truckId, 'SEAL', 'BLOCKED_PARCEL');
  return { type: 'SealingStarted', truckId, sealNumber, reserved: state.reserved.length };
}

export function unseal(
  { truckId, reason }: UnsealTruck,
  state: LoadingTruckState,
): TruckUnsealed | TruckCommandRefused {
  switch (state.status) {
    case 'sealed':
      return { type: 'TruckUnsealed', truckId, sealNumber: state.sealNumber, reason };
    case 'absent':
      return refuse(truckId, 'UNSEAL', 'UNKNOWN_TRUCK');
    case 'sealing':
      return refuse(truckId, 'UNSEAL', 'SEALING');
    case 'departed':
      return refuse(truckId, 'UNSEAL', 'ALREADY_DEPARTED');
    default:
      return refuse(truckId, 'UNSEAL', 'NOT_SEALED');
  }
}

/** One event for the truck, then its parcels in chunks. From here on every hold of one of them comes too late. */
export function gateOut(
  { truckId }: GateOut,
  state: LoadingTruckState,
): readonly (TruckDeparted | DepartureChunk | GateOutRefused)[] {
  const reason = gateObstacle(state);
  if (reason) return [{ type: 'GateOutRefused', truckId, reason, parcelIds: state.blocked.slice(0, NAMED_PARCELS) }];
  const { visit, carrier, sealNumber, manifest, pieces, massGrams } = state;
  const departed: TruckDeparted = {
    type: 'TruckDeparted',
    truckId,
    visit,
    carrier,
    sealNumber,
    parcels: manifest.length,
    pieces,
    massGrams,
  };
  const chunks = Math.ceil(manifest.length / CHUNK_PARCELS);
  const parts = Array.from({ length: chunks }, (_, i): DepartureChunk => {
    const part = manifest.slice(i * CHUNK_PARCELS, (i + 1) * CHUNK_PARCELS);
    return {
      type: 'DepartureChunk',
      truckId,
      visit,
      chunk: i + 1,
      chunks,
      parcelIds: part.map(({ parcelId }) => parcelId),
    };
  });
  return [departed, ...parts];
}

function gateObstacle({ status, blocked }: LoadingTruckState): GateOutRefused['reason'] | null {
  switch (status) {
    case 'sealed':
      return blocked.length > 0 ? 'BLOCKED_PARCEL' : null;
    case 'absent':
      return 'UNKNOWN_TRUCK';
    case 'departed':
      return 'ALREADY_DEPARTED';
    default:
      return 'NOT_SEALED';
  }
}

function sealObstacle({ status }: LoadingTruckState): TruckRefusal {
  switch (status) {
    case 'absent':
      return 'UNKNOWN_TRUCK';
    case 'arrived':
      return 'NOT_DOCKED';
    case 'sealing':
      return 'SEALING';
    case 'sealed':
      return 'ALREADY_SEALED';
    case 'departed':
      return 'ALREADY_DEPARTED';
    case 'docked':
      return 'OTHER';
    default:
      return unreachable(status);
  }
}
