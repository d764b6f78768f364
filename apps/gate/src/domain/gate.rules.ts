import { Timetable } from '@alataw/values';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The port's parcels are cleared since then; nothing of what follows is known to have held before. */
const OPENED = '2020-01-21';

/** Trucks that may apply for slots that begin in the same hour. By the day of the slot. */
export const slotCapacity = new Timetable<number>([
  {
    from: OPENED,
    value: 67,
    source: 'The terminal across the border is planned for 1,600 trucks a day (24.kz), which makes 67 an hour.',
  },
]);

/** How long before its slot a truck is let to the gate, and how long after the end, ms. By the day on which it is asked. */
export const arrivalTolerance = new Timetable<{ readonly earlyMs: number; readonly lateMs: number }>([
  { from: OPENED, value: { earlyMs: HOUR_MS, lateMs: 30 * MINUTE_MS }, source: 'Assumption.' },
]);

/** By how much a slot may be lengthened at a time, ms. */
export const longestExtension = new Timetable<number>([
  {
    from: OPENED,
    value: 72 * HOUR_MS,
    source: 'Bookings were extended by 72 h when permit forms were short at Nur Zholy (baq.kz).',
  },
]);

/** How long a slot may be, and how far ahead it may begin, ms. */
export const slotBounds = new Timetable<{ readonly longestMs: number; readonly aheadMs: number }>([
  { from: OPENED, value: { longestMs: DAY_MS, aheadMs: 90 * DAY_MS }, source: 'Assumption.' },
]);
