import type { LoadingParcelState, LoadUnitState } from '@alataw/contracts';
import { unitKindOf } from '@alataw/values';
import { loadingStage } from '../../apps/loading/src/loading.stage';
import type { Centre } from './centre.fixture';
import { law } from './laws.fixture';

/** Where a parcel is for good, or waits in the release stage, by its status there. */
const elsewhere: Readonly<Record<string, number>> = { held: 1, revoked: 1, returned: 1 };

/**
 * What must hold once every message has arrived: nothing waits for an answer, parcels and units say the same, and every
 * parcel is in one place.
 * @throws {LawBroken}
 */
export function checkRest(centre: Centre, parcelIds: readonly string[], unitIds: readonly string[]): void {
  const carriers = new Map<string, string[]>();
  for (const unitId of unitIds) {
    for (const { contentId } of aboard(centre, unitId)) {
      carriers.set(contentId, [...(carriers.get(contentId) ?? []), unitId]);
    }
  }
  for (const id of unitIds) {
    checkUnit(centre, id, carriers.get(id) ?? []);
    checkSeals(centre, id);
  }
  for (const id of parcelIds) checkParcel(centre, id, carriers.get(id) ?? []);
}

const aboard = (centre: Centre, id: string): LoadUnitState['manifest'] =>
  centre.unit(id).status === 'departed' ? [] : centre.unit(id).manifest;

/** Parcels in a unit that are held, at whatever depth. */
function heldIn(centre: Centre, id: string): string[] {
  return aboard(centre, id).flatMap(({ contentId }) => {
    if (unitKindOf(contentId) !== null) return heldIn(centre, contentId);
    return centre.parcel(contentId).hold === 'CONFIRMED' ? [contentId] : [];
  });
}

/** Units in a unit that bear a broken seal, at whatever depth. */
function brokenIn(centre: Centre, id: string): string[] {
  return aboard(centre, id).flatMap(({ contentId }) => {
    if (unitKindOf(contentId) === null) return [];
    const isBroken = centre.unit(contentId).seals.some(({ status }) => status === 'broken');
    return [...(isBroken ? [contentId] : []), ...brokenIn(centre, contentId)];
  });
}

function checkSeals(centre: Centre, id: string): void {
  const { status, seals, alarms } = centre.unit(id);
  law(status === 'departed' || seals.every((seal) => seal.status !== 'asked'), `${id} waits for a seal for ever`);
  if (status === 'departed' || unitKindOf(id) === 'block') return;
  const known = alarms.map(({ sealedId }) => sealedId).sort();
  const broken = brokenIn(centre, id).sort();
  law(known.join() === broken.join(), `${id} knows of broken seals of ${known.join()}, but ${broken.join()} have them`);
}

function checkUnit(centre: Centre, id: string, carriers: readonly string[]): void {
  const { status, reserved, manifest, blocked, asked, massGrams, pieces, carriedBy } = centre.unit(id);
  law(reserved.length === 0, `${id} keeps a place for ${reserved[0]} for ever`);
  law(status !== 'closing', `${id} is being closed for ever`);
  law(asked.length === 0, `${id} waits for its carrier's answer about ${asked[0]?.parcelId} for ever`);
  const sum = (of: (entry: LoadUnitState['manifest'][number]) => number): number =>
    manifest.reduce((total, entry) => total + of(entry), 0);
  law(massGrams === sum((entry) => entry.grossWeightGrams), `${id}: its mass is not that of its contents`);
  law(pieces === sum((entry) => entry.pieces), `${id}: its pieces are not those of its contents`);
  const held = [...new Set(heldIn(centre, id))].sort().join();
  const known = [...new Set(blocked.map(({ parcelId }) => parcelId))].sort().join();
  // Nothing leaves from the warehouse, so that it need not know what was held before it came.
  const isWarehouse = unitKindOf(id) === 'block';
  law(
    status === 'departed' ? known === '' : held === known || isWarehouse,
    `${id} is blocked by ${known}, but ${held} are held`,
  );
  const on = status === 'departed' || carriedBy === null ? [] : [carriedBy];
  law(carriers.join() === on.join(), `${id} is in ${on.join()}, but in the manifest of ${carriers.join()}`);
}

/** The units that a parcel, or a part of it, is in. */
function aboardUnits({ status, unitId, parts }: LoadingParcelState): string[] {
  if (parts.length > 0) return parts.filter(({ transportId }) => transportId === null).map((part) => part.unitId);
  return status === 'departed' || unitId === null ? [] : [unitId];
}

function checkParcel(centre: Centre, id: string, carriers: string[]): void {
  const parcel = centre.parcel(id);
  const { status } = centre.releaseOf(id);
  law(parcel.hold !== 'ASKED', `${id} waits for its unit's answer for ever`);
  law(status !== 'holdRequested', `${id} waits for loading's answer for ever`);
  const on = aboardUnits(parcel).sort();
  law(carriers.sort().join() === on.join(), `${id} is in ${on.join()}, but in the manifest of ${carriers.join()}`);
  const sets = loadingStage.entities[0]?.memberships(parcel) ?? [];
  const queues = sets.filter(({ set }) => set.startsWith('queue:')).length;
  const places = queues + (elsewhere[status] ?? 0) + (parcel.status === 'departed' ? 1 : 0);
  law(places === 1, `${id} is in ${places} places: ${parcel.status} for loading, ${status} for release`);
}
