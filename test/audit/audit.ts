import { Balances } from './checks/balance';
import { Batches } from './checks/batches';
import { Causes } from './checks/causes';
import { CustomsWord } from './checks/customs';
import { judgeEntry } from './checks/entries';
import type { Feeds } from './checks/feeds';
import { Gate } from './checks/gate';
import { Holds } from './checks/holds';
import { Lanes } from './checks/lanes';
import { Loads } from './checks/loads';
import { judgeMatch } from './checks/matching';
import { judgeAmendment, judgeRelease } from './checks/releases';
import { Milestones } from './checks/milestones';
import { Transfers } from './checks/transfers';
import { findUnanswered } from './checks/unanswered';
import type { Findings } from './findings';
import { Entities } from './fold/entities';
import type { Delivered } from './log/causal-log';
import type { DocumentRules } from './log/document-rules';
import { Ledger } from './log/ledger';
import type { AuditRecord } from './log/record';
import { commandsOf, deadLettersOwner, INTAKE, ownerOf, STAGES, transferStage, type Stage } from './log/topics';
import { FormatError } from './wire/bytes';
import type { RedisCheck } from './redis/redis-check';
import { Tally } from './tally';

export interface AuditOptions {
  /** Of every topic that is keyed by parcel or unit. */
  readonly partitions: number;
  /** Command ids that were acknowledged; null when nobody kept a list. */
  readonly acknowledged: Iterable<string> | null;
  /** Nothing is under way any more: what waits, is lost. */
  readonly isDrained: boolean;
  /** Whose lists need documents; null: only lists that were filed are judged. */
  readonly documentRules?: DocumentRules | null;
  /** Carriers' feeds as they stood before the log was read; null leaves them out. */
  readonly feeds?: Feeds | null;
  /** Redis as it stood before the log was read; null leaves invariant 8 out. */
  readonly redis: RedisCheck | null;
}

const COMMANDS: ReadonlySet<string> = new Set(STAGES.map(commandsOf));

/** Takes the records of the log one by one, each behind its cause, and checks what can be checked from them. */
export class Audit {
  readonly ledger = new Ledger();
  readonly lanes: Lanes;
  readonly entities: Entities;
  readonly balances: Balances;
  readonly causes: Causes;
  readonly transfers: Transfers;
  readonly tally = new Tally();
  private readonly batches: Batches;
  private readonly loads: Loads;
  private readonly gate: Gate;
  private readonly holds: Holds;
  private readonly customs: CustomsWord;
  private readonly milestones: Milestones;

  constructor(
    private readonly options: AuditOptions,
    readonly findings: Findings,
  ) {
    const { ledger } = this;
    const { partitions } = options;
    this.lanes = new Lanes(findings);
    this.entities = new Entities(partitions, findings);
    this.causes = new Causes(ledger, this.lanes, findings);
    this.transfers = new Transfers(ledger, this.lanes, partitions, findings);
    this.batches = new Batches(options.acknowledged, findings);
    this.loads = new Loads(this.entities, findings);
    this.gate = new Gate(this.entities, findings);
    this.holds = new Holds(this.entities, findings);
    this.customs = new CustomsWord(this.entities, findings);
    this.milestones = new Milestones(this.entities, this.lanes, findings);
    this.balances = new Balances(this.entities, this.lanes, findings);
  }

  take({ record, hasCause }: Delivered): void {
    this.ledger.note(record);
    try {
      this.judge(record, hasCause);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.findings.record(3, record, `${record.type ?? 'it'} cannot be judged: ${error.message}`);
    }
  }

  /** Whether a record counts that has not been taken yet, while all before it have. */
  counts(record: AuditRecord): boolean {
    const stage = ownerOf(record.topic);
    return stage === undefined || this.lanes.isInForce(stage, record);
  }

  finish(): void {
    const { isDrained, partitions, redis, feeds } = this.options;
    this.batches.finish();
    this.causes.finish();
    findUnanswered(this, isDrained, this.findings);
    this.transfers.finish(isDrained);
    this.gate.finish(isDrained);
    this.holds.finish(isDrained);
    this.customs.finish(isDrained);
    this.milestones.finish(isDrained);
    feeds?.finish(this.entities, isDrained);
    this.balances.finish(isDrained, partitions);
    redis?.finish(this, isDrained);
    if (this.lanes.passedOver > 0) {
      this.findings.note(
        2,
        `${this.lanes.passedOver} records count for nothing: written without the lane's last claim`,
      );
    }
  }

  private judge(record: AuditRecord, hasCause: boolean): void {
    const { topic } = record;
    const stage = ownerOf(topic);
    if (stage) return this.output(stage, record, hasCause);
    const sender = transferStage(topic) ?? deadLettersOwner(topic);
    if (sender) this.transfers.arrival(sender, record);
    else if (topic === INTAKE) this.batches.intake(record);
    else if (COMMANDS.has(topic)) this.batches.command(record);
  }

  private output(stage: Stage, record: AuditRecord, hasCause: boolean): void {
    this.options.redis?.before(stage, record, this);
    this.balances.before(record);
    if (!this.lanes.judge(stage, record)) return this.ledger.passOver(record);
    if (record.type === 'LaneAdvanced') this.causes.advance(stage, record);
    this.tally.event(record);
    this.causes.event(stage, record, hasCause);
    this.transfers.event(stage, record);
    if (record.type === 'RecordParked' && stage === 'carriers') this.milestones.parked(record);
    if (record.kind === 'event') this.parcelsAndUnits(record);
    this.entities.take(stage, record);
  }

  private parcelsAndUnits(record: AuditRecord): void {
    this.balances.event(record);
    judgeMatch(record, this.entities, this.options.documentRules ?? null, this.findings);
    judgeRelease(record, this.entities, this.findings);
    judgeAmendment(record, this.entities, this.findings);
    this.loads.event(record);
    this.gate.event(record);
    judgeEntry(record, this.entities, this.findings);
    this.holds.event(record);
    this.customs.event(record);
    this.milestones.event(record);
    this.options.feeds?.event(record);
  }
}
