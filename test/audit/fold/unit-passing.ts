import type { AvroRecord } from '../log/avro';
import { numberIn, textIn } from '../log/record';
import type { Transition } from './fold';
import { kindOf } from './unit-rules';
import { isLacking, otherVisit, sealsOn, type LoadUnitState } from './unit-state';

const noTruck = (event: AvroRecord): string | null =>
  kindOf(textIn(event, 'unitId')) === 'truck' ? null : 'it is no truck';

/** What a truck weighs more than it did empty, less what its manifest says. */
function otherDifference(state: LoadUnitState, event: AvroRecord): string | null {
  if (textIn(event, 'weighing') !== 'GROSS') {
    return state.manifest.length + state.reserved.length === 0 ? null : 'something is in it';
  }
  if (state.status !== 'closed' || state.tareGrams === 0) return 'it was not weighed empty, and closed';
  const difference = numberIn(event, 'massGrams') - state.tareGrams - state.massGrams;
  return numberIn(event, 'differenceGrams') === difference ? null : `the difference is ${difference} g`;
}

const notPassable = (state: LoadUnitState): string | null => {
  const { passNo, blocked, seals, alarms, massStanding } = state;
  if (passNo !== null) return `${passNo} is valid`;
  if (blocked.length > 0) return `${blocked.length} parcels in it are held`;
  if (sealsOn(state).length === 0) return 'it has no seal';
  if (state.manifest.some(isLacking)) return 'a parcel in it is not whole';
  if (alarms.length > 0 || seals.some(({ status }) => status === 'broken')) return 'a seal is broken';
  return massStanding === 'DIFFERS' ? 'its mass is not what the manifest says' : null;
};

const otherPass = ({ passNo }: LoadUnitState, event: AvroRecord): string | null =>
  textIn(event, 'passNo') === passNo ? null : `${passNo ?? 'no pass'} is valid`;

/** What a truck hears on its way out, but for the gate itself. */
export const passing: Readonly<Record<string, Transition<LoadUnitState>>> = {
  TruckWeighed: {
    from: ['arrived', 'open', 'closing', 'closed'],
    unless: (state, event) => noTruck(event) ?? otherVisit(state, event) ?? otherDifference(state, event),
    to: (state, event) =>
      textIn(event, 'weighing') === 'GROSS'
        ? { ...state, grossGrams: numberIn(event, 'massGrams'), massStanding: textIn(event, 'standing') }
        : { ...state, tareGrams: numberIn(event, 'massGrams'), grossGrams: 0, massStanding: 'NONE' },
  },
  MassAccepted: {
    from: ['closed'],
    unless: ({ massStanding }) => (massStanding === 'DIFFERS' ? null : 'there is nothing to accept'),
    to: (state) => ({ ...state, massStanding: 'ACCEPTED' }),
  },
  GatePassIssued: {
    from: ['closed'],
    unless: (state, event) => noTruck(event) ?? otherVisit(state, event) ?? notPassable(state),
    to: (state, event) => ({ ...state, passNo: textIn(event, 'passNo'), passes: state.passes + 1 }),
  },
  GatePassVoided: { from: ['open', 'closed'], unless: otherPass, to: (state) => ({ ...state, passNo: null }) },
};
