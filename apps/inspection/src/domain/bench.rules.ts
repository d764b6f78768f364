import type { InspectionQueue } from '@alataw/contracts';
import { Timetable } from '@alataw/values';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The port's parcels are inspected since then; nothing of what follows is known to have held before. */
const OPENED = '2020-01-21';

/** How long a parcel may wait in a queue before it is escalated, ms; where nothing is said, as long as it takes. */
export type Allowances = Readonly<Partial<Record<InspectionQueue, number>>>;

/** By the day on which a parcel enters its queue. Part of the fold: add an entry for a later day, change none that held. */
export const allowances = new Timetable<Allowances>([
  {
    from: OPENED,
    value: {
      documents: 4 * HOUR_MS,
      xray: HOUR_MS,
      examination: 8 * HOUR_MS,
      laboratory: 3 * DAY_MS,
      quarantine: 14 * DAY_MS,
      amendment: 3 * DAY_MS,
      confirmation: HOUR_MS,
    },
    source: 'Assumption: a shift for what is examined, a working day for papers; customs states none for parcels.',
  },
]);

/** Whether a parcel is detained or destroyed only when a second officer confirms it. */
export const detentionByTwo = new Timetable<boolean>([
  {
    from: OPENED,
    value: true,
    source: 'Assumption, after the two officers that an administrative detention asks for.',
  },
]);

/** HS chapters of goods of which a physical examination takes a sample. */
export const sampledChapters = new Timetable<ReadonlySet<string>>([
  {
    from: OPENED,
    value: new Set(['04', '15', '19', '20', '21', '22']),
    source: 'Assumption: dairy produce, oils, and prepared food and drink are tested.',
  },
]);

/** Papers that one inspection may ask for. */
export const MAX_PAPERS = 10;
/** An image that nobody can read is taken again, and at this one the parcel is opened instead. */
export const UNREADABLE_IMAGES = 2;
