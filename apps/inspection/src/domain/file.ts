import type { InspectionQueue, InspectionState } from '@alataw/contracts';
import { allowances } from './bench.rules';

/** The file of a parcel of which nothing is known. */
export const initialState: InspectionState = {
  status: 'absent',
  declarationVersion: 0,
  channel: 'GREEN',
  rule: '',
  reason: 'NONE',
  rulesetVersion: '',
  abandoned: null,
  since: 0,
  queue: 'none',
  platform: '',
  arrivalRequired: false,
  arrivedAt: 0,
  documentsDue: false,
  imageDue: false,
  examinationDue: false,
  twoOfficers: false,
  sampleRequired: false,
  scannedAt: 0,
  unreadable: 0,
  checklist: [],
  papers: [],
  papersDue: 0,
  sample: null,
  quarantined: false,
  amending: false,
  proposal: null,
  held: false,
  officer: null,
  due: 0,
  escalatedAt: 0,
};

/** Whether the inspection is under way: the parcel waits in a queue. */
export const isOpen = ({ status }: InspectionState): boolean => status === 'documents' || status === 'examination';

/** Whether the parcel has to arrive before anything but its papers can be looked at. */
export const lacksArrival = ({ arrivalRequired, arrivedAt }: InspectionState): boolean =>
  arrivalRequired && arrivedAt === 0;

/** Whether the laboratory has not given its result yet. */
export const isSampled = ({ sample }: InspectionState): boolean => sample !== null && sample.step !== 'RESULT';

/** Whether papers were asked for that the officer has not accepted. */
export const lacksPapers = ({ papers }: InspectionState): boolean => papers.some(({ status }) => status !== 'ACCEPTED');

/**
 * Where a parcel waits: one queue while its inspection is open, none before and after. What stops everything comes first,
 * then what was begun, then the benches in their order. Nobody is asked for a parcel that is not there, but for its papers.
 */
export function queueOf(state: InspectionState): InspectionQueue {
  if (!isOpen(state)) return 'none';
  const { proposal } = state;
  if (proposal && !proposal.awaitsArrival) return 'confirmation';
  if (state.quarantined) return 'quarantine';
  if (state.amending) return 'amendment';
  if (isSampled(state)) return 'laboratory';
  const isDue = state.examinationDue || state.imageDue || state.documentsDue;
  if (lacksArrival(state) && (proposal || state.examinationDue || state.imageDue || !isDue)) return 'arrival';
  if (state.examinationDue) return 'examination';
  return state.imageDue ? 'xray' : 'documents';
}

/**
 * Completes a state by what follows from it: its queue, the time of entry, and until when it may wait there. Whoever had the
 * parcel has it no more when it goes to another queue.
 * @param at of the event, epoch ms UTC
 */
export function filed(before: InspectionState, after: InspectionState, at: number): InspectionState {
  const queue = queueOf(after);
  const hasMoved = queue !== before.queue || after.status !== before.status;
  const placed = hasMoved ? { ...after, queue, since: at, officer: null, escalatedAt: 0 } : after;
  const due = dueOf(placed);
  return due === placed.due ? placed : { ...placed, due };
}

/** The first of the times that the parcel may not pass, epoch ms UTC; 0: none, or it was escalated in this queue. */
function dueOf(state: InspectionState): number {
  const { queue, since, escalatedAt, papersDue, sample } = state;
  if (queue === 'none' || escalatedAt > 0) return 0;
  const allowance = allowances.at(since).at(-1)?.[queue];
  const times = [
    ...(allowance === undefined ? [] : [since + allowance]),
    ...(papersDue > 0 && awaitsPlatform(state) ? [papersDue] : []),
    ...(sample && isSampled(state) ? [sample.due] : []),
  ];
  return times.length === 0 ? 0 : Math.min(...times);
}

const awaitsPlatform = ({ papers }: InspectionState): boolean =>
  papers.some(({ status }) => status === 'REQUESTED' || status === 'REFUSED');
