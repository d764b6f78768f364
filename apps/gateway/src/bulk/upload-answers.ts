import type { LineFault } from '@alataw/contracts';
import type { FilePlace, SourceFault } from '@alataw/formats';
import { Problem, type Fault } from '@alataw/http';
import { linksOf } from './batch-view';
import type { IntakeCounts, IntakeLimits, Stop, StopCode } from './bulk-intake';

/** Faults of a file that the answer tells, e.g. of a header. */
const MAX_STOP_FAULTS = 50;

/** A fault with where it is in a file. */
type PlacedFault = Fault & { readonly line?: number };

/** How an upload ended. */
export interface UploadEnd {
  readonly batchId: string;
  readonly counts: IntakeCounts;
  readonly firstFaults: readonly LineFault[];
  readonly stop: Stop | undefined;
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
  TOO_MANY_LINES: [413, ({ maxLines }) => `Send the rest as another file: one may have ${maxLines} declarations.`],
  NOT_DECLARATIONS: [
    422,
    ({ hopelessAfterLines }) =>
      `Send declarations of the media type that you state: none of the first ${hopelessAfterLines} is one.`,
  ],
  // What a source gives up for comes with a sentence of its own.
  ENCODING_NOT_SUPPORTED: [415, () => 'Send UTF-8 or GB18030.'],
  CSV_HEADER: [422, () => 'Mend the header and send the file again.'],
  NOT_WELL_FORMED: [400, () => 'Mend the XML and send the file again: whole lists before the fault count.'],
  DTD_NOT_ALLOWED: [400, () => 'Leave out the document type.'],
  ENTITY_NOT_ALLOWED: [400, () => 'Use no entities but the predefined ones.'],
  XML_LIMIT: [413, () => 'Send smaller elements.'],
  NOT_CEB603: [422, () => 'Send a CEB603Message.'],
  NOT_RECEIPTS: [422, () => 'Send declarations: receipts of customs have a route of their own.'],
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
  const errors: Fault[] = firstFaults.map(lineFault);
  if (stop !== undefined) {
    const [status, advice] = STOPS[stop.code];
    errors.unshift(...(stop.faults ?? []).slice(0, MAX_STOP_FAULTS).map(stopFault));
    const headers = { connection: 'close', ...(status === 503 ? { 'retry-after': '5' } : {}) };
    throw new Problem(status, stop.code, stop.detail ?? advice(limits), { headers, members, errors });
  }
  if (counts.lines === 0) throw new Problem(422, 'EMPTY_UPLOAD', 'Send at least one declaration.');
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

/** The pointer says where in the declaration, `line` which it is; the rest, where in the file. */
export function lineFault({ line, pointer, code, detail, sourceLine, column, element }: LineFault): PlacedFault {
  return { line, pointer, code, detail, ...placeMembers({ sourceLine, column, element }) };
}

function stopFault({ pointer, code, detail, place }: SourceFault): PlacedFault {
  return { pointer, code, detail, ...(place === undefined ? {} : placeMembers(place)) };
}

/** Where in the file, as far as it is known. */
export function placeMembers(place: {
  readonly [Member in keyof FilePlace]: FilePlace[Member] | null;
}): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(place).filter((entry): entry is [string, string | number] => entry[1] !== null),
  );
}
