import type {
  DepartUnit,
  DepartureChunk,
  DepartureRefusal,
  DepartureRefused,
  LoadUnitState,
  UnitDeparted,
} from '@alataw/contracts';
import { parsePieceId } from '@alataw/values';
import { rulesOf } from './unit.kinds';
import { NAMED_PARCELS } from './unit.limits';
import { left, nextChunk, type Pace } from './unit.pacing';
import { missingFrom } from './unit.pieces';
import { hasBrokenSeal, isSealPending, sealIdsOn } from './unit.sealed';

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
  const missing = reason === 'INCOMPLETE_PARCEL' ? missingFrom(state).slice(0, NAMED_PARCELS) : [];
  const inTheWay = missing.length > 0 ? missing.map((label) => parsePieceId(label).parcelId) : held(state);
  const parcelIds = [...new Set(inTheWay)].slice(0, NAMED_PARCELS);
  return [{ type: 'DepartureRefused', unitId, reason, parcelIds, missing }];
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
  const { visit, carrier, manifest, parcels, pieces, massGrams } = state;
  const load = { contents: manifest.length, parcels, pieces, massGrams };
  const seals = sealIdsOn(state);
  const departed: UnitDeparted = { type: 'UnitDeparted', unitId, visit, carrier, transportId, seals, ...load };
  return [departed, ...nextChunk(unitId, left(state, departed, at), pace)];
}

const held = ({ blocked }: LoadUnitState): string[] => blocked.map(({ parcelId }) => parcelId);

function obstacle(unitId: string, state: LoadUnitState): DepartureRefusal | null {
  const { status, blocked } = state;
  if (status === 'absent') return 'UNKNOWN_UNIT';
  const { isVehicle, needsSeal } = rulesOf(unitId);
  if (!isVehicle) return 'NOT_A_VEHICLE';
  if (status === 'departed') return 'ALREADY_DEPARTED';
  if (status !== 'closed') return 'NOT_CLOSED';
  if (needsSeal && sealIdsOn(state).length === 0) return isSealPending(state) ? 'SEAL_PENDING' : 'NOT_SEALED';
  if (blocked.length > 0) return 'BLOCKED_PARCEL';
  if (missingFrom(state).length > 0) return 'INCOMPLETE_PARCEL';
  if (hasBrokenSeal(state)) return 'SEAL_BROKEN';
  return isSealPending(state) ? 'SEAL_PENDING' : null;
}
