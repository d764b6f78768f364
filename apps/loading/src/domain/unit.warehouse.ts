import type { BlockLaidOut, LayOutBlock, LoadUnitState, UnitCommandRefused } from '@alataw/contracts';
import { isUnitId, unitKindOf } from '@alataw/values';
import { MAX_CONTENTS } from './unit.limits';
import { refuse } from './unit.opening';

/** Bays and rows are written with two digits, tiers with one. */
const MAX_BAYS = 99;
const MAX_ROWS = 99;
const MAX_TIERS = 9;

const isWithin = (size: number, most: number): boolean => Number.isInteger(size) && size >= 1 && size <= most;

/** A block of the warehouse is laid out once, and stands open for good. */
export function layOut(command: LayOutBlock, state: LoadUnitState): BlockLaidOut | UnitCommandRefused {
  const { unitId, bays, rows, tiers } = command;
  if (!isUnitId(unitId) || unitKindOf(unitId) !== 'block') return refuse(unitId, 'LAY_OUT', 'NUMBER_INVALID');
  if (state.status !== 'absent') return refuse(unitId, 'LAY_OUT', 'ALREADY_ON_SITE');
  const isPossible = isWithin(bays, MAX_BAYS) && isWithin(rows, MAX_ROWS) && isWithin(tiers, MAX_TIERS);
  if (!isPossible || bays * rows * tiers > MAX_CONTENTS) return refuse(unitId, 'LAY_OUT', 'SIZE_INVALID');
  return { type: 'BlockLaidOut', unitId, visit: 1, bays, rows, tiers };
}
