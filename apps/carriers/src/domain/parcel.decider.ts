import type {
  CarrierParcelState,
  HoldLifted,
  HoldTooLate,
  Milestone,
  MilestoneReached,
  Movement,
  MovementNoted,
  ParcelDeparted,
  ParcelDetained,
  ParcelHeld,
  ParcelLoaded,
  ParcelOffloaded,
  ParcelReleased,
  ParcelReturned,
  PiecesDeparted,
  ReleaseRevoked,
} from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';

/** What loading says. */
type MovementCommand = ParcelLoaded | ParcelOffloaded | ParcelDeparted | PiecesDeparted;

export type CarrierParcelCommand =
  | ParcelReleased
  | ReleaseRevoked
  | ParcelHeld
  | HoldLifted
  | HoldTooLate
  | ParcelReturned
  | ParcelDetained
  | MovementCommand;
export type CarrierParcelEvent = MilestoneReached | MovementNoted;

/** What a milestone says besides whose parcel it is. */
type Told = Movement & Pick<MilestoneReached, 'reason'>;
/** Whose parcel it is. */
type Facts = Pick<
  MilestoneReached,
  'carrier' | 'platform' | 'destinationCountry' | 'portCode' | 'tradeMode' | 'declarationVersion'
>;

const initialState: CarrierParcelState = {
  status: 'absent',
  number: 0,
  carrier: '',
  platform: '',
  destinationCountry: '',
  portCode: '',
  tradeMode: '',
  declarationVersion: 0,
  movements: [],
};

/** With these a parcel's way through the port is over. */
const ENDS: ReadonlySet<Milestone> = new Set<Milestone>(['DEPARTED', 'RETURNED', 'DETAINED']);

const factsOf = (of: Facts): Facts => {
  const { carrier, platform, destinationCountry, portCode, tradeMode, declarationVersion } = of;
  return { carrier, platform, destinationCountry, portCode, tradeMode, declarationVersion };
};

/**
 * Says what a carrier may know of a parcel, from its release on. Release and loading are different topics, so that loading may
 * be heard of before the release that it follows from: that is kept, and told behind the release.
 */
export const parcelDecider: Decider<CarrierParcelState, CarrierParcelCommand, CarrierParcelEvent> = {
  initialState,

  decide(command, state, { at }) {
    const { parcelId } = command;
    if (command.type === 'ParcelReleased') {
      const told = [toldOf('RELEASED', at), ...state.movements.map((movement) => ({ ...movement, reason: null }))];
      return milestones(parcelId, state.number, factsOf(command), told);
    }
    if (isMovement(command)) {
      const movement = movementOf(command, at);
      if (isReleased(state)) return milestones(parcelId, state.number, state, [{ ...movement, reason: null }]);
      // What was not loaded cannot be taken off, or leave: this is about a parcel that was forgotten.
      if (movement.milestone !== 'LOADED' && state.movements.length === 0) return [];
      const { milestone, unitId, transportId, piece } = movement;
      return [{ type: 'MovementNoted', parcelId, milestone, unitId, transportId, piece }];
    }
    const told = decisionTold(command, at);
    // What happens before the release is not a carrier's business.
    return told === null || !isReleased(state) ? [] : milestones(parcelId, state.number, state, [told]);
  },

  evolve(state, event, at) {
    switch (event.type) {
      case 'MilestoneReached': {
        const { milestone, number } = event;
        const isOver = ENDS.has(milestone) || (state.status === 'ended' && milestone !== 'RELEASED');
        return { ...factsOf(event), status: isOver ? 'ended' : 'underway', number, movements: [] };
      }
      case 'MovementNoted': {
        const { milestone, unitId, transportId, piece } = event;
        const movement = { milestone, happenedAt: at, unitId, transportId, piece };
        return { ...state, status: 'unreleased', movements: [...state.movements, movement] };
      }
      default:
        return unreachable(event);
    }
  },
};

const isReleased = ({ status }: CarrierParcelState): boolean => status === 'underway' || status === 'ended';

function milestones(parcelId: string, last: number, facts: Facts, told: readonly Told[]): readonly MilestoneReached[] {
  return told.map((each, i) => ({
    ...{ type: 'MilestoneReached', parcelId, number: last + i + 1 },
    ...each,
    ...factsOf(facts),
  }));
}

const toldOf = (milestone: Milestone, happenedAt: number, reason: string | null = null): Told => ({
  ...{ milestone, happenedAt, unitId: null, transportId: null, reason, piece: null },
});

/** What release decided; null for what was before the release. */
function decisionTold(
  command: Exclude<CarrierParcelCommand, ParcelReleased | MovementCommand>,
  at: number,
): Told | null {
  switch (command.type) {
    case 'ReleaseRevoked':
      return toldOf('RELEASE_REVOKED', at, command.reason);
    case 'ParcelHeld':
      return command.released ? toldOf('HELD', at, command.reason) : null;
    case 'HoldLifted':
      return command.released ? toldOf('HOLD_LIFTED', at) : null;
    case 'HoldTooLate':
      return toldOf('HOLD_TOO_LATE', at, command.reason);
    case 'ParcelReturned':
      return toldOf('RETURNED', at, command.reason);
    case 'ParcelDetained':
      return toldOf('DETAINED', at);
    default:
      return unreachable(command);
  }
}

const MOVEMENTS: Readonly<Record<MovementCommand['type'], Milestone>> = {
  ParcelLoaded: 'LOADED',
  ParcelOffloaded: 'OFFLOADED',
  ParcelDeparted: 'DEPARTED',
  PiecesDeparted: 'PIECES_DEPARTED',
};

const isMovement = (command: CarrierParcelCommand): command is MovementCommand => command.type in MOVEMENTS;

function movementOf(command: MovementCommand, happenedAt: number): Movement {
  const transportId = 'transportId' in command ? command.transportId : null;
  const piece = 'piece' in command ? command.piece : null;
  return { milestone: MOVEMENTS[command.type], happenedAt, unitId: command.unitId, transportId, piece };
}
