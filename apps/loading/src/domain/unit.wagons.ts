import type { ArriveWagon, LoadUnitState, UnitCommandRefused, WagonArrived } from '@alataw/contracts';
import { isUnitId, unitKindOf } from '@alataw/values';
import type { LoadingRules } from './loading.rules';
import { refuse, usedStill } from './unit.opening';

const MIN_AXLES = 2;
const MAX_AXLES = 16;

/**
 * An empty wagon is set out to be loaded. It may carry what it is built for, and no more than its axles leave of it.
 * @param at epoch ms UTC
 */
export function arriveWagon(
  command: ArriveWagon,
  state: LoadUnitState,
  rules: LoadingRules,
  at: number,
): WagonArrived | UnitCommandRefused {
  const { unitId, carrier, track, tareGrams, axles, loadingLengthMm } = command;
  if (!isUnitId(unitId) || unitKindOf(unitId) !== 'wagon') return refuse(unitId, 'ARRIVE', 'NUMBER_INVALID');
  const inUse = usedStill(state);
  if (inUse) return refuse(unitId, 'ARRIVE', inUse);
  const isPossible = axles >= MIN_AXLES && axles <= MAX_AXLES && tareGrams > 0 && loadingLengthMm > 0;
  if (!isPossible) return refuse(unitId, 'ARRIVE', 'WAGON_INVALID');
  // Of several that are in force the strictest counts; where no rule says anything, what the wagon is built for.
  const limits = rules.axleLoadGrams.at(at);
  const axleGrams = limits.length === 0 ? 0 : Math.min(...limits);
  const byAxles = axleGrams === 0 ? Infinity : axles * axleGrams - tareGrams;
  const maxMassGrams = Math.min(command.maxMassGrams, byAxles);
  if (maxMassGrams <= 0) return refuse(unitId, 'ARRIVE', 'WAGON_INVALID');
  const facts = { tareGrams, axles, loadingLengthMm, maxMassGrams, axleGrams };
  return { type: 'WagonArrived', unitId, visit: state.visit + 1, carrier, track, ...facts };
}
