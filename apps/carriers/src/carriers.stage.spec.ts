import {
  CarrierParcelState,
  CarrierParcelStatus,
  Codec,
  type SubscriptionRefusal,
  type SubscriptionStatus,
} from '@alataw/contracts';
import { carriersStage } from './carriers.stage';
import { told } from './domain/carriers.fixture';
import { subscriptionDecider } from './domain/subscription.decider';
import { parcelDecider } from './domain/parcel.decider';

const [parcel, subscription] = carriersStage.entities;
const { initialState } = parcelDecider;
const retired = { type: 'ParcelRetired', parcelId: 'CNPOST.LX473124829CN' };

describe('carriersStage', () => {
  it('lets nothing wait in a queue, lists for its carrier what is under way, and counts what it knows', () => {
    const listed = CarrierParcelStatus.map((status) =>
      parcel?.memberships({ ...initialState, status, carrier: 'KAZPOST' }),
    );
    expect(listed).toEqual([[], [], [{ set: 'index:parcels:KAZPOST', since: 0 }], []]);
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
  it('lists what a carrier has subscribed until it is deleted', () => {
    const of = (status: SubscriptionStatus) =>
      subscription?.memberships({ ...subscriptionDecider.initialState, status, carrier: 'KAZPOST', openedAt: 5 });
    const listed = ['index:subscriptions', 'index:carrier:KAZPOST'].map((set) => ({ set, since: 5 }));
    expect([of('active'), of('paused'), of('deleted'), of('absent')]).toEqual([listed, listed, [], []]);
  });
  it('keeps no trace of orders about subscriptions that are unknown', () => {
    const refused = (reason: SubscriptionRefusal) => subscription?.isAnswer?.({ type: 'x', reason });
    expect([refused('UNKNOWN_SUBSCRIPTION'), refused('ALREADY_DELETED')]).toEqual([true, false]);
  });
  it('remembers a parcel in a few dozen bytes', () => {
    const state = parcelDecider.evolve(initialState, told(7), 1);
    expect(Codec.embedded().encode(CarrierParcelState, state).length).toBeLessThan(50);
  });
});
