import type {
  DepartUnit,
  DepartureChunk,
  DepartureRefusal,
  DepartureRefused,
  LoadUnitState,
  UnitDeparted,
} from '@alataw/contracts';
import { rulesOf } from './unit.kinds';
import { NAMED_PARCELS } from './unit.limits';
import { left, nextChunk, type Pace } from './unit.pacing';

/** When it leaves, epoch ms UTC, and how it is told. */
export interface Leaving {
  readonly at: number;
  readonly pace: Pace;
}

/** A vehicle leaves. From here on every hold of a parcel in it comes too late. */
export function depart(
  { unitId }: DepartUnit,
  state: LoadUnitState,
  context: Leaving,
): readonly (UnitDeparted | DepartureChunk | DepartureRefused)[] {
  const reason = obstacle(unitId, state);
  if (reason === null) return gone(unitId, unitId, state, context);
  const parcelIds = state.blocked.slice(0, NAMED_PARCELS).map(({ parcelId }) => parcelId);
  return [{ type: 'DepartureRefused', unitId, reason, parcelIds }];
}

/**
 * One event for the unit, and the first part of its contents; what is a unit itself goes on in the same way.
 * @param transportId the vehicle that left
 */
export function gone(
  unitId: string,
  transportId: string,
  state: LoadUnitState,
  { at, pace }: Leaving,
): readonly (UnitDeparted | DepartureChunk)[] {
  const { visit, carrier, seals, manifest, parcels, pieces, massGrams } = state;
  const load = { contents: manifest.length, parcels, pieces, massGrams };
  const departed: UnitDeparted = { type: 'UnitDeparted', unitId, visit, carrier, transportId, seals, ...load };
  return [departed, ...nextChunk(unitId, left(state, departed, at), pace)];
}

function obstacle(unitId: string, { status, blocked, seals }: LoadUnitState): DepartureRefusal | null {
  if (status === 'absent') return 'UNKNOWN_UNIT';
  const { isVehicle, needsSeal } = rulesOf(unitId);
  if (!isVehicle) return 'NOT_A_VEHICLE';
  if (status === 'departed') return 'ALREADY_DEPARTED';
  if (status !== 'closed') return 'NOT_CLOSED';
  if (needsSeal && seals.length === 0) return 'NOT_SEALED';
  return blocked.length > 0 ? 'BLOCKED_PARCEL' : null;
}
