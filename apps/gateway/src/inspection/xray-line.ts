import { ScanParcel } from '@alataw/contracts';
import type { Principal } from '@alataw/http';
import { isParcelId, sentenceOf, wordsOf, type Words } from '@alataw/values';
import type { CommandDesk, Receipt } from '../commands/command-desk';

/** What the belt does with what lies under its scanner. */
export interface LineAnswer {
  readonly barcode: string;
  readonly answer: 'pass' | 'divert';
  /** A published reason; `NONE` of a parcel that goes on. */
  readonly reason: string;
  readonly text: Words;
}

/** Of the time that there is, so much is the stage's: what is answered by then is used, though something else is not. */
const STAGE_SHARE = 0.8;

/**
 * Asks the inspection what an X-ray line does with parcels. Whatever goes wrong, the belt diverts: what the stage has not
 * passed in so many words does not pass.
 */
export class XrayLine {
  /** @param answerMs by then the belt has its answer: parcels come every 1.2 s at 3,000 an hour */
  constructor(
    private readonly desk: CommandDesk,
    private readonly answerMs: number,
  ) {}

  /** @returns an answer for each barcode, in their order, in time */
  async scan(line: string, barcodes: readonly string[], principal: Principal): Promise<readonly LineAnswer[]> {
    const parcelIds = barcodes.map(parcelIdOn);
    const asked = [...new Set(parcelIds.filter((id) => id !== null))];
    const answers = await this.ask(line, asked, principal);
    return barcodes.map((barcode, n) => {
      const id = parcelIds[n] ?? null;
      return id === null ? divert(barcode, 'NO_PARCEL_ID') : lineAnswer(barcode, answers.get(id));
    });
  }

  private async ask(
    line: string,
    parcelIds: readonly string[],
    principal: Principal,
  ): Promise<ReadonlyMap<string, Receipt>> {
    if (parcelIds.length === 0) return new Map();
    const commands = parcelIds.map((parcelId): ScanParcel => ({ type: 'ScanParcel', parcelId, line }));
    const waitMs = this.answerMs * STAGE_SHARE;
    const receipts = await inTime(this.desk.issueAll('scan', ScanParcel, commands, principal, waitMs), this.answerMs);
    return new Map(receipts.flatMap((receipt, n) => [[parcelIds[n] ?? '', receipt] as const]));
  }
}

/** Labels are printed in capitals; some scanners add blanks. */
function parcelIdOn(barcode: string): string | null {
  const id = barcode.trim().toUpperCase();
  return isParcelId(id) ? id : null;
}

function lineAnswer(barcode: string, receipt: Receipt | undefined): LineAnswer {
  const standing = receipt?.standing;
  if (standing === undefined || standing.meaning !== 'done') return divert(barcode, 'NO_ANSWER');
  const { answer, reason } = standing.event.fields;
  if (answer !== 'PASS') return divert(barcode, typeof reason === 'string' ? reason : 'OTHER');
  return { barcode, answer: 'pass', reason: 'NONE', text: wordsOf(sentenceOf('ScanReason', 'NONE')) };
}

function divert(barcode: string, reason: string): LineAnswer {
  return { barcode, answer: 'divert', reason, text: wordsOf(sentenceOf('ScanReason', reason)) };
}

/** What is known when the time is over, or when the log is away: nothing. The commands may stand all the same. */
async function inTime(receipts: Promise<readonly Receipt[]>, ms: number): Promise<readonly Receipt[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Receipt[]>((resolve) => {
    timer = setTimeout(() => resolve([]), ms);
  });
  try {
    return await Promise.race([receipts.catch(() => []), late]);
  } finally {
    clearTimeout(timer);
  }
}
