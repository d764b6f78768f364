import type {
  LoadContent,
  LoadRefusal,
  LoadRefused,
  LoadUnitState,
  LoadUnitStatus,
  ManifestEntered,
  OffloadContent,
  OffloadRefusal,
  OffloadRefused,
  ParcelPart,
  PlaceFreed,
  PlaceReserved,
  PlaceVacated,
  VacateReason,
} from '@alataw/contracts';
import { parsePieceId, pieceIdOf } from '@alataw/values';
import { canCarry } from './unit.kinds';
import { MAX_CONTENTS, MAX_ID_CHARACTERS, MAX_ID_LENGTH } from './unit.limits';
import { entryOf, isAllAboard } from './unit.pieces';
import { isCovered, positionFor } from './unit.positions';

/** What took the place that a unit had reserved for it. */
export interface Taken {
  readonly unitId: string;
  readonly visit: number;
  /** The parcel or unit. */
  readonly contentId: string;
  /** Of a parcel: the one piece whose label was scanned; null: the label of the whole. */
  readonly piece: number | null;
  /** The labels of what has come. */
  readonly labels: readonly string[];
  /** What of a parcel is here with it, if not the whole. */
  readonly part: ParcelPart | null;
  readonly grossWeightGrams: number;
  readonly pieces: number;
  readonly parcels: number;
  readonly volumeCm3: number;
  /** Parcels in it that have no volume. */
  readonly unmeasured: number;
  /** On a wagon, mm. */
  readonly lengthMm: number;
}

/** What declined it, and the parcels that stood in the way. */
export interface Declined {
  readonly unitId: string;
  readonly contentId: string;
  readonly reason: LoadRefusal;
  readonly parcelIds: readonly string[];
}

/** Why a unit takes nothing on or off: the same for both, unless it stands open. */
const shut: Readonly<Record<Exclude<LoadUnitStatus, 'open'>, LoadRefusal & OffloadRefusal>> = {
  absent: 'UNKNOWN_UNIT',
  arrived: 'NOT_OPEN',
  closing: 'CLOSED',
  closed: 'CLOSED',
  departed: 'UNIT_DEPARTED',
};

/** A scan keeps a place for something of which nothing else is known here yet. */
export function scan(command: LoadContent, state: LoadUnitState): PlaceReserved | LoadRefused {
  const { unitId, contentId } = command;
  const refuse = (reason: LoadRefusal): LoadRefused => ({ type: 'LoadRefused', unitId, contentId, reason });
  const reason = obstacle(unitId, contentId, state);
  if (reason) return refuse(reason);
  const place = positionFor(unitId, command, state);
  if ('fault' in place) return refuse(place.fault);
  return { type: 'PlaceReserved', unitId, visit: state.visit, contentId, position: place.position };
}

/**
 * The content took its place. Only now its mass, pieces and volume are known: what does not fit, or has no place kept for it, is sent
 * off again.
 */
export function taken(content: Taken, state: LoadUnitState): readonly (ManifestEntered | PlaceFreed | PlaceVacated)[] {
  const { unitId, contentId, grossWeightGrams, pieces, parcels, volumeCm3, unmeasured, lengthMm, piece, part } =
    content;
  const label = pieceIdOf(contentId, piece);
  const putOff = (why: VacateReason): PlaceVacated[] =>
    content.labels.map((each) => vacate({ ...content, contentId: each }, why));
  if (content.visit !== state.visit || !state.reserved.includes(label)) return putOff('NOT_RESERVED');
  const reason = excess(content, state);
  if (reason !== null)
    return [{ type: 'PlaceFreed', unitId, contentId: label, reason, parcelIds: [] }, ...putOff(reason)];
  const size = { grossWeightGrams, pieces, parcels, volumeCm3, unmeasured, lengthMm };
  return [{ type: 'ManifestEntered', unitId, contentId, ...size, piece, part }];
}

export function declined(
  { unitId, contentId, reason, parcelIds }: Declined,
  state: LoadUnitState,
): readonly PlaceFreed[] {
  return state.reserved.includes(contentId) ? [{ type: 'PlaceFreed', unitId, contentId, reason, parcelIds }] : [];
}

export function offload({ unitId, contentId }: OffloadContent, state: LoadUnitState): PlaceVacated | OffloadRefused {
  const refuse = (reason: OffloadRefusal): OffloadRefused => ({ type: 'OffloadRefused', unitId, contentId, reason });
  if (state.status !== 'open') return refuse(shut[state.status]);
  if (isAwaited(contentId, state)) return refuse('UNCONFIRMED');
  if (!isHere(contentId, state)) return refuse('NOT_ABOARD');
  if (isCovered(unitId, contentId, state)) return refuse('POSITION_COVERED');
  return vacate({ unitId, visit: state.visit, contentId }, 'OFFLOADED');
}

/** Whether something stands in the manifest. */
export function isAboard(contentId: string, { manifest }: LoadUnitState): boolean {
  return manifest.some((entry) => entry.contentId === contentId);
}

/** What there is too much of for this unit. */
function excess(
  { grossWeightGrams, pieces, volumeCm3, lengthMm }: Taken,
  state: LoadUnitState,
): (VacateReason & LoadRefusal) | null {
  const { massGrams, maxMassGrams, maxPieces, loadingLengthMm, manifest } = state;
  if (massGrams + grossWeightGrams > maxMassGrams || state.pieces + pieces > maxPieces) return 'OVER_CAPACITY';
  // What has no volume always fits: it is not known to take more room than there is.
  if (volumeCm3 > 0 && state.maxVolumeCm3 !== null && state.volumeCm3 + volumeCm3 > state.maxVolumeCm3)
    return 'OVER_VOLUME';
  const usedMm = manifest.reduce((sum, entry) => sum + entry.lengthMm, 0);
  return loadingLengthMm > 0 && usedMm + lengthMm > loadingLengthMm ? 'OVER_LENGTH' : null;
}

/** Whether there is something of it to be taken off. */
function isHere(label: string, state: LoadUnitState): boolean {
  return parsePieceId(label).piece === null ? entryOf(label, state) !== undefined : isAllAboard(label, state);
}

/** Whether an answer is to come that is about the same pieces. */
function isAwaited(label: string, { reserved }: LoadUnitState): boolean {
  const { parcelId, piece } = parsePieceId(label);
  if (reserved.includes(label) || reserved.includes(parcelId)) return true;
  return piece === null && reserved.some((each) => parsePieceId(each).parcelId === parcelId);
}

function obstacle(unitId: string, contentId: string, state: LoadUnitState): LoadRefusal | null {
  if (state.status !== 'open') return shut[state.status];
  if (!canCarry(unitId, contentId)) return 'NOT_CARRIED_HERE';
  if (state.reserved.includes(contentId)) return 'ALREADY_RESERVED';
  if (isAllAboard(contentId, state)) return 'ALREADY_LOADED';
  return isFull(contentId, state) ? 'UNIT_FULL' : null;
}

/** Whatever is loaded has one piece at least, so that a reserved place counts for one. */
function isFull(contentId: string, state: LoadUnitState): boolean {
  const { manifest, reserved, pieces, maxPieces, massGrams, maxMassGrams } = state;
  if (manifest.length + reserved.length >= MAX_CONTENTS) return true;
  if (pieces + reserved.length >= maxPieces || massGrams >= maxMassGrams) return true;
  if ((manifest.length + reserved.length + 1) * MAX_ID_LENGTH <= MAX_ID_CHARACTERS) return false;
  const lengths = [...manifest.map((entry) => entry.contentId), ...reserved, contentId].map(({ length }) => length);
  return lengths.reduce((sum, length) => sum + length, 0) > MAX_ID_CHARACTERS;
}

function vacate(
  { unitId, visit, contentId }: Pick<Taken, 'unitId' | 'visit' | 'contentId'>,
  reason: VacateReason,
): PlaceVacated {
  return { type: 'PlaceVacated', unitId, visit, contentId, reason };
}
