import type {
  DeclarationConflicted,
  DeclarationRetired,
  DeclarationState,
  DeclareParcel,
  MatchingCommandRefused,
  ParcelRetired,
  RetireRejection,
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
      if (command.type === 'DeclareParcel' && at < state.due) return [taken(command)];
      return declaration.decide(command, initialState, context);
    },
    evolve(state, event, at) {
      if (event.type === 'DeclarationRetired') return remembered(initialState, event.platform, event.takenUntil);
      if (state.status !== 'retired') return declaration.evolve(state, event, at);
      const another = declaration.evolve(initialState, event, at);
      return another === initialState ? state : another;
    },
  };
}

/** What is left of a number: who used it, and until when it is taken. */
export const remainsOf = ({ platform, due }: DeclarationState): Remains | null =>
  due === 0 ? null : { owner: platform, untilDay: due / DAY_MS };

/** The inverse of {@link remainsOf}. */
export const stateOf = (initialState: DeclarationState, { owner, untilDay }: Remains): DeclarationState =>
  remembered(initialState, owner, untilDay * DAY_MS);

/** Whether it says that a number is taken, which is nothing about the parcel to come. */
export const isAboutTakenNumber = (event: object): boolean =>
  'reason' in event && event.reason === ('NUMBER_TAKEN' satisfies DeclarationConflicted['reason']);

const remembered = (initialState: DeclarationState, platform: string, due: number): DeclarationState => ({
  ...{ ...initialState, status: 'retired', platform, due },
});

function forget(parcelId: string, { status, platform, decidedAt }: DeclarationState, at: number): Decision {
  if (status !== 'accepted') return [];
  const takenUntil = Math.ceil((decidedAt + NUMBER_TAKEN_MS) / DAY_MS) * DAY_MS;
  return [retired(parcelId, platform, takenUntil > at ? takenUntil : 0)];
}

function forgetRejected({ parcelId, due }: RetireRejection, state: DeclarationState, at: number): Decision {
  const { status, platform } = state;
  if (status === 'rejected' && due === state.due && at >= due) return [retired(parcelId, platform, 0)];
  return [{ type: 'MatchingCommandRefused', parcelId, reason: 'NOT_DUE' } satisfies MatchingCommandRefused];
}

const retired = (parcelId: string, platform: string, takenUntil: number): DeclarationRetired => ({
  ...{ type: 'DeclarationRetired', parcelId, platform, takenUntil },
});

const taken = ({ parcelId, platform }: DeclareParcel): DeclarationConflicted => ({
  ...{ type: 'DeclarationConflicted', parcelId, platform, reason: 'NUMBER_TAKEN' },
});
