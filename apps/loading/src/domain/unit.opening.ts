import type {
  ArriveTruck,
  DockTruck,
  LoadUnitState,
  LoadUnitStatus,
  OpenUnit,
  TruckArrived,
  TruckDocked,
  UnitCommandName,
  UnitCommandRefused,
  UnitOpened,
  UnitRefusal,
} from '@alataw/contracts';
import { isUnitId, unitKindOf } from '@alataw/values';
import { MAX_PIECES } from './unit.limits';

type Permitted = Pick<LoadUnitState, 'maxMassGrams' | 'maxPieces'>;

/**
 * Plates come back: each arrival begins a new use with an empty manifest.
 * @param applicationId under which the gate let it in; null: it is a truck of the centre itself
 */
export function arrive(
  command: Omit<ArriveTruck, 'type'>,
  applicationId: string | null,
  state: LoadUnitState,
): TruckArrived | UnitCommandRefused {
  const { unitId, carrier, maxMassGrams, maxPieces } = command;
  if (!isUnitId(unitId) || unitKindOf(unitId) !== 'truck') return refuse(unitId, 'ARRIVE', 'NUMBER_INVALID');
  if (isInUse(state)) return refuse(unitId, 'ARRIVE', 'ALREADY_ON_SITE');
  if (!isPossible(command)) return refuse(unitId, 'ARRIVE', 'CAPACITY');
  return { type: 'TruckArrived', unitId, visit: state.visit + 1, carrier, maxMassGrams, maxPieces, applicationId };
}

const notArrived: Readonly<Record<Exclude<LoadUnitStatus, 'arrived'>, UnitRefusal>> = {
  absent: 'UNKNOWN_UNIT',
  open: 'ALREADY_OPEN',
  closing: 'CLOSING',
  closed: 'ALREADY_CLOSED',
  departed: 'ALREADY_DEPARTED',
};

export function dock({ unitId, dock: place }: DockTruck, { status }: LoadUnitState): TruckDocked | UnitCommandRefused {
  if (status === 'arrived') return { type: 'TruckDocked', unitId, dock: place };
  return refuse(unitId, 'DOCK', notArrived[status]);
}

/**
 * Whatever is no truck is there when it is needed; bags and containers come back, empty. One that is still asking what carried
 * it about a hold waits: the new use would know nothing of the question, and nobody would answer the parcel.
 */
export function open(command: OpenUnit, state: LoadUnitState): UnitOpened | UnitCommandRefused {
  const { unitId, carrier, place, maxMassGrams, maxPieces } = command;
  if (!isUnitId(unitId) || unitKindOf(unitId) === 'truck') return refuse(unitId, 'OPEN', 'NUMBER_INVALID');
  if (isInUse(state)) return refuse(unitId, 'OPEN', 'ALREADY_ON_SITE');
  if (state.asked.length > 0) return refuse(unitId, 'OPEN', 'HOLD_PENDING');
  if (!isPossible(command)) return refuse(unitId, 'OPEN', 'CAPACITY');
  return { type: 'UnitOpened', unitId, visit: state.visit + 1, carrier, place, maxMassGrams, maxPieces };
}

/** A command to a load unit that changes nothing. */
export function refuse(unitId: string, command: UnitCommandName, reason: UnitRefusal): UnitCommandRefused {
  return { type: 'UnitCommandRefused', unitId, command, reason };
}

function isInUse({ status }: LoadUnitState): boolean {
  return status !== 'absent' && status !== 'departed';
}

function isPossible({ maxMassGrams, maxPieces }: Permitted): boolean {
  return maxMassGrams > 0 && maxPieces > 0 && maxPieces <= MAX_PIECES;
}
