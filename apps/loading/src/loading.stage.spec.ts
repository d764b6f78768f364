import { LoadingParcelStatus, LoadingTruckStatus } from '@alataw/contracts';
import { chunk, loaded, parcelId, reserved, truckId } from './domain/loading.fixture';
import { parcelDecider } from './domain/parcel.decider';
import { truckDecider } from './domain/truck.decider';
import { loadingStage } from './loading.stage';

const [parcel, truck] = loadingStage.entities;

describe('loadingStage', () => {
  it('lets a parcel wait in one queue at most, a held one in none', () => {
    const sets = (on: string | null) => (status: string) =>
      parcel?.memberships({ ...parcelDecider.initialState, status, truckId: on, since: 17 });
    expect(LoadingParcelStatus.map((status) => [status, sets(null)(status)])).toEqual([
      ['absent', []],
      ['staged', [{ set: 'queue:ready', since: 17 }]],
      ['loaded', [{ set: 'queue:on-truck', since: 17 }]],
      ['blocked', []],
      ['withdrawn', []],
      ['departed', []],
    ]);
    expect(sets(truckId)('blocked')).toEqual([{ set: 'index:to-offload', since: 17 }]);
    expect(sets(truckId)('withdrawn')).toEqual([{ set: 'index:to-offload', since: 17 }]);
    expect(sets(truckId)('departed')).toEqual([]);
  });
  it('lists the trucks on site and lets none wait in a queue', () => {
    const listed = LoadingTruckStatus.filter(
      (status) => truck?.memberships({ ...truckDecider.initialState, status }).length === 1,
    );
    expect(listed).toEqual(['arrived', 'docked', 'sealing', 'sealed']);
  });
  it('does not count a truck that left among the parcels that left', () => {
    expect(parcel?.status({ ...parcelDecider.initialState, status: 'departed' })).toBe('departed');
    expect(truck?.status({ ...truckDecider.initialState, status: 'departed' })).toBe('truck.departed');
    expect(parcel?.status(parcelDecider.initialState)).toBeNull();
    expect(truck?.status(truckDecider.initialState)).toBeNull();
  });

  const destinations = (event: { type: string }): readonly string[] | undefined =>
    loadingStage.transfers?.events.find(({ contract }) => contract.name === event.type)?.destinations(event);
  it('sends what a truck says to its parcels and what a parcel says to its truck', () => {
    expect(destinations(reserved())).toEqual([parcelId]);
    expect(destinations(loaded())).toEqual([truckId]);
    expect(destinations(chunk(['A.1', 'A.2']))).toEqual(['A.1', 'A.2']);
    expect(destinations({ type: 'ParcelUnblocked', ...{ parcelId, truckId } })).toEqual([truckId]);
    expect(destinations({ type: 'ParcelUnblocked', ...{ parcelId, truckId: null } })).toEqual([]);
  });
  it('consumes all that it sends to its other lanes', () => {
    const consumed = loadingStage.consumes.map(({ contract }) => contract);
    expect(loadingStage.transfers?.events.filter(({ contract }) => !consumed.includes(contract))).toEqual([]);
  });
});
