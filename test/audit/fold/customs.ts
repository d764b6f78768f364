import type { AvroRecord } from '../log/avro';
import { flagIn, numberIn, optionalTextIn, textIn } from '../log/record';
import { share, type Fold } from './fold';

/** One report to customs, as Redis has it. */
type Report = AvroRecord & {
  readonly document: string;
  readonly version: number;
  readonly step: string;
  readonly attempts: number;
  readonly refusals: number;
  readonly asked: number;
  readonly nextAt: number;
};

export type CustomsState = {
  readonly status: string;
  readonly declarationVersion: number;
  readonly platform: string;
  readonly code: number;
  readonly decidedAt: number;
  readonly standing: string;
  readonly preNo: string | null;
  readonly invtNo: string | null;
  readonly reports: readonly Report[];
  readonly unknownReceipts: number;
  readonly due: number;
  readonly unanswered: number;
  readonly since: number;
  /** Whether any version of its list was offered to customs. */
  readonly offered: boolean;
};

const initial: CustomsState = {
  status: 'absent',
  declarationVersion: 0,
  platform: '',
  code: 0,
  decidedAt: 0,
  standing: 'PENDING',
  preNo: null,
  invtNo: null,
  reports: [],
  unknownReceipts: 0,
  due: 0,
  unanswered: 0,
  since: 0,
  offered: false,
};

const find = (state: CustomsState, document: string): Report | undefined =>
  state.reports.find((report) => report.document === document);

/** Puts a report where it stood, or behind the others, and draws the two times that follow. */
function put(state: CustomsState, document: string, change: Partial<Report>): CustomsState {
  const at = state.reports.findIndex((report) => report.document === document);
  const reports = [...state.reports];
  const old = reports[at];
  if (old) reports[at] = { ...old, ...change } as Report;
  else if ('step' in change) reports.push(fresh(document, change));
  return withTimes({ ...state, reports });
}

const fresh = (document: string, change: Partial<Report>): Report => ({
  document,
  version: 1,
  step: 'DUE',
  attempts: 0,
  refusals: 0,
  asked: 0,
  nextAt: 0,
  ...change,
});

function withTimes(state: CustomsState): CustomsState {
  const list = find(state, 'LIST')?.step;
  const mayFollow = list === 'SENT' || list === 'ANSWERED';
  const due = state.reports.filter(({ step, document }) => step === 'DUE' && (document === 'LIST' || mayFollow));
  const asked = state.reports.filter(({ step, nextAt }) => step !== 'DUE' && nextAt > 0);
  const first = (of: readonly Report[]): number => (of.length === 0 ? 0 : Math.min(...of.map(({ nextAt }) => nextAt)));
  return { ...state, due: first(due), unanswered: first(asked) };
}

const of = (event: AvroRecord): string => share(textIn(event, 'document'));

/** Customs may have what was sent to it, even if that failed. */
const offeredBy = (state: CustomsState, event: AvroRecord): CustomsState => ({
  ...state,
  offered: state.offered || of(event) === 'LIST',
});

/** What is sent, answered or asked about is a report that the log knows, in the version that stands. */
const unlessReported =
  (...steps: readonly string[]) =>
  (state: CustomsState, event: AvroRecord): string | null => {
    const report = find(state, textIn(event, 'document'));
    if (!report) return `no ${textIn(event, 'document')} is reported of it`;
    if (report.version !== numberIn(event, 'version')) return `version ${report.version} is reported`;
    return steps.includes(report.step) ? null : `its ${report.document} is ${report.step}`;
  };

export const customsFold: Fold<CustomsState> = {
  stage: 'customs',
  kind: 'parcel',
  idField: 'parcelId',
  stateName: 'alataw.customs.CustomsState',
  initial,
  events: {
    FilingRetired: { from: 'any', to: () => initial, ends: true },
    FilingOpened: {
      from: 'any',
      unless: (state, event) => {
        if (textIn(event, 'clearance') !== 'CUSTOMS') return 'customs has no say in it';
        if (state.status === 'withdrawn') return 'it was withdrawn';
        return numberIn(event, 'declarationVersion') > state.declarationVersion ? null : 'that version is filed';
      },
      to: (state, event, at) => {
        const version = numberIn(event, 'declarationVersion');
        const platform = share(textIn(event, 'platform'));
        const opened = { ...state, declarationVersion: version, platform, status: 'filed', since: at };
        const report = { version, step: 'DUE', attempts: 0, refusals: 0, asked: 0, nextAt: at };
        return put({ ...opened, code: 0, decidedAt: 0, standing: 'PENDING' }, 'LIST', report);
      },
    },
    FilingWithdrawn: {
      from: 'any',
      unless: ({ offered }) => (offered ? 'customs may have its list' : null),
      to: (state, _, at) =>
        find(state, 'LIST')
          ? put({ ...state, status: 'withdrawn', since: at }, 'LIST', { step: 'FAILED', nextAt: 0 })
          : { ...state, status: 'withdrawn', since: at },
    },
    ReportDue: {
      from: 'any',
      to: (state, event, at) => {
        const heard = state.status === 'absent' ? { ...state, status: 'heard', since: at } : state;
        const [document, version] = [of(event), numberIn(event, 'version')];
        const isSame = find(heard, document)?.version === version;
        // Another version is another document, which was never sent.
        const anew = isSame ? {} : { version, attempts: 0, refusals: 0 };
        return put(heard, document, { ...anew, step: 'DUE', asked: 0, nextAt: at });
      },
    },
    ReportSent: {
      from: 'any',
      unless: (state, event) => (state.status === 'withdrawn' ? null : unlessReported('DUE')(state, event)),
      to: (state, event) =>
        put(
          state.status === 'withdrawn' ? { ...offeredBy(state, event), status: 'filed' } : offeredBy(state, event),
          of(event),
          {
            ...{ step: 'SENT', attempts: numberIn(event, 'attempt'), asked: 0, nextAt: numberIn(event, 'askAt') },
          },
        ),
    },
    ReportSendingFailed: {
      from: 'any',
      unless: unlessReported('DUE'),
      to: (state, event) => {
        const nextAt = numberIn(event, 'retryAt');
        const isOurs = ['REFUSED', 'UNWRITABLE'].includes(textIn(event, 'failure'));
        const refusals = (find(state, of(event))?.refusals ?? 0) + (isOurs ? 1 : 0);
        const step = nextAt === 0 ? 'FAILED' : 'DUE';
        return put(offeredBy(state, event), of(event), {
          step,
          attempts: numberIn(event, 'attempt'),
          refusals,
          nextAt,
        });
      },
    },
    ReportAsked: {
      from: 'any',
      unless: unlessReported('SENT', 'ANSWERED', 'REFUSED', 'FAILED'),
      to: (state, event) =>
        put(state, of(event), { asked: (find(state, of(event))?.asked ?? 0) + 1, nextAt: numberIn(event, 'askAt') }),
    },
    ReportAnswered: {
      from: 'any',
      unless: unlessReported('DUE', 'SENT', 'REFUSED', 'FAILED'),
      to: (state, event) => {
        const step = flagIn(event, 'accepted') ? 'ANSWERED' : 'REFUSED';
        const answered = put(state, of(event), { step, nextAt: 0 });
        const askAt = numberIn(event, 'askListAt');
        return askAt === 0 ? answered : put(answered, 'LIST', { nextAt: askAt });
      },
    },
    CustomsStatusChanged: {
      from: 'any',
      unless: (state, event) => {
        const version = numberIn(event, 'declarationVersion');
        if (version !== state.declarationVersion) return `version ${state.declarationVersion} is filed`;
        const isOld = numberIn(event, 'code') === state.code && numberIn(event, 'returnTime') <= state.decidedAt;
        return isOld ? 'that code stands' : null;
      },
      to: (state, event, at) => {
        const status = share(textIn(event, 'status'));
        const changed = {
          ...state,
          status,
          code: numberIn(event, 'code'),
          standing: share(textIn(event, 'standing')),
          decidedAt: numberIn(event, 'returnTime'),
          preNo: optionalTextIn(event, 'preNo') ?? state.preNo,
          invtNo: optionalTextIn(event, 'invtNo') ?? state.invtNo,
          since: status === state.status ? state.since : at,
        };
        return put(changed, 'LIST', { step: share(textIn(event, 'step')), asked: 0, nextAt: numberIn(event, 'askAt') });
      },
    },
    ReceiptNoted: { from: 'any', to: (state) => ({ ...state, unknownReceipts: state.unknownReceipts + 1 }) },
    ReceiptIgnored: { from: 'any' },
    CustomsCommandRefused: { from: 'any' },
  },
  countedAs: (state) => {
    if (state.status === 'absent') return null;
    return isReporting(state) ? 'reporting' : state.status;
  },
  sets: ['index:due', 'index:unanswered'],
  memberships: ({ due, unanswered }) => [
    ...(due > 0 ? [{ set: 'index:due', since: due }] : []),
    ...(unanswered > 0 ? [{ set: 'index:unanswered', since: unanswered }] : []),
  ],
};

/** Whether something is to be sent, or was sent and not answered. */
export const isReporting = ({ due, reports }: CustomsState): boolean =>
  due > 0 || reports.some(({ step }) => step === 'SENT');
