import { RecordReceipt } from '@alataw/contracts';
import { placeOfCopNo, type CustomsReceipt, type SourceFault } from '@alataw/formats';
import type { Principal } from '@alataw/http';
import { isParcelId } from '@alataw/values';
import type { LogReader } from '../backends/log-ports';
import type { CommandDesk, Receipt } from '../commands/command-desk';

/** A receipt as it was sent, or why it cannot be read. */
export type SentReceipt =
  | { readonly ok: true; readonly receipt: CustomsReceipt }
  | { readonly ok: false; readonly faults: readonly Pick<SourceFault, 'pointer' | 'code' | 'detail' | 'place'>[] };

/** What became of one receipt. */
export interface ReceiptResult {
  readonly copNo: string | null;
  readonly parcelId: string | null;
  readonly commandId: string | null;
  /** `recorded`: it says something new. `noted`: kept, though its code is not known here. `ignored`: with a published reason. */
  readonly status: 'recorded' | 'noted' | 'ignored' | 'pending' | 'parked' | 'refused';
  readonly reason: string | null;
  readonly errors: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

/** Hears how many receipts came, by what they are about. */
export type ReceiptMeter = (document: string, outcome: 'taken' | 'refused') => void;

const STATUSES: Readonly<Record<string, ReceiptResult['status']>> = {
  ReceiptNoted: 'noted',
  ReceiptIgnored: 'ignored',
};

/** Hands customs' receipts to the stage, each as a command about its parcel. */
export class ReceiptDesk {
  constructor(
    private readonly desk: CommandDesk,
    private readonly log: () => LogReader,
    private readonly meter: ReceiptMeter,
  ) {}

  /** @returns a result for each, in their order */
  async take(sent: readonly SentReceipt[], principal: Principal, waitMs: number): Promise<readonly ReceiptResult[]> {
    const parcelIds = await Promise.all(
      sent.map((each) => Promise.resolve(each.ok ? this.parcelOf(each.receipt.copNo) : null)),
    );
    const commands = sent.flatMap((each, n): RecordReceipt[] => {
      const parcelId = parcelIds[n] ?? null;
      if (!each.ok || parcelId === null) return [];
      const { document, guid, code, returnTime, info, preNo, invtNo } = each.receipt;
      return [{ type: 'RecordReceipt', parcelId, document, guid, code, returnTime, info, preNo, invtNo }];
    });
    const receipts =
      commands.length === 0 ? [] : await this.desk.issueAll('receipt', RecordReceipt, commands, principal, waitMs);
    const given = receipts[Symbol.iterator]();
    return sent.map((each, n) => {
      const parcelId = parcelIds[n] ?? null;
      this.meter(each.ok ? each.receipt.document : 'none', parcelId === null ? 'refused' : 'taken');
      return parcelId === null ? refused(each) : resultOf(each, parcelId, given.next().value);
    });
  }

  /** The parcel that customs knows under a number; null for a number that this centre has not given. */
  private async parcelOf(copNo: string): Promise<string | null> {
    if (isParcelId(copNo)) return copNo;
    const place = placeOfCopNo(copNo);
    if (place === null || place.partition >= this.log().partitions('customs.events')) return null;
    const record = await this.log().readAt('customs.events', place.partition, place.offset);
    const key = record?.key?.toString() ?? '';
    return isParcelId(key) ? key : null;
  }
}

function resultOf(sent: SentReceipt, parcelId: string, receipt: Receipt | undefined): ReceiptResult {
  const { commandId = null, standing } = receipt ?? {};
  const base = { copNo: sent.ok ? sent.receipt.copNo : null, parcelId, commandId, reason: null, errors: [] };
  if (standing === undefined) return { ...base, status: 'pending' };
  if (standing.meaning === 'parked') return { ...base, status: 'parked' };
  const { type, fields } = standing.event;
  const { reason } = fields;
  return { ...base, status: STATUSES[type] ?? 'recorded', reason: typeof reason === 'string' ? reason : null };
}

function refused(sent: SentReceipt): ReceiptResult {
  const unknown = {
    ...{ pointer: '', code: 'COP_NO_UNKNOWN' },
    detail: 'Repeat the copNo of the document: this centre has not given this one.',
  };
  return {
    ...{ copNo: sent.ok ? sent.receipt.copNo : null, parcelId: null, commandId: null, status: 'refused', reason: null },
    errors: sent.ok ? [unknown] : sent.faults,
  };
}
