import type { ClearanceRules, Timetable } from '@alataw/values';
import type { ReceiptTable } from './receipt-table';

/** How reports are sent and asked about, in ms and numbers. */
export interface FilingAllowances {
  /** Without an answer for so long, customs is asked; each time after twice as long. */
  readonly answerMs: number;
  /** The longest pause between two questions. */
  readonly mostMs: number;
  /** The pause after the first attempt; each is twice as long as the one before. */
  readonly retryFirstMs: number;
  readonly retryMostMs: number;
  /** So often a report is offered that customs does not take. */
  readonly refusedAttempts: number;
}

/** The rules by which the stage decides, by the day. How they are written is no concern of the domain. */
export interface CustomsRules {
  readonly clearance: ClearanceRules;
  readonly receipts: Timetable<ReceiptTable>;
  readonly filing: Timetable<FilingAllowances>;
}

/** @throws when nothing is in force at the time: a rules file that is loaded has an entry for every day of the centre */
export function inForce<T>(timetable: Timetable<T>, at: number): T {
  const value = timetable.inForce(at);
  if (value === undefined) throw new RangeError(`No rules of customs are in force at ${new Date(at).toISOString()}`);
  return value;
}

/** Doubles from the first pause on, up to the longest. @param done how many there were before */
export function backOff(firstMs: number, mostMs: number, done: number): number {
  return Math.min(firstMs * 2 ** Math.min(done, 40), mostMs);
}
