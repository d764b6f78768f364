import { loadingStage } from '../../apps/loading/src/loading.stage';
import type { Centre } from './centre.fixture';
import { law } from './laws.fixture';

/** Where a parcel is for good, or waits in the release stage, by its status there. */
const elsewhere: Readonly<Record<string, number>> = { held: 1, revoked: 1, returned: 1 };

/**
 * What must hold once every message has arrived: nothing waits for an answer, the parcels and the trucks say the same, and
 * every parcel is in one place.
 * @throws {LawBroken}
 */
export function checkRest(centre: Centre, parcelIds: readonly string[], truckIds: readonly string[]): void {
  for (const id of truckIds) checkTruck(centre, id);
  for (const id of parcelIds) checkParcel(centre, id, truckIds);
}

function checkTruck(centre: Centre, id: string): void {
  const { status, reserved, manifest, blocked, massGrams, pieces } = centre.truck(id);
  law(reserved.length === 0, `${id} keeps a place for ${reserved[0]} for ever`);
  law(status !== 'sealing', `${id} is being sealed for ever`);
  law(
    massGrams === manifest.reduce((sum, entry) => sum + entry.grossWeightGrams, 0),
    `${id}: its mass is not its parcels'`,
  );
  law(pieces === manifest.reduce((sum, entry) => sum + entry.pieces, 0), `${id}: its pieces are not its parcels'`);
  const held = manifest
    .map(({ parcelId }) => parcelId)
    .filter((parcelId) => centre.parcel(parcelId).hold === 'CONFIRMED');
  const isSame = status === 'departed' ? blocked.length === 0 : held.sort().join() === [...blocked].sort().join();
  law(isSame, `${id} is blocked by ${blocked.join()}, but ${held.join()} are held`);
}

function checkParcel(centre: Centre, id: string, truckIds: readonly string[]): void {
  const parcel = centre.parcel(id);
  const { status } = centre.releaseOf(id);
  law(parcel.hold !== 'ASKED', `${id} waits for its truck's answer for ever`);
  law(status !== 'holdRequested', `${id} waits for loading's answer for ever`);
  const aboard = truckIds.filter((truckId) => {
    const truck = centre.truck(truckId);
    return truck.status !== 'departed' && truck.manifest.some(({ parcelId }) => parcelId === id);
  });
  const on = parcel.status === 'departed' || parcel.truckId === null ? [] : [parcel.truckId];
  law(aboard.join() === on.join(), `${id} is on ${on.join()}, but in the manifest of ${aboard.join()}`);
  const sets = loadingStage.entities[0]?.memberships(parcel) ?? [];
  const queues = sets.filter(({ set }) => set.startsWith('queue:')).length;
  const places = queues + (elsewhere[status] ?? 0) + (parcel.status === 'departed' ? 1 : 0);
  law(places === 1, `${id} is in ${places} places: ${parcel.status} for loading, ${status} for release`);
}
