import type { AvroRecord } from '../log/avro';
import { optionalTextIn, textIn, textsIn } from '../log/record';
import type { Transition } from './fold';
import { kindOf } from './unit-rules';
import { isAboard, otherVisit, sealsOn, type LoadUnitState, type UnitSeal } from './unit-state';

const SEALABLE = ['truck', 'container', 'wagon'];
const MOST = 8;

const standingOf = ({ seals }: LoadUnitState, sealId: string): string =>
  seals.find((seal) => seal.sealId === sealId)?.status ?? 'none';

/** Whether an event is about a seal in one of these standings, of this use of the unit. */
const notSo = (state: LoadUnitState, event: AvroRecord, ...standings: string[]): string | null => {
  const is = standingOf(state, textIn(event, 'sealId'));
  return standings.includes(is) ? otherVisit(state, event) : `the seal is ${is}`;
};

const stands = (state: LoadUnitState, sealId: string, status: string): LoadUnitState => ({
  ...state,
  seals: state.seals.map((seal) => (seal.sealId === sealId ? { ...seal, status, replaces: null } : seal)),
});

const without = (state: LoadUnitState, sealId: string | null): LoadUnitState => ({
  ...state,
  seals: state.seals.filter((seal) => seal.sealId !== sealId),
});

/** Seals that are told with a closing, which no register is asked about. */
export const told = (event: AvroRecord): UnitSeal[] =>
  textsIn(event, 'seals').map((sealId) => ({ sealId, sealClass: 'UNKNOWN', status: 'applied', replaces: null }));

const cannotAsk = (state: LoadUnitState, event: AvroRecord): string | null => {
  if (!SEALABLE.includes(kindOf(textIn(event, 'unitId')))) return 'it bears no seals';
  const replaces = optionalTextIn(event, 'replaces');
  if (replaces === null && state.seals.length >= MOST) return 'it has no room for a seal';
  if (replaces !== null && ['none', 'asked'].includes(standingOf(state, replaces))) return `${replaces} is not on it`;
  return notSo(state, event, 'none');
};

const otherThanAsked = (state: LoadUnitState, event: AvroRecord): string | null => {
  const seal = state.seals.find(({ sealId }) => sealId === event['sealId']);
  if (seal?.replaces !== optionalTextIn(event, 'replaces')) return 'it was to replace another';
  return notSo(state, event, 'asked');
};

/** An alarm is about something in the unit, is raised once, and told to what carries this one. */
const notAlarming = (state: LoadUnitState, event: AvroRecord): string | null => {
  if (state.alarms.some(({ sealedId }) => sealedId === event['sealedId'])) return 'it knows already';
  if (!isAboard(state, event['contentId'])) return 'it is not in the manifest';
  return optionalTextIn(event, 'carrierId') === state.carriedBy ? null : `it is on ${state.carriedBy ?? 'no unit'}`;
};

/** What happens to the seals of a unit, or of something in it. */
export const sealing: Readonly<Record<string, Transition<LoadUnitState>>> = {
  SealAsked: {
    from: ['closed'],
    unless: cannotAsk,
    to: (state, event) => {
      const [sealId, sealClass] = [textIn(event, 'sealId'), textIn(event, 'sealClass')];
      const seal = { sealId, sealClass, status: 'asked', replaces: optionalTextIn(event, 'replaces') };
      return { ...state, seals: [...state.seals, seal] };
    },
  },
  SealApplied: {
    from: ['closed'],
    unless: otherThanAsked,
    to: (state, event) => without(stands(state, textIn(event, 'sealId'), 'applied'), optionalTextIn(event, 'replaces')),
  },
  SealVerified: {
    from: ['closed'],
    unless: (state, event) => notSo(state, event, 'applied', 'verified'),
    to: (state, event) => stands(state, textIn(event, 'sealId'), 'verified'),
  },
  SealBroken: {
    from: ['closed'],
    unless: (state, event) =>
      optionalTextIn(event, 'carrierId') === state.carriedBy
        ? notSo(state, event, 'applied', 'verified')
        : `it is on ${state.carriedBy ?? 'no unit'}`,
    to: (state, event) => stands(state, textIn(event, 'sealId'), 'broken'),
  },
  SealRemoved: {
    from: ['closed'],
    unless: (state, event) =>
      sealsOn(state).length > 1 ? notSo(state, event, 'applied', 'verified') : 'it is the last one',
    to: (state, event) => without(state, textIn(event, 'sealId')),
  },
  SealRefused: {
    from: 'any',
    to: (state, event) => {
      const sealId = textIn(event, 'sealId');
      const isOver = textIn(event, 'reason') === 'SEAL_USED' && standingOf(state, sealId) === 'asked';
      return isOver ? without(state, sealId) : state;
    },
  },
  SealAlarmRaised: {
    from: ['arrived', 'open', 'closing', 'closed'],
    unless: notAlarming,
    to: (state, event) => {
      const alarm = { sealedId: textIn(event, 'sealedId'), contentId: textIn(event, 'contentId') };
      return { ...state, alarms: [...state.alarms, alarm] };
    },
  },
  SealAlarmCleared: {
    from: ['arrived', 'open', 'closing', 'closed'],
    unless: ({ alarms }, event) =>
      alarms.some(({ sealedId }) => sealedId === event['sealedId']) ? null : 'there was no alarm',
    to: (state, event) => ({
      ...state,
      alarms: state.alarms.filter(({ sealedId }) => sealedId !== event['sealedId']),
    }),
  },
};
