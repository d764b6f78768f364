import {
  CarrierParcelState,
  HoldLifted,
  HoldTooLate,
  MilestoneReached,
  MilestonesRetired,
  MovementNoted,
  ParcelDeparted,
  ParcelDetained,
  ParcelHeld,
  ParcelLoaded,
  ParcelOffloaded,
  ParcelReleased,
  ParcelRetired,
  ParcelReturned,
  PiecesDeparted,
  ReleaseRevoked,
} from '@alataw/contracts';
import { forgetting, on, type Entity, type StageDefinition } from '@alataw/stage';
import { parcelDecider, type CarrierParcelCommand, type CarrierParcelEvent } from './domain/parcel.decider';

/** A parcel waits in the queues of other stages; here its carrier is told of it. */
const everKept: Entity<CarrierParcelState, CarrierParcelCommand, CarrierParcelEvent> = {
  kind: 'parcel',
  decider: parcelDecider,
  state: CarrierParcelState,
  events: [MilestoneReached, MovementNoted],
  status: ({ status }) => (status === 'absent' ? null : status),
  memberships: () => [],
};

/** An end that loading has told of, and that was not read yet, is still to be told. */
const isUnderWay = ({ status }: CarrierParcelState): boolean => status !== 'ended';

const parcel = forgetting(everKept, { told: ParcelRetired, last: MilestonesRetired, isBusy: isUnderWay });

export const carriersStage: StageDefinition = {
  name: 'carriers',
  output: 'carriers.events',
  fold: 1,
  entities: [parcel],
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
  ],
};
