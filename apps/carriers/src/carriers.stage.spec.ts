import { CarrierParcelState, CarrierParcelStatus, Codec } from '@alataw/contracts';
import { carriersStage } from './carriers.stage';
import { told } from './domain/carriers.fixture';
import { parcelDecider } from './domain/parcel.decider';

const [parcel] = carriersStage.entities;
const { initialState } = parcelDecider;
const retired = { type: 'ParcelRetired', parcelId: 'CNPOST.LX473124829CN' };

describe('carriersStage', () => {
  it('lets nothing wait in a queue, and counts what it knows', () => {
    expect(parcel?.memberships({ ...initialState, status: 'underway' })).toEqual([]);
    expect(CarrierParcelStatus.filter((status) => parcel?.status({ ...initialState, status }) === null)).toEqual([
      'absent',
    ]);
  });
  it('forgets a parcel once its carrier has been told of its end', () => {
    const decided = (status: CarrierParcelStatus) =>
      parcel?.decider.decide(retired, { ...initialState, status }, { at: 1, actor: 'system:spec' });
    expect((['absent', 'unreleased', 'underway'] as const).map(decided)).toEqual([[], [], []]);
    expect(decided('ended')).toEqual([{ ...retired, type: 'MilestonesRetired' }]);
  });
  it('remembers a parcel in a few dozen bytes', () => {
    const state = parcelDecider.evolve(initialState, told(7), 1);
    expect(Codec.embedded().encode(CarrierParcelState, state).length).toBeLessThan(50);
  });
});
