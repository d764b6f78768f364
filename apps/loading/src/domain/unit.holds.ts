import type {
  DepartureChunk,
  LoadUnitState,
  ParcelWithin,
  UnitBlocked,
  UnitHoldAsked,
  UnitHoldMoot,
  UnitHoldTooLate,
  UnitUnblocked,
} from '@alataw/contracts';
import { isAboard } from './unit.load';
import { namedFirst } from './unit.pacing';

/** A question whether a parcel can still be held, from what carries it here. */
export interface Question extends ParcelWithin {
  readonly unitId: string;
  /** The use of this unit that is meant. */
  readonly visit: number;
}

type Answer = UnitBlocked | UnitHoldTooLate | UnitHoldMoot | UnitHoldAsked | DepartureChunk;

/**
 * Answers, always, whether a parcel can still be held; a unit that is carried itself asks the one that carries it and answers
 * when that has answered. What was taken off while the question was on its way, or was here in an earlier use, is none of
 * this unit's business any more: it must not be blocked, or nobody would unblock it.
 */
export function askedToHold({ unitId, visit, contentId, parcelId }: Question, state: LoadUnitState): readonly Answer[] {
  if (visit !== state.visit) return [{ type: 'UnitHoldMoot', unitId, contentId, parcelId }];
  return standing(unitId, { contentId, parcelId }, state);
}

/** The carrying unit has answered. Whatever it said, what it had said before is known here, so that this unit's own standing tells. */
export function answered(unitId: string, parcelId: string, state: LoadUnitState): readonly Answer[] {
  return questionsAbout(parcelId, state).flatMap((question) => standing(unitId, question, state));
}

/** The carrying unit is blocked, so that nothing in this one leaves. */
export function blockedAbove(unitId: string, parcelId: string, state: LoadUnitState): readonly Answer[] {
  return questionsAbout(parcelId, state).map(({ contentId }) => ({ type: 'UnitBlocked', unitId, contentId, parcelId }));
}

/** The questions about a parcel that the carrying unit is being asked: one for each content that it is in. */
const questionsAbout = (parcelId: string, { asked }: LoadUnitState): readonly ParcelWithin[] =>
  asked.filter((each) => each.parcelId === parcelId);

function standing(unitId: string, { contentId, parcelId }: ParcelWithin, state: LoadUnitState): readonly Answer[] {
  if (!isAboard(contentId, state)) return [{ type: 'UnitHoldMoot', unitId, contentId, parcelId }];
  if (state.status === 'departed') {
    return [...namedFirst(unitId, contentId, state), { type: 'UnitHoldTooLate', unitId, contentId, parcelId }];
  }
  if (state.carriedBy === null) return [{ type: 'UnitBlocked', unitId, contentId, parcelId }];
  return [
    { type: 'UnitHoldAsked', unitId, carrierId: state.carriedBy, visit: state.carrierVisit, contentId, parcelId },
  ];
}

/**
 * Lifts a block, here and in whatever carries this unit. That one knows the parcel once, in however many contents of this unit it is:
 * as long as one of them is blocked or being asked about, it has to stay blocked.
 */
export function unblock(
  unitId: string,
  { parcelId, contentId }: ParcelWithin,
  { blocked, asked, carriedBy }: LoadUnitState,
): readonly UnitUnblocked[] {
  const isThis = (each: ParcelWithin): boolean => each.parcelId === parcelId && each.contentId === contentId;
  if (!blocked.some(isThis)) return [];
  const isElsewhere = [...blocked, ...asked].some((each) => each.parcelId === parcelId && !isThis(each));
  return [{ type: 'UnitUnblocked', unitId, contentId, parcelId, carrierId: isElsewhere ? null : carriedBy }];
}
