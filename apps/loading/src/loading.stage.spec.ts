import { LoadingParcelStatus, LoadUnitStatus, type LoadUnitKind } from '@alataw/contracts';
import { bagId, chunk, loaded, parcelId, reserved, unitId, unitLoaded } from './domain/loading.fixture';
import { parcelDecider } from './domain/parcel.decider';
import { unitDecider } from './domain/unit.decider';
import { loadingStage } from './loading.stage';

const [parcel, unit] = loadingStage.entities;

describe('loadingStage', () => {
  it('lets a parcel wait in one queue at most, a held one in none', () => {
    const sets = (on: string | null) => (status: string) =>
      parcel?.memberships({ ...parcelDecider.initialState, status, unitId: on, since: 17 });
    expect(LoadingParcelStatus.map((status) => [status, sets(null)(status)])).toEqual([
      ['absent', []],
      ['staged', [{ set: 'queue:ready', since: 17 }]],
      ['loaded', [{ set: 'queue:loaded', since: 17 }]],
      ['blocked', []],
      ['withdrawn', []],
      ['departed', []],
    ]);
    expect(sets(unitId)('blocked')).toEqual([{ set: 'index:to-offload', since: 17 }]);
    expect(sets(unitId)('withdrawn')).toEqual([{ set: 'index:to-offload', since: 17 }]);
    expect(sets(unitId)('departed')).toEqual([]);
  });
  it('forgets a parcel that left or is nowhere, and none that has to be taken off', () => {
    const told = { type: 'ParcelRetired', parcelId };
    const decided = (status: LoadingParcelStatus, on: string | null) =>
      parcel?.decider.decide(
        told,
        { ...parcelDecider.initialState, status, unitId: on },
        { at: 1, actor: 'system:spec' },
      );
    expect(decided('departed', unitId)).toEqual([{ type: 'LoadingRetired', parcelId }]);
    expect(decided('withdrawn', null)).toEqual([{ type: 'LoadingRetired', parcelId }]);
    expect(decided('withdrawn', unitId)).toEqual([]);
    expect(decided('absent', null)).toEqual([]);
  });
  it('lists the units on site by their kind and lets none wait in a queue', () => {
    const sets = (kind: LoadUnitKind) => (status: LoadUnitStatus) =>
      unit?.memberships({ ...unitDecider.initialState, kind, status, since: 17 }) ?? [];
    const listed = LoadUnitStatus.filter((status) => sets('truck')(status).length === 1);
    expect(listed).toEqual(['arrived', 'open', 'closing', 'closed']);
    expect(sets('truck')('open')).toEqual([{ set: 'index:trucks', since: 17 }]);
    expect(sets('bag')('open')).toEqual([{ set: 'index:bags', since: 17 }]);
    expect(sets('block')('open')).toEqual([{ set: 'index:blocks', since: 17 }]);
  });
  it('lists trains that are made up and wait to leave', () => {
    const sets = (status: LoadUnitStatus) =>
      unit?.memberships({ ...unitDecider.initialState, kind: 'train', status, since: 17 }) ?? [];
    expect(sets('open')).toEqual([{ set: 'index:trains', since: 17 }]);
    expect(sets('closed')).toEqual([
      { set: 'index:trains', since: 17 },
      { set: 'index:waiting-trains', since: 17 },
    ]);
  });
  it('lists a unit that left by its last chunk, for as long as it has more to tell', () => {
    const manifest = [{ contentId: 'A.1', grossWeightGrams: 1, pieces: 1, parcels: 1, lengthMm: 0, part: null }];
    const sets = (named: number) =>
      unit?.memberships({
        ...unitDecider.initialState,
        kind: 'truck',
        status: 'departed',
        manifest,
        named,
        namedAt: 23,
      });
    expect(sets(0)).toEqual([{ set: 'index:departing', since: 23 }]);
    expect(sets(1)).toEqual([]);
  });
  it('does not count a truck that left among the parcels that left', () => {
    expect(parcel?.status({ ...parcelDecider.initialState, status: 'departed' })).toBe('departed');
    expect(unit?.status({ ...unitDecider.initialState, kind: 'truck', status: 'departed' })).toBe('truck.departed');
    expect(parcel?.status(parcelDecider.initialState)).toBeNull();
    expect(unit?.status(unitDecider.initialState)).toBeNull();
  });

  const destinations = (event: { type: string }): readonly string[] | undefined =>
    loadingStage.transfers?.events.find(({ contract }) => contract.name === event.type)?.destinations(event);
  it('sends what a unit says to its contents and what these say to their unit', () => {
    expect(destinations(reserved())).toEqual([parcelId]);
    expect(destinations(loaded())).toEqual([unitId]);
    expect(destinations(chunk(['A.1', 'A.2']))).toEqual(['A.1', 'A.2']);
    expect(destinations(unitLoaded(bagId))).toEqual([unitId]);
    expect(
      destinations({ type: 'UnitUnblocked', ...{ unitId: bagId, contentId: parcelId, parcelId, carrierId: null } }),
    ).toEqual([]);
    expect(destinations({ type: 'ParcelUnblocked', ...{ parcelId, unitId } })).toEqual([unitId]);
    expect(destinations({ type: 'ParcelUnblocked', ...{ parcelId, unitId: null } })).toEqual([]);
  });
  it('takes a chunk apart for parcels and units alike', () => {
    const route = loadingStage.consumes.find(({ contract }) => contract.name === 'DepartureChunk');
    const addressed = route?.toCommands(chunk([parcelId, bagId]) as never) ?? [];
    expect(addressed.map(({ kind, id }) => [kind, id])).toEqual([
      ['parcel', parcelId],
      ['unit', bagId],
    ]);
  });
  it('consumes all that it sends to its other lanes', () => {
    const consumed = loadingStage.consumes.map(({ contract }) => contract);
    expect(loadingStage.transfers?.events.filter(({ contract }) => !consumed.includes(contract))).toEqual([]);
  });
});
