import type {
  ContentMoved,
  ContentPosition,
  LoadRefusal,
  LoadUnitState,
  MoveContent,
  MoveRefused,
  PositionRefusal,
} from '@alataw/contracts';
import { rulesOf } from './unit.kinds';
import { isAboard } from './unit.load';

/** Why something cannot stand where it shall. */
type PositionFault = LoadRefusal & PositionRefusal & `POSITION_${string}`;

type Asked = Pick<ContentPosition, 'contentId'> & { readonly position: string | null };

/** Where a content will stand; null in a unit where that does not matter. */
export type Position = { readonly position: string | null } | { readonly fault: PositionFault };

const place = /^(\d{2})-(\d{2})-([1-9])$/;
const number = /^[1-9]\d{0,2}$/;

/** @returns bay, row and tier, each from 1; null for what is no place of this block */
function placeIn(position: string, { bays, rows, tiers }: LoadUnitState): readonly [number, number, number] | null {
  const [, bay, row, tier] = (place.exec(position) ?? []).map(Number);
  if (!bay || !row || !tier) return null;
  return bay <= bays && row <= rows && tier <= tiers ? [bay, row, tier] : null;
}

/** The place so many tiers above one, as it is written. */
const above = (position: string, tiers: number): string => position.slice(0, -1) + (Number(position.at(-1)) + tiers);

/**
 * Where a content shall stand. A wagon that names no place in its train is coupled at the end. A container stands on the ground or on
 * one that is there already: nobody can tell yet whether one that is only expected will come.
 */
export function positionFor(unitId: string, { contentId, position }: Asked, state: LoadUnitState): Position {
  const { positions: kind } = rulesOf(unitId);
  if (kind === 'none') return position === null ? { position } : { fault: 'POSITION_INVALID' };
  const others = state.positions.filter((each) => each.contentId !== contentId);
  if (kind === 'order' && position === null) {
    return { position: String(Math.max(0, ...others.map((each) => Number(each.position))) + 1) };
  }
  if (position === null || !(kind === 'order' ? number.test(position) : placeIn(position, state))) {
    return { fault: 'POSITION_INVALID' };
  }
  if (others.some((each) => each.position === position)) return { fault: 'POSITION_TAKEN' };
  if (kind === 'stack' && !position.endsWith('-1')) {
    const below = others.find((each) => each.position === above(position, -1));
    if (!below || !isAboard(below.contentId, state)) return { fault: 'POSITION_UNSUPPORTED' };
  }
  return { position };
}

/** Whether something stands, or is to stand, on top of a content. */
export function isCovered(unitId: string, contentId: string, { positions }: LoadUnitState): boolean {
  if (rulesOf(unitId).positions !== 'stack') return false;
  const own = positions.find((each) => each.contentId === contentId);
  return own !== undefined && positions.some((each) => each.position === above(own.position, 1));
}

/** Puts a content elsewhere in the same unit. Nothing but its place changes, so that nobody has to be asked. */
export function move(command: MoveContent, state: LoadUnitState): ContentMoved | MoveRefused {
  const { unitId, contentId, position } = command;
  const refuse = (reason: PositionRefusal): MoveRefused => ({
    ...{ type: 'MoveRefused', unitId, contentId, position, reason },
  });
  if (state.status === 'absent') return refuse('UNKNOWN_UNIT');
  if (rulesOf(unitId).positions === 'none') return refuse('NO_POSITIONS');
  if (state.status === 'departed') return refuse('UNIT_DEPARTED');
  if (state.status !== 'open') return refuse('CLOSED');
  if (state.reserved.includes(contentId)) return refuse('UNCONFIRMED');
  const from = state.positions.find((each) => each.contentId === contentId)?.position;
  if (from === undefined) return refuse('NOT_ABOARD');
  if (isCovered(unitId, contentId, state)) return refuse('POSITION_COVERED');
  const to = positionFor(unitId, command, state);
  if ('fault' in to) return refuse(to.fault);
  return { type: 'ContentMoved', unitId, contentId, from, position };
}

/** Folds where a content stands from now on. */
export function placed(
  positions: readonly ContentPosition[],
  { contentId, position }: Asked,
): readonly ContentPosition[] {
  const others = positions.filter((each) => each.contentId !== contentId);
  return position === null ? others : [...others, { contentId, position }];
}
