import { type InspectionAbandoned, type ParcelCancelled, type ParcelReturned } from '@alataw/contracts';
import { at } from '@alataw/stage';
import { declared, given, green, inspected, opened, parcelId, red, verdict, xray, yellow } from './inspection.fixture';

const cancelled: ParcelCancelled = { type: 'ParcelCancelled', parcelId, platform: 'TEMU' };
const returned: ParcelReturned = { type: 'ParcelReturned', parcelId, reason: 'OTHER', remark: null };
const abandoned = (reason: InspectionAbandoned['reason']): InspectionAbandoned => ({
  type: 'InspectionAbandoned',
  parcelId,
  reason,
});

describe('inspectionDecider', () => {
  it('passes a parcel that meets no rule', () => {
    given().when(declared()).then(inspected('PASSED', green));
  });
  it.each([
    ['YELLOW', yellow, 'documents', 'documents'],
    ['XRAY', xray, 'examination', 'xray'],
    ['RED', red, 'examination', 'examination'],
  ] as const)('lets a %s parcel wait for an inspector', (platform, hit, status, queue) => {
    given().when(declared(platform)).then(opened(hit, { platform }));
    expect(given(at(17, opened(hit))).state).toMatchObject({
      status,
      queue,
      since: 17,
      rule: hit.rule,
      rulesetVersion: '2026-11',
    });
  });
  it('inspects a declaration once', () => {
    given(inspected('PASSED', green)).when(declared()).thenNothing();
    given(opened(red)).when(declared('RED')).thenNothing();
  });

  it.each([
    ['PASS', 'PASSED', 'passed', null],
    ['RETURN', 'RETURNED', 'returned', null],
    ['DETAIN', 'DETAINED', 'detained', 'OTHER'],
  ] as const)('records the verdict %s together with the rule that called for it', (of, outcome, status, detention) => {
    given(opened(red))
      .when(verdict(of, 'seen'))
      .then(inspected(outcome, red, 'seen', detention));
    expect(given(opened(red), inspected(outcome, red)).state).toMatchObject({ status, queue: 'none', rule: 'DRONE' });
  });
  it('refuses a verdict on a parcel that it does not know', () => {
    given().when(verdict('PASS')).thenRefused('VerdictRefused', 'UNKNOWN_PARCEL');
  });
  it('refuses a second verdict, and one on a parcel that passed by itself', () => {
    given(opened(red), inspected('RETURNED', red))
      .when(verdict('PASS'))
      .thenRefused('VerdictRefused', 'ALREADY_INSPECTED');
    given(inspected('PASSED', green)).when(verdict('DETAIN')).thenRefused('VerdictRefused', 'ALREADY_INSPECTED');
  });
  it('refuses a verdict on an abandoned inspection', () => {
    given(opened(red), abandoned('CANCELLED')).when(verdict('PASS')).thenRefused('VerdictRefused', 'ABANDONED');
  });

  it.each([
    [cancelled, 'CANCELLED'],
    [returned, 'RETURNED'],
  ] as const)('abandons an open inspection when told %j', (command, reason) => {
    given(opened(yellow)).when(command).then(abandoned(reason));
    expect(given(opened(yellow), at(17, abandoned(reason))).state).toMatchObject({ status: 'abandoned', since: 17 });
  });
  it('has nothing to abandon after an outcome that ends the parcel', () => {
    given(opened(red), inspected('RETURNED', red)).when(returned).thenNothing();
  });
  it('does not begin anew for a change of which it hears behind the end of a parcel that passed', () => {
    const passed = inspected('PASSED', green);
    given(passed).when(cancelled).then(abandoned('CANCELLED'));
    given(passed, abandoned('CANCELLED')).when(declared('RED', 3)).then(abandoned('CANCELLED'));
  });
  it('does not open an inspection of a parcel of which it hears the end first', () => {
    given().when(cancelled).then(abandoned('CANCELLED'));
    given(abandoned('CANCELLED')).when(declared('RED')).then(abandoned('CANCELLED'));
    given(abandoned('RETURNED')).when(declared()).then(abandoned('RETURNED'));
  });
});
