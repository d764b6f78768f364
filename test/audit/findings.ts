import type { AuditRecord } from './log/record';

/** What the audit proves, by the numbers that the design gives them. */
export const INVARIANTS = {
  1: 'Every acknowledged declaration is in the log',
  2: 'Each input is decided once, under the lane’s last claim',
  3: 'Sequences have no gap, transitions are legal',
  4: 'No release without a passed inspection that stands',
  5: 'Only released parcels are loaded, on one unit',
  6: 'Nothing after the closing; no held parcel through the gate',
  7: 'Declared = rejected + ended + departed + in a queue',
  8: 'Redis equals the fold of the log, field by field',
  9: 'Carriers are told what happened, once and in order',
  10: 'Kafka’s own Java consumer sees the same records',
  11: 'Trucks come in and leave as the gate allows',
} as const;
export type Invariant = keyof typeof INVARIANTS;
export const NUMBERS: readonly Invariant[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** One thing that must not be. */
export interface Violation {
  readonly what: string;
  /** The record that shows it; null where Redis or a missing record does. */
  readonly topic: string | null;
  readonly partition: number | null;
  readonly offset: number | null;
  readonly eventId: string | null;
  /** The parcel or unit, as far as there is one. */
  readonly entity: string | null;
}

/** What was found about one invariant. */
export interface Finding {
  checked: number;
  violations: number;
  /** The first of them. */
  readonly examples: Violation[];
  /** What a reader of the table has to know, e.g. that something was not checked, or is still under way. */
  readonly notes: string[];
}

const MAX_EXAMPLES = 20;
const nowhere = { topic: null, partition: null, offset: null, eventId: null, entity: null };

/** Collects what the checks find. */
export class Findings {
  readonly of: ReadonlyMap<Invariant, Finding> = new Map(
    NUMBERS.map((n) => [n, { checked: 0, violations: 0, examples: [], notes: [] }]),
  );

  get violations(): number {
    return [...this.of.values()].reduce((sum, { violations }) => sum + violations, 0);
  }

  checked(invariant: Invariant, count = 1): void {
    this.finding(invariant).checked += count;
  }

  /** A record breaks an invariant. */
  record(invariant: Invariant, record: AuditRecord, what: string): void {
    const { topic, partition, offset, meta, key } = record;
    this.add(invariant, { what, topic, partition, offset, eventId: meta?.eventId ?? null, entity: key });
  }

  /** Something else breaks it: a key in Redis, a record that is not there. */
  violation(invariant: Invariant, what: string, where: Partial<Omit<Violation, 'what'>> = {}): void {
    this.add(invariant, { what, ...nowhere, ...where });
  }

  note(invariant: Invariant, text: string): void {
    this.finding(invariant).notes.push(text);
  }

  private add(invariant: Invariant, violation: Violation): void {
    const finding = this.finding(invariant);
    finding.violations++;
    if (finding.examples.length < MAX_EXAMPLES) finding.examples.push(violation);
  }

  private finding(invariant: Invariant): Finding {
    const finding = this.of.get(invariant);
    if (!finding) throw new Error(`No invariant ${invariant}`);
    return finding;
  }
}
