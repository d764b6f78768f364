import type { AvroRecord } from '../log/avro';
import { numberIn, optionalTextIn, textIn } from '../log/record';
import type { Fold } from './fold';
import { withoutCountry } from './numbers';
import { aboard, notAsked, otherCarrier } from './unit-aboard';
import { unnamed } from './unit-departure';
import { badPosition, covered, places, positioned, unpositioned } from './unit-places';
import { passing } from './unit-passing';
import { canCarry, isUnit, kindOf, UNIT_KINDS } from './unit-rules';
import { sealing, told } from './unit-seals';
import {
  begun,
  entered,
  has,
  initial,
  isLabelAboard,
  isLacking,
  notAboard,
  notReserved,
  otherLoad,
  otherThanNext,
  otherVisit,
  overloaded,
  partAccepted,
  vacated,
  withoutParcel,
  without,
  withParcel,
  type LoadUnitState,
} from './unit-state';

/** The statuses in which a unit is somewhere at the port. */
const ON_SITE = ['arrived', 'open', 'closing', 'closed'];

/** A unit is used again when all that left in it has been told so. */
const stillDeparting = (state: LoadUnitState): string | null => {
  const { length } = unnamed(state);
  return length > 0 ? `${length} contents have not been told that it left` : null;
};

/** That a hold comes too late is said after the content has been told that it left. */
const notNamed = (state: LoadUnitState, { contentId }: AvroRecord): string | null =>
  unnamed(state).some((each) => each === contentId) ? 'it has not been told that it left' : null;

/** Whether nothing of what a label names is missing here. */
const isThere = (state: LoadUnitState, event: AvroRecord): boolean => {
  const label = textIn(event, 'contentId');
  if (!isLabelAboard(state, label)) return false;
  const entry = state.manifest.find(({ contentId }) => contentId === label);
  return entry === undefined || !isLacking(entry);
};

export const loadUnitFold: Fold<LoadUnitState> = {
  stage: 'loading',
  kind: 'unit',
  idField: 'unitId',
  stateName: 'alataw.loading.LoadUnitState',
  initial,
  events: {
    TruckArrived: {
      from: ['absent', 'departed'],
      unless: (state, event) =>
        kindOf(textIn(event, 'unitId')) === 'truck'
          ? (stillDeparting(state) ?? otherThanNext(state, event))
          : 'it is no truck',
      to: (_, event, at) => ({
        ...begun('truck', event, at),
        status: 'arrived',
        applicationId: optionalTextIn(event, 'applicationId'),
      }),
    },
    TruckDocked: {
      from: ['arrived'],
      to: (state, event, at) => ({ ...state, status: 'open', place: textIn(event, 'dock'), since: at }),
    },
    UnitOpened: {
      from: ['absent', 'departed'],
      unless: (state, event) => {
        if (['truck', 'wagon', 'block', 'parcel'].includes(kindOf(textIn(event, 'unitId'))))
          return 'it is no unit that is opened';
        if (state.asked.length > 0) return `${state.asked.length} holds are not answered`;
        return stillDeparting(state) ?? otherThanNext(state, event);
      },
      to: (_, event, at) => ({
        ...begun(kindOf(textIn(event, 'unitId')), event, at),
        status: 'open',
        place: textIn(event, 'place'),
        sizeType: optionalTextIn(event, 'sizeType'),
        tareGrams: numberIn(event, 'tareGrams'),
      }),
    },
    PlaceReserved: {
      from: ['open'],
      unless: (state, event) => {
        if (!canCarry(textIn(event, 'unitId'), textIn(event, 'contentId'))) return 'it does not carry such';
        if (notReserved(state, event) === null || isThere(state, event)) return 'it has a place already';
        return otherVisit(state, event) ?? badPosition(state, event);
      },
      to: (state, event) => positioned({ ...state, reserved: [...state.reserved, textIn(event, 'contentId')] }, event),
    },
    LoadRefused: { from: 'any' },
    ManifestEntered: { from: ['open', 'closing'], unless: overloaded, to: entered },
    PlaceFreed: {
      from: ['open', 'closing'],
      unless: notReserved,
      to: (state, event) => unpositioned({ ...state, reserved: without(state.reserved, event['contentId']) }, event),
    },
    // From a unit that is not open only as the answer to a content for which no place is reserved.
    PlaceVacated: {
      from: 'any',
      unless: (state, event) =>
        textIn(event, 'reason') !== 'OFFLOADED'
          ? null
          : state.status !== 'open' || notAboard(state, event) !== null
            ? 'nothing can be taken off'
            : covered(state, event),
      to: vacated,
    },
    OffloadRefused: { from: 'any' },
    ClosingStarted: {
      from: ['open'],
      unless: ({ blocked, kind }) => {
        if (kind === 'block') return 'a warehouse is not closed';
        return blocked.length > 0 ? `${blocked.length} parcels aboard are held` : null;
      },
      to: (state, event, at) => ({ ...state, status: 'closing', seals: told(event), since: at }),
    },
    UnitClosed: {
      from: ['closing'],
      unless: otherLoad,
      to: (state, _, at) => ({ ...state, status: 'closed', since: at }),
    },
    UnitReopened: {
      from: ['closed'],
      unless: ({ carriedBy, seals }) => {
        if (seals.some(({ status }) => status === 'asked')) return 'a seal number is being asked for';
        return carriedBy === null ? null : `it is on ${carriedBy}`;
      },
      to: (state, _, at) => ({
        ...{ ...state, status: 'open', seals: [], since: at },
        ...{ grossGrams: 0, massStanding: 'NONE' },
      }),
    },
    UnitBlocked: {
      from: ON_SITE,
      unless: (state, event) =>
        has(state.blocked, event) && !isUnit(textIn(event, 'contentId')) // a unit asks for each part in it
          ? 'it is blocked already'
          : (notAboard(state, event) ?? notAsked(state, event)),
      to: (state, event) => ({
        ...state,
        asked: withoutParcel(state.asked, event),
        blocked: withParcel(state.blocked, event),
      }),
    },
    UnitUnblocked: {
      from: 'any',
      unless: (state, event) => (has(state.blocked, event) ? otherCarrier(state, event) : 'it is not blocked'),
      to: (state, event) => ({ ...state, blocked: withoutParcel(state.blocked, event) }),
    },
    UnitHoldTooLate: {
      from: ['departed'],
      unless: (state, event) => notAboard(state, event) ?? notNamed(state, event),
      to: (state, event) => ({ ...state, asked: withoutParcel(state.asked, event) }),
    },
    UnitHoldMoot: { from: 'any', to: (state, event) => ({ ...state, asked: withoutParcel(state.asked, event) }) },
    DepartureRefused: { from: ['absent', ...ON_SITE, 'departed'] },
    UnitCommandRefused: { from: 'any' },
    PartAccepted: { from: ['arrived', 'open', 'closing', 'closed'], unless: notAboard, to: partAccepted },
    ...aboard,
    ...passing,
    ...places,
    ...sealing,
  },
  numbers: ({ kind, status, seals }, id) => {
    const number = id.slice(id.indexOf(':') + 1);
    const plate = kind === 'truck' ? withoutCountry(number) : null;
    const stamped = seals.map(({ sealId }) => sealId.replace(/^.*:/, ''));
    return { owner: '', written: status === 'absent' ? [] : [number, plate, ...stamped] };
  },
  countedAs: ({ kind, status }) => (status === 'absent' ? null : `${kind}.${status}`),
  sets: [...UNIT_KINDS.map((kind) => `index:${kind}s`), 'index:departing', 'index:waiting-trains'],
  memberships: (state) => {
    const { kind, status, since, namedAt } = state;
    if (unnamed(state).length > 0) return [{ set: 'index:departing', since: namedAt }];
    if (status === 'absent' || status === 'departed') return [];
    const here = { set: `index:${kind}s`, since };
    return kind === 'train' && status === 'closed' ? [here, { set: 'index:waiting-trains', since }] : [here];
  },
};
