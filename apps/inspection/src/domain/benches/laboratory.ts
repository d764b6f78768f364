import type {
  HandOverSample,
  InspectionCommandRefused,
  InspectionState,
  RecordSampleResult,
  SampleHandedOver,
  SampleResultRecorded,
  SampleStep,
  SampleTaken,
  TakeSample,
} from '@alataw/contracts';
import type { DecisionContext } from '@alataw/stage';
import { awayBy, barredBy, closedBy, refuse } from '../refusals';

/** How a sample travels. */
const nextStep: Readonly<Partial<Record<SampleStep, SampleStep>>> = {
  TAKEN: 'SENT',
  SENT: 'RECEIVED',
  RECEIVED: 'OPENED',
};

/** An officer takes and seals a sample; from then on the parcel waits for the laboratory. */
export function takeSample(
  { parcelId, seal, quantityGrams, due }: TakeSample,
  state: InspectionState,
  { at, actor: holder }: DecisionContext,
): readonly (SampleTaken | InspectionCommandRefused)[] {
  const barred = closedBy(state) ?? barredBy(state, holder) ?? awayBy(state);
  if (barred) return refuse(parcelId, 'TAKE_SAMPLE', barred);
  if (due <= at) return refuse(parcelId, 'TAKE_SAMPLE', 'DEADLINE_PASSED');
  return [{ type: 'SampleTaken', parcelId, seal, quantityGrams, due, holder }];
}

/**
 * A sample goes on: the party that has it gives it to another one, under the same seal. The sample is elsewhere than the
 * parcel, so that what is decided about the parcel meanwhile leaves no gap in its chain.
 */
export function handOver(
  { parcelId, step, seal, from, to }: HandOverSample,
  state: InspectionState,
): readonly (SampleHandedOver | InspectionCommandRefused)[] {
  const { sample } = state;
  const reason =
    !sample || sample.step === 'RESULT'
      ? ('NO_SAMPLE' as const)
      : nextStep[sample.step] !== step
        ? ('STEP_OUT_OF_ORDER' as const)
        : sample.seal !== seal
          ? ('SEAL_DIFFERS' as const)
          : sample.holder !== from
            ? ('NOT_THE_HOLDER' as const)
            : from === to
              ? ('ONE_PARTY' as const)
              : null;
  if (reason !== null) return refuse(parcelId, 'HAND_OVER_SAMPLE', reason);
  return [{ type: 'SampleHandedOver', parcelId, step, seal, from, to }];
}

/** The laboratory's answer, of a sample that it has opened. */
export function recordResult(
  { parcelId, result, remark }: RecordSampleResult,
  { sample }: InspectionState,
): readonly (SampleResultRecorded | InspectionCommandRefused)[] {
  if (!sample || sample.step === 'RESULT') return refuse(parcelId, 'SAMPLE_RESULT', 'NO_SAMPLE');
  if (sample.step !== 'OPENED' || result === 'NONE') return refuse(parcelId, 'SAMPLE_RESULT', 'STEP_OUT_OF_ORDER');
  return [{ type: 'SampleResultRecorded', parcelId, result, remark }];
}

export function sampleTaken(state: InspectionState, { seal, due, holder }: SampleTaken): InspectionState {
  return { ...state, sample: { seal, step: 'TAKEN', holder, due, result: 'NONE' } };
}

export function sampleHandedOver(state: InspectionState, { step, to }: SampleHandedOver): InspectionState {
  return state.sample ? { ...state, sample: { ...state.sample, step, holder: to } } : state;
}

export function resultRecorded(state: InspectionState, { result }: SampleResultRecorded): InspectionState {
  return state.sample ? { ...state, sample: { ...state.sample, step: 'RESULT', result } } : state;
}
