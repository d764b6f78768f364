import {
  CancellationRequested,
  CustomsCommandRefused,
  CustomsState,
  CustomsStatusChanged,
  FilingOpened,
  FilingRetired,
  FilingWithdrawn,
  NoteReportSent,
  NoteSendingFailed,
  NoteStatusAsked,
  ParcelArrived,
  ParcelCancelled,
  ParcelDeclared,
  ParcelDeparted,
  ParcelRetired,
  ReceiptIgnored,
  ReceiptNoted,
  RecordReceipt,
  ReportAnswered,
  ReportAsked,
  ReportDue,
  ReportSendingFailed,
  ReportSent,
} from '@alataw/contracts';
import { forgetting, on, type Entity, type Membership, type StageDefinition } from '@alataw/stage';
import { customsDecider } from './domain/customs.decider';
import type { CustomsRules } from './domain/customs.rules';
import { isReporting } from './domain/file';
import type { CustomsCommand, CustomsEvent } from './domain/messages';

/**
 * Nobody works off what is to be reported but the sender: a parcel waits in the queues of other stages, and is only listed
 * here, by the time at which its next report may be sent, and by that at which customs is asked about what it did not answer.
 */
function memberships({ due, unanswered }: CustomsState): readonly Membership[] {
  return [
    ...(due > 0 ? [{ set: 'index:due', since: due } as const] : []),
    ...(unanswered > 0 ? [{ set: 'index:unanswered', since: unanswered } as const] : []),
  ];
}

/** Counted as `reporting` while something is to be sent or answered, else by what customs says of the list. */
function status(state: CustomsState): string | null {
  if (state.status === 'absent') return null;
  return isReporting(state) ? 'reporting' : state.status;
}

export function customsStage(rules: CustomsRules): StageDefinition {
  const parcel: Entity<CustomsState, CustomsCommand, CustomsEvent> = {
    kind: 'parcel',
    decider: customsDecider(rules),
    state: CustomsState,
    events: [
      FilingOpened,
      FilingWithdrawn,
      ReportDue,
      ReportSent,
      ReportSendingFailed,
      ReportAsked,
      ReportAnswered,
      CustomsStatusChanged,
      ReceiptNoted,
      ReceiptIgnored,
      CustomsCommandRefused,
    ],
    status,
    memberships,
  };
  return {
    name: 'customs',
    output: 'customs.events',
    fold: 2,
    entities: [forgetting(parcel, { told: ParcelRetired, last: FilingRetired, isBusy: isReporting })],
    consumes: [
      on(ParcelDeclared, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelArrived, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelDeparted, 'parcel', ({ parcelId }) => parcelId),
      on(CancellationRequested, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelCancelled, 'parcel', ({ parcelId }) => parcelId),
      on(ParcelRetired, 'parcel', ({ parcelId }) => parcelId),
      on(NoteReportSent, 'parcel', ({ parcelId }) => parcelId),
      on(NoteSendingFailed, 'parcel', ({ parcelId }) => parcelId),
      on(NoteStatusAsked, 'parcel', ({ parcelId }) => parcelId),
      on(RecordReceipt, 'parcel', ({ parcelId }) => parcelId),
    ],
  };
}
