import type { CancelParcel, FilingWithdrawn, ReleaseRefusal, ReportAnswered } from '@alataw/contracts';
import { deciderSpec } from '@alataw/stage';
import { ClearanceRules } from '@alataw/values';
import { releaseDeciderOf, type ReleaseCommand, type ReleaseEvent } from './release.decider';
import {
  cancelled,
  detained,
  inspected,
  noted,
  opened as openedHere,
  parcelId,
  released,
  returned,
} from './release.fixture';

const clearance = new ClearanceRules([{ from: '2020-01-21', value: 'CUSTOMS', source: 'test' }]);
const { given } = deciderSpec(releaseDeciderOf(clearance));
const opened = { ...openedHere, clearance: 'CUSTOMS' } as const;
const platform = 'TEMU';
const cancel: CancelParcel = { type: 'CancelParcel', parcelId, platform };
const requested = { type: 'CancellationRequested', parcelId, declarationVersion: 1, platform } as const;
const refused = { type: 'CancellationRefused', parcelId, platform } as const;
const withdrawn: FilingWithdrawn = { type: 'FilingWithdrawn', parcelId };
const answered = (accepted: boolean, document: ReportAnswered['document'] = 'CANCELLATION'): ReportAnswered => ({
  ...{ type: 'ReportAnswered', parcelId, document, version: 1, code: accepted ? 120 : 100, accepted },
  ...{ returnTime: 1, info: null, askListAt: 0 },
});
const said = (standing: 'CLEARED' | 'HELD' | 'DETAINED' | 'RETURNED', code: number) =>
  ({ declarationVersion: 1, code, standing, detention: standing === 'DETAINED' ? 'LEGAL' : null }) as const;
const spoke = (...of: Parameters<typeof said>): ReleaseCommand => ({
  ...{ type: 'CustomsStatusChanged', parcelId, ...said(...of), status: 'released', returnTime: 1 },
  ...{ info: null, preNo: null, invtNo: null, step: 'ANSWERED', askAt: 0 },
});
const took = (...of: Parameters<typeof said>): ReleaseEvent => ({ type: 'CustomsNoted', parcelId, ...said(...of) });

describe('a cancellation where customs has a say', () => {
  it('is asked of customs, and keeps the parcel until it answers', () => {
    const { events, state } = given(opened).when(cancel);
    expect(events).toEqual([requested]);
    expect(state.status).toBe('cancelPending');
    given(opened, noted('PASSED', 'AWAITING_CUSTOMS')).when(cancel).then(requested);
  });
  it('is done when customs approves, or never had the list', () => {
    given(opened, requested).when(answered(true)).then(cancelled);
    given(opened, requested).when(withdrawn).then(cancelled);
  });
  it('is over when customs refuses, and the parcel goes on from where it has come', () => {
    given(opened, requested).when(answered(false)).then(refused);
    expect(given(opened, requested, refused).state.status).toBe('awaitingInspection');
    const passed = noted('PASSED', 'CANCEL_PENDING');
    expect(given(opened, requested, passed, refused).state.status).toBe('awaitingCustoms');
    given(opened, requested, passed, took('CLEARED', 800)).when(answered(false)).then(refused, released);
    given(opened, requested, took('HELD', 600))
      .when(answered(false))
      .then(refused, { type: 'ParcelHeld', parcelId, reason: 'CUSTOMS_HOLD', released: false, remark: null });
    given(opened, requested, refused).when(cancel).then(requested);
  });
  it('releases nothing while it is pending', () => {
    given(opened, requested).when(inspected('PASSED')).then(noted('PASSED', 'CANCEL_PENDING'));
    given(opened, noted('PASSED', 'AWAITING_CUSTOMS'), requested)
      .when(spoke('CLEARED', 800))
      .then(took('CLEARED', 800));
  });
  it('ends with what ends the parcel', () => {
    given(opened, requested).when(inspected('DETAINED')).then(detained);
    given(opened, requested).when(spoke('DETAINED', 503)).then(took('DETAINED', 503), detained);
    given(opened, requested)
      .when(spoke('RETURNED', 700))
      .then(took('RETURNED', 700), { ...returned, reason: 'CUSTOMS' });
    given(opened, detained).when(cancel).thenRefused('ReleaseCommandRefused', 'DETAINED');
  });
  it.each<readonly [ReleaseCommand, ReleaseRefusal]>([
    [{ type: 'HoldParcel', parcelId, reason: 'DAMAGED', remark: null }, 'CANCEL_PENDING'],
    [{ type: 'LiftHold', parcelId, remark: null }, 'CANCEL_PENDING'],
    [{ type: 'RevokeRelease', parcelId, reason: 'DAMAGED', remark: null }, 'CANCEL_PENDING'],
    [{ type: 'ReturnParcel', parcelId, reason: 'DAMAGED', remark: null }, 'CANCEL_PENDING'],
    [cancel, 'CANCEL_PENDING'],
  ])('that is pending refuses $type', (command, reason) => {
    given(opened, requested).when(command).thenRefused('ReleaseCommandRefused', reason);
  });
  it('that is pending lets nothing be changed', () => {
    const ask = {
      type: 'AmendmentAsked',
      parcelId,
      platform,
      version: 2,
      contentHash: '',
      list: null!,
      documentIds: [],
    };
    given(opened, requested)
      .when(ask as ReleaseCommand)
      .then({ type: 'AmendmentDenied', parcelId, version: 2, reason: 'CANCEL_PENDING' });
  });
  it('hears answers to nothing that it asked, and does nothing', () => {
    for (const past of [[], [opened], [opened, cancelled]]) {
      given(...past)
        .when(answered(false))
        .thenNothing();
      given(...past)
        .when(withdrawn)
        .thenNothing();
    }
    given(opened, requested).when(answered(true, 'ARRIVAL')).thenNothing();
  });
});
