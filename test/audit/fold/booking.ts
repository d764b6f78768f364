import type { AvroRecord } from '../log/avro';
import { textIn } from '../log/record';
import type { Fold } from './fold';

export type BookingState = AvroRecord & {
  readonly status: string;
  readonly kind: string;
  readonly applicationIds: readonly string[];
  readonly inside: string | null;
  readonly since: number;
};

/** Trucks that may share an hour: what the domain says, written down a second time. */
const TRUCKS_PER_HOUR = 67;

const kindIn = (event: AvroRecord): string => textIn(event, 'bookingId').split(':')[0] ?? '';
const capacityOf = (event: AvroRecord): number => (kindIn(event) === 'slot' ? TRUCKS_PER_HOUR : 1);

const held = (
  applicationIds: readonly string[],
  state: BookingState,
  event: AvroRecord,
  since: number,
): BookingState => ({
  ...{ ...state, kind: kindIn(event), applicationIds, since },
  status: applicationIds.length > 0 ? 'booked' : 'free',
});

const notHeld = ({ applicationIds }: BookingState, event: AvroRecord): string | null =>
  applicationIds.includes(textIn(event, 'applicationId')) ? null : `${textIn(event, 'applicationId')} does not have it`;

export const bookingFold: Fold<BookingState> = {
  stage: 'gate',
  kind: 'booking',
  idField: 'bookingId',
  stateName: 'alataw.gate.BookingState',
  initial: { status: 'absent', kind: 'none', applicationIds: [], inside: null, since: 0 },
  events: {
    BookingGranted: {
      from: 'any',
      unless: ({ applicationIds }, event) => {
        if (applicationIds.length >= capacityOf(event)) return `${applicationIds.join(' and ')} have it`;
        return applicationIds.includes(textIn(event, 'applicationId')) ? 'it has it already' : null;
      },
      to: (state, event, at) => held([...state.applicationIds, textIn(event, 'applicationId')], state, event, at),
    },
    BookingDenied: {
      from: 'any',
      unless: ({ applicationIds }, event) => (applicationIds.length < capacityOf(event) ? 'there is room' : null),
      to: (state, event) => held(state.applicationIds, state, event, state.since),
    },
    BookingFreed: {
      from: ['booked'],
      unless: notHeld,
      to: (state, event, at) => {
        const others = state.applicationIds.filter((id) => id !== textIn(event, 'applicationId'));
        return held(others, state, event, at);
      },
    },
    VehicleAdmitted: {
      from: ['booked'],
      unless: (state, event) => (kindIn(event) === 'truck' ? notHeld(state, event) : 'it is no truck'),
      to: (state, event, at) => ({ ...state, inside: textIn(event, 'applicationId'), since: at }),
    },
    VehicleLeft: {
      from: ['booked'],
      unless: ({ inside }, event) =>
        textIn(event, 'applicationId') === inside ? null : `it is in under ${inside ?? 'no application'}`,
      to: (state, _, at) => ({ ...state, inside: null, since: at }),
    },
  },
  countedAs: ({ kind, status }) => (status === 'absent' ? null : `${kind}.${status}`),
  sets: [],
  memberships: () => [],
};
