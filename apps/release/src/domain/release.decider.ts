import type {
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
  ParcelDetained,
  ParcelHeld,
  ParcelInspected,
  ParcelReleased,
  ParcelReturned,
  ReleaseAmended,
  ReleaseCommandRefused,
  ReleaseOpened,
  ReleaseRevoked,
  ReleaseState,
  ReportAnswered,
  ReturnParcel,
  RevokeRelease,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';
import { ClearanceRules } from '@alataw/values';
import { amended, amendmentAsked, amendmentGranted, withAmendment } from './release.amendment';
import { cancel, cancellationAnswered, filingWithdrawn, goingOn } from './release.cancellation';
import { hold, lift, returnParcel, revoke } from './release.commands';
import { consequences, customsNoted, customsSpoke, waitingStatus } from './release.customs';
import { inspected, opened, takenIn } from './release.inspection';

export type ReleaseCommand =
  | ParcelDeclared
  | ParcelInspected
  | HoldParcel
  | LiftHold
  | RevokeRelease
  | ReturnParcel
  | CancelParcel
  | AmendmentAsked
  | FilingWithdrawn
  | ReportAnswered
  | CustomsStatusChanged
  | LoadingHoldConfirmed
  | LoadingHoldTooLate;

export type ReleaseEvent =
  | ReleaseOpened
  | ParcelReleased
  | InspectionNoted
  | ParcelHeld
  | HoldRequested
  | HoldTooLate
  | HoldLifted
  | ReleaseRevoked
  | ParcelReturned
  | ParcelDetained
  | ParcelCancelled
  | AmendmentGranted
  | AmendmentDenied
  | ReleaseAmended
  | CancellationRequested
  | CancellationRefused
  | CustomsNoted
  | ReleaseCommandRefused;

const initialState: ReleaseState = {
  status: 'absent',
  inspection: 'PENDING',
  declarationVersion: 0,
  platform: '',
  carrier: '',
  destinationCountry: '',
  portCode: '',
  tradeMode: '',
  grossWeightGrams: 0,
  packages: 0,
  volumeCm3: null,
  released: false,
  departed: false,
  holdKind: 'HOLD',
  holdReason: 'OTHER',
  holdRemark: null,
  detention: null,
  since: 0,
  clearance: 'CENTRE',
  customs: 'PENDING',
  customsVersion: 0,
  customsDetention: null,
  leavesAt: 0,
  amendment: 0,
};

/**
 * Decides whether a parcel may go. Before its release that is this stage's business alone. From the release on the parcel may
 * be on a truck, or gone: a hold or revocation is asked for and stays `holdRequested` until loading confirms it or says that
 * it came too late. While it is asked for, nothing else is taken on, so that one question is under way at a time.
 * @param clearance whose word releases a parcel; that is settled for each when it is taken in
 */
export function releaseDeciderOf(clearance: ClearanceRules): Decider<ReleaseState, ReleaseCommand, ReleaseEvent> {
  return {
    initialState,

    decide(command, state, { at }) {
      switch (command.type) {
        case 'ParcelDeclared':
          return state.status === 'absent' ? opened(command, state, clearance.at(at)) : amended(command, state);
        case 'ParcelInspected':
          return [inspected(command, state)];
        case 'HoldParcel':
          return [hold(command, state)];
        case 'LiftHold':
          return lift(command, state);
        case 'RevokeRelease':
          return [revoke(command, state)];
        case 'ReturnParcel':
          return [returnParcel(command, state)];
        case 'CancelParcel':
          return [cancel(command, state)];
        case 'FilingWithdrawn':
          return filingWithdrawn(command, state);
        case 'ReportAnswered':
          return cancellationAnswered(command, state);
        case 'AmendmentAsked':
          return [amendmentAsked(command, state)];
        case 'CustomsStatusChanged':
          return customsSpoke(command, state);
        case 'LoadingHoldConfirmed':
          return confirmed(command, state);
        case 'LoadingHoldTooLate':
          return tooLate(command, state);
        default:
          return unreachable(command);
      }
    },

    evolve(state, event, at) {
      switch (event.type) {
        case 'ReleaseOpened':
          return { ...takenIn(state, event), since: at };
        case 'AmendmentGranted':
          return amendmentGranted(state, event, at);
        case 'ReleaseAmended':
          return { ...withAmendment(state, event), since: at };
        case 'InspectionNoted':
          return noted(state, event, at);
        case 'ParcelReleased':
          return { ...state, status: 'released', inspection: 'PASSED', released: true, since: at };
        case 'ParcelHeld':
          return { ...state, status: 'held', holdKind: 'HOLD', holdReason: event.reason, holdRemark: null, since: at };
        case 'HoldRequested': {
          const { kind: holdKind, reason: holdReason, remark: holdRemark } = event;
          return { ...state, status: 'holdRequested', holdKind, holdReason, holdRemark, since: at };
        }
        case 'HoldTooLate':
          return { ...state, status: 'released', departed: true, holdRemark: null, since: at };
        case 'HoldLifted':
          return { ...state, status: event.released ? 'released' : waitingStatus(state), since: at };
        case 'ReleaseRevoked':
          return {
            ...state,
            status: 'revoked',
            holdKind: 'REVOCATION',
            holdReason: event.reason,
            holdRemark: null,
            since: at,
          };
        case 'ParcelReturned':
          return { ...state, status: 'returned', since: at };
        case 'ParcelDetained':
          return { ...state, status: 'detained', inspection: 'DETAINED', detention: event.detention, since: at };
        case 'ParcelCancelled':
          return { ...state, status: 'cancelled', since: at };
        case 'CancellationRequested':
          return { ...state, status: 'cancelPending', since: at };
        case 'CancellationRefused':
          return { ...goingOn(state), since: at };
        case 'CustomsNoted':
          return customsNoted(state, event);
        case 'AmendmentDenied':
        case 'ReleaseCommandRefused':
          return state;
        default:
          return unreachable(event);
      }
    },
  };
}

/** The decider where the centre's own word releases every parcel. */
export const releaseDecider = releaseDeciderOf(new ClearanceRules([]));

/** A held parcel waits for its lift from the moment on at which nothing else is in its way. */
function noted(state: ReleaseState, { outcome, note, detention }: InspectionNoted, at: number): ReleaseState {
  if (note === 'SETTLED' || note === 'SUPERSEDED') return state;
  const known = { ...state, inspection: outcome, detention, since: at };
  return note === 'AWAITING_CUSTOMS' ? { ...known, status: 'awaitingCustoms' } : known;
}

function confirmed({ parcelId }: LoadingHoldConfirmed, state: ReleaseState): readonly ReleaseEvent[] {
  if (state.status !== 'holdRequested') return []; // loading answers each question once
  const { holdReason: reason, holdRemark: remark } = state;
  // Customs may have said something since that was asked.
  if (state.holdKind === 'REVOCATION')
    return [
      { type: 'ReleaseRevoked', parcelId, reason, remark },
      ...consequences(parcelId, { ...state, status: 'revoked' }),
    ];
  return [
    { type: 'ParcelHeld', parcelId, reason, released: true, remark },
    ...consequences(parcelId, { ...state, status: 'held' }),
  ];
}

function tooLate({ parcelId }: LoadingHoldTooLate, state: ReleaseState): readonly ReleaseEvent[] {
  if (state.status !== 'holdRequested') return [];
  return [{ type: 'HoldTooLate', parcelId, kind: state.holdKind, reason: state.holdReason }];
}
