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
import { containerLengthMm, isUnitId, unitKindOf, type UnitKind } from '@alataw/values';
import { MAX_PIECES } from './unit.limits';
import { isDeparting } from './unit.pacing';

type Permitted = Pick<LoadUnitState, 'maxMassGrams' | 'maxPieces' | 'maxVolumeCm3'>;

/**
 * Plates come back: each arrival begins a new use with an empty manifest.
 * @param applicationId under which the gate let it in; null: it is a truck of the centre itself
 */
export function arrive(
  command: Omit<ArriveTruck, 'type'>,
  applicationId: string | null,
  state: LoadUnitState,
): TruckArrived | UnitCommandRefused {
  const { unitId, carrier, maxMassGrams, maxPieces, maxVolumeCm3 } = command;
  if (!isUnitId(unitId) || unitKindOf(unitId) !== 'truck') return refuse(unitId, 'ARRIVE', 'NUMBER_INVALID');
  const inUse = usedStill(state);
  if (inUse) return refuse(unitId, 'ARRIVE', inUse);
  if (!isPossible(command)) return refuse(unitId, 'ARRIVE', 'CAPACITY');
  const permitted = { carrier, maxMassGrams, maxPieces, maxVolumeCm3 };
  return { type: 'TruckArrived', unitId, visit: state.visit + 1, ...permitted, applicationId };
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

/** What is opened by an order. */
const opened: readonly UnitKind[] = ['bag', 'pallet', 'container', 'train'];

/**
 * Trucks and wagons arrive; whatever else is loaded is there when it is needed: bags and containers come back, empty.
 */
export function open(command: OpenUnit, state: LoadUnitState): UnitOpened | UnitCommandRefused {
  const { unitId, carrier, place, maxMassGrams, maxPieces, maxVolumeCm3, sizeType } = command;
  const tareGrams = command.tareGrams ?? 0;
  const kind = unitKindOf(unitId);
  if (!isUnitId(unitId) || kind === null || !opened.includes(kind)) return refuse(unitId, 'OPEN', 'NUMBER_INVALID');
  const inUse = usedStill(state);
  if (inUse) return refuse(unitId, 'OPEN', inUse);
  if (!isPossible(command)) return refuse(unitId, 'OPEN', 'CAPACITY');
  const isContainer = kind === 'container';
  const isKnown = sizeType === null || (isContainer && containerLengthMm(sizeType) !== null);
  if (!isKnown || tareGrams < 0 || (tareGrams > 0 && !isContainer)) return refuse(unitId, 'OPEN', 'SIZE_INVALID');
  const permitted = { carrier, place, maxMassGrams, maxPieces, maxVolumeCm3, sizeType, tareGrams };
  return { type: 'UnitOpened', unitId, visit: state.visit + 1, ...permitted };
}

/** A command to a load unit that changes nothing. */
export function refuse(unitId: string, command: UnitCommandName, reason: UnitRefusal): UnitCommandRefused {
  return { type: 'UnitCommandRefused', unitId, command, reason };
}

/**
 * What keeps a unit from its next use: it is here, not all that left in it knows so, or it is still asking what carried it about a hold,
 * of which the next use would know nothing, so that nobody would answer the parcel.
 */
export function usedStill(state: LoadUnitState): UnitRefusal | null {
  if (state.status !== 'absent' && state.status !== 'departed') return 'ALREADY_ON_SITE';
  if (isDeparting(state)) return 'DEPARTING';
  return state.asked.length > 0 ? 'HOLD_PENDING' : null;
}

function isPossible({ maxMassGrams, maxPieces, maxVolumeCm3 }: Permitted): boolean {
  const hasRoom = maxVolumeCm3 === null || maxVolumeCm3 > 0;
  return maxMassGrams > 0 && maxPieces > 0 && maxPieces <= MAX_PIECES && hasRoom;
}
