import type { Codec } from '@alataw/contracts';
import { elementOf, receiptsHead, RECEIPTS_TAIL, receiptXml, type ListNames } from '@alataw/formats';
import { createHash } from 'node:crypto';
import type { LogReader } from '../backends/log-ports';
import type { BatchProgress } from './batch-progress';
import { lineResults, PIECE_CHARACTERS, type LineResult, type ResultStatus } from './batch-results';
import { ListDirectory } from './list-directory';
import { isXml, NDJSON } from './upload-formats';

/** Customs' codes for what became of a list. */
const RETURN_STATUS: Readonly<Record<ResultStatus, string>> = {
  /** In customs' database; what the inspection says comes later. */
  accepted: '120',
  /** Declaring: it waits for its documents. */
  filed: '2',
  rejected: '100',
  /** As customs answers what breaks its format. */
  invalid: '-999999',
};
/** Put aside for an operator: neither accepted nor rejected. */
const NOT_PROCESSED = '-1';

/** The results of a batch as receipts (CEB604), read from the log while they are sent: at constant memory. */
export async function* batchReceipts(
  codec: Codec,
  log: LogReader,
  progress: BatchProgress,
  wanted: readonly ResultStatus[],
): AsyncGenerator<string> {
  const { batchId } = progress.place;
  const directory = await ListDirectory.of(codec, log, progress);
  const hasElements = isXml(progress.opened?.mediaType ?? '');
  let piece = receiptsHead(guidOf(batchId));
  for await (const result of lineResults(codec, log, progress, wanted)) {
    const names = (await directory.namesOf(result.line)) ?? namesMade(batchId, result.line);
    piece += receiptOf(result, names, hasElements);
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}${RECEIPTS_TAIL}`;
}

function receiptOf(
  { status, at, parcelId, errors, parked }: LineResult,
  names: ListNames,
  hasElements: boolean,
): string {
  const filed = [{ code: 'FILED', pointer: parcelId ?? '', sentence: '清单已暂存，等待单证匹配。' }];
  const accepted = [{ code: 'ACCEPTED', pointer: parcelId ?? '', sentence: '清单已受理。' }];
  const faults = errors.map(({ code, pointer, detail, text, element }) => ({
    code,
    pointer: element ?? (hasElements ? elementOf(pointer) : pointer),
    sentence: text?.['zh'] ?? detail,
  }));
  return receiptXml({
    names,
    returnStatus: parked ? NOT_PROCESSED : RETURN_STATUS[status],
    returnTime: at,
    returnInfo: status === 'accepted' ? accepted : status === 'filed' ? filed : faults,
  });
}

/** What was not declared as a customs list has no names: its number in the batch stands for them. */
function namesMade(batchId: string, line: number): ListNames {
  return {
    guid: guidOf(`${batchId}:${line}`),
    customsCode: '',
    ebpCode: '',
    copNo: String(line),
    preNo: '',
    invtNo: '',
  };
}

/** Always the same for the same text, in the form of a GUID. */
function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex').toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** Whether results are asked for as XML: as `Accept` says, and otherwise as the batch was sent. */
export function wantsXml(accept: string | undefined, mediaType: string): boolean {
  const qualities = new Map<string, number>();
  for (const part of (accept ?? '').toLowerCase().split(',')) {
    const [type = '', ...parameters] = part.split(';').map((own) => own.trim());
    const quality = parameters.find((own) => own.startsWith('q='));
    qualities.set(type, quality === undefined ? 1 : Number(quality.slice(2)) || 0);
  }
  const best = (...types: string[]): number => Math.max(...types.map((type) => qualities.get(type) ?? 0));
  const xml = best('application/xml', 'text/xml');
  const json = best(NDJSON, 'application/json');
  return xml === json ? isXml(mediaType) : xml > json;
}
