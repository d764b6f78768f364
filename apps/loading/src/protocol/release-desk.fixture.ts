import type {
  HoldKind,
  HoldParcel,
  LiftHold,
  LoadingHoldConfirmed,
  LoadingHoldTooLate,
  ReturnParcel,
  RevokeRelease,
} from '@alataw/contracts';
import type { Decider } from '@alataw/stage';

/** What the release stage may be told, as far as loading is concerned. */
export type DeskCommand =
  HoldParcel | LiftHold | RevokeRelease | ReturnParcel | LoadingHoldConfirmed | LoadingHoldTooLate;

/** The release stage's events, as far as loading or a law knows them. */
export type DeskEvent = { readonly type: string; readonly parcelId: string; readonly kind?: HoldKind };

export interface DeskState {
  readonly status: string;
}

/**
 * Stands for the release stage of a released parcel, since an application never imports another: it asks one question at a
 * time, lifts what is confirmed, and returns what is held or revoked.
 */
export const releaseDesk: Decider<DeskState, DeskCommand, DeskEvent> = {
  initialState: { status: 'released' },

  decide(command, { status }) {
    const { parcelId } = command;
    const ask = (kind: HoldKind): DeskEvent => ({ type: 'HoldRequested', parcelId, kind });
    const say = (type: string): DeskEvent => ({ type, parcelId });
    const refused = [say('ReleaseCommandRefused')];
    switch (command.type) {
      case 'HoldParcel':
        return status === 'released' ? [ask('HOLD')] : refused;
      case 'RevokeRelease':
        if (status === 'held') return [say('ReleaseRevoked')];
        return status === 'released' ? [ask('REVOCATION')] : refused;
      case 'LiftHold':
        return status === 'held' ? [say('HoldLifted')] : refused;
      case 'ReturnParcel':
        return status === 'held' || status === 'revoked' ? [say('ParcelReturned')] : refused;
      case 'LoadingHoldConfirmed':
        if (status !== 'holdRequested') return [];
        return [say(command.kind === 'HOLD' ? 'ParcelHeld' : 'ReleaseRevoked')];
      case 'LoadingHoldTooLate':
        return status === 'holdRequested' ? [say('HoldTooLate')] : [];
    }
  },

  evolve(state, { type }) {
    const status = statusAfter[type];
    return status ? { status } : state;
  },
};

const statusAfter: Readonly<Record<string, string>> = {
  HoldRequested: 'holdRequested',
  ParcelHeld: 'held',
  ReleaseRevoked: 'revoked',
  HoldLifted: 'released',
  HoldTooLate: 'departed',
  ParcelReturned: 'returned',
};
