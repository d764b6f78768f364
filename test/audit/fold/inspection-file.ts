import type { AvroRecord } from '../log/avro';
import { isRecord } from '../log/record';

type Answered = { readonly item: string; readonly finding: string };
type Paper = { readonly no: number; readonly kind: string; readonly status: string };
type Sample = {
  readonly seal: string;
  readonly step: string;
  readonly holder: string;
  readonly due: number;
  readonly result: string;
};
type Proposal = {
  readonly verdict: string;
  readonly detention: string | null;
  readonly remark: string | null;
  readonly officer: string;
  readonly awaitsArrival: boolean;
};

export type InspectionState = {
  readonly status: 'absent' | 'documents' | 'examination' | 'passed' | 'returned' | 'detained' | 'abandoned';
  readonly declarationVersion: number;
  readonly channel: string;
  readonly rule: string;
  readonly reason: string;
  readonly rulesetVersion: string;
  readonly abandoned: string | null;
  readonly since: number;
  readonly queue: string;
  readonly platform: string;
  readonly arrivalRequired: boolean;
  readonly arrivedAt: number;
  readonly documentsDue: boolean;
  readonly imageDue: boolean;
  readonly examinationDue: boolean;
  readonly twoOfficers: boolean;
  readonly sampleRequired: boolean;
  readonly scannedAt: number;
  readonly unreadable: number;
  readonly checklist: readonly Answered[];
  readonly papers: readonly Paper[];
  readonly papersDue: number;
  readonly sample: Sample | null;
  readonly quarantined: boolean;
  readonly amending: boolean;
  readonly proposal: Proposal | null;
  readonly held: boolean;
  readonly officer: string | null;
  readonly due: number;
  readonly escalatedAt: number;
};

export const unknownParcel: InspectionState = {
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

const HOUR = 3_600_000;
/** 21 January 2020 in Beijing: what is dated holds from then on. */
const SINCE = Date.UTC(2020, 0, 20, 16);
const MAY_WAIT: Readonly<Record<string, number>> = {
  documents: 4 * HOUR,
  xray: HOUR,
  examination: 8 * HOUR,
  laboratory: 72 * HOUR,
  quarantine: 336 * HOUR,
  amendment: 72 * HOUR,
  confirmation: HOUR,
};

/** Whether a second officer has to confirm every detention. */
export const detainsByTwo = (at: number): boolean => at >= SINCE;

export const isUnderWay = ({ status }: InspectionState): boolean => ['documents', 'examination'].includes(status);
export const isMissing = ({ arrivalRequired, arrivedAt }: InspectionState): boolean =>
  arrivalRequired && arrivedAt === 0;

/** The places in which a parcel may have to wait, the first that applies is where it does. */
const PLACES: readonly (readonly [queue: string, applies: (state: InspectionState) => boolean])[] = [
  ['none', (state) => !isUnderWay(state)],
  ['confirmation', ({ proposal }) => proposal !== null && !proposal.awaitsArrival],
  ['quarantine', ({ quarantined }) => quarantined],
  ['amendment', ({ amending }) => amending],
  ['laboratory', ({ sample }) => sample !== null && sample.step !== 'RESULT'],
  ['arrival', (state) => isMissing(state) && (state.proposal !== null || !isAboutPapersAlone(state))],
  ['examination', ({ examinationDue }) => examinationDue],
  ['xray', ({ imageDue }) => imageDue],
  ['documents', () => true],
];
const isAboutPapersAlone = (state: InspectionState): boolean =>
  state.documentsDue && !state.imageDue && !state.examinationDue;

/** Puts the parcel where it belongs after an event, and says until when it may stay there. */
export function placed(before: InspectionState, after: InspectionState, at: number): InspectionState {
  const queue = PLACES.find(([, applies]) => applies(after))?.[0] ?? 'none';
  const stays = queue === before.queue && after.status === before.status;
  const here = stays ? after : { ...after, queue, since: at, officer: null, escalatedAt: 0 };
  return { ...here, due: dueOf(here) };
}

function dueOf({ queue, since, escalatedAt, papers, papersDue, sample }: InspectionState): number {
  if (queue === 'none' || escalatedAt !== 0) return 0;
  const times: number[] = [];
  if (since >= SINCE && MAY_WAIT[queue] !== undefined) times.push(since + MAY_WAIT[queue]);
  if (papers.some(({ status }) => status === 'REQUESTED' || status === 'REFUSED')) times.push(papersDue);
  if (sample !== null && sample.step !== 'RESULT') times.push(sample.due);
  return times.length === 0 ? 0 : Math.min(...times);
}

/** Who caused the event; empty where the record does not say. */
export function actorOf(event: AvroRecord): string {
  const meta = event['meta'];
  const actor = isRecord(meta) ? meta['actor'] : undefined;
  return typeof actor === 'string' ? actor : '';
}
