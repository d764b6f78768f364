import type {
  CustomsCommandName,
  CustomsCommandRefused,
  CustomsRefusal,
  CustomsState,
  NoteReportSent,
  NoteSendingFailed,
  NoteStatusAsked,
  ReportAsked,
  ReportDue,
  ReportSendingFailed,
  ReportSent,
} from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { backOff, inForce, type CustomsRules } from './customs.rules';
import { reportOf } from './file';
import { cancellationDue } from './filing';
import { guidOf } from './guid';

/** What more attempts do not mend. */
const OURS: ReadonlySet<NoteSendingFailed['failure']> = new Set(['REFUSED', 'UNWRITABLE']);

/**
 * A report was sent. What customs says of it may have been heard before, and a cancelled parcel's list may have been on its way
 * when the cancellation came: then that is due behind it.
 */
export function sent(
  { filing }: CustomsRules,
  { parcelId, document, version, copNo }: NoteReportSent,
  state: CustomsState,
  { at }: DecisionContext,
): readonly (ReportSent | ReportDue | CustomsCommandRefused)[] {
  const report = reportOf(state, document);
  const isLateList = state.status === 'withdrawn' && document === 'LIST' && report?.version === version;
  if (!isLateList && (report?.step !== 'DUE' || report.version !== version))
    return [refuse(parcelId, 'NOTE_SENT', state)];
  const event: ReportSent = {
    type: 'ReportSent',
    parcelId,
    document,
    version,
    attempt: report.attempts + 1,
    guid: guidOf(parcelId, document, version),
    copNo,
    askAt: at + inForce(filing, at).answerMs,
  };
  return isLateList ? [event, cancellationDue(parcelId, state)] : [event];
}

/** Customs being away is waited out, however long it takes; what it does not take is offered a few times. */
export function failed(
  { filing }: CustomsRules,
  { parcelId, document, version, failure }: NoteSendingFailed,
  state: CustomsState,
  { at }: DecisionContext,
): ReportSendingFailed | CustomsCommandRefused {
  const report = reportOf(state, document);
  if (report?.step !== 'DUE' || report.version !== version) return refuse(parcelId, 'NOTE_FAILED', state);
  const { retryFirstMs, retryMostMs, refusedAttempts } = inForce(filing, at);
  const { attempts, refusals } = report;
  const isGivenUp = OURS.has(failure) && refusals + 1 >= refusedAttempts;
  const retryAt = isGivenUp ? 0 : at + backOff(retryFirstMs, retryMostMs, attempts);
  return { type: 'ReportSendingFailed', parcelId, document, version, attempt: attempts + 1, failure, retryAt };
}

/** Customs was asked: what it knows is waited for, what it does not know is sent again, as the same document. */
export function asked(
  { filing }: CustomsRules,
  { parcelId, document, version, known }: NoteStatusAsked,
  state: CustomsState,
  { at }: DecisionContext,
): ReportAsked | ReportDue | CustomsCommandRefused {
  const report = reportOf(state, document);
  if (!report || report.step === 'DUE' || report.nextAt === 0 || report.version !== version)
    return refuse(parcelId, 'NOTE_ASKED', state);
  if (!known) return { type: 'ReportDue', parcelId, document, version, cause: 'UNKNOWN_TO_CUSTOMS' };
  const { answerMs, mostMs } = inForce(filing, at);
  const askAt = at + backOff(2 * answerMs, mostMs, report.asked);
  return { type: 'ReportAsked', parcelId, document, version, askAt };
}

function refuse(parcelId: string, command: CustomsCommandName, { status }: CustomsState): CustomsCommandRefused {
  const others: CustomsRefusal = command === 'NOTE_ASKED' ? 'NOT_UNANSWERED' : 'NOT_DUE';
  return { type: 'CustomsCommandRefused', parcelId, command, reason: status === 'absent' ? 'UNKNOWN_PARCEL' : others };
}
