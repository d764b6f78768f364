import type { LineFault } from '@alataw/contracts';
import { Problem, type Fault } from '@alataw/http';
import { linksOf } from './batch-view';
import type { IntakeCounts, IntakeLimits, StopCode } from './bulk-intake';

/** How an upload ended. */
export interface UploadEnd {
  readonly batchId: string;
  readonly counts: IntakeCounts;
  readonly firstFaults: readonly LineFault[];
  readonly stop: StopCode | undefined;
}

/** Why an upload stopped, as an answer: status, and what to do. What had arrived counts in any case. */
const STOPS: Readonly<Record<StopCode, readonly [status: number, advice: (limits: IntakeLimits) => string]>> = {
  CLIENT_GONE: [
    400,
    () => 'The connection was closed before the end: send the file again; lines that stand are recognised.',
  ],
  BODY_STALLED: [408, () => 'Nothing came for too long: send the file again; lines that stand are recognised.'],
  BODY_TOO_LARGE: [413, () => 'Send the rest as another file: this one is larger than one upload may be.'],
  GZIP_TRUNCATED: [
    400,
    () => 'Compress the file again and send it whole: it ends in the middle; whole lines before that count.',
  ],
  GZIP_CORRUPT: [400, () => 'Compress the file with gzip and send it again: it is not gzip, or damaged.'],
  GZIP_RATIO: [413, () => 'Send the file uncompressed: it unfolds more than declarations can.'],
  SHUTTING_DOWN: [
    503,
    () => 'Send the file again in a few seconds: this instance is stopping; lines that stand are recognised.',
  ],
  TOO_MANY_LINES: [413, ({ maxLines }) => `Send the rest as another file: one may have ${maxLines} lines.`],
  NOT_DECLARATIONS: [
    422,
    ({ hopelessAfterLines }) =>
      `Send one JSON declaration per line: none of the first ${hopelessAfterLines} lines is one.`,
  ],
};

/** @returns the body of the 202; @throws {Problem} when the upload stopped early, was empty, or had no line that could be read */
export function uploadAnswer(
  end: UploadEnd,
  platform: string,
  limits: IntakeLimits,
): Readonly<Record<string, unknown>> {
  const { batchId, counts, firstFaults, stop } = end;
  const view = {
    batchId,
    platform,
    lines: counts.lines,
    invalid: counts.invalid,
    accepted: 0,
    rejected: 0,
    pending: counts.commands,
    links: linksOf(batchId),
  };
  const members = counts.lines > 0 ? { batch: view } : {};
  const errors = firstFaults.map(lineFault);
  if (stop !== undefined) {
    const [status, advice] = STOPS[stop];
    const headers = { connection: 'close', ...(status === 503 ? { 'retry-after': '5' } : {}) };
    throw new Problem(status, stop, advice(limits), { headers, members, errors });
  }
  if (counts.lines === 0) throw new Problem(422, 'EMPTY_UPLOAD', 'Send at least one line with a declaration.');
  if (counts.commands === 0) {
    throw new Problem(
      422,
      'NO_VALID_LINE',
      'Mend the lines that `errors` lists and send them again: none could be read.',
      {
        members,
        errors,
      },
    );
  }
  return { ...view, state: 'deciding' };
}

/** The pointer says where in the line; `line` says which. */
function lineFault({ line, pointer, code, detail }: LineFault): Fault & { readonly line: number } {
  return { line, pointer, code, detail };
}
