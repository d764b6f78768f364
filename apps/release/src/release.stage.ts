import {
  AmendmentAsked,
  AmendmentDenied,
  AmendmentGranted,
  CancellationRefused,
  CancellationRequested,
  CancelParcel,
  CustomsNoted,
  CustomsStatusChanged,
  FilingWithdrawn,
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
  ParcelDeparted,
  ParcelDetained,
  ParcelEnded,
  ParcelHeld,
  ParcelInspected,
  ParcelReleased,
  ParcelRetired,
  ParcelReturned,
  ReleaseAmended,
  ReleaseCommandRefused,
  ReleaseOpened,
  ReleaseRevoked,
  ReleaseState,
  type ReleaseStatus,
  ReportAnswered,
  RetireParcel,
  RetirementRefused,
  ReturnParcel,
  RevokeRelease,
} from '@alataw/contracts';
import { EnvReader } from '@alataw/operations';
import { on, type Entity, type Membership, type StageDefinition } from '@alataw/stage';
import type { ClearanceRules } from '@alataw/values';
import { releaseDecider, releaseDeciderOf, type ReleaseCommand, type ReleaseEvent } from './domain/release.decider';
import { endingUnder, type EndingCommand, type EndingEvent } from './domain/release.ending';

/**
 * Every parcel that waits, waits in one queue of one stage. While its inspection is open it waits there, held or not; once it
 * passed, a held or revoked parcel waits here, wherever it stands at the dock, and one that customs has not let go, or has not
 * let be cancelled; all others that are released wait in loading.
 * The indexes have every parcel that is held or revoked, every one whose cancellation is asked for, and what has ended, by the
 * time at which it leaves.
 */
function memberships(state: ReleaseState): readonly Membership[] {
  const { leavesAt } = state;
  return [...waiting(state), ...(leavesAt > 0 ? [{ set: 'index:ended', since: leavesAt } as const] : [])];
}

const HELD = { queue: 'queue:held', index: 'index:held' } as const;
const CANCEL_PENDING = { queue: 'queue:cancel-pending', index: 'index:cancel-pending' } as const;
/** What keeps a parcel here, inspected or not. */
const STOPPED: Readonly<Partial<Record<ReleaseStatus, typeof HELD | typeof CANCEL_PENDING>>> = {
  held: HELD,
  revoked: HELD,
  cancelPending: CANCEL_PENDING,
};

function waiting({ status, inspection, since }: ReleaseState): readonly Membership[] {
  if (status === 'awaitingCustoms') return [{ set: 'queue:awaiting-customs', since }];
  const stopped = STOPPED[status];
  if (stopped === undefined) return [];
  const index: Membership = { set: stopped.index, since };
  return inspection === 'PASSED' ? [{ set: stopped.queue, since }, index] : [index];
}

const DAY_SECONDS = 86_400;
/** How long a parcel that ended is kept, unless said otherwise. */
const KEPT_DAYS = 7;

/**
 * How long a parcel that ended is kept: `ENDED_KEPT_DAYS` of the environment, or `ENDED_KEPT_SECONDS` where somebody wants to see it
 * go. @throws {ConfigurationError}
 */
export function keptMsOf(environment: Readonly<Record<string, string | undefined>>): number {
  const env = new EnvReader(environment);
  const days = env.integer('ENDED_KEPT_DAYS', { min: 1, max: 365, unit: 'days', fallback: KEPT_DAYS });
  const seconds = env.integer('ENDED_KEPT_SECONDS', { min: 1, max: 86_400, unit: 's', fallback: days * DAY_SECONDS });
  env.done();
  return seconds * 1000;
}

const parcel: Entity<ReleaseState, ReleaseCommand | EndingCommand, ReleaseEvent | EndingEvent> = {
  kind: 'parcel',
  decider: endingUnder(releaseDecider, KEPT_DAYS * DAY_SECONDS * 1000),
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
    AmendmentGranted,
    AmendmentDenied,
    ReleaseAmended,
    CancellationRequested,
    CancellationRefused,
    CustomsNoted,
    ReleaseCommandRefused,
    ParcelEnded,
    ParcelRetired,
    RetirementRefused,
  ],
  status: ({ status }) => (status === 'absent' ? null : status),
  memberships,
  ending: { event: ParcelRetired },
  isAnswer: (event) => 'type' in event && event.type === RetirementRefused.name,
};

/** The stage where the centre's own word releases every parcel. */
export const releaseStage: StageDefinition = {
  name: 'release',
  output: 'release.events',
  fold: 4,
  entities: [parcel],
  consumes: [
    on(ParcelDeclared, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelInspected, 'parcel', ({ parcelId }) => parcelId),
    on(HoldParcel, 'parcel', ({ parcelId }) => parcelId),
    on(LiftHold, 'parcel', ({ parcelId }) => parcelId),
    on(RevokeRelease, 'parcel', ({ parcelId }) => parcelId),
    on(ReturnParcel, 'parcel', ({ parcelId }) => parcelId),
    on(CancelParcel, 'parcel', ({ parcelId }) => parcelId),
    on(AmendmentAsked, 'parcel', ({ parcelId }) => parcelId),
    // what customs makes of a cancellation
    on(FilingWithdrawn, 'parcel', ({ parcelId }) => parcelId),
    on(ReportAnswered, 'parcel', ({ parcelId }) => parcelId),
    on(CustomsStatusChanged, 'parcel', ({ parcelId }) => parcelId),
    on(LoadingHoldConfirmed, 'parcel', ({ parcelId }) => parcelId),
    on(LoadingHoldTooLate, 'parcel', ({ parcelId }) => parcelId),
    on(ParcelDeparted, 'parcel', ({ parcelId }) => parcelId),
    on(RetireParcel, 'parcel', ({ parcelId }) => parcelId),
  ],
};

/**
 * The stage where the rules say whose word releases a parcel, by the day of its declaration.
 * @param keptMs how long a parcel that ended is kept; that stands in its events
 */
export function releaseStageOf(clearance: ClearanceRules, keptMs = KEPT_DAYS * DAY_SECONDS * 1000): StageDefinition {
  const decided: typeof parcel = { ...parcel, decider: endingUnder(releaseDeciderOf(clearance), keptMs) };
  return { ...releaseStage, entities: [decided] };
}
