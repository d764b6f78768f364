import {
  LaneAdvanced,
  LaneClaimed,
  partitionOf,
  RecordParked,
  topicsOf,
  UndecodableError,
  UnknownSchemaError,
  type Codec,
  type CommandMeta,
  type Contract,
  type EventMeta,
  type ParkReason,
  type Recorded,
  type TopicName,
} from '@alataw/contracts';
import type { LogRecord } from '@alataw/log';
import type { Addressed, Incoming, Route, StageDefinition, Transfer } from '@alataw/stage';
import { formatOrigin, ORIGIN_HEADER, parseOrigin, type Origin } from './origin';
import type { Progress } from './progress';
import { Subject, type AnyEntity, type Subjects } from './subjects';

/** Why an input cannot be processed. */
interface Failure {
  readonly reason: ParkReason;
  readonly detail: string;
}

/** What is known of the message that causes a decision. */
interface CauseOfDecision {
  readonly id: string;
  readonly correlationId: string;
  readonly actor: string;
  readonly at: number;
}

/** An input, decoded and addressed: what a round decides about. */
export interface Prepared {
  readonly topic: TopicName;
  readonly partition: number;
  readonly record: LogRecord;
  readonly origin: Origin | null;
  readonly cause: CauseOfDecision;
  readonly isCommand: boolean;
  readonly commands: readonly Addressed[];
  readonly failure: Failure | null;
}

/** A record for another partition, sent after the output that it came from stands. */
export interface Forward {
  readonly topic: TopicName;
  readonly partition: number;
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** A record to append, and what is to be forwarded once it stands. */
export interface Output {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly forwards: readonly Forward[];
}

/** One lane's share of a round. */
export interface LaneRound {
  readonly partition: number;
  readonly inputs: readonly Prepared[];
  readonly subjects: Subjects;
  readonly progress: Progress;
  /** Transfers heard, answered or not, per sending lane; moved on by the round. */
  readonly heard: Map<number, number>;
  /** Where the first output will stand. */
  readonly baseOffset: number;
  /** Epoch ms UTC. */
  readonly now: number;
}

/** What a round decided for one lane. */
export interface LaneDecision {
  readonly outputs: readonly Output[];
  /** How many inputs it got through; the rest waits for the next round. */
  readonly taken: number;
  readonly parked: number;
  readonly repeatedTransfers: number;
}

/** One record of a lane's own output, decoded. */
export type OwnRecord =
  | { readonly kind: 'claimed'; readonly claim: LaneClaimed }
  | { readonly kind: 'advanced'; readonly advance: LaneAdvanced }
  | { readonly kind: 'parked'; readonly meta: EventMeta }
  | {
      readonly kind: 'event';
      readonly entity: AnyEntity;
      readonly id: string;
      readonly event: object;
      readonly meta: EventMeta;
      readonly contract: Contract<unknown>;
    };

/** An append stays below the broker's limit for a batch (1,048,588 bytes), whatever the last decision adds. */
const ROUND_BYTES = 600_000;
/** What one input may lead to; a decision that says more has to continue itself by an output of its own. */
const DECISION_BYTES = 300_000;
const MAX_DETAIL = 500;

const NO_CAUSE: CauseOfDecision = { id: '', correlationId: '', actor: '', at: 0 };

/** A stage's definition made executable: from records to commands, from commands to records, from records to states. */
export class StageMachine {
  readonly inputs: readonly TopicName[];
  private readonly routes = new Map<Contract<unknown>, Route>();
  private readonly entities = new Map<string, AnyEntity>();
  private readonly owners = new Map<string, { entity: AnyEntity; contract: Contract<unknown> }>();
  private readonly transfers = new Map<Contract<unknown>, Transfer>();
  private readonly deadLetters: TopicName;

  private partitions = 0;

  constructor(
    readonly definition: StageDefinition,
    private readonly codec: Codec,
  ) {
    const inputs = new Set<TopicName>();
    for (const route of definition.consumes) {
      this.routes.set(route.contract, route);
      if (this.transferredBy(route.contract)) continue;
      if (route.contract.topic === null)
        throw new Error(`${definition.name} consumes ${route.contract.name}, which has no topic`);
      inputs.add(route.contract.topic);
    }
    for (const entity of definition.entities) {
      this.entities.set(entity.kind, entity);
      for (const contract of entity.events) {
        if (contract.topic !== definition.output)
          throw new Error(`${contract.name} does not belong to ${definition.output}`);
        this.owners.set(contract.name, { entity, contract });
      }
    }
    if (definition.transfers) {
      inputs.add(definition.transfers.topic);
      for (const transfer of definition.transfers.events) {
        this.transfers.set(transfer.contract, transfer);
      }
    }
    this.inputs = [...inputs];
    this.deadLetters = topicsOf(definition.name).deadLetters;
  }

  /** Tells the number of partitions that all of the stage's topics have; it is known once Kafka answers. */
  open(partitions: number): void {
    this.partitions = partitions;
  }

  /** Every topic that the stage reads or writes. */
  get topics(): TopicName[] {
    return [...new Set([...this.inputs, this.definition.output, this.deadLetters])];
  }

  /** Decodes and addresses an input; null when it is none of this stage's business. */
  prepare(topic: TopicName, partition: number, record: LogRecord): Prepared | null {
    const origin = parseOrigin(record.headers);
    const source = { topic, partition, record, origin };
    if (record.value === null) return null; // a tombstone says nothing in a topic that is never compacted
    try {
      const { contract, value } = this.codec.decode(record.value);
      const route = this.routes.get(contract);
      if (!route) return null;
      const message = value as Incoming<unknown>;
      const commands = route.toCommands(message);
      const own = commands.filter((c) => partitionOf(c.id, this.partitions) === partition);
      const isTransfer = topic === this.definition.transfers?.topic;
      // A transfer may speak to several lanes at once; anything else in a foreign partition was put there by mistake.
      const failure: Failure | null =
        isTransfer || own.length === commands.length
          ? null
          : { reason: 'MISROUTED', detail: `${contract.name} belongs to another partition than ${partition}` };
      if (own.length === 0 && failure === null) return null;
      return {
        ...source,
        cause: causeOf(message.meta),
        isCommand: contract.kind === 'command',
        commands: own,
        failure,
      };
    } catch (error) {
      const detail = (error instanceof Error ? error.message : String(error)).slice(0, MAX_DETAIL);
      const undecodable = error instanceof UndecodableError || error instanceof UnknownSchemaError;
      const failure: Failure = { reason: undecodable ? 'UNDECODABLE' : 'DECIDER_FAILED', detail };
      return { ...source, cause: NO_CAUSE, isCommand: true, commands: [], failure };
    }
  }

  /** Makes subjects of stored entries. */
  subject(kind: string, id: string, bytes: Buffer | null): Subject {
    const entity = this.entities.get(kind);
    if (!entity) throw new Error(`${this.definition.name} knows no ${kind}`);
    return Subject.from(entity, id, bytes, this.codec);
  }

  /** Decides about the inputs in order, as far as one append carries. Pure but for the subjects, which it moves on. */
  decide(round: LaneRound): LaneDecision {
    const outputs: Output[] = [];
    let bytes = 0;
    let taken = 0;
    let parked = 0;
    let repeatedTransfers = 0;
    for (const input of round.inputs) {
      if (bytes > ROUND_BYTES) break;
      taken++;
      if (input.origin !== null) {
        if (input.origin.offset <= (round.heard.get(input.origin.partition) ?? -1)) {
          repeatedTransfers++;
          continue;
        }
        round.heard.set(input.origin.partition, input.origin.offset);
      }
      const decided = this.decideOne(round, input, round.baseOffset + outputs.length);
      if (decided.isParked) parked++;
      for (const output of decided.outputs) {
        outputs.push(output);
        bytes += output.value.length + output.key.length;
      }
    }
    return { outputs, taken, parked, repeatedTransfers };
  }

  /** The record that opens a lane's claim. */
  claimed(claim: Omit<LaneClaimed, 'type' | 'stage'>): Output {
    return this.laneRecord(LaneClaimed, { ...claim, stage: this.definition.name });
  }

  /** The record that keeps a lane's progress where inputs lead to no output for long. */
  advanced(partition: number, reads: ReadonlyMap<string, number>, forwarded: number, now: number): Output {
    const next = [...reads].map(([topic, offset]) => ({ topic, offset }));
    return this.laneRecord(LaneAdvanced, { stage: this.definition.name, partition, next, forwarded, recordedAt: now });
  }

  /** Decodes a record of the own output. @throws when it is none of this stage's: the topic has been written to by others */
  readOwn(record: LogRecord): OwnRecord {
    const { contract, value } = this.codec.decode(record.value ?? Buffer.alloc(0));
    if (contract === LaneClaimed) return { kind: 'claimed', claim: value as LaneClaimed };
    if (contract === LaneAdvanced) return { kind: 'advanced', advance: value as LaneAdvanced };
    if (contract === RecordParked) return { kind: 'parked', meta: (value as unknown as Recorded<RecordParked>).meta };
    const owner = this.owners.get(contract.name);
    if (!owner) throw new Error(`${contract.name} at offset ${record.offset} is no event of ${this.definition.name}`);
    const event = value as Incoming<object> & Recorded<object>;
    return { kind: 'event', entity: owner.entity, id: contract.keyOf(value), event, meta: event.meta, contract };
  }

  /** What an output of this lane has to send on, told by the output itself: after a claim it is sent again. */
  forwardsOf(own: OwnRecord, record: LogRecord, partition: number): Forward[] {
    if (own.kind !== 'event') return [];
    return this.forwards(own.contract, own.event, record.key ?? Buffer.alloc(0), record.value ?? Buffer.alloc(0), {
      partition,
      offset: record.offset,
    });
  }

  /** The original of a parked input, on its way to the dead letters. */
  deadLetter(meta: EventMeta, original: Pick<LogRecord, 'key' | 'value'>, origin: Origin): Forward {
    return {
      topic: this.deadLetters,
      partition: origin.partition,
      key: original.key ?? Buffer.alloc(0),
      value: original.value ?? Buffer.alloc(0),
      headers: {
        [ORIGIN_HEADER]: formatOrigin(origin),
        cause: `${meta.cause.topic}:${meta.cause.partition}:${meta.cause.offset}`,
        eventId: meta.eventId,
      },
    };
  }

  private decideOne(round: LaneRound, input: Prepared, offset: number): { outputs: Output[]; isParked: boolean } {
    if (input.failure) return { outputs: [this.park(round, input, offset, input.failure)], isParked: true };
    const touched = new Map<Subject, ReturnType<Subject['save']>>();
    const outputs: Output[] = [];
    let bytes = 0;
    try {
      for (const { kind, id, command } of input.commands) {
        const subject = round.subjects.get({ kind, id });
        if (!touched.has(subject)) touched.set(subject, subject.save());
        const context = { at: input.cause.at, actor: input.cause.actor };
        for (const event of subject.entity.decider.decide(command, subject.state, context)) {
          const output = this.record(round, input, subject, event, offset + outputs.length, outputs.length);
          outputs.push(output);
          bytes += output.value.length;
        }
      }
      if (bytes > DECISION_BYTES) throw new Error(`A decision of ${bytes} bytes exceeds ${DECISION_BYTES}`);
      if (input.isCommand && outputs.length === 0) throw new Error('A command was left without an answer');
    } catch (error) {
      for (const [subject, snapshot] of touched) subject.restore(snapshot);
      const detail = (error instanceof Error ? error.message : String(error)).slice(0, MAX_DETAIL);
      return { outputs: [this.park(round, input, offset, { reason: 'DECIDER_FAILED', detail })], isParked: true };
    }
    if (outputs.length > 0) round.progress.answered(this.meta(round, input, 0, 0).cause);
    return { outputs, isParked: false };
  }

  private record(
    round: LaneRound,
    input: Prepared,
    subject: Subject,
    event: unknown,
    offset: number,
    n: number,
  ): Output {
    const { type } = event as { type: string };
    const owner = this.owners.get(type);
    if (!owner || owner.entity !== subject.entity) throw new Error(`${type} is no event of a ${subject.kind}`);
    const meta = this.meta(round, input, n, subject.sequence + 1);
    const recorded = { ...(event as object), meta };
    if (owner.contract.keyOf(recorded) !== subject.id) throw new Error(`${type} speaks of another ${subject.kind}`);
    const key = Buffer.from(subject.id);
    const value = this.codec.encode(owner.contract, recorded);
    subject.apply(event, meta.occurredAt, offset);
    const forwards = this.forwards(owner.contract, recorded, key, value, { partition: round.partition, offset });
    return { key, value, forwards };
  }

  private park(round: LaneRound, input: Prepared, offset: number, failure: Failure): Output {
    const key = input.record.key ?? Buffer.alloc(0);
    const meta = this.meta(round, input, 0, 0);
    round.progress.answered(meta.cause);
    const origin = { partition: round.partition, offset };
    return {
      key,
      value: this.codec.encode(RecordParked, { type: 'RecordParked', ...failure, meta }),
      forwards: [this.deadLetter(meta, input.record, origin)],
    };
  }

  private meta(round: LaneRound, input: Prepared, n: number, sequence: number): EventMeta {
    const { topic, partition, record, origin, cause } = input;
    return {
      eventId: `${this.definition.name}:${topic}:${partition}:${record.offset}:${n}`,
      causeId: cause.id,
      correlationId: cause.correlationId,
      actor: cause.actor,
      occurredAt: cause.at,
      recordedAt: round.now,
      sequence,
      cause: {
        topic,
        partition,
        offset: record.offset,
        originPartition: origin?.partition ?? -1,
        originOffset: origin?.offset ?? -1,
      },
    };
  }

  private forwards(contract: Contract<unknown>, event: object, key: Buffer, value: Buffer, origin: Origin): Forward[] {
    const transfer = this.transfers.get(contract);
    if (!transfer || !this.definition.transfers) return [];
    const { topic } = this.definition.transfers;
    const lanes = new Set(transfer.destinations(event).map((id) => partitionOf(id, this.partitions)));
    const headers = { [ORIGIN_HEADER]: formatOrigin(origin) };
    return [...lanes].map((partition) => ({ topic, partition, key, value, headers }));
  }

  private laneRecord<T>(contract: Contract<T>, record: Omit<T, 'type'>): Output {
    const value = this.codec.encode(contract, { ...record, type: contract.name } as T);
    return { key: Buffer.from('#lane'), value, forwards: [] };
  }

  /** An event that a stage consumes of itself reaches the other lanes by the transfer topic alone. */
  private transferredBy(contract: Contract<unknown>): boolean {
    const events = this.definition.transfers?.events ?? [];
    return events.some((t) => t.contract === contract);
  }
}

const causeOf = (meta: EventMeta | CommandMeta): CauseOfDecision =>
  'commandId' in meta
    ? { id: meta.commandId, correlationId: meta.correlationId, actor: meta.actor, at: meta.issuedAt }
    : { id: meta.eventId, correlationId: meta.correlationId, actor: meta.actor, at: meta.recordedAt };
