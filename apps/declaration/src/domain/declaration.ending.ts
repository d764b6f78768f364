import type {
  DeclarationConflicted,
  DeclarationRetired,
  DeclarationState,
  DeclareParcel,
  MatchingCommandRefused,
  ParcelRetired,
  RetireRejection,
  ReturnRefused,
} from '@alataw/contracts';
import type { Decider, Remains } from '@alataw/stage';
import type { DeclarationCommand, DeclarationEvent } from './declaration.decider';

export type EndingCommand = ParcelRetired | RetireRejection;

type Decision = readonly (DeclarationEvent | DeclarationRetired)[];

const DAY_MS = 86_400_000;
/** A waybill number is unique within its logistics company for six months (customs' rule for CEB603 `logisticsNo`). */
const NUMBER_TAKEN_MS = 183 * DAY_MS;
/** A rejected declaration that nobody corrects is shown for so long. */
const REJECTED_KEPT_MS = 7 * DAY_MS;
/** Notes what never left; most parcels do, and cost nothing then. No parcel has such an id. */
const STAYED = '-';

/** From when on a rejected declaration leaves the views. @param at of the rejection */
export const rejectionLeavesAt = (at: number): number => at + REJECTED_KEPT_MS;

/**
 * A parcel that ended, and a rejected declaration, are forgotten; a number that was accepted stays taken for six months, and
 * then is as free as one that never was.
 */
export function endingDeclaration(
  declaration: Decider<DeclarationState, DeclarationCommand, DeclarationEvent>,
): Decider<DeclarationState, DeclarationCommand | EndingCommand, DeclarationEvent | DeclarationRetired> {
  const { initialState } = declaration;
  return {
    initialState,
    decide(command, state, context) {
      const { at } = context;
      if (command.type === 'ParcelRetired') return forget(command.parcelId, state, at);
      if (command.type === 'RetireRejection') return forgetRejected(command, state, at);
      if (state.status !== 'retired') return declaration.decide(command, state, context);
      if (at >= state.due) return declaration.decide(command, initialState, context);
      if (command.type === 'DeclareParcel') return [taken(command)];
      if (command.type === 'AskReturn' || command.type === 'FreeParcel')
        return rememberedAgain(command.parcelId, state, declaration.decide(command, state, context));
      return declaration.decide(command, initialState, context);
    },
    evolve(state, event, at) {
      if (event.type === 'DeclarationRetired') return remembered(initialState, event);
      if (state.status !== 'retired' || isOfReturn(event)) return declaration.evolve(state, event, at);
      const another = declaration.evolve(initialState, event, at);
      return another === initialState ? state : another;
    },
  };
}

/** What is left of a number: who used it, and until when it is taken. */
export function remainsOf({ platform, due, closed, returnId }: DeclarationState): Remains | null {
  if (due === 0) return null;
  return { owner: platform, untilDay: due / DAY_MS, note: closed === 'DEPARTED' ? (returnId ?? '') : STAYED };
}

/** The inverse of {@link remainsOf}. */
export const stateOf = (initialState: DeclarationState, { owner, untilDay, note }: Remains): DeclarationState =>
  remembered(initialState, {
    platform: owner,
    takenUntil: untilDay * DAY_MS,
    departed: note !== STAYED,
    returnId: note === '' || note === STAYED ? null : note,
  });

/** Whether it answers about a number, which is nothing that becomes of its parcel: that it is taken, or no original of a return. */
export const isAnswerAboutNumber = (event: object): boolean =>
  ('type' in event && event.type === ('ReturnRefused' satisfies ReturnRefused['type'])) ||
  ('reason' in event && event.reason === ('NUMBER_TAKEN' satisfies DeclarationConflicted['reason']));

const isOfReturn = ({ type }: DeclarationEvent): boolean => type === 'ReturnConfirmed' || type === 'ReturnFreed';

const remembered = (
  initialState: DeclarationState,
  { platform, takenUntil, departed, returnId }: Omit<DeclarationRetired, 'type' | 'parcelId'>,
): DeclarationState => ({
  ...{ ...initialState, status: 'retired', platform, due: takenUntil },
  ...{ closed: departed ? 'DEPARTED' : null, returnId },
});

function forget(parcelId: string, state: DeclarationState, at: number): Decision {
  if (state.status !== 'accepted') return [];
  const takenUntil = Math.ceil((state.decidedAt + NUMBER_TAKEN_MS) / DAY_MS) * DAY_MS;
  return [retired(parcelId, state, takenUntil > at ? takenUntil : 0)];
}

/** What is said of a forgotten parcel is a short life of its own, which leaves the number as taken as before. */
function rememberedAgain(parcelId: string, state: DeclarationState, events: readonly DeclarationEvent[]): Decision {
  const [said] = events.filter(isOfReturn);
  if (said === undefined) return events;
  const returnId = said.type === 'ReturnConfirmed' ? said.returnId : null;
  return [...events, retired(parcelId, { ...state, returnId }, state.due)];
}

function forgetRejected({ parcelId, due }: RetireRejection, state: DeclarationState, at: number): Decision {
  if (state.status === 'rejected' && due === state.due && at >= due) return [retired(parcelId, state, 0)];
  return [{ type: 'MatchingCommandRefused', parcelId, reason: 'NOT_DUE' } satisfies MatchingCommandRefused];
}

const retired = (
  parcelId: string,
  { platform, closed, returnId }: DeclarationState,
  takenUntil: number,
): DeclarationRetired => ({
  ...{ type: 'DeclarationRetired', parcelId, platform, takenUntil, departed: closed === 'DEPARTED', returnId },
});

const taken = ({ parcelId, platform }: DeclareParcel): DeclarationConflicted => ({
  ...{ type: 'DeclarationConflicted', parcelId, platform, reason: 'NUMBER_TAKEN' },
});
