import {
  BatchClosed,
  BatchLinesRefused,
  BatchListsNamed,
  BatchOpened,
  DeclareParcel,
  partitionOf,
  type Codec,
  type Contract,
  type LineFault,
  type NamedList,
} from '@alataw/contracts';
import {
  SourceError,
  type RecordSource,
  type SourceErrorCode,
  type SourceFault,
  type SourceRecord,
} from '@alataw/formats';
import { BodyError, type BodyFaultCode } from '@alataw/http';
import type { LogWriter, Publication } from '../backends/log-ports';
import { correlationOf, type BatchPlace } from './batch-id';
import { BatchWriter } from './batch-writer';
import type { RecordJudge } from './record-judge';

/** Limits of a batch. */
export interface IntakeLimits {
  /** Records; blank lines count. */
  readonly maxLines: number;
  /** A file of which so many first records are all wrong is something else. */
  readonly hopelessAfterLines: number;
}

/** Why a batch was not read to its end. */
export type StopCode = BodyFaultCode | SourceErrorCode | 'TOO_MANY_LINES' | 'NOT_DECLARATIONS';

/** Why, and what the source of the records has to say of it. */
export interface Stop {
  readonly code: StopCode;
  readonly detail?: string;
  readonly faults?: readonly SourceFault[];
}

/** What an intake needs to know of the batch that it reads. */
export interface BatchHead extends BatchPlace {
  readonly platform: string;
  /** Without parameters. */
  readonly mediaType: string;
  readonly actor: string;
  /** End offsets of declaration.events when the batch was opened. */
  readonly decisionOffsets: readonly number[];
}

/** How far an intake has come. */
export interface IntakeCounts {
  /** Records read, blank lines left out. */
  lines: number;
  /** Records that became commands. */
  commands: number;
  invalid: number;
}

/** Faults of one record: the schema allows 500, a record 64 KiB. */
const REFUSALS_PER_RECORD = 500;
const REFUSAL_BYTES = 40 * 1024;
/** Names of lists in one record: six of up to 60 characters each, below 64 KiB in any script. */
const NAMES_PER_RECORD = 50;
/** Faults that the answer itself repeats. */
const FIRST_FAULTS = 20;

/** Reads one batch: records in, commands and refusals out, at constant memory. */
export class BulkIntake {
  readonly counts: IntakeCounts = { lines: 0, commands: 0, invalid: 0 };
  /** The first faults, for the answer. */
  readonly firstFaults: LineFault[] = [];
  private readonly writer: BatchWriter;
  private readonly partitions: number;
  private refusals: LineFault[] = [];
  private refusalBytes = 0;
  private names: NamedList[] = [];
  private isOpen = false;

  constructor(
    private readonly codec: Codec,
    log: LogWriter,
    private readonly head: BatchHead,
    private readonly judge: RecordJudge,
    private readonly limits: IntakeLimits,
    private readonly clock: () => number,
  ) {
    this.writer = new BatchWriter(log);
    this.partitions = log.partitions('declaration.commands');
  }

  /**
   * Reads to the end, or to where the body breaks or a limit is met: what stands before counts all the same.
   * @returns why it stopped early; undefined when all was read
   * @throws what the log threw: then nothing is known of the lines that were under way
   */
  async read(chunks: AsyncIterable<Buffer>, source: RecordSource): Promise<Stop | undefined> {
    const stop = await this.readRecords(chunks, source);
    if (this.isOpen) {
      this.flushRefusals();
      this.flushNames();
      await this.writer.flush();
      await this.close(stop === undefined);
    }
    return stop;
  }

  private async readRecords(chunks: AsyncIterable<Buffer>, source: RecordSource): Promise<Stop | undefined> {
    try {
      for await (const chunk of chunks) {
        const stop = this.takeAll(source.push(chunk));
        if (stop !== undefined) return { code: stop };
        if (source.count > this.limits.maxLines) return { code: 'TOO_MANY_LINES' };
        await this.writer.room();
      }
      // What nothing but the end completes counts only when the body is whole: else it may be half a record.
      const stop = this.takeAll(source.end());
      return stop === undefined ? undefined : { code: stop };
    } catch (error) {
      if (error instanceof BodyError) return { code: error.code };
      if (error instanceof SourceError) return { code: error.code, detail: error.detail, faults: error.faults };
      throw error;
    }
  }

  private takeAll(records: Iterable<SourceRecord>): StopCode | undefined {
    for (const record of records) {
      if (this.counts.lines === this.limits.maxLines) return 'TOO_MANY_LINES';
      if (this.counts.lines === this.limits.hopelessAfterLines && this.counts.commands === 0) return 'NOT_DECLARATIONS';
      this.take(record);
    }
    return undefined;
  }

  private take(record: SourceRecord): void {
    if (!this.isOpen) this.open();
    this.counts.lines += 1;
    if (record.names !== undefined) this.name({ line: record.number, ...record.names });
    const judgement = this.judge.judge(record);
    if ('faults' in judgement) return this.refuse(judgement.faults);
    const id = correlationOf(this.head.batchId, record.number);
    let value: Buffer;
    try {
      const meta = { commandId: id, correlationId: id, actor: this.head.actor, issuedAt: this.clock() };
      value = this.codec.encode(DeclareParcel, { ...judgement.command, meta });
    } catch (error) {
      return this.refuse(this.judge.unwritable(record, error));
    }
    const { parcelId } = judgement.command;
    const partition = partitionOf(parcelId, this.partitions);
    this.writer.add({ topic: 'declaration.commands', partition, key: Buffer.from(parcelId), value });
    this.counts.commands += 1;
  }

  private refuse(faults: readonly LineFault[]): void {
    this.counts.invalid += 1;
    for (const fault of faults) {
      if (this.firstFaults.length < FIRST_FAULTS) this.firstFaults.push(fault);
      this.refusals.push(fault);
      this.refusalBytes +=
        40 + fault.pointer.length * 3 + fault.code.length + fault.detail.length * 3 + (fault.element?.length ?? 0) * 3;
    }
    // Only between two records, so that all faults of one stand together.
    if (this.refusals.length > REFUSALS_PER_RECORD - 10 || this.refusalBytes > REFUSAL_BYTES) this.flushRefusals();
  }

  private flushRefusals(): void {
    if (this.refusals.length === 0) return;
    const { batchId } = this.head;
    this.writer.add(this.intakeRecord(BatchLinesRefused, { type: 'BatchLinesRefused', batchId, lines: this.refusals }));
    this.refusals = [];
    this.refusalBytes = 0;
  }

  /** Names are written before what they name is decided, so that a receipt finds them. */
  private name(list: NamedList): void {
    this.names.push(list);
    if (this.names.length === NAMES_PER_RECORD) this.flushNames();
  }

  private flushNames(): void {
    if (this.names.length === 0) return;
    const { batchId } = this.head;
    this.writer.add(this.intakeRecord(BatchListsNamed, { type: 'BatchListsNamed', batchId, lists: this.names }));
    this.names = [];
  }

  private open(): void {
    this.isOpen = true;
    const { batchId, platform, mediaType, decisionOffsets } = this.head;
    this.writer.add(
      this.intakeRecord(BatchOpened, {
        type: 'BatchOpened',
        batchId,
        platform,
        mediaType,
        openedAt: this.clock(),
        decisionOffsets,
      }),
    );
  }

  private async close(complete: boolean): Promise<void> {
    const { lines, commands, invalid } = this.counts;
    const closed: BatchClosed = {
      type: 'BatchClosed',
      batchId: this.head.batchId,
      lines,
      accepted: commands,
      invalid,
      endedAt: this.clock(),
      complete,
    };
    this.writer.add(this.intakeRecord(BatchClosed, closed));
    await this.writer.flush();
  }

  private intakeRecord<T extends object>(contract: Contract<T>, value: NoInfer<T>): Publication {
    const { batchId, partition } = this.head;
    return {
      topic: 'intake.events',
      partition,
      key: Buffer.from(batchId),
      value: this.codec.encode<T>(contract, value),
    };
  }
}
