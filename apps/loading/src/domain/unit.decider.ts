import type {
  ArriveTruck,
  BlockLaidOut,
  CloseUnit,
  ClosingStarted,
  ContentMoved,
  ContinueDeparture,
  DepartUnit,
  DepartureChunk,
  DepartureRefused,
  DockTruck,
  LayOutBlock,
  LoadContent,
  LoadDeclined,
  LoadRefused,
  LoadUnitState,
  ManifestEntered,
  MoveContent,
  MoveRefused,
  OffloadContent,
  OffloadRefused,
  OpenUnit,
  ParcelHoldAsked,
  ParcelLoaded,
  ParcelUnblocked,
  PartAccepted,
  PlaceFreed,
  PlaceReserved,
  PlaceVacated,
  ReopenUnit,
  TruckArrived,
  TruckDocked,
  UnitBlocked,
  UnitClosed,
  UnitCommandRefused,
  UnitDeparted,
  UnitHoldAsked,
  UnitHoldMoot,
  UnitHoldTooLate,
  UnitLoadDeclined,
  UnitLoaded,
  UnitOffloaded,
  UnitOpened,
  UnitReopened,
  UnitUnblocked,
  WagonArrived,
} from '@alataw/contracts';
import type { Decider } from '@alataw/stage';
import { pieceIdOf } from '@alataw/values';
import type { AcceptPart } from './accept-part';
import type { AdmitTruck } from './admit-truck';
import type { DepartWith } from './depart-with';
import { leavePlace, leaveWith, takePlace } from './unit.aboard';
import { close, reopen } from './unit.closing';
import { depart, type Leaving } from './unit.departure';
import { answered, askedToHold, blockedAbove, unblock } from './unit.holds';
import { declined, offload, scan, taken } from './unit.load';
import { CHUNK_PARCELS } from './unit.limits';
import { arrive, dock, open } from './unit.opening';
import { continueDeparture, type Pace } from './unit.pacing';
import { move } from './unit.positions';
import { sealIdsOn } from './unit.sealed';
import { decideSeal, type SealCommand, type SealEvent } from './unit.seals';
import { acceptPart, contentOf } from './unit.pieces';
import { evolveUnit, initialUnit } from './unit.state';
import { layOut } from './unit.warehouse';

/** What somebody orders a unit to do. */
type Order =
  | ArriveTruck
  | AdmitTruck
  | LayOutBlock
  | MoveContent
  | DockTruck
  | OpenUnit
  | LoadContent
  | OffloadContent
  | CloseUnit
  | ReopenUnit
  | DepartUnit
  | ContinueDeparture;

/** What a unit hears from what it carries. */
type FromContent =
  | ParcelLoaded
  | LoadDeclined
  | ParcelHoldAsked
  | ParcelUnblocked
  | UnitLoaded
  | UnitLoadDeclined
  | UnitHoldAsked
  | UnitUnblocked
  | AcceptPart;

/** What a unit hears from the one that carries it. */
type FromCarrier = PlaceReserved | PlaceVacated | UnitBlocked | UnitHoldTooLate | UnitHoldMoot | DepartWith;

export type LoadUnitCommand = Order | FromContent | FromCarrier | SealCommand;

export type LoadUnitEvent =
  | TruckArrived
  | WagonArrived
  | BlockLaidOut
  | ContentMoved
  | MoveRefused
  | TruckDocked
  | UnitOpened
  | PlaceReserved
  | LoadRefused
  | ManifestEntered
  | PlaceFreed
  | PlaceVacated
  | OffloadRefused
  | ClosingStarted
  | UnitClosed
  | UnitReopened
  | UnitBlocked
  | UnitUnblocked
  | UnitHoldTooLate
  | UnitHoldMoot
  | UnitHoldAsked
  | UnitLoaded
  | UnitLoadDeclined
  | UnitOffloaded
  | UnitDeparted
  | DepartureChunk
  | DepartureRefused
  | UnitCommandRefused
  | PartAccepted
  | SealEvent;

/**
 * A load unit: a bag, pallet, container, truck or train. It alone knows its manifest, whether it is closed and whether it has
 * left; whether something may be loaded, only that itself says. So a scan reserves a place until the content has answered,
 * and closing waits for these answers. A unit that another carries is that one's content, and speaks to it as a parcel does.
 */
export function unitDeciderOf(pace: Pace): Decider<LoadUnitState, LoadUnitCommand, LoadUnitEvent> {
  return {
    initialState: initialUnit,
    decide: (command, state, { at }) => decide(command, state, { at, pace }),
    evolve: evolveUnit,
  };
}

/** Load units as they are told at this port. */
export const unitDecider = unitDeciderOf({ chunkParcels: CHUNK_PARCELS });

function decide(command: LoadUnitCommand, state: LoadUnitState, context: Leaving): readonly LoadUnitEvent[] {
  const { at } = context;
  switch (command.type) {
    case 'ArriveTruck':
      return [arrive(command, null, state)];
    case 'AdmitTruck':
      return [arrive(command, command.applicationId, state)];
    case 'LayOutBlock':
      return [layOut(command, state)];
    case 'MoveContent':
      return [move(command, state)];
    case 'DockTruck':
      return [dock(command, state)];
    case 'OpenUnit':
      return [open(command, state)];
    case 'LoadContent':
      return [scan(command, state)];
    case 'OffloadContent':
      return [offload(command, state)];
    case 'CloseUnit':
      return closeWhenReady(command.unitId, state, [close(command, state)], at);
    case 'ReopenUnit':
      return [reopen(command, state)];
    case 'DepartUnit':
      return depart(command, state, context);
    case 'ContinueDeparture':
      return continueDeparture(command, state, context.pace);
    // what it carries
    case 'ParcelLoaded': {
      return closeWhenReady(command.unitId, state, taken(contentOf(command, state), state), at);
    }
    case 'UnitLoaded': {
      const { unitId: contentId, carrierId: unitId } = command;
      const content = { ...command, unitId, contentId, piece: null, labels: [contentId], part: null };
      return closeWhenReady(unitId, state, taken(content, state), at);
    }
    case 'LoadDeclined': {
      const { parcelId, piece } = command;
      const content = { ...command, contentId: pieceIdOf(parcelId, piece), parcelIds: [parcelId] };
      return closeWhenReady(command.unitId, state, declined(content, state), at);
    }
    case 'UnitLoadDeclined': {
      const content = { ...command, unitId: command.carrierId, contentId: command.unitId };
      return closeWhenReady(content.unitId, state, declined(content, state), at);
    }
    case 'ParcelHoldAsked':
      return askedToHold({ ...command, contentId: command.parcelId }, state);
    case 'UnitHoldAsked':
      return askedToHold({ ...command, unitId: command.carrierId, contentId: command.unitId }, state);
    case 'ParcelUnblocked':
      return command.unitId === null
        ? []
        : unblock(command.unitId, { parcelId: command.parcelId, contentId: command.parcelId }, state);
    case 'UnitUnblocked':
      return command.carrierId === null
        ? []
        : unblock(command.carrierId, { parcelId: command.parcelId, contentId: command.unitId }, state);
    case 'AcceptPart':
      return acceptPart(command, state);
    // what carries it
    case 'PlaceReserved':
      return [takePlace(command.contentId, command, state)];
    case 'PlaceVacated':
      return leavePlace(command.contentId, command, state);
    case 'DepartWith':
      return leaveWith(command.contentId, command, state, context);
    case 'UnitBlocked':
      return blockedAbove(command.contentId, command.parcelId, state);
    case 'UnitHoldTooLate':
    case 'UnitHoldMoot':
      return answered(command.contentId, command.parcelId, state);
    default:
      return decideSeal(command, state);
  }
}

/** Closing ends with the event that settles the last reserved place. */
function closeWhenReady(
  unitId: string,
  before: LoadUnitState,
  events: readonly LoadUnitEvent[],
  at: number,
): readonly LoadUnitEvent[] {
  const state = events.reduce((folded, event) => evolveUnit(folded, event, at), before);
  if (state.status !== 'closing' || state.reserved.length > 0) return events;
  const { manifest, parcels, pieces, massGrams } = state;
  const seals = sealIdsOn(state);
  return [...events, { type: 'UnitClosed', unitId, seals, contents: manifest.length, parcels, pieces, massGrams }];
}
