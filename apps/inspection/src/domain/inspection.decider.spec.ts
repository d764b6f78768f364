import {
  AbandonReason,
  InspectionReason,
  VerdictRefusal,
  type InspectionAbandoned,
  type InspectionOpened,
  type ParcelCancelled,
  type ParcelInspected,
  type ParcelReturned,
  type RecordVerdict,
  type Verdict,
} from '@alataw/contracts';
import { at, deciderSpec } from '@alataw/stage';
import { reasons } from '@alataw/values';
import { specimen } from '../ruleset/specimen';
import { inspectionDecider } from './inspection.decider';
import type { RuleHit } from './ruleset';

const { parcelId } = specimen;
const red: RuleHit = { rule: 'DRONE', channel: 'RED', reason: 'GOODS' };
const yellow: RuleHit = { rule: 'HEAVY', channel: 'YELLOW', reason: 'WEIGHT' };
/** The rules speak against the parcel as its platform's name says, so that one decider serves every case. */
const { given } = deciderSpec(
  inspectionDecider({
    version: '2026-11',
    random: [],
    hits: ({ platform }) => (platform === 'RED' ? [red] : platform === 'YELLOW' ? [yellow] : []),
  }),
);

const declared = (platform = 'GREEN') => ({ ...specimen, platform, version: 2 });
const verdict = (of: Verdict, remark: string | null = null): RecordVerdict => ({
  type: 'RecordVerdict',
  parcelId,
  verdict: of,
  remark,
});
const cancelled: ParcelCancelled = { type: 'ParcelCancelled', parcelId, platform: 'TEMU' };
const returned: ParcelReturned = { type: 'ParcelReturned', parcelId, reason: 'OTHER', remark: null };
const opened = ({ rule, channel, reason }: RuleHit): InspectionOpened => ({
  type: 'InspectionOpened',
  parcelId,
  declarationVersion: 2,
  channel,
  rule,
  reason,
  rulesetVersion: '2026-11',
});
const inspected = (
  outcome: ParcelInspected['outcome'],
  { rule, channel, reason }: RuleHit,
  remark: string | null = null,
): ParcelInspected => ({
  type: 'ParcelInspected',
  parcelId,
  declarationVersion: 2,
  outcome,
  channel,
  rule,
  reason,
  rulesetVersion: '2026-11',
  remark,
});
const green: RuleHit = { rule: '', channel: 'GREEN', reason: 'NONE' };
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
    ['YELLOW', yellow, 'documents'],
    ['RED', red, 'examination'],
  ])('lets a %s parcel wait for an inspector', (platform, hit, status) => {
    given().when(declared(platform)).then(opened(hit));
    expect(given(at(17, opened(hit))).state).toMatchObject({
      status,
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
    ['PASS', 'PASSED', 'passed'],
    ['RETURN', 'RETURNED', 'returned'],
    ['DETAIN', 'DETAINED', 'detained'],
  ] as const)('records the verdict %s together with the rule that called for it', (of, outcome, status) => {
    given(opened(red))
      .when(verdict(of, 'seen'))
      .then(inspected(outcome, red, 'seen'));
    expect(given(opened(red), inspected(outcome, red)).state).toMatchObject({ status, rule: 'DRONE' });
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
  it('has nothing to abandon after the outcome', () => {
    given(inspected('PASSED', green)).when(cancelled).thenNothing();
    given(opened(red), inspected('RETURNED', red)).when(returned).thenNothing();
  });
  it('does not open an inspection of a parcel of which it hears the end first', () => {
    given().when(cancelled).then(abandoned('CANCELLED'));
    given(abandoned('CANCELLED')).when(declared('RED')).then(abandoned('CANCELLED'));
    given(abandoned('RETURNED')).when(declared()).then(abandoned('RETURNED'));
  });

  it('has a sentence for every published code', () => {
    expect(VerdictRefusal.filter((code) => !(code in reasons.VerdictRefusal))).toEqual([]);
    expect(InspectionReason.filter((code) => !(code in reasons.InspectionReason))).toEqual([]);
    expect(AbandonReason.filter((code) => !(code in reasons.AbandonReason))).toEqual([]);
  });
});
