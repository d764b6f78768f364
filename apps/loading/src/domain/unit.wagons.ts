import type { ArriveWagon, LoadUnitState, UnitCommandRefused, WagonArrived } from '@alataw/contracts';
import { isUnitId, Timetable, unitKindOf } from '@alataw/values';
import { refuse, usedStill } from './unit.opening';

/**
 * What an axle may weigh on the track, grams: the load of an axle to which common freight wagons of 1520 mm track are built. A line may
 * permit more; the railway says so, and a new line of this table with it.
 */
const axleLoads = new Timetable<number>([
  {
    from: '2000-01-01',
    value: 23_500_000,
    source: '23.5 tf per axle, common freight wagons of 1520 mm track; not confirmed by the railway',
  },
]);

const MIN_AXLES = 2;
const MAX_AXLES = 16;

/**
 * An empty wagon is set out to be loaded. It may carry what it is built for, and no more than its axles leave of it.
 * @param at epoch ms UTC
 */
export function arriveWagon(command: ArriveWagon, state: LoadUnitState, at: number): WagonArrived | UnitCommandRefused {
  const { unitId, carrier, track, tareGrams, axles, loadingLengthMm } = command;
  if (!isUnitId(unitId) || unitKindOf(unitId) !== 'wagon') return refuse(unitId, 'ARRIVE', 'NUMBER_INVALID');
  const inUse = usedStill(state);
  if (inUse) return refuse(unitId, 'ARRIVE', inUse);
  const isPossible = axles >= MIN_AXLES && axles <= MAX_AXLES && tareGrams > 0 && loadingLengthMm > 0;
  if (!isPossible) return refuse(unitId, 'ARRIVE', 'WAGON_INVALID');
  const byAxles = axles * Math.min(...axleLoads.at(at)) - tareGrams;
  const maxMassGrams = Math.min(command.maxMassGrams, byAxles);
  if (maxMassGrams <= 0) return refuse(unitId, 'ARRIVE', 'WAGON_INVALID');
  const facts = { tareGrams, axles, loadingLengthMm, maxMassGrams };
  return { type: 'WagonArrived', unitId, visit: state.visit + 1, carrier, track, ...facts };
}
