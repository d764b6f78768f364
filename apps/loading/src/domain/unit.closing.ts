import type {
  CloseUnit,
  ClosingStarted,
  LoadUnitState,
  LoadUnitStatus,
  ReopenUnit,
  UnitCommandRefused,
  UnitRefusal,
  UnitReopened,
} from '@alataw/contracts';
import { rulesOf } from './unit.kinds';
import { refuse } from './unit.opening';
import { isSealPending, sealIdsOn } from './unit.sealed';

const notOpen: Readonly<Record<Exclude<LoadUnitStatus, 'open'>, UnitRefusal>> = {
  absent: 'UNKNOWN_UNIT',
  arrived: 'NOT_OPEN',
  closing: 'CLOSING',
  closed: 'ALREADY_CLOSED',
  departed: 'ALREADY_DEPARTED',
};

const notClosed: Readonly<Record<Exclude<LoadUnitStatus, 'closed'>, UnitRefusal>> = {
  absent: 'UNKNOWN_UNIT',
  arrived: 'NOT_CLOSED',
  open: 'NOT_CLOSED',
  closing: 'CLOSING',
  departed: 'ALREADY_DEPARTED',
};

/** Closes the unit. A parcel aboard that is held already would have to be taken off behind the seal. */
export function close({ unitId, seals }: CloseUnit, state: LoadUnitState): ClosingStarted | UnitCommandRefused {
  if (state.status !== 'open') return refuse(unitId, 'CLOSE', notOpen[state.status]);
  if (rulesOf(unitId).isWarehouse) return refuse(unitId, 'CLOSE', 'IS_WAREHOUSE');
  if (state.blocked.length > 0) return refuse(unitId, 'CLOSE', 'BLOCKED_PARCEL');
  return { type: 'ClosingStarted', unitId, seals, reserved: state.reserved.length };
}

/** What is on another unit has to come off it first: that one counts on it as it is. */
export function reopen({ unitId, reason }: ReopenUnit, state: LoadUnitState): UnitReopened | UnitCommandRefused {
  if (state.status !== 'closed') return refuse(unitId, 'REOPEN', notClosed[state.status]);
  if (state.carriedBy !== null) return refuse(unitId, 'REOPEN', 'ABOARD');
  if (isSealPending(state)) return refuse(unitId, 'REOPEN', 'SEAL_PENDING');
  return { type: 'UnitReopened', unitId, seals: sealIdsOn(state), reason };
}
