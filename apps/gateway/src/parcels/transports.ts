import { rootKinds } from './unit-words';
import { knownUnits, type KnownParcel, type Projections } from './projections';

/** No unit is deeper in another: bag, pallet, container, wagon, train. */
const LEVELS = 6;

/**
 * The vehicle that each of these parcels is on, at whatever depth, or left with; null for one that is on none. Asks for the
 * units of all parcels together, level by level.
 */
export async function transportsOf(
  projections: Projections,
  parcels: readonly (KnownParcel | undefined)[],
): Promise<(string | null)[]> {
  const carriers = new Map<string, string | null>();
  let asked = parcels.flatMap((parcel) => unitOf(parcel) ?? []);
  for (let level = 1; level < LEVELS; level++) {
    const unitIds = [...new Set(asked)].filter((id) => !carriers.has(id) && !isVehicle(id));
    if (unitIds.length === 0) break;
    const units = await knownUnits(projections, unitIds);
    unitIds.forEach((id, n) => carriers.set(id, units[n]?.state.carriedBy ?? null));
    asked = unitIds.flatMap((id) => carriers.get(id) ?? []);
  }
  return parcels.map((parcel) => {
    const left = parcel?.states.loading?.transportId ?? null;
    if (left !== null) return left;
    let unitId = unitOf(parcel);
    for (let level = 1; level < LEVELS && unitId !== null && !isVehicle(unitId); level++) {
      unitId = carriers.get(unitId) ?? null;
    }
    return unitId !== null && isVehicle(unitId) ? unitId : null;
  });
}

const isVehicle = (unitId: string): boolean => rootKinds.some((kind) => unitId.startsWith(`${kind}:`));

/** The unit that a parcel is in and has not left with. */
function unitOf(parcel: KnownParcel | undefined): string | null {
  const loading = parcel?.states.loading;
  return loading === undefined || loading.transportId !== null ? null : loading.unitId;
}
