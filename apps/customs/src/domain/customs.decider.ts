import type { CustomsState, CustomsStatusChanged } from '@alataw/contracts';
import { unreachable, type Decider } from '@alataw/stage';
import type { CustomsRules } from './customs.rules';
import { dueReport, filed, initialState, reportOf, withReport, withReportChanged } from './file';
import { cancellationRequested, cancelled, declared, reported } from './filing';
import type { CustomsCommand, CustomsEvent } from './messages';
import { recorded } from './receipts';
import { asked, failed, sent } from './sending';

/**
 * Keeps what a parcel has to be reported to customs, and what customs says to it. It sends nothing: its sender does, and tells
 * it what came of that. What customs' word means for the parcel's release is the release stage's to draw.
 */
export function customsDecider(rules: CustomsRules): Decider<CustomsState, CustomsCommand, CustomsEvent> {
  return {
    initialState,

    decide(command, state, context) {
      switch (command.type) {
        case 'ParcelDeclared':
          return declared(rules, command, state, context);
        case 'ParcelArrived':
        case 'ParcelDeparted':
          return reported(rules, command, state, context);
        case 'CancellationRequested':
          return cancellationRequested(command, state);
        case 'ParcelCancelled':
          return cancelled(rules, command, state, context);
        case 'NoteReportSent':
          return sent(rules, command, state, context);
        case 'NoteSendingFailed':
          return [failed(rules, command, state, context)];
        case 'NoteStatusAsked':
          return [asked(rules, command, state, context)];
        case 'RecordReceipt':
          return recorded(rules, command, state, context);
        default:
          return unreachable(command);
      }
    },

    evolve: (state, event, at) => filed(after(state, event, at)),
  };
}

/** What an event says, without what follows from it. */
function after(state: CustomsState, event: CustomsEvent, at: number): CustomsState {
  switch (event.type) {
    case 'FilingOpened': {
      const { declarationVersion, platform } = event;
      const opened = { ...state, declarationVersion, platform, status: 'filed', since: at } as const;
      const list = dueReport('LIST', declarationVersion, at);
      // What customs said is void, and its numbers are those under which it knows the list.
      return withReport({ ...opened, code: 0, decidedAt: 0, standing: 'PENDING' }, list);
    }
    case 'FilingWithdrawn':
      return withReportChanged({ ...state, status: 'withdrawn', since: at }, 'LIST', () => ({
        step: 'FAILED',
        nextAt: 0,
      }));
    case 'ReportDue': {
      const { document, version } = event;
      const heard = state.status === 'absent' ? ({ ...state, status: 'heard', since: at } as const) : state;
      const before = reportOf(heard, document);
      // Another version is another document; the same one goes on to count how often it was sent.
      const report = before?.version === version ? before : dueReport(document, version, at);
      return withReport(heard, { ...report, step: 'DUE', asked: 0, nextAt: at });
    }
    case 'ReportSent': {
      const { document, attempt: attempts, askAt: nextAt } = event;
      const status = state.status === 'withdrawn' ? 'filed' : state.status;
      const offered = state.offered || document === 'LIST';
      return withReportChanged({ ...state, status, offered }, document, () => ({
        step: 'SENT',
        attempts,
        asked: 0,
        nextAt,
      }));
    }
    case 'ReportSendingFailed': {
      const { document, attempt: attempts, failure, retryAt: nextAt } = event;
      const offered = state.offered || document === 'LIST';
      return withReportChanged({ ...state, offered }, document, ({ refusals }) => ({
        ...{ attempts, nextAt, step: nextAt === 0 ? 'FAILED' : 'DUE' },
        refusals: failure === 'REFUSED' || failure === 'UNWRITABLE' ? refusals + 1 : refusals,
      }));
    }
    case 'ReportAsked':
      return withReportChanged(state, event.document, ({ asked: before }) => ({
        asked: before + 1,
        nextAt: event.askAt,
      }));
    case 'ReportAnswered': {
      const { document, accepted, askListAt } = event;
      const answered = withReportChanged(state, document, () => ({
        step: accepted ? 'ANSWERED' : 'REFUSED',
        nextAt: 0,
      }));
      return askListAt === 0 ? answered : withReportChanged(answered, 'LIST', () => ({ nextAt: askListAt }));
    }
    case 'CustomsStatusChanged':
      return changed(state, event, at);
    case 'ReceiptNoted':
      return { ...state, unknownReceipts: state.unknownReceipts + 1 };
    case 'ReceiptIgnored':
    case 'CustomsCommandRefused':
      return state;
    default:
      return unreachable(event);
  }
}

function changed(state: CustomsState, event: CustomsStatusChanged, at: number): CustomsState {
  const { code, status, standing, returnTime: decidedAt, preNo, invtNo, step, askAt: nextAt } = event;
  const numbers = { preNo: preNo ?? state.preNo, invtNo: invtNo ?? state.invtNo };
  const since = status === state.status ? state.since : at;
  return withReportChanged({ ...state, ...numbers, code, status, standing, decidedAt, since }, 'LIST', () => ({
    ...{ step, nextAt, asked: 0 },
  }));
}
