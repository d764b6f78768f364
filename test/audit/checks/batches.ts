import type { Findings } from '../findings';
import { BitSet } from '../log/ledger';
import { numberIn, recordIn, textIn, type AuditRecord } from '../log/record';

/** The lines of one batch that became commands. */
interface Lines {
  readonly seen: BitSet;
  count: number;
}

/** The correlation id of a line: the batch's name and the number of the line. */
const LINE = /^(b\d{1,15}-[0-9a-f]{10}):(\d{1,9})$/;

/** Invariant 1: what was acknowledged to a sender is a command in the log. */
export class Batches {
  private readonly lines = new Map<string, Lines>();
  private readonly closed: { readonly record: AuditRecord; readonly batchId: string; readonly accepted: number }[] = [];
  private opened = 0;
  /** Acknowledged command ids that have not been seen yet; null when nobody gave a list. */
  private readonly missing: Set<string> | null;

  /** @param acknowledged command ids that a gateway answered for; null when there is no list */
  constructor(
    acknowledged: Iterable<string> | null,
    private readonly findings: Findings,
  ) {
    this.missing = acknowledged === null ? null : new Set(acknowledged);
    findings.checked(1, this.missing?.size ?? 0);
  }

  /** Takes a record of a commands topic. */
  command(record: AuditRecord): void {
    if (record.kind !== 'command') return;
    const meta = recordIn(record.fields, 'meta');
    this.missing?.delete(textIn(meta, 'commandId'));
    if (record.type !== 'DeclareParcel') return;
    const [, batchId, line] = LINE.exec(textIn(meta, 'correlationId')) ?? [];
    if (batchId === undefined) return;
    const lines = this.lines.get(batchId) ?? { seen: new BitSet(), count: 0 };
    this.lines.set(batchId, lines);
    if (lines.seen.add(Number(line))) lines.count++;
  }

  /** Takes a record of the intake topic. */
  intake(record: AuditRecord): void {
    if (record.type === 'BatchOpened') this.opened++;
    if (record.type !== 'BatchClosed') return;
    const { fields } = record;
    this.closed.push({ record, batchId: textIn(fields, 'batchId'), accepted: numberIn(fields, 'accepted') });
  }

  finish(): void {
    for (const commandId of this.missing ?? []) {
      this.findings.violation(1, `the acknowledged command ${commandId} is not in the log`);
    }
    for (const { record, batchId, accepted } of this.closed) {
      this.findings.checked(1, accepted);
      const count = this.lines.get(batchId)?.count ?? 0;
      if (count !== accepted) {
        this.findings.record(1, record, `${accepted} lines were accepted, ${count} of them are commands`);
      }
    }
    const { closed } = this;
    this.findings.note(1, `${closed.length} batches closed, ${this.opened - closed.length} open or broken off`);
    if (this.missing === null)
      this.findings.note(1, 'single declarations not checked: no list of acknowledged commands');
  }
}
