import type { ApplyForEntry, EntryApplicationState, EntryStatus } from '@alataw/contracts';
import { unreachable } from '@alataw/stage';
import type { EntryEvent } from './entry.decider';

export const initialEntry: EntryApplicationState = {
  status: 'absent',
  carrier: '',
  truckId: '',
  trailerId: null,
  vin: '',
  driver: { name: '', passportCountry: '', passportNo: '', visaNo: null, licenceNo: '' },
  permitNo: null,
  tirNo: null,
  laden: false,
  slotFrom: 0,
  slotTo: 0,
  eta: 0,
  maxMassGrams: 0,
  maxPieces: 0,
  maxVolumeCm3: null,
  bookingIds: [],
  granted: [],
  person: 'PENDING',
  vehicle: 'PENDING',
  reason: '',
  due: 0,
  since: 0,
  appliedAt: 0,
};

/** What a carrier applies with. */
type EntryContent = Omit<ApplyForEntry, 'type' | 'applicationId'>;

/** Takes what was applied for out of a command or event, without what surrounds it. */
export function contentOf(from: EntryContent): EntryContent {
  const { carrier, truckId, trailerId, vin, driver, permitNo, tirNo, laden } = from;
  const { slotFrom, slotTo, eta, maxMassGrams, maxPieces, maxVolumeCm3 } = from;
  const vehicle = { carrier, truckId, trailerId, vin, driver, permitNo, tirNo, laden };
  return { ...vehicle, slotFrom, slotTo, eta, maxMassGrams, maxPieces, maxVolumeCm3 };
}

/** Folds an event of an entry application. */
export function evolveEntry(state: EntryApplicationState, event: EntryEvent, at: number): EntryApplicationState {
  const enter = (status: EntryStatus, of: Partial<EntryApplicationState> = {}): EntryApplicationState => ({
    ...{ ...state, status, since: at },
    ...of,
  });
  const end = (status: EntryStatus, reason = ''): EntryApplicationState => enter(status, { reason, due: 0 });
  switch (event.type) {
    case 'EntryApplied': {
      const { bookingIds, due } = event;
      return { ...initialEntry, ...contentOf(event), bookingIds, due, status: 'booking', since: at, appliedAt: at };
    }
    case 'EntryBooked':
      return { ...state, granted: [...state.granted, event.bookingId] };
    case 'EntryReceived':
      return enter('applied');
    case 'EntryApproved':
      return enter('approved');
    case 'EntryExtended':
      return { ...state, slotTo: event.slotTo, due: event.due };
    case 'VehicleAtGate':
      return enter('atGate', { due: 0 });
    case 'EntryExamined':
      return { ...state, [event.subject === 'PERSON' ? 'person' : 'vehicle']: event.result };
    case 'EntryAdmitted':
      return enter('admitted');
    case 'EntryCompleted':
      return enter('completed');
    case 'EntryRefused':
      return end('refused', event.reason);
    case 'EntryCancelled':
      return end('cancelled', event.by);
    case 'EntryExpired':
      return end('expired');
    case 'VehicleTurnedAway':
      return end('turnedAway', event.reason);
    case 'EntryCommandRefused':
      return state;
    default:
      return unreachable(event);
  }
}
