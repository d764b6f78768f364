import { BatchLinesRefused, isOf, type Codec, type LineFault } from '@alataw/contracts';
import { elementOf } from '@alataw/formats';
import { problemType, titleOf, type Fault } from '@alataw/http';
import { conflictFault, declarationFaults } from '../commands/declaration-answers';
import type { LogReader } from '../backends/log-ports';
import { DecisionReader, type LineDecision } from './batch-decision';
import type { BatchProgress } from './batch-progress';
import { Lines } from './decided-lines';
import { placeMembers } from './upload-answers';
import { isXml } from './upload-formats';

/** What a result may be asked for by. */
export const RESULT_STATUSES = ['invalid', 'rejected', 'accepted'] as const;
export type ResultStatus = (typeof RESULT_STATUSES)[number];

/** Text is handed on in pieces of about this size. */
const PIECE_CHARACTERS = 32 * 1024;

/** The results of a batch, one JSON object per line, read from the log while they are sent: at constant memory. */
export async function* batchResults(
  codec: Codec,
  log: LogReader,
  progress: BatchProgress,
  wanted: readonly ResultStatus[],
): AsyncGenerator<string> {
  let piece = '';
  for await (const result of results(codec, log, progress, wanted)) {
    piece += `${JSON.stringify(result)}\n`;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

async function* results(
  codec: Codec,
  log: LogReader,
  progress: BatchProgress,
  wanted: readonly ResultStatus[],
): AsyncGenerator<object> {
  if (wanted.includes('invalid') && progress.counts.invalid > 0) yield* invalidLines(codec, log, progress);
  const decisions = wanted.filter((status) => status !== 'invalid');
  if (decisions.some((status) => progress.counts[status] > 0)) yield* decidedLines(codec, log, progress, decisions);
}

async function* invalidLines(codec: Codec, log: LogReader, progress: BatchProgress): AsyncGenerator<object> {
  const { partition, from, batchId } = progress.place;
  const key = Buffer.from(batchId);
  for await (const records of log.scan({ topic: 'intake.events', partition, from, to: progress.intakeNext })) {
    for (const record of records) {
      if (record.value === null || record.key?.equals(key) !== true) continue;
      const decoded = codec.decode(record.value);
      if (isOf(BatchLinesRefused, decoded)) yield* byLine(decoded.value.lines);
    }
  }
}

/** All faults of a line stand next to each other in one record. */
function* byLine(faults: readonly LineFault[]): Generator<object> {
  let own: LineFault[] = [];
  for (const fault of faults) {
    if (own[0] !== undefined && own[0].line !== fault.line) {
      yield invalidResult(own[0], own);
      own = [];
    }
    own.push(fault);
  }
  if (own[0] !== undefined) yield invalidResult(own[0], own);
}

function invalidResult({ line, parcelId }: LineFault, faults: readonly LineFault[]): object {
  const errors = faults.map(({ pointer, detail, code, sourceLine, column, element }) => ({
    pointer,
    detail,
    code,
    ...placeMembers({ sourceLine, column, element }),
  }));
  return {
    line,
    status: 'invalid',
    ...(parcelId === null ? {} : { parcelId }),
    problem: problem('LINE_INVALID', 'Mend what `errors` lists and send the line again.', errors),
  };
}

async function* decidedLines(
  codec: Codec,
  log: LogReader,
  progress: BatchProgress,
  wanted: readonly ResultStatus[],
): AsyncGenerator<object> {
  const reader = new DecisionReader(codec, progress.place.batchId);
  const seen = new Lines();
  // Both of one moment: of a line that was parked and decided later on, the later decision lies before these ends.
  const parked = progress.parkedLines;
  const ends = progress.decisionNext;
  const hasElements = isXml(progress.opened?.mediaType ?? '');
  for (const [partition, from] of (progress.opened?.decisionOffsets ?? []).entries()) {
    const to = ends[partition] ?? from;
    if (from >= to) continue;
    for await (const records of log.scan({ topic: 'declaration.events', partition, from, to })) {
      for (const record of records) {
        const decision = reader.read(record.value);
        if (decision === undefined || (decision.isParked && !parked.has(decision.line))) continue;
        if (seen.add(decision.line) && wanted.includes(decision.status)) yield decided(decision, hasElements);
      }
    }
  }
}

/** @param hasElements faults are told by the elements that the sender wrote as well */
function decided({ line, status, parcelId, faults, conflict, repeated }: LineDecision, hasElements: boolean): object {
  const result = { line, status, parcelId, ...(repeated ? { repeated } : {}) };
  if (status === 'accepted') return result;
  if (conflict !== undefined) {
    const fault = conflict === 'PARKED' ? PARKED_FAULT : conflictFault(conflict);
    return { ...result, problem: problem(fault.code, fault.detail, [fault]) };
  }
  const errors = declarationFaults(faults).map((fault) =>
    hasElements ? { ...fault, element: elementOf(fault.pointer) } : fault,
  );
  return {
    ...result,
    problem: problem('DECLARATION_REJECTED', 'Correct what `errors` lists and declare again.', errors),
  };
}

const PARKED_FAULT: Fault = {
  pointer: '',
  code: 'PARKED',
  detail: 'The centre could not process this line and has put it aside for an operator.',
};

function problem(code: string, detail: string, errors: readonly Fault[]): object {
  return { type: problemType(code), title: titleOf(code), status: 422, code, detail, errors };
}
