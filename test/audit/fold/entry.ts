import type { AvroRecord, AvroValue } from '../log/avro';
import { numberIn, optionalTextIn, textIn, textsIn } from '../log/record';
import type { Fold, Transition } from './fold';
import { withoutCountry } from './numbers';

export type EntryState = AvroRecord & {
  readonly status: string;
  readonly bookingIds: readonly string[];
  readonly granted: readonly string[];
  readonly person: string;
  readonly vehicle: string;
  readonly truckId: string;
  readonly slotTo: number;
  readonly due: number;
  readonly since: number;
};

const NOBODY: AvroRecord = { name: '', passportCountry: '', passportNo: '', visaNo: null, licenceNo: '' };

const initial: EntryState = {
  ...{ status: 'absent', carrier: '', truckId: '', trailerId: null, vin: '', driver: NOBODY, permitNo: null },
  ...{ tirNo: null, laden: false, slotFrom: 0, slotTo: 0, eta: 0, maxMassGrams: 0, maxPieces: 0, maxVolumeCm3: null },
  ...{ bookingIds: [], granted: [], person: 'PENDING', vehicle: 'PENDING', reason: '', due: 0, since: 0, appliedAt: 0 },
};

/** What is taken over from an application as it stands. */
const CONTENT = [
  ...['carrier', 'truckId', 'trailerId', 'vin', 'driver', 'permitNo', 'tirNo', 'laden', 'slotFrom', 'slotTo', 'eta'],
  ...['maxMassGrams', 'maxPieces', 'maxVolumeCm3', 'bookingIds', 'due'],
];

const contentOf = (event: AvroRecord): Readonly<Record<string, AvroValue>> =>
  Object.fromEntries(CONTENT.map((name) => [name, event[name] ?? null]));

/** The field that an examination is about. */
const subjectOf = (event: AvroRecord): 'person' | 'vehicle' =>
  textIn(event, 'subject') === 'PERSON' ? 'person' : 'vehicle';

/** What ends an application gives back what it booked. */
const ends = (status: string, from: readonly string[], reason: string | null = null): Transition<EntryState> => ({
  from,
  unless: ({ bookingIds }, event) =>
    textsIn(event, 'bookingIds').join() === bookingIds.join() ? null : `it booked ${bookingIds.join(' and ')}`,
  to: (state, event, at) => ({
    ...{ ...state, status, since: at, due: 0 },
    reason: reason === null ? '' : textIn(event, reason),
  }),
});

const enters = (status: string): NonNullable<Transition<EntryState>['to']> => {
  return (state, _, at) => ({ ...state, status, since: at });
};

const otherDue = ({ due }: EntryState, event: AvroRecord): string | null =>
  numberIn(event, 'due') === due ? null : `it is due at ${due}`;

const AWAITED = ['applied', 'approved'];

/** The names of the indexes, by the status that they list. */
const INDEXES: Readonly<Record<string, string>> = {
  applied: 'index:entry-applied',
  approved: 'index:entry-approved',
  atGate: 'index:at-gate',
  admitted: 'index:admitted',
};
const DEEP = 'index:deep-check';
const DUE = 'index:due';

export const entryFold: Fold<EntryState> = {
  stage: 'gate',
  kind: 'entry-application',
  idField: 'applicationId',
  stateName: 'alataw.gate.EntryApplicationState',
  initial,
  events: {
    EntryApplied: {
      from: ['absent'],
      unless: (_, event) =>
        numberIn(event, 'due') < numberIn(event, 'slotTo') ? 'it is due before its slot ends' : null,
      to: (_, event, at) => ({ ...initial, ...contentOf(event), status: 'booking', since: at, appliedAt: at }),
    },
    EntryBooked: {
      from: ['booking'],
      unless: ({ bookingIds, granted }, event) => {
        const id = textIn(event, 'bookingId');
        return bookingIds.includes(id) && !granted.includes(id) ? null : `it does not wait for ${id}`;
      },
      to: (state, event) => ({ ...state, granted: [...state.granted, textIn(event, 'bookingId')] }),
    },
    EntryReceived: {
      from: ['booking'],
      unless: ({ bookingIds, granted }) =>
        bookingIds.every((id) => granted.includes(id)) ? null : `only ${granted.length} of its bookings are granted`,
      to: enters('applied'),
    },
    EntryApproved: { from: ['applied'], to: enters('approved') },
    EntryExtended: {
      from: ['approved'],
      unless: ({ slotTo }, event) => (numberIn(event, 'slotTo') > slotTo ? null : 'that is no later'),
      to: (state, event) => ({ ...state, slotTo: numberIn(event, 'slotTo'), due: numberIn(event, 'due') }),
    },
    EntryRefused: ends('refused', ['booking', 'applied', 'approved'], 'reason'),
    EntryCancelled: ends('cancelled', ['booking', 'applied', 'approved'], 'by'),
    EntryExpired: {
      ...ends('expired', AWAITED),
      unless: (state, event) => otherDue(state, event),
    },
    VehicleAtGate: {
      from: ['approved'],
      unless: ({ truckId }, event) => (textIn(event, 'truckId') === truckId ? null : `${truckId} was approved`),
      to: (state, _, at) => ({ ...state, status: 'atGate', due: 0, since: at }),
    },
    EntryExamined: {
      from: ['atGate'],
      unless: (state, event) => (state[subjectOf(event)] === 'PASSED' ? 'that has passed' : null),
      to: (state, event) => ({ ...state, [subjectOf(event)]: textIn(event, 'result') }),
    },
    EntryAdmitted: {
      from: ['atGate'],
      unless: ({ person, vehicle }) =>
        person === 'PASSED' && vehicle === 'PASSED' ? null : `the driver is ${person}, the vehicle ${vehicle}`,
      to: enters('admitted'),
    },
    VehicleTurnedAway: ends('turnedAway', ['atGate'], 'reason'),
    EntryCompleted: {
      ...ends('completed', ['admitted']),
      to: enters('completed'),
    },
    EntryCommandRefused: { from: 'any' },
  },
  numbers: (state, id) => {
    const { status, truckId } = state;
    const trailer = optionalTextIn(state, 'trailerId');
    const plates = [truckId, withoutCountry(truckId), trailer, trailer === null ? null : withoutCountry(trailer)];
    const papers = ['vin', 'permitNo', 'tirNo'].map((name) => optionalTextIn(state, name));
    return { owner: '', written: status === 'absent' ? [] : [id, ...plates, ...papers] };
  },
  countedAs: ({ status }) => (status === 'absent' ? null : `entry.${status}`),
  sets: [...Object.values(INDEXES), DEEP, DUE],
  memberships: ({ status, since, due, person, vehicle }) => {
    const set = INDEXES[status];
    if (set === undefined) return [];
    const isDeep = status === 'atGate' && (person === 'DEEP_CHECK' || vehicle === 'DEEP_CHECK');
    return [
      { set, since },
      ...(AWAITED.includes(status) ? [{ set: DUE, since: due }] : []),
      ...(isDeep ? [{ set: DEEP, since }] : []),
    ];
  },
};
