import type { ConfirmVerdict, Verdict, VerdictProposed, VerdictRejected } from '@alataw/contracts';
import {
  by,
  declared,
  given,
  green,
  inspected,
  opened,
  parcelId,
  red,
  redByTwo,
  refused,
  verdict,
  xray,
  yellow,
} from '../inspection.fixture';
import type { InspectionEvent } from '../messages';

const confirm = (yes: boolean): ConfirmVerdict => ({ type: 'ConfirmVerdict', parcelId, confirm: yes, remark: null });
const proposed = (of: Verdict, detention: VerdictProposed['detention'] = null): VerdictProposed => ({
  type: 'VerdictProposed',
  parcelId,
  verdict: of,
  detention,
  officer: 'staff:a',
  awaitsArrival: false,
  remark: null,
});
const rejected: VerdictRejected = { type: 'VerdictRejected', parcelId, verdict: 'DETAIN', remark: null };
const detaining: InspectionEvent[] = [opened(red), proposed('DETAIN', 'ANTI_SMUGGLING')];
const amending: InspectionEvent = { type: 'AmendmentRequested', parcelId, remark: null };

describe('a second officer', () => {
  it('is asked before a parcel is detained', () => {
    given(opened(red))
      .when(verdict('DETAIN', null, 'ANTI_SMUGGLING'), by('a'))
      .then(proposed('DETAIN', 'ANTI_SMUGGLING'));
    expect(given(...detaining).state.queue).toBe('confirmation');
  });
  it('is asked before a parcel passes under a rule that is marked so', () => {
    given(opened(redByTwo)).when(verdict('PASS'), by('a')).then(proposed('PASS'));
    given(opened(redByTwo), proposed('PASS')).when(confirm(true), by('b')).then(inspected('PASSED', redByTwo));
    given(opened(redByTwo)).when(verdict('RETURN'), by('a')).then(inspected('RETURNED', redByTwo));
  });
  it('confirms where the parcel goes, or sends it back to its bench', () => {
    given(...detaining)
      .when(confirm(true), by('b'))
      .then(inspected('DETAINED', red, null, 'ANTI_SMUGGLING'));
    const after = given(...detaining).when(confirm(false), by('b'));
    after.then(rejected);
    expect(after.state.queue).toBe('examination');
  });
  it('is not the first one, neither to confirm nor to reject', () => {
    for (const yes of [true, false])
      given(...detaining)
        .when(confirm(yes), by('a'))
        .then(refused('CONFIRM', 'SAME_OFFICER'));
  });
  it('is the one who has the parcel, if somebody has', () => {
    given(...detaining, { type: 'ParcelAssigned', parcelId, officer: 'staff:c' })
      .when(confirm(true), by('b'))
      .then(refused('CONFIRM', 'ASSIGNED_TO_OTHER'));
  });
  it('is waited for by everybody else', () => {
    given(...detaining)
      .when(verdict('RETURN'), by('b'))
      .thenRefused('VerdictRefused', 'AWAITING_CONFIRMATION');
  });
  it('confirms only what is proposed', () => {
    given(opened(red)).when(confirm(true), by('b')).then(refused('CONFIRM', 'NOTHING_PROPOSED'));
    given(opened(yellow, { arrivalRequired: true }), { ...proposed('PASS'), awaitsArrival: true })
      .when(confirm(true), by('b'))
      .then(refused('CONFIRM', 'NOTHING_PROPOSED'));
    given().when(confirm(true), by('b')).then(refused('CONFIRM', 'UNKNOWN_PARCEL'));
    given(...detaining, inspected('DETAINED', red))
      .when(confirm(true), by('b'))
      .then(refused('CONFIRM', 'ALREADY_INSPECTED'));
  });
});

describe('an amendment', () => {
  const reassessed = (...past: InspectionEvent[]) => given(...past).when(declared('YELLOW', 3), by('x'));
  it('is waited for, and keeps the parcel from passing', () => {
    given(opened(yellow)).when(verdict('AMEND'), by('a')).then(amending);
    expect(given(opened(yellow), amending).state.queue).toBe('amendment');
    for (const each of ['PASS', 'AMEND'] as const)
      given(opened(yellow), amending).when(verdict(each)).thenRefused('VerdictRefused', 'AWAITING_AMENDMENT');
    given(opened(yellow), amending).when(verdict('RETURN')).then(inspected('RETURNED', yellow));
  });
  it('lets the rules be asked again, under the same inspection', () => {
    const { events, state } = reassessed(opened(yellow), amending);
    expect(events).toMatchObject([{ type: 'InspectionReassessed', declarationVersion: 3, channel: 'YELLOW' }]);
    expect(state).toMatchObject({ queue: 'documents', declarationVersion: 3, amending: false });
  });
  it('never makes an inspection laxer', () => {
    expect(reassessed(opened(red), amending).state).toMatchObject({ queue: 'examination', channel: 'RED' });
    const nowGreen = given(opened(red), amending).when(declared('GREEN', 3), by('x'));
    expect(nowGreen.state).toMatchObject({ queue: 'examination', channel: 'RED' });
  });
  it('makes it stricter, and keeps what was answered', () => {
    const answered: InspectionEvent = {
      type: 'FindingsRecorded',
      parcelId,
      answers: [{ item: 'PACKAGING', finding: 'SOUND' }],
      photos: [],
      remark: null,
    };
    const before = [opened(xray, { checklist: ['PACKAGING'] }), answered, amending];
    const { state } = given(...before).when(declared('RED', 3), by('x'));
    expect(state).toMatchObject({ queue: 'examination', channel: 'RED', rule: 'DRONE', imageDue: true });
    expect(state.checklist[0]).toEqual({ item: 'PACKAGING', finding: 'SOUND' });
  });
  it('asks for papers and an image alike where either is asked for', () => {
    expect(given(opened(yellow), amending).when(declared('XRAY', 3), by('x')).state).toMatchObject({
      queue: 'xray',
      documentsDue: true,
    });
  });
  it('drops a verdict that was proposed on what was declared before', () => {
    const { state } = reassessed(...detaining);
    expect(state).toMatchObject({ queue: 'examination', proposal: null });
  });
  it('comes too late after an outcome that ends the parcel', () => {
    for (const outcome of ['RETURNED', 'DETAINED'] as const)
      given(opened(red), inspected(outcome, red))
        .when(declared('GREEN', 3))
        .then(refused('AMENDMENT', 'ALREADY_INSPECTED'));
    given(opened(red)).when(declared('RED', 1)).thenNothing();
  });
  it('of a parcel that passed is inspected for what it asks for, and for nothing more', () => {
    const past = [opened(red), inspected('PASSED', red)] as const;
    given(...past)
      .when(declared('GREEN', 3))
      .then({ ...inspected('PASSED', green), declarationVersion: 3 });
    const { events, state } = given(...past).when(declared('YELLOW', 3), by('x'));
    expect(events).toMatchObject([{ type: 'InspectionOpened', declarationVersion: 3, channel: 'YELLOW' }]);
    expect(state).toMatchObject({ status: 'documents', queue: 'documents', examinationDue: false });
    given(...past)
      .when(declared('RED', 2))
      .thenNothing();
  });
  it('does not ask for the arrival of a parcel that was opened when none was required', () => {
    const later = by('x', Date.UTC(2026, 11, 24));
    const { events, state } = given(opened(red), amending).when(declared('RED', 3), later);
    expect(events).toMatchObject([{ arrivalRequired: false }]);
    expect(state.queue).toBe('examination');
  });
});
