import type { BookingGranted, VehicleAdmitted } from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { bookingDecider } from './booking.decider';
import { bookingKindOf, engaged } from './bookings';
import { admitted, applicationId, driverBooking, SLOT, slotBooking, truckBooking } from './gate.fixture';

const { given } = deciderSpec(bookingDecider);
const book = (bookingId: string, id = applicationId) => ({
  ...({ type: 'Book', bookingId, applicationId: id, slotFrom: SLOT } as const),
});
const free = (bookingId: string, id = applicationId) => ({ type: 'Free', bookingId, applicationId: id }) as const;
const granted = (bookingId: string, id = applicationId): BookingGranted => ({
  ...{ type: 'BookingGranted', bookingId, applicationId: id },
});
const vehicleAdmitted: VehicleAdmitted = {
  ...{ type: 'VehicleAdmitted', bookingId: truckBooking, applicationId, carrier: 'KAZPOST' },
  ...{ maxMassGrams: 20_000_000, maxPieces: 2_000, maxVolumeCm3: null },
};

describe('bookingDecider', () => {
  it.each([truckBooking, driverBooking, 'trailer:KZ-45ABC02'])('gives %s to one application at a time', (id) => {
    given().when(book(id)).then(granted(id));
    const denied = given(granted(id, 'EA-OTHER1')).when(book(id));
    expect(denied.events).toEqual([
      expect.objectContaining({ type: 'BookingDenied', reason: engaged[bookingKindOf(id)] }),
    ]);
    expect(denied.state.applicationIds).toEqual(['EA-OTHER1']);
    given(granted(id, 'EA-OTHER1'), { type: 'BookingFreed', bookingId: id, applicationId: 'EA-OTHER1' })
      .when(book(id))
      .then(granted(id));
  });
  it('gives the slots of an hour to as many as its capacity', () => {
    const holders = Array.from({ length: 67 }, (_, n) => granted(slotBooking, `EA-NO${n}00000`));
    given(...holders.slice(1))
      .when(book(slotBooking))
      .then(granted(slotBooking));
    const full = given(...holders).when(book(slotBooking));
    expect(full.events).toEqual([
      { type: 'BookingDenied', bookingId: slotBooking, applicationId, reason: 'SLOT_FULL' },
    ]);
  });
  it('frees what an application has, and says nothing of what it has not', () => {
    const freed = { type: 'BookingFreed', bookingId: truckBooking, applicationId } as const;
    given(granted(truckBooking)).when(free(truckBooking)).then(freed);
    given(granted(truckBooking, 'EA-OTHER1')).when(free(truckBooking)).thenNothing();
    given(granted(truckBooking), freed).when(free(truckBooking)).thenNothing();
  });
  it('lets an admitted truck in, and says when it has left', () => {
    given(granted(truckBooking)).when(admitted).then(vehicleAdmitted);
    const departed = {
      ...({
        type: 'UnitDeparted',
        unitId: truckBooking,
        visit: 3,
        carrier: 'KAZPOST',
        transportId: truckBooking,
      } as const),
      ...{ seals: ['S1'], contents: 0, parcels: 0, pieces: 0, massGrams: 0 },
    };
    const left = { type: 'VehicleLeft', bookingId: truckBooking, applicationId } as const;
    given(granted(truckBooking), vehicleAdmitted).when(departed).then(left);
    given(granted(truckBooking), vehicleAdmitted, left).when(departed).thenNothing();
    given(granted(truckBooking)).when(departed).thenNothing(); // it had come in without one
  });
});
