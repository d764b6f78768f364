import type {
  HandOverSample,
  RecordSampleResult,
  SampleHandedOver,
  SampleResult,
  SampleResultRecorded,
  SampleStep,
  SampleTaken,
  TakeSample,
} from '@alataw/contracts';
import { at } from '@alataw/stage';
import { specimen } from '../../ruleset/specimen';
import {
  by,
  given,
  green,
  HOUR,
  inspected,
  opened,
  parcelId,
  red,
  refused,
  TODAY,
  verdict,
  yellow,
} from '../inspection.fixture';
import type { InspectionEvent } from '../messages';

const due = TODAY + HOUR;
const sample = { parcelId, seal: 'S1', quantityGrams: 50, due };
const take: TakeSample = { type: 'TakeSample', ...sample };
const taken: SampleTaken = { type: 'SampleTaken', ...sample, holder: 'staff:a' };
const hand = (step: SampleStep, from: string, to: string, seal = 'S1'): HandOverSample => ({
  type: 'HandOverSample',
  parcelId,
  step,
  seal,
  from,
  to,
});
const handed = (step: SampleStep, from: string, to: string): SampleHandedOver => ({
  type: 'SampleHandedOver',
  parcelId,
  step,
  seal: 'S1',
  from,
  to,
});
const record = (result: SampleResult): RecordSampleResult => ({
  type: 'RecordSampleResult',
  parcelId,
  result,
  remark: null,
});
const recorded = (result: SampleResult): SampleResultRecorded => ({
  type: 'SampleResultRecorded',
  parcelId,
  result,
  remark: null,
});
const chain = [
  handed('SENT', 'staff:a', 'courier'),
  handed('RECEIVED', 'courier', 'lab'),
  handed('OPENED', 'lab', 'analyst'),
];
const withResult = (result: SampleResult): InspectionEvent[] => [opened(red), taken, ...chain, recorded(result)];

describe('a sample', () => {
  it('is taken by the officer who then has it, and the parcel waits for the laboratory', () => {
    given(opened(red)).when(take, by('a')).then(taken);
    expect(given(at(TODAY, opened(red)), at(TODAY, taken)).state).toMatchObject({
      queue: 'laboratory',
      since: TODAY,
      due,
    });
  });
  it('goes from hand to hand without a gap', () => {
    given(opened(red), taken)
      .when(hand('SENT', 'staff:a', 'courier'))
      .then(chain[0]!);
    given(opened(red), taken, ...chain.slice(0, 1))
      .when(hand('RECEIVED', 'courier', 'lab'))
      .then(chain[1]!);
    given(opened(red), taken, ...chain.slice(0, 2))
      .when(hand('OPENED', 'lab', 'analyst'))
      .then(chain[2]!);
    given(opened(red), taken, ...chain)
      .when(record('PASS'))
      .then(recorded('PASS'));
  });
  it.each([
    ['STEP_OUT_OF_ORDER', hand('RECEIVED', 'staff:a', 'lab')],
    ['STEP_OUT_OF_ORDER', hand('TAKEN', 'staff:a', 'lab')],
    ['SEAL_DIFFERS', hand('SENT', 'staff:a', 'courier', 'S2')],
    ['NOT_THE_HOLDER', hand('SENT', 'staff:b', 'courier')],
    ['ONE_PARTY', hand('SENT', 'staff:a', 'staff:a')],
  ] as const)('is not handed over: %s', (reason, command) => {
    given(opened(red), taken).when(command).then(refused('HAND_OVER_SAMPLE', reason));
  });
  it('has to be taken before it is handed over or has a result, and has one result', () => {
    given(opened(red))
      .when(hand('SENT', 'staff:a', 'courier'))
      .then(refused('HAND_OVER_SAMPLE', 'NO_SAMPLE'));
    given(opened(red)).when(record('PASS')).then(refused('SAMPLE_RESULT', 'NO_SAMPLE'));
    given(...withResult('PASS'))
      .when(record('FAIL'))
      .then(refused('SAMPLE_RESULT', 'NO_SAMPLE'));
    given(opened(red), taken).when(record('PASS')).then(refused('SAMPLE_RESULT', 'STEP_OUT_OF_ORDER'));
    given(opened(red), taken, ...chain)
      .when(record('NONE'))
      .then(refused('SAMPLE_RESULT', 'STEP_OUT_OF_ORDER'));
  });
  it('keeps the parcel from every verdict until it has a result', () => {
    for (const each of ['PASS', 'RETURN', 'DETAIN', 'AMEND'] as const)
      given(opened(red), taken).when(verdict(each)).thenRefused('VerdictRefused', 'SAMPLE_OPEN');
  });
  it('lets the parcel go back to its bench, where it passes only with a good result', () => {
    expect(given(...withResult('PASS')).state.queue).toBe('examination');
    given(...withResult('PASS'))
      .when(verdict('PASS'))
      .then(inspected('PASSED', red));
    given(...withResult('FAIL'))
      .when(verdict('PASS'))
      .thenRefused('VerdictRefused', 'SAMPLE_NOT_PASSED');
    given(...withResult('FAIL'))
      .when(verdict('RETURN'))
      .then(inspected('RETURNED', red));
    given(...withResult('INCONCLUSIVE'))
      .when(verdict('PASS'))
      .thenRefused('VerdictRefused', 'SAMPLE_NOT_PASSED');
    given(...withResult('INCONCLUSIVE'))
      .when(take, by('a'))
      .then(taken);
  });
  it('is required where goods are sampled and the parcel is opened', () => {
    given(opened(red, { sampleRequired: true }))
      .when(verdict('PASS'))
      .thenRefused('VerdictRefused', 'SAMPLE_MISSING');
    given(opened(yellow, { sampleRequired: true }))
      .when(verdict('PASS'))
      .then(inspected('PASSED', yellow));
    const items = specimen.items.map((item) => ({ ...item, hsCode: '1509200000' }));
    const food = { ...specimen, platform: 'RED', items };
    expect(given().when(food, by('x')).events).toMatchObject([{ sampleRequired: true }]);
  });
  it('is taken of a parcel that is there, once at a time, with a deadline ahead', () => {
    given(inspected('PASSED', green)).when(take, by('a')).then(refused('TAKE_SAMPLE', 'ALREADY_INSPECTED'));
    given(opened(red, { arrivalRequired: true }))
      .when(take, by('a'))
      .then(refused('TAKE_SAMPLE', 'NOT_ARRIVED'));
    given(opened(red), taken).when(take, by('a')).then(refused('TAKE_SAMPLE', 'SAMPLE_OPEN'));
    given(opened(red)).when(take, by('a', due)).then(refused('TAKE_SAMPLE', 'DEADLINE_PASSED'));
  });
});
