import type {
  ApplySeal,
  LoadUnitState,
  RemoveSeal,
  ReplaceSeal,
  SealAlarmCleared,
  SealAlarmRaised,
  SealApplied,
  SealAsked,
  SealBroken,
  SealDeclined,
  SealRefusal,
  SealRefused,
  SealRemoved,
  SealTaken,
  SealVerified,
  UnitCommandRefused,
  UnitReopened,
  UnitSeal,
  VerifySeal,
} from '@alataw/contracts';
import { unreachable } from '@alataw/stage';
import { isSeal, sealIdOf } from '@alataw/values';
import { hearOfSeal, type SealNews } from './unit.alarms';
import { reopen } from './unit.closing';
import { rulesOf } from './unit.kinds';
import { MAX_SEALS } from './unit.limits';
import { sealIdsOn } from './unit.sealed';

/** What staff say of seals, what the register of seals answers, and what a content says of its own. */
export type SealCommand = ApplySeal | VerifySeal | ReplaceSeal | RemoveSeal | SealTaken | SealDeclined | SealNews;
export type SealEvent =
  SealAsked | SealApplied | SealVerified | SealBroken | SealRemoved | SealRefused | SealAlarmRaised | SealAlarmCleared;

/**
 * The seals of a closed unit. Whether a number was used before only its own lane knows, so that a seal counts once that has
 * answered. As long as it is asked, the unit is neither opened nor leaves by itself.
 */
export function decideSeal(
  command: SealCommand,
  state: LoadUnitState,
): readonly (SealEvent | UnitReopened | UnitCommandRefused)[] {
  switch (command.type) {
    case 'ApplySeal':
      return [ask(command, { replaces: null, reason: null }, state)];
    case 'ReplaceSeal':
      return [replace(command, state)];
    case 'VerifySeal':
      return [verify(command, state)];
    case 'RemoveSeal':
      return [remove(command, state)];
    case 'SealTaken':
      return isAsked(command, state) ? [applied(command, state)] : [];
    case 'SealDeclined':
      return isAsked(command, state) ? [refuse(command, 'SEAL_USED')] : [];
    case 'SealBroken':
    case 'SealApplied':
    case 'SealAlarmRaised':
    case 'SealAlarmCleared':
      return hearOfSeal(command, state);
    default:
      return unreachable(command);
  }
}

function ask(
  { unitId, issuer, number, sealClass }: Pick<ApplySeal, 'unitId' | 'issuer' | 'number' | 'sealClass'>,
  of: Pick<SealAsked, 'replaces' | 'reason'>,
  state: LoadUnitState,
): SealAsked | SealRefused {
  if (!isSeal(issuer, number)) return refuse({ unitId, sealId: `seal:${issuer}:${number}` }, 'NUMBER_INVALID');
  const sealId = sealIdOf(issuer, number);
  const known = sealOf(sealId, state);
  const isFull = of.replaces === null && state.seals.length >= MAX_SEALS;
  const reason =
    obstacle(unitId, state) ?? (known ? pendingOr(known, 'SEAL_USED') : null) ?? (isFull ? 'TOO_MANY' : null);
  if (reason !== null) return refuse({ unitId, sealId }, reason);
  return { type: 'SealAsked', unitId, visit: state.visit, sealId, sealClass, ...of };
}

/** The old seal counts until the new one does. */
function replace(command: ReplaceSeal, state: LoadUnitState): SealAsked | SealRefused {
  const { sealId: replaces, reason } = command;
  const fault = faultOf(command, state);
  return fault === null ? ask(command, { replaces, reason }, state) : refuse(command, fault);
}

/** A broken seal stays broken: somebody has to replace it, or look into the unit. */
function verify(command: VerifySeal, state: LoadUnitState): SealVerified | SealBroken | SealRefused {
  const { unitId, sealId, finding, remark } = command;
  const fault = faultOf(command, state) ?? brokenOr(sealId, state);
  if (fault !== null) return refuse(command, fault);
  const { visit, carriedBy: carrierId, carrierVisit } = state;
  if (finding === 'INTACT') return { type: 'SealVerified', unitId, visit, sealId, remark };
  return { type: 'SealBroken', unitId, visit, sealId, finding, remark, carrierId, carrierVisit };
}

/** Without its last seal a unit is open again. */
function remove(
  command: RemoveSeal,
  state: LoadUnitState,
): SealRemoved | UnitReopened | UnitCommandRefused | SealRefused {
  const { unitId, sealId, reason } = command;
  const fault = faultOf(command, state);
  if (fault !== null) return refuse(command, fault);
  if (sealIdsOn(state).length === 1) return reopen({ type: 'ReopenUnit', unitId, reason }, state);
  const broken = brokenOr(sealId, state);
  if (broken !== null) return refuse(command, broken);
  return { type: 'SealRemoved', unitId, visit: state.visit, sealId, reason };
}

/** Who carries the unit hears when its last broken seal is replaced. */
function applied({ unitId, sealId, sealClass }: SealTaken, state: LoadUnitState): SealApplied {
  const { visit, seals, carriedBy } = state;
  const replaces = sealOf(sealId, state)?.replaces ?? null;
  const broken = seals.filter(({ status }) => status === 'broken').map((seal) => seal.sealId);
  const isMended = broken.length === 1 && broken[0] === replaces && carriedBy !== null;
  const carrier = isMended
    ? { carrierId: carriedBy, carrierVisit: state.carrierVisit }
    : { carrierId: null, carrierVisit: 0 };
  return { type: 'SealApplied', unitId, visit, sealId, sealClass, replaces, ...carrier };
}

/** An answer that comes when the unit has left, or is used again, is about nothing that is still asked. */
function isAsked({ sealId, visit }: SealTaken | SealDeclined, state: LoadUnitState): boolean {
  return state.status === 'closed' && visit === state.visit && sealOf(sealId, state)?.status === 'asked';
}

type AboutSeal = Pick<VerifySeal, 'unitId' | 'sealId'>;

function faultOf({ unitId, sealId }: AboutSeal, state: LoadUnitState): SealRefusal | null {
  const fault = obstacle(unitId, state);
  if (fault !== null) return fault;
  const seal = sealOf(sealId, state);
  if (!seal) return 'NOT_ON_UNIT';
  const isBeingReplaced = state.seals.some(({ replaces }) => replaces === sealId);
  return isBeingReplaced ? 'SEAL_PENDING' : pendingOr(seal, null);
}

const pendingOr = <T extends SealRefusal | null>({ status }: UnitSeal, otherwise: T): T | 'SEAL_PENDING' =>
  status === 'asked' ? 'SEAL_PENDING' : otherwise;

const brokenOr = (sealId: string, state: LoadUnitState): SealRefusal | null =>
  sealOf(sealId, state)?.status === 'broken' ? 'SEAL_BROKEN' : null;

const sealOf = (id: string, { seals }: LoadUnitState): UnitSeal | undefined =>
  seals.find(({ sealId }) => sealId === id);

function obstacle(unitId: string, { status }: LoadUnitState): SealRefusal | null {
  if (status === 'absent') return 'UNKNOWN_UNIT';
  if (!rulesOf(unitId).bearsSeals) return 'NOT_SEALABLE';
  if (status === 'departed') return 'ALREADY_DEPARTED';
  return status === 'closed' ? null : 'NOT_CLOSED';
}

function refuse({ unitId, sealId }: AboutSeal, reason: SealRefusal): SealRefused {
  return { type: 'SealRefused', unitId, sealId, reason };
}

/** Folds what happened to a unit's seals, or to those of something in it. */
export function evolveSeals(state: LoadUnitState, event: SealEvent): LoadUnitState {
  const others = (id: string): readonly UnitSeal[] => state.seals.filter(({ sealId }) => sealId !== id);
  const standing = (status: UnitSeal['status']): LoadUnitState => ({
    ...state,
    seals: state.seals.map((seal) => (seal.sealId === sealIdIn(event) ? { ...seal, status, replaces: null } : seal)),
  });
  switch (event.type) {
    case 'SealAsked': {
      const { sealId, sealClass, replaces } = event;
      return { ...state, seals: [...state.seals, { sealId, sealClass, status: 'asked', replaces }] };
    }
    case 'SealApplied': {
      const { seals } = standing('applied');
      return { ...state, seals: seals.filter(({ sealId }) => sealId !== event.replaces) };
    }
    case 'SealVerified':
      return standing('verified');
    case 'SealBroken':
      return standing('broken');
    case 'SealRemoved':
      return { ...state, seals: others(event.sealId) };
    case 'SealRefused':
      // Of a seal that is asked for, this alone is the register's word; all other refusals leave it asked.
      return event.reason === 'SEAL_USED' && sealOf(event.sealId, state)?.status === 'asked'
        ? { ...state, seals: others(event.sealId) }
        : state;
    case 'SealAlarmRaised': {
      const { sealedId, contentId } = event;
      return { ...state, alarms: [...state.alarms, { sealedId, contentId }] };
    }
    case 'SealAlarmCleared':
      return { ...state, alarms: state.alarms.filter(({ sealedId }) => sealedId !== event.sealedId) };
    default:
      return unreachable(event);
  }
}

const sealIdIn = (event: SealEvent): string => ('sealId' in event ? event.sealId : '');
