import {
  CancelParcel,
  CustomsNoted,
  CustomsStatusChanged,
  HoldLifted,
  HoldParcel,
  HoldRequested,
  HoldTooLate,
  InspectionNoted,
  LiftHold,
  LoadingHoldConfirmed,
  LoadingHoldTooLate,
  ParcelCancelled,
  ParcelDeclared,
  ParcelDetained,
  ParcelHeld,
  ParcelInspected,
  ParcelReleased,
  ParcelReturned,
  ReleaseCommandRefused,
  ReleaseOpened,
  ReleaseRevoked,
  ReleaseState,
  ReturnParcel,
  RevokeRelease,
} from '@alataw/contracts';
import { on, type Entity, type Membership, type StageDefinition } from '@alataw/stage';
import type { ClearanceRules } from '@alataw/values';
import { releaseDecider, releaseDeciderOf, type ReleaseCommand, type ReleaseEvent } from './domain/release.decider';

/**
 * Every parcel that waits, waits in one queue of one stage. While its inspection is open it waits there, held or not; once it
 * passed, a held or revoked parcel waits here, wherever it stands at the dock, and one that customs has not let go; all others
 * that are released wait in loading.
 * The index has every parcel that is held or revoked.
 */
function memberships({ status, inspection, since }: ReleaseState): readonly Membership[] {
  if (status === 'awaitingCustoms') return [{ set: 'queue:awaiting-customs', since }];
  if (status !== 'held' && status !== 'revoked') return [];
  const index: Membership = { set: 'index:held', since };
  return inspection === 'PASSED' ? [{ set: 'queue:held', since }, index] : [index];
}

const parcel: Entity<ReleaseState, ReleaseCommand, ReleaseEvent> = {
  kind: 'parcel',
  decider: releaseDecider,
  state: ReleaseState,
  events: [
    ReleaseOpened,
    ParcelReleased,
    InspectionNoted,
    ParcelHeld,
    HoldRequested,
    HoldTooLate,
    HoldLifted,
    ReleaseRevoked,
    ParcelReturned,
    ParcelDetained,
    ParcelCancelled,
    CustomsNoted,
    ReleaseCommandRefused,
  ],
  status: ({ status }) => (status === 'absent' ? null : status),
  memberships,
};

/** The stage where the centre's own word releases every parcel. */
export const releaseStage: StageDefinition = {
  name: 'release',
  output: 'release.events',
  fold: 2,
  entities: [parcel],
  consumes: [
    on(ParcelDeclared, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelInspected, 'parcel', ({ parcelId }) => parcelId),
    on(HoldParcel, 'parcel', ({ parcelId }) => parcelId),
    on(LiftHold, 'parcel', ({ parcelId }) => parcelId),
    on(RevokeRelease, 'parcel', ({ parcelId }) => parcelId),
    on(ReturnParcel, 'parcel', ({ parcelId }) => parcelId),
    on(CancelParcel, 'parcel', ({ parcelId }) => parcelId),
    on(CustomsStatusChanged, 'parcel', ({ parcelId }) => parcelId),
    on(LoadingHoldConfirmed, 'parcel', ({ parcelId }) => parcelId),
    on(LoadingHoldTooLate, 'parcel', ({ parcelId }) => parcelId),
  ],
};

/** The stage where the rules say whose word releases a parcel, by the day of its declaration. */
export function releaseStageOf(clearance: ClearanceRules): StageDefinition {
  const decided: typeof parcel = { ...parcel, decider: releaseDeciderOf(clearance) };
  return { ...releaseStage, entities: [decided] };
}
