import type { AvroRecord } from '../log/avro';
import { numberIn, optionalNumberIn, optionalTextIn, textIn } from '../log/record';
import type { Transition } from './fold';
import { hasLeft, hasNamed, wrongChunk } from './unit-departure';
import { isVehicle, isWarehouse, kindOf, needsSeal } from './unit-rules';
import {
  has,
  isLacking,
  notAboard,
  otherLoad,
  otherVisit,
  sealsOn,
  withoutParcel,
  withParcel,
  type LoadUnitState,
} from './unit-state';

/** What a unit says to its carrier must be about the carrier, and the use of it, that it is on. */
const elsewhere = ({ carriedBy, carrierVisit }: LoadUnitState, event: AvroRecord): string | null => {
  const isHere = event['carrierId'] === carriedBy && event['visit'] === carrierVisit;
  return isHere ? null : `it is on ${carriedBy ?? 'no unit'}`;
};

/** What speaks against taking it along. */
const unready = (unitId: string, carrierId: string, state: LoadUnitState): string | null => {
  if (state.carriedBy !== null) return `it is on ${state.carriedBy}`;
  if (state.blocked.length > 0 && !isWarehouse(carrierId)) return `${state.blocked.length} parcels in it are held`;
  if (isUnsound(state) && !isWarehouse(carrierId)) return 'a seal is broken';
  if (state.status !== 'closed') return 'it is not closed';
  if (state.manifest.length === 0) return 'nothing is in it';
  if (state.manifest.some(isLacking) && !isWarehouse(carrierId)) return 'a parcel in it is not whole';
  if (kindOf(carrierId) === 'wagon' && state.sizeType === null) return 'its size is not known';
  return needsSeal(unitId) && sealsOn(state).length === 0 ? 'it has no seal' : null;
};

/** Whether a seal is broken, its own or of something in it. */
const isUnsound = ({ seals, alarms }: LoadUnitState): boolean =>
  alarms.length > 0 || seals.some(({ status }) => status === 'broken');

const otherContents = (state: LoadUnitState, event: AvroRecord): string | null => {
  const { massGrams, tareGrams, pieces, parcels, volumeCm3, unmeasured } = state;
  const isSame =
    numberIn(event, 'grossWeightGrams') === massGrams + tareGrams &&
    numberIn(event, 'pieces') === pieces &&
    numberIn(event, 'parcels') === parcels &&
    (optionalNumberIn(event, 'volumeCm3') ?? 0) === volumeCm3 &&
    (optionalNumberIn(event, 'unmeasured') ?? 0) === unmeasured;
  return isSame ? null : `${parcels} parcels, ${pieces} pieces, ${massGrams + tareGrams} g, ${volumeCm3} cm³ are in it`;
};

/** A vehicle leaves by itself, what is no vehicle with what carries it. */
const cannotLeave = (state: LoadUnitState, event: AvroRecord): string | null => {
  const unitId = textIn(event, 'unitId');
  const isItself = textIn(event, 'transportId') === unitId;
  if (isItself !== isVehicle(unitId)) return isItself ? 'it is no vehicle' : 'it is a vehicle of its own';
  if (!isItself && state.carriedBy === null) return 'nothing carries it';
  if (isItself && state.manifest.some(isLacking)) return 'a parcel in it is not whole';
  if (isItself && isUnsound(state)) return 'a seal is broken';
  if (isItself && state.seals.some(({ status }) => status === 'asked')) return 'a seal number is being asked for';
  return needsSeal(unitId) && sealsOn(state).length === 0 ? 'it has no seal' : null;
};

/** What a unit says that another carries, or that leaves. */
export const aboard: Readonly<Record<string, Transition<LoadUnitState>>> = {
  UnitLoaded: {
    from: ['closed'],
    unless: (state, event) =>
      unready(textIn(event, 'unitId'), textIn(event, 'carrierId'), state) ?? otherContents(state, event),
    to: (state, event) => ({
      ...state,
      carriedBy: textIn(event, 'carrierId'),
      carrierVisit: numberIn(event, 'visit'),
    }),
  },
  UnitLoadDeclined: {
    from: 'any',
    unless: (state, event) =>
      unready(textIn(event, 'unitId'), textIn(event, 'carrierId'), state) === null ? 'nothing speaks against it' : null,
  },
  UnitOffloaded: {
    from: ['closed'],
    unless: elsewhere,
    to: (state) => ({ ...state, carriedBy: null, carrierVisit: 0 }),
  },
  UnitHoldAsked: {
    from: ['closed'],
    unless: (state, event) => elsewhere(state, event) ?? notAboard(state, event),
    to: (state, event) => ({ ...state, asked: withParcel(state.asked, event) }),
  },
  UnitDeparted: {
    from: ['closed'],
    unless: (state, event) => otherVisit(state, event) ?? otherLoad(state, event) ?? cannotLeave(state, event),
    to: hasLeft,
  },
  DepartureChunk: {
    from: ['departed'],
    unless: (state, event) => otherVisit(state, event) ?? wrongChunk(state, event),
    to: hasNamed,
  },
};

/** What blocks a unit that is carried is what its carrier was asked about. */
export const notAsked = (state: LoadUnitState, event: AvroRecord): string | null =>
  state.carriedBy === null || has(state.asked, event) ? null : `${state.carriedBy} was not asked`;

/** A lifted block is told to the carrier, if there is one. */
export const otherCarrier = (state: LoadUnitState, event: AvroRecord): string | null => {
  const { carriedBy, blocked, asked } = state;
  const others = [...withoutParcel(blocked, event), ...withoutParcel(asked, event)];
  const isElsewhere = others.some(({ parcelId }) => parcelId === event['parcelId']);
  const told = isElsewhere ? null : carriedBy;
  return optionalTextIn(event, 'carrierId') === told ? null : `it is on ${carriedBy ?? 'no unit'}`;
};
