import type { ApplyForEntry, BookingKind, EntryRefusalReason } from '@alataw/contracts';

const HOUR = 'yyyy-mm-ddThh'.length;

/** The id of a truck's booking is its id as a load unit, so that both stand in one lane of their stages. */
export const truckBookingId = (truckId: string): string => `truck:${truckId}`;

/** Trucks may ask for the slots of one hour together: its capacity is what they share. */
export const slotBookingId = (slotFrom: number): string => `slot:${new Date(slotFrom).toISOString().slice(0, HOUR)}Z`;

/** What an application needs for itself alone, and its part of the hour in which its slot begins. */
export function bookingIdsOf({ truckId, trailerId, driver, slotFrom }: Booked): readonly string[] {
  return [
    truckBookingId(truckId),
    ...(trailerId === null ? [] : [`trailer:${trailerId}`]),
    `driver:${driver.passportCountry}:${driver.passportNo}`,
    slotBookingId(slotFrom),
  ];
}

type Booked = Pick<ApplyForEntry, 'truckId' | 'trailerId' | 'driver' | 'slotFrom'>;

const kinds = ['truck', 'trailer', 'driver', 'slot'] as const;

/** The kind of a booking by its id; `none` for what is no booking. */
export const bookingKindOf = (bookingId: string): BookingKind =>
  kinds.find((kind) => bookingId.startsWith(`${kind}:`)) ?? 'none';

/** Why an application fails that does not get what it books. */
export const engaged: Readonly<Record<BookingKind, EntryRefusalReason>> = {
  truck: 'TRUCK_ENGAGED',
  trailer: 'TRAILER_ENGAGED',
  driver: 'DRIVER_ENGAGED',
  slot: 'SLOT_FULL',
  none: 'OTHER',
};
