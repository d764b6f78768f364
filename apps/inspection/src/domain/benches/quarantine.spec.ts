import type {
  EndQuarantine,
  ParcelQuarantined,
  QuarantineEnd,
  QuarantineEnded,
  QuarantineParcel,
  VerdictProposed,
} from '@alataw/contracts';
import { at } from '@alataw/stage';
import { by, given, green, inspected, opened, parcelId, red, refused, verdict, yellow } from '../inspection.fixture';
import type { InspectionCommand, InspectionEvent } from '../messages';

const put: QuarantineParcel = { type: 'QuarantineParcel', parcelId, place: 'Q-1', remark: null };
const quarantined: ParcelQuarantined = { type: 'ParcelQuarantined', parcelId, place: 'Q-1', remark: null };
const end = (how: QuarantineEnd): EndQuarantine => ({ type: 'EndQuarantine', parcelId, end: how, remark: null });
const ended = (how: QuarantineEnd): QuarantineEnded => ({ type: 'QuarantineEnded', parcelId, end: how, remark: null });
const confirm = (yes: boolean): InspectionCommand => ({ type: 'ConfirmVerdict', parcelId, confirm: yes, remark: null });
const destruction: VerdictProposed = {
  type: 'VerdictProposed',
  parcelId,
  verdict: 'DETAIN',
  detention: 'DESTRUCTION',
  officer: 'staff:a',
  awaitsArrival: false,
  remark: null,
};
const apart: InspectionEvent[] = [opened(red), quarantined];

describe('quarantine', () => {
  it('stops every bench', () => {
    given(opened(red)).when(put).then(quarantined);
    expect(given(opened(red), at(17, quarantined)).state).toMatchObject({ queue: 'quarantine', since: 17 });
    given(...apart)
      .when(verdict('RETURN'))
      .thenRefused('VerdictRefused', 'IN_QUARANTINE');
    const blocked: [Parameters<typeof refused>[0], InspectionCommand][] = [
      ['IMAGE', { type: 'JudgeImage', parcelId, verdict: 'NORMAL', remark: null }],
      ['REQUEST_PAPERS', { type: 'RequestPapers', parcelId, kinds: ['OTHER'], due: 9e12, remark: null }],
      ['JUDGE_PAPER', { type: 'JudgePaper', parcelId, no: 1, verdict: 'ACCEPT', remark: null }],
      ['FINDINGS', { type: 'RecordFindings', parcelId, answers: [], photos: [], remark: null }],
      ['TAKE_SAMPLE', { type: 'TakeSample', parcelId, seal: 'S', quantityGrams: 1, due: 9e12 }],
      ['QUARANTINE', put],
    ];
    for (const [name, command] of blocked)
      given(...apart)
        .when(command)
        .then(refused(name, 'IN_QUARANTINE'));
  });
  it('lets a parcel go back to where it waited', () => {
    const after = given(...apart).when(end('RELEASED'));
    after.then(ended('RELEASED'));
    expect(after.state.queue).toBe('examination');
  });
  it('ends with a return', () => {
    given(...apart)
      .when(end('RETURNED'))
      .then(ended('RETURNED'), inspected('RETURNED', red));
  });
  it('ends with destruction when a second officer confirms it', () => {
    given(...apart)
      .when(end('DESTROYED'), by('a'))
      .then(destruction);
    const proposed = [...apart, destruction];
    expect(given(...proposed).state.queue).toBe('confirmation');
    given(...proposed)
      .when(confirm(true), by('a'))
      .then(refused('CONFIRM', 'SAME_OFFICER'));
    given(...proposed)
      .when(end('RELEASED'), by('b'))
      .then(refused('END_QUARANTINE', 'AWAITING_CONFIRMATION'));
    given(...proposed)
      .when(confirm(true), by('b'))
      .then(ended('DESTROYED'), inspected('DETAINED', red, null, 'DESTRUCTION'));
    expect(given(...proposed).when(confirm(false), by('b')).state.queue).toBe('quarantine');
  });
  it('needed no second officer before the day of that rule', () => {
    given(...apart)
      .when(end('DESTROYED'))
      .then(ended('DESTROYED'), inspected('DETAINED', red, null, 'DESTRUCTION'));
  });
  it('drops a verdict that waited for confirmation', () => {
    const after = given(opened(yellow), { ...destruction, detention: 'LEGAL' }).when(put);
    after.then(quarantined);
    expect(after.state).toMatchObject({ queue: 'quarantine', proposal: null });
  });
  it('begins and ends once, for a parcel that is there', () => {
    given(inspected('PASSED', green)).when(put).then(refused('QUARANTINE', 'ALREADY_INSPECTED'));
    given(opened(red, { arrivalRequired: true }))
      .when(put)
      .then(refused('QUARANTINE', 'NOT_ARRIVED'));
    given(opened(red)).when(end('RELEASED')).then(refused('END_QUARANTINE', 'NOT_IN_QUARANTINE'));
    given().when(end('RELEASED')).then(refused('END_QUARANTINE', 'UNKNOWN_PARCEL'));
    given(...apart, { type: 'ParcelAssigned', parcelId, officer: 'staff:b' })
      .when(end('RELEASED'), by('a'))
      .then(refused('END_QUARANTINE', 'ASSIGNED_TO_OTHER'));
  });
});
