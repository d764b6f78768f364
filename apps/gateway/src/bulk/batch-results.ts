import { BatchLinesRefused, isOf, type Codec, type LineFault } from '@alataw/contracts';
import { elementOf } from '@alataw/formats';
import { problemType, titleOf, type Fault } from '@alataw/http';
import { codesOf, type CodeOf } from '@alataw/values';
import type { LogReader } from '../backends/log-ports';
import { conflictFault, declarationFaults } from '../commands/declaration-answers';
import { DecisionReader, type LineDecision } from './batch-decision';
import type { BatchProgress } from './batch-progress';
import { Lines } from './decided-lines';
import { placeMembers } from './upload-answers';
import { isXml } from './upload-formats';

/** What a result may be asked for by. */
export const RESULT_STATUSES = codesOf('BatchResult');
export type ResultStatus = CodeOf<'BatchResult'>;

/** Text is handed on in pieces of about this size. */
export const PIECE_CHARACTERS = 32 * 1024;

/** A fault, with the element of the file that it is about, where it has such. */
type PlacedFault = Fault & { readonly element?: string };

/** What became of one record of a batch. */
export interface LineResult {
  readonly line: number;
  readonly status: ResultStatus;
  readonly parcelId: string | null;
  /** Its content had been decided before. */
  readonly repeated: boolean;
  /** Put aside for an operator. */
  readonly parked: boolean;
  /** When, epoch ms UTC. */
  readonly at: number;
  /** Why it was not accepted, as a whole, and fault by fault. */
  readonly why?: { readonly code: string; readonly detail: string };
  readonly errors: readonly PlacedFault[];
}

/** The results of a batch, one JSON object per line, read from the log while they are sent: at constant memory. */
export async function* batchResults(
  codec: Codec,
  log: LogReader,
  progress: BatchProgress,
  wanted: readonly ResultStatus[],
): AsyncGenerator<string> {
  let piece = '';
  for await (const result of lineResults(codec, log, progress, wanted)) {
    piece += `${JSON.stringify(shown(result))}\n`;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** The results of a batch: invalid records in order, then decided ones in the order of their decisions. */
export async function* lineResults(
  codec: Codec,
  log: LogReader,
  progress: BatchProgress,
  wanted: readonly ResultStatus[],
): AsyncGenerator<LineResult> {
  if (wanted.includes('invalid') && progress.counts.invalid > 0) yield* invalidLines(codec, log, progress);
  const decisions = wanted.filter((status) => status !== 'invalid');
  if (decisions.some((status) => progress.counts[status] > 0)) yield* decidedLines(codec, log, progress, decisions);
}

async function* invalidLines(codec: Codec, log: LogReader, progress: BatchProgress): AsyncGenerator<LineResult> {
  const { partition, from, batchId } = progress.place;
  const key = Buffer.from(batchId);
  const at = progress.opened?.openedAt ?? 0;
  for await (const records of log.scan({ topic: 'intake.events', partition, from, to: progress.intakeNext })) {
    for (const record of records) {
      if (record.value === null || record.key?.equals(key) !== true) continue;
      const decoded = codec.decode(record.value);
      if (isOf(BatchLinesRefused, decoded)) yield* byLine(decoded.value.lines, at);
    }
  }
}

/** All faults of a line stand next to each other in one record. */
function* byLine(faults: readonly LineFault[], at: number): Generator<LineResult> {
  let own: LineFault[] = [];
  for (const fault of faults) {
    if (own[0] !== undefined && own[0].line !== fault.line) {
      yield invalidResult(own[0], own, at);
      own = [];
    }
    own.push(fault);
  }
  if (own[0] !== undefined) yield invalidResult(own[0], own, at);
}

function invalidResult({ line, parcelId }: LineFault, faults: readonly LineFault[], at: number): LineResult {
  const errors = faults.map(({ pointer, detail, code, sourceLine, column, element }) => ({
    pointer,
    detail,
    code,
    ...placeMembers({ sourceLine, column, element }),
  }));
  const why = { code: 'LINE_INVALID', detail: 'Mend what `errors` lists and send the line again.' };
  return { line, status: 'invalid', parcelId, repeated: false, parked: false, at, why, errors };
}

async function* decidedLines(
  codec: Codec,
  log: LogReader,
  progress: BatchProgress,
  wanted: readonly ResultStatus[],
): AsyncGenerator<LineResult> {
  const reader = new DecisionReader(codec, progress.place.batchId);
  const seen = new Lines();
  // Both of one moment: of a line that was parked or filed and decided later on, the later decision lies before these ends.
  const open = progress.provisionalLines;
  const ends = progress.decisionNext;
  const hasElements = isXml(progress.opened?.mediaType ?? '');
  for (const [partition, from] of (progress.opened?.decisionOffsets ?? []).entries()) {
    const to = ends[partition] ?? from;
    if (from >= to) continue;
    for await (const records of log.scan({ topic: 'declaration.events', partition, from, to })) {
      for (const record of records) {
        const decision = reader.read(record.value);
        if (decision === undefined) continue;
        if (decision.provisional !== null && !open[decision.provisional].has(decision.line)) continue;
        if (seen.add(decision.line) && wanted.includes(decision.status)) yield decided(decision, hasElements);
      }
    }
  }
}

/** @param hasElements faults are told by the elements that the sender wrote as well */
function decided(decision: LineDecision, hasElements: boolean): LineResult {
  const { line, status, parcelId, repeated, at, faults, conflict, provisional } = decision;
  const result = { line, status, parcelId, repeated, parked: provisional === 'parked', at };
  if (status !== 'rejected') return { ...result, errors: [] };
  if (conflict !== undefined) {
    const fault = conflict === 'PARKED' ? PARKED_FAULT : conflictFault(conflict);
    return { ...result, why: fault, errors: [fault] };
  }
  const errors = declarationFaults(faults).map((fault) =>
    hasElements ? { ...fault, element: elementOf(fault.pointer) } : fault,
  );
  const why = { code: 'DECLARATION_REJECTED', detail: 'Correct what `errors` lists and declare again.' };
  return { ...result, why, errors };
}

const PARKED_FAULT: Fault = {
  pointer: '',
  code: 'PARKED',
  detail: 'The centre could not process this line and has put it aside for an operator.',
};

/** A result as the API shows it. */
function shown({ line, status, parcelId, repeated, why, errors }: LineResult): object {
  return {
    line,
    status,
    ...(parcelId === null ? {} : { parcelId }),
    ...(repeated ? { repeated } : {}),
    ...(why === undefined
      ? {}
      : {
          problem: {
            type: problemType(why.code),
            title: titleOf(why.code),
            status: 422,
            code: why.code,
            detail: why.detail,
            errors,
          },
        }),
  };
}
