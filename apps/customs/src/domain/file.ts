import type { CustomsDocument, CustomsState, ReportState } from '@alataw/contracts';

/** The file of a parcel of which nothing is known. */
export const initialState: CustomsState = {
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

export function reportOf({ reports }: CustomsState, document: CustomsDocument): ReportState | undefined {
  return reports.find((report) => report.document === document);
}

/** The state with a report in the place of the one before it, or behind the others. */
export function withReport(state: CustomsState, report: ReportState): CustomsState {
  const others = state.reports.filter(({ document }) => document !== report.document);
  const isNew = others.length === state.reports.length;
  const reports = isNew
    ? [...others, report]
    : state.reports.map((each) => (each.document === report.document ? report : each));
  return { ...state, reports };
}

/** The state with a part of a report changed; unchanged where there is no such report. */
export function withReportChanged(
  state: CustomsState,
  document: CustomsDocument,
  change: (report: ReportState) => Partial<ReportState>,
): CustomsState {
  const report = reportOf(state, document);
  return report ? withReport(state, { ...report, ...change(report) }) : state;
}

/** A report that has just come to be due. */
export const dueReport = (document: CustomsDocument, version: number, at: number): ReportState => ({
  ...{ document, version, step: 'DUE', attempts: 0, refusals: 0, asked: 0, nextAt: at },
});

/** Completes a state by what follows from its reports: when the next one may be sent, and when customs is to be asked. */
export function filed(state: CustomsState): CustomsState {
  const sendable = sendableReports(state).map(({ nextAt }) => nextAt);
  const asked = state.reports.filter(({ step, nextAt }) => step !== 'DUE' && nextAt > 0).map(({ nextAt }) => nextAt);
  return { ...state, due: earliest(sendable), unanswered: earliest(asked) };
}

/** Reports to be sent, whether or not their time has come. Customs has to have the list before anything that is about it. */
export function sendableReports(state: CustomsState): readonly ReportState[] {
  const due = state.reports.filter(({ step }) => step === 'DUE');
  const list = reportOf(state, 'LIST');
  if (list?.step === 'DUE') return [list];
  return list?.step === 'SENT' || list?.step === 'ANSWERED' ? due : [];
}

/** Whether something is to be sent, or was sent and not answered. */
export function isReporting({ due, reports }: CustomsState): boolean {
  return due > 0 || reports.some(({ step }) => step === 'SENT');
}

const earliest = (times: readonly number[]): number => (times.length === 0 ? 0 : Math.min(...times));
