import type {
  ParcelDeparted,
  ParcelEnded,
  ParcelRetired,
  ReleaseState,
  RetireParcel,
  RetirementRefused,
} from '@alataw/contracts';
import type { Decider } from '@alataw/stage';
import type { ReleaseCommand, ReleaseEvent } from './release.decider';

export type EndingCommand = ParcelDeparted | RetireParcel;
export type EndingEvent = ParcelEnded | ParcelRetired | RetirementRefused;

/** What ends a parcel's way through the centre here; that it departed is heard from loading. */
const ENDS: ReadonlySet<ReleaseEvent['type']> = new Set(['ParcelReturned', 'ParcelDetained', 'ParcelCancelled']);

/**
 * Says of every parcel when it has ended, and tells all stages to forget it once it has been kept for long enough. This stage
 * says it because it hears of every end, and every stage hears of it.
 * @param keptMs how long what has ended is kept
 */
export function endingUnder(
  release: Decider<ReleaseState, ReleaseCommand, ReleaseEvent>,
  keptMs: number,
): Decider<ReleaseState, ReleaseCommand | EndingCommand, ReleaseEvent | EndingEvent> {
  const ended = (parcelId: string, at: number, departed: boolean): ParcelEnded => ({
    ...{ type: 'ParcelEnded', parcelId, leavesAt: at + keptMs, departed },
  });
  return {
    initialState: release.initialState,
    decide(command, state, context) {
      switch (command.type) {
        case 'ParcelDeparted':
          return state.status === 'absent' || state.leavesAt > 0 ? [] : [ended(command.parcelId, context.at, true)];
        case 'RetireParcel':
          return [retire(command, state, context.at)];
        default: {
          const events = release.decide(command, state, context);
          const isEnd = state.leavesAt === 0 && events.some(({ type }) => ENDS.has(type));
          return isEnd ? [...events, ended(command.parcelId, context.at, false)] : events;
        }
      }
    },
    evolve(state, event, at) {
      switch (event.type) {
        case 'ParcelEnded':
          return { ...state, leavesAt: event.leavesAt };
        case 'ParcelRetired':
          return release.initialState;
        case 'RetirementRefused':
          return state;
        default:
          return release.evolve(state, event, at);
      }
    },
  };
}

/** A question that loading has not answered is waited for: its answer is about this parcel and no later one. */
function retire({ parcelId, due }: RetireParcel, state: ReleaseState, at: number): ParcelRetired | RetirementRefused {
  const isDue = due > 0 && due === state.leavesAt && at >= due && state.status !== 'holdRequested';
  return isDue ? { type: 'ParcelRetired', parcelId } : { type: 'RetirementRefused', parcelId, reason: 'NOT_DUE' };
}
