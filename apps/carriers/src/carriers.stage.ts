import {
  BeginDelivery,
  CarrierParcelState,
  ChangeSubscription,
  DeleteSubscription,
  DeliveryBegun,
  DeliveryNoted,
  HoldLifted,
  HoldTooLate,
  MilestoneReached,
  MilestonesRetired,
  MovementNoted,
  NoteDelivery,
  OpenSubscription,
  ParcelDeparted,
  ParcelDetained,
  ParcelHeld,
  ParcelLoaded,
  ParcelOffloaded,
  ParcelReleased,
  ParcelRetired,
  ParcelReturned,
  PauseSubscription,
  PiecesDeparted,
  RedeliverEvents,
  RedeliveryOrdered,
  ReleaseRevoked,
  ResumeSubscription,
  SubscriptionChanged,
  SubscriptionCommandRefused,
  SubscriptionDeleted,
  SubscriptionOpened,
  SubscriptionPaused,
  type SubscriptionRefusal,
  SubscriptionResumed,
  SubscriptionState,
  SubscriptionTestOrdered,
  TestSubscription,
} from '@alataw/contracts';
import { forgetting, on, type Entity, type Membership, type StageDefinition } from '@alataw/stage';
import { parcelDecider, type CarrierParcelCommand, type CarrierParcelEvent } from './domain/parcel.decider';
import { subscriptionDecider, type SubscriptionCommand, type SubscriptionEvent } from './domain/subscription.decider';

/** A parcel waits in the queues of other stages; here its carrier is told of it, and finds those that are under way, by their ids. */
const everKept: Entity<CarrierParcelState, CarrierParcelCommand, CarrierParcelEvent> = {
  kind: 'parcel',
  decider: parcelDecider,
  state: CarrierParcelState,
  events: [MilestoneReached, MovementNoted],
  status: ({ status }) => (status === 'absent' ? null : status),
  memberships: ({ status, carrier }) => (status === 'underway' ? [{ set: `index:parcels:${carrier}`, since: 0 }] : []),
};

/** An end that loading has told of, and that was not read yet, is still to be told. */
const isUnderWay = ({ status }: CarrierParcelState): boolean => status !== 'ended';

const parcel = forgetting(everKept, { told: ParcelRetired, last: MilestonesRetired, isBusy: isUnderWay });

/** Subscriptions are no parcels; an index of each carrier lists its own, and one those of all. */
function subscriptionMemberships({ status, carrier, openedAt }: SubscriptionState): readonly Membership[] {
  if (status === 'absent' || status === 'deleted') return [];
  return [
    { set: 'index:subscriptions', since: openedAt },
    { set: `index:carrier:${carrier}`, since: openedAt },
  ];
}

const subscription: Entity<SubscriptionState, SubscriptionCommand, SubscriptionEvent> = {
  kind: 'subscription',
  decider: subscriptionDecider,
  state: SubscriptionState,
  events: [
    SubscriptionOpened,
    SubscriptionChanged,
    SubscriptionPaused,
    SubscriptionResumed,
    SubscriptionDeleted,
    DeliveryBegun,
    DeliveryNoted,
    RedeliveryOrdered,
    SubscriptionTestOrdered,
    SubscriptionCommandRefused,
  ],
  status: ({ status }) => (status === 'absent' ? null : `subscription.${status}`),
  memberships: subscriptionMemberships,
  // Whoever asks about what is not there leaves no trace of it in Redis.
  isAnswer: (event) => 'reason' in event && event.reason === ('UNKNOWN_SUBSCRIPTION' satisfies SubscriptionRefusal),
};

export const carriersStage: StageDefinition = {
  name: 'carriers',
  output: 'carriers.events',
  fold: 2,
  entities: [parcel, subscription],
  consumes: [
    on(ParcelReleased, 'parcel', ({ parcelId }) => parcelId),
    on(ReleaseRevoked, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelHeld, 'parcel', ({ parcelId }) => parcelId),
    on(HoldLifted, 'parcel', ({ parcelId }) => parcelId),
    on(HoldTooLate, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelReturned, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelDetained, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelRetired, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelLoaded, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelOffloaded, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelDeparted, 'parcel', ({ parcelId }) => parcelId),
    on(PiecesDeparted, 'parcel', ({ parcelId }) => parcelId),
    on(OpenSubscription, 'subscription', ({ subscriptionId }) => subscriptionId),
    on(ChangeSubscription, 'subscription', ({ subscriptionId }) => subscriptionId),
    on(PauseSubscription, 'subscription', ({ subscriptionId }) => subscriptionId),
    on(ResumeSubscription, 'subscription', ({ subscriptionId }) => subscriptionId),
    on(DeleteSubscription, 'subscription', ({ subscriptionId }) => subscriptionId),
    on(RedeliverEvents, 'subscription', ({ subscriptionId }) => subscriptionId),
    on(TestSubscription, 'subscription', ({ subscriptionId }) => subscriptionId),
    on(BeginDelivery, 'subscription', ({ subscriptionId }) => subscriptionId),
    on(NoteDelivery, 'subscription', ({ subscriptionId }) => subscriptionId),
  ],
};
