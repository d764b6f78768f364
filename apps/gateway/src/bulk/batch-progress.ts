import { BatchClosed, BatchLinesRefused, BatchOpened, isOf, type Codec } from '@alataw/contracts';
import type { LogReader } from '../backends/log-ports';
import { DecisionReader, type LineDecision } from './batch-decision';
import type { BatchPlace } from './batch-id';
import { DecidedLines, type Lines, type Provisional } from './decided-lines';

/** Other batches' records that may stand between the end of the log when a batch was named and its first record. */
const MAX_RECORDS_BEFORE = 5_000;

/** What was counted so far. */
export interface BatchCounts {
  readonly accepted: number;
  readonly rejected: number;
  /** Lines that wait for their documents, or did when they were decided: their parcels tell more. */
  readonly filed: number;
  /** Of the accepted and rejected ones: lines whose content had been decided before. */
  readonly repeated: number;
  /** Lines refused by their form. */
  readonly invalid: number;
}

/**
 * Follows one batch through the log. It keeps its place, so that asking again reads only what has been added; forgetting it costs
 * nothing but reading anew.
 */
export class BatchProgress {
  opened: BatchOpened | undefined;
  closed: BatchClosed | undefined;
  /** Where the reading of the intake topic stands. */
  intakeNext: number;
  /** Where the reading of the decisions stands, per partition. */
  decisionNext: readonly number[] = [];
  private readonly tally = { accepted: 0, rejected: 0, filed: 0, repeated: 0, invalid: 0 };
  private readonly decided = new DecidedLines();
  /** Per partition: lines that are parked or filed there. */
  private readonly provisional = new Map<number, number>();
  private readonly decisions: DecisionReader;
  private lastRefusedLine = 0;
  private running: Promise<void> | undefined;

  constructor(
    readonly place: BatchPlace,
    private readonly codec: Codec,
    private readonly log: LogReader,
  ) {
    this.intakeNext = place.from;
    this.decisions = new DecisionReader(codec, place.batchId);
  }

  get counts(): BatchCounts {
    return { ...this.tally };
  }

  /** Lines that wait for their decision; undefined while it is not known how many there are. */
  get pending(): number | undefined {
    const { accepted, rejected, filed } = this.tally;
    return this.closed === undefined ? undefined : this.closed.accepted - accepted - rejected - filed;
  }

  /** Lines that are parked or filed as far as the decisions have been read, see {@link decisionNext}. */
  get provisionalLines(): Readonly<Record<Provisional, Lines>> {
    return this.decided.provisionalNow();
  }

  /** Reads what has been added. Who asks meanwhile waits for the same reading. */
  async advance(decisionEnds: readonly number[]): Promise<void> {
    this.running ??= this.readOn(decisionEnds).finally(() => (this.running = undefined));
    await this.running;
  }

  private async readOn(decisionEnds: readonly number[]): Promise<void> {
    if (this.closed === undefined) await this.readIntake();
    if (this.opened === undefined) return;
    await Promise.all(decisionEnds.map((end, partition) => this.readDecisions(partition, end)));
  }

  private async readIntake(): Promise<void> {
    const topic = 'intake.events';
    const { partition, batchId } = this.place;
    const to = (await this.log.endOffsets(topic))[partition] ?? 0;
    const key = Buffer.from(batchId);
    for await (const records of this.log.scan({ topic, partition, from: this.intakeNext, to })) {
      for (const record of records) {
        this.intakeNext = record.offset + 1;
        if (record.value === null || record.key?.equals(key) !== true) continue;
        this.take(record.value);
        if (this.closed !== undefined) return;
      }
      // A name that was made up must not make us read the whole topic.
      if (this.opened === undefined && this.intakeNext - this.place.from > MAX_RECORDS_BEFORE) return;
    }
  }

  private take(value: Buffer): void {
    const decoded = this.codec.decode(value);
    if (isOf(BatchOpened, decoded)) {
      this.opened = decoded.value;
      this.decisionNext = decoded.value.decisionOffsets;
    } else if (isOf(BatchLinesRefused, decoded)) {
      for (const { line } of decoded.value.lines) {
        if (line === this.lastRefusedLine) continue;
        this.lastRefusedLine = line;
        this.tally.invalid += 1;
      }
    } else if (isOf(BatchClosed, decoded)) this.closed = decoded.value;
  }

  private async readDecisions(partition: number, to: number): Promise<void> {
    const from = this.decisionNext[partition] ?? 0;
    if (from >= to || !this.isAwaited(partition)) return;
    for await (const records of this.log.scan({ topic: 'declaration.events', partition, from, to })) {
      for (const record of records) {
        const decision = this.decisions.read(record.value);
        if (decision !== undefined) this.count(partition, decision);
      }
      const last = records.at(-1);
      if (last !== undefined) this.moveTo(partition, last.offset + 1);
      if (!this.isAwaited(partition)) return;
    }
    this.moveTo(partition, to);
  }

  /** Whether a decision may still come here: some line has none, or one that is parked here may be retried, or one that is filed be matched. */
  private isAwaited(partition: number): boolean {
    return this.pending !== 0 || (this.provisional.get(partition) ?? 0) > 0;
  }

  private count(partition: number, { line, status, repeated, provisional }: LineDecision): void {
    const is = this.decided.note(line, provisional);
    if (is === 'again') return;
    if (is === 'parked') this.tally.rejected -= 1; // as which it was counted while it was parked
    if (is === 'filed') this.tally.filed -= 1;
    this.tally[status] += 1;
    if (repeated) this.tally.repeated += 1;
    const more = (provisional === null ? 0 : 1) - (is === 'first' ? 0 : 1);
    this.provisional.set(partition, (this.provisional.get(partition) ?? 0) + more);
  }

  private moveTo(partition: number, offset: number): void {
    this.decisionNext = this.decisionNext.map((next, p) => (p === partition ? offset : next));
  }
}
