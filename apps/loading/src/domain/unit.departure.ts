import type {
  DepartUnit,
  DepartureChunk,
  DepartureRefusal,
  DepartureRefused,
  LoadUnitState,
  UnitDeparted,
} from '@alataw/contracts';
import { rulesOf } from './unit.kinds';
import { CHUNK_CONTENTS, NAMED_PARCELS } from './unit.limits';

/** A vehicle leaves. From here on every hold of a parcel in it comes too late. */
export function depart(
  { unitId }: DepartUnit,
  state: LoadUnitState,
): readonly (UnitDeparted | DepartureChunk | DepartureRefused)[] {
  const reason = obstacle(unitId, state);
  if (reason === null) return gone(unitId, unitId, state);
  const parcelIds = state.blocked.slice(0, NAMED_PARCELS).map(({ parcelId }) => parcelId);
  return [{ type: 'DepartureRefused', unitId, reason, parcelIds }];
}

/**
 * One event for the unit, then its contents in chunks; what is a unit itself goes on in the same way.
 * @param transportId the vehicle that left
 */
export function gone(
  unitId: string,
  transportId: string,
  state: LoadUnitState,
): readonly (UnitDeparted | DepartureChunk)[] {
  const { visit, carrier, seals, manifest, parcels, pieces, massGrams } = state;
  const load = { contents: manifest.length, parcels, pieces, massGrams };
  const departed: UnitDeparted = { type: 'UnitDeparted', unitId, visit, carrier, transportId, seals, ...load };
  const chunks = Math.ceil(manifest.length / CHUNK_CONTENTS);
  const parts = Array.from({ length: chunks }, (_, i): DepartureChunk => {
    const part = manifest.slice(i * CHUNK_CONTENTS, (i + 1) * CHUNK_CONTENTS);
    const contentIds = part.map(({ contentId }) => contentId);
    return { type: 'DepartureChunk', unitId, visit, transportId, chunk: i + 1, chunks, contentIds };
  });
  return [departed, ...parts];
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
