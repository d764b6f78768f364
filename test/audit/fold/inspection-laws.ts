import type { AvroRecord } from '../log/avro';
import { isRecord, numberIn, optionalTextIn, textIn } from '../log/record';
import { actorOf, detainsByTwo, isMissing, type InspectionState } from './inspection-file';

const STEPS = ['TAKEN', 'SENT', 'RECEIVED', 'OPENED'];

/** A sample's chain has no gap: each step follows the one before it, and who gives it is who took it. */
export function chainFault({ sample }: InspectionState, event: AvroRecord): string | null {
  if (sample === null) return 'there is no sample';
  const [step, from, to] = [textIn(event, 'step'), textIn(event, 'from'), textIn(event, 'to')];
  if (STEPS.indexOf(step) !== STEPS.indexOf(sample.step) + 1 || !STEPS.includes(sample.step))
    return `${step} follows ${sample.step}`;
  if (from !== sample.holder) return `${from} gives what ${sample.holder} has`;
  if (from === to) return `${from} gives it to itself`;
  return textIn(event, 'seal') === sample.seal ? null : 'the seal is another one';
}

/** What had to be done, by whom, before an opened inspection ended so. */
export function verdictFault(state: InspectionState, event: AvroRecord): string | null {
  const outcome = textIn(event, 'outcome');
  if (state.quarantined) return 'it is in quarantine';
  if (state.queue === 'laboratory') return 'its sample has no result';
  const fault = outcome === 'PASSED' ? passFault(state) : null;
  return fault ?? officersFault(state, event, outcome);
}

function passFault(state: InspectionState): string | null {
  if (isMissing(state)) return 'it has not arrived';
  if (state.amending) return 'its declaration has to be amended';
  if (state.papers.some(({ status }) => status !== 'ACCEPTED')) return 'papers are missing';
  if (state.sample !== null && state.sample.result !== 'PASS') return `its sample is ${state.sample.result}`;
  if (!state.examinationDue) return state.imageDue ? 'there is no normal image' : null;
  const left = state.checklist.find(({ finding }) => finding === 'OPEN');
  if (left) return `nobody looked at ${left.item}`;
  return state.sampleRequired && state.sample === null ? 'no sample was taken' : null;
}

/** Where two officers are needed, one has proposed this very outcome, and the other one confirms it now. */
function officersFault(state: InspectionState, event: AvroRecord, outcome: string): string | null {
  const { proposal } = state;
  const isWaiting = proposal !== null && !proposal.awaitsArrival;
  const needsTwo = outcome === 'DETAINED' ? detainsByTwo(timeOf(event)) : outcome === 'PASSED' && state.twoOfficers;
  if (!needsTwo && !isWaiting) return null;
  if (!isWaiting) return 'no second officer confirmed it';
  const verdict = { PASSED: 'PASS', RETURNED: 'RETURN', DETAINED: 'DETAIN' }[outcome];
  if (proposal.verdict !== verdict || proposal.detention !== optionalTextIn(event, 'detention'))
    return `${proposal.verdict} was proposed`;
  return actorOf(event) === proposal.officer ? 'the officer who proposed it confirms it' : null;
}

function timeOf(event: AvroRecord): number {
  const meta = event['meta'];
  return isRecord(meta) ? numberIn(meta, 'occurredAt') : 0;
}
