import type {
  CustomsState,
  CustomsStatusChanged,
  ReceiptIgnored,
  ReceiptIgnoredReason,
  ReceiptNoted,
  RecordReceipt,
  ReportAnswered,
  ReportDue,
} from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { inForce, type CustomsRules } from './customs.rules';
import { reportOf } from './file';
import { cancellationDue } from './filing';
import { guidOf } from './guid';
import type { CodeMeaning, ReceiptTable } from './receipt-table';

type Heard = CustomsStatusChanged | ReportAnswered | ReportDue | ReceiptNoted | ReceiptIgnored;

/** Why a receipt that is behind, or ahead of, what stands changes nothing. */
const IGNORED: Readonly<Record<'repeat' | 'stale' | 'early', ReceiptIgnoredReason>> = {
  repeat: 'REPEATED',
  stale: 'STALE',
  early: 'EARLY',
};

/** Takes down what customs says. Whatever it is, it is answered and never fails: its receipts cannot be sent back. */
export function recorded(
  rules: CustomsRules,
  receipt: RecordReceipt,
  state: CustomsState,
  { at }: DecisionContext,
): readonly Heard[] {
  const { parcelId, document, guid } = receipt;
  const report = reportOf(state, document);
  if (!report || state.declarationVersion === 0) return [ignored(receipt, 'UNKNOWN_PARCEL')];
  if (guid.toUpperCase() !== guidOf(parcelId, document, report.version)) return [ignored(receipt, 'OTHER_FILING')];
  const table = inForce(rules.receipts, at);
  const { answerMs } = inForce(rules.filing, at);
  return document === 'LIST'
    ? ofList(table, receipt, state, at + answerMs)
    : ofReport(table, receipt, state, at + answerMs);
}

function ofList(table: ReceiptTable, receipt: RecordReceipt, state: CustomsState, askAt: number): readonly Heard[] {
  const { parcelId, code, returnTime, info, preNo, invtNo } = receipt;
  const meaning = table.meaningOf(code);
  if (!meaning) return [noted(receipt)];
  const ranking = table.rank({ code: state.code, at: state.decidedAt }, { code, at: returnTime });
  if (ranking !== 'moves') return [ignored(receipt, IGNORED[ranking])];
  const { declarationVersion } = state;
  const changed: CustomsStatusChanged = {
    ...{ type: 'CustomsStatusChanged', parcelId, declarationVersion, code, returnTime, info, preNo, invtNo },
    status: meaning.status,
    standing: meaning.standing ?? state.standing,
    detention: meaning.detention ?? null,
    step: meaning.step === 'DUE' ? 'SENT' : meaning.step,
    askAt: isAwaited(meaning, state) ? askAt : 0,
  };
  // It was withdrawn, and had been sent all the same.
  if (state.status === 'withdrawn') return [changed, cancellationDue(parcelId, state)];
  return meaning.step === 'DUE' ? [changed, again(parcelId, 'LIST', declarationVersion)] : [changed];
}

/** Customs that waits for the arrival report is asked only when it has that. */
function isAwaited({ asks }: CodeMeaning, state: CustomsState): boolean {
  return asks === 'always' || (asks === 'afterArrival' && reportOf(state, 'ARRIVAL')?.step === 'ANSWERED');
}

function ofReport(table: ReceiptTable, receipt: RecordReceipt, state: CustomsState, askAt: number): readonly Heard[] {
  const { parcelId, document, code, returnTime, info } = receipt;
  const meaning = table.reportMeaningOf(code);
  const report = reportOf(state, document);
  if (!meaning || !report) return [noted(receipt)];
  if (report.step === 'ANSWERED') return [ignored(receipt, meaning === 'accepted' ? 'REPEATED' : 'STALE')];
  if (meaning === 'underway') return [ignored(receipt, 'EARLY')];
  if (meaning === 'resend') return [again(parcelId, document, report.version)];
  if (meaning === 'refused' && report.step === 'REFUSED') return [ignored(receipt, 'REPEATED')];
  const isAwaited = document === 'ARRIVAL' && table.meaningOf(state.code)?.asks === 'afterArrival';
  return [
    {
      ...{ type: 'ReportAnswered', parcelId, document, version: report.version, code, returnTime, info },
      accepted: meaning === 'accepted',
      askListAt: isAwaited && meaning === 'accepted' ? askAt : 0,
    },
  ];
}

const again = (parcelId: string, document: ReportDue['document'], version: number): ReportDue => ({
  ...{ type: 'ReportDue', parcelId, document, version, cause: 'NOT_PASSED_ON' },
});

function noted({ parcelId, document, code, guid, returnTime, info }: RecordReceipt): ReceiptNoted {
  return { type: 'ReceiptNoted', parcelId, document, code, guid, returnTime, info };
}

function ignored(receipt: RecordReceipt, reason: ReceiptIgnoredReason): ReceiptIgnored {
  const { parcelId, document, code, guid, returnTime } = receipt;
  return { type: 'ReceiptIgnored', parcelId, document, code, guid, returnTime, reason };
}
