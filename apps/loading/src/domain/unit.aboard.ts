import type {
  DepartureChunk,
  LoadRefusal,
  LoadUnitState,
  PlaceReserved,
  PlaceVacated,
  UnitDeparted,
  UnitLoadDeclined,
  UnitLoaded,
  UnitOffloaded,
} from '@alataw/contracts';
import { containerLengthMm, parsePieceId, unitKindOf } from '@alataw/values';
import { gone, type Leaving } from './unit.departure';
import { rulesOf } from './unit.kinds';
import { NAMED_PARCELS } from './unit.limits';
import { missingFrom } from './unit.pieces';
import { hasBrokenSeal, sealIdsOn } from './unit.sealed';

/** Its place on another unit, in this use of that unit. */
type Place = Pick<PlaceReserved, 'unitId' | 'visit'>;

/**
 * A unit takes its place closed, and with nothing in it that is held. That its former carrier is still being asked about a
 * parcel is no obstacle: that one answers that it is none of its business any more, and then the new one is asked.
 */
export function takePlace(unitId: string, place: Place, state: LoadUnitState): UnitLoaded | UnitLoadDeclined {
  const { unitId: carrierId, visit } = place;
  const reason = obstacle(unitId, carrierId, state);
  if (reason === null) {
    const { massGrams, tareGrams, sizeType, pieces, parcels, volumeCm3, unmeasured } = state;
    const size = { grossWeightGrams: massGrams + tareGrams, lengthMm: lengthOf(sizeType) ?? 0 };
    return { type: 'UnitLoaded', unitId, carrierId, visit, ...size, pieces, parcels, volumeCm3, unmeasured };
  }
  const parcelIds = inTheWay(reason, state).slice(0, NAMED_PARCELS);
  return { type: 'UnitLoadDeclined', unitId, carrierId, visit, reason, parcelIds };
}

/** The parcels that keep a unit from being loaded. */
function inTheWay(reason: LoadRefusal, state: LoadUnitState): readonly string[] {
  if (reason === 'HELD') return [...new Set(state.blocked.map(({ parcelId }) => parcelId))];
  if (reason !== 'CONTENT_INCOMPLETE') return [];
  return [...new Set(missingFrom(state).map((label) => parsePieceId(label).parcelId))];
}

export function leavePlace(unitId: string, place: PlaceVacated, state: LoadUnitState): readonly UnitOffloaded[] {
  if (!isOn(place, state)) return [];
  return [{ type: 'UnitOffloaded', unitId, carrierId: place.unitId, visit: place.visit }];
}

/** What carries it has left, and this unit with it. */
export function leaveWith(
  unitId: string,
  chunk: Pick<DepartureChunk, 'unitId' | 'visit' | 'transportId'>,
  state: LoadUnitState,
  context: Leaving,
): readonly (UnitDeparted | DepartureChunk)[] {
  return isOn(chunk, state) ? gone(unitId, chunk.transportId, state, context) : [];
}

function isOn({ unitId, visit }: Place, { status, carriedBy, carrierVisit }: LoadUnitState): boolean {
  return status !== 'departed' && carriedBy === unitId && carrierVisit === visit;
}

const lengthOf = (sizeType: string | null): number | null => (sizeType === null ? null : containerLengthMm(sizeType));

/** What keeps a unit from being loaded. */
function obstacle(unitId: string, carrierId: string, state: LoadUnitState): LoadRefusal | null {
  const { status, carriedBy, blocked, manifest, sizeType } = state;
  if (status === 'absent') return 'UNKNOWN_UNIT';
  if (status === 'departed') return 'DEPARTED';
  if (carriedBy !== null) return 'ON_OTHER_UNIT'; // its own knows it and does not ask
  // The warehouse takes what may not leave, too: nothing leaves from there.
  const staysHere = rulesOf(carrierId).isWarehouse;
  if (blocked.length > 0 && !staysHere) return 'HELD';
  if (hasBrokenSeal(state) && !staysHere) return 'CONTENT_SEAL_BROKEN';
  if (status !== 'closed') return 'CONTENT_NOT_CLOSED';
  if (manifest.length === 0) return 'CONTENT_EMPTY';
  if (missingFrom(state).length > 0 && !staysHere) return 'CONTENT_INCOMPLETE';
  if (unitKindOf(carrierId) === 'wagon' && lengthOf(sizeType) === null) return 'SIZE_UNKNOWN';
  return rulesOf(unitId).needsSeal && sealIdsOn(state).length === 0 ? 'CONTENT_NOT_SEALED' : null;
}
