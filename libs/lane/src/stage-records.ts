import {
  LaneAdvanced,
  LaneClaimed,
  partitionOf,
  parkedPlaceOf,
  RetryParked,
  topicsOf,
  UndecodableError,
  UnknownSchemaError,
  type Codec,
  type CommandMeta,
  type Contract,
  type EventMeta,
  type Recorded,
  type TopicName,
} from '@alataw/contracts';
import type { LogRecord, Position } from '@alataw/log';
import { FIRST_FOLD, type EntityKey } from '@alataw/projection';
import type { Addressed, Incoming, Route, StageDefinition, Transfer } from '@alataw/stage';
import { deadLetter, deadLetterRoutes, type Failure } from './dead-letter';
import { formatOrigin, ORIGIN_HEADER, parseOrigin, type Origin } from './origin';
import type { CauseOfDecision, Forward, Output, OwnRecord, Prepared } from './round';
import { Subject, Subjects, type AnyEntity } from './subjects';

/** A stage's records: from bytes to addressed commands and to states, and from what a lane says to bytes. */
export class StageRecords {
  readonly inputs: readonly TopicName[];
  /** Which fold of its output the definition is. */
  readonly fold: number;
  private readonly routes = new Map<Contract<unknown>, Route>();
  private readonly entities = new Map<string, AnyEntity>();
  /** Event name → the entity that emits it. */
  readonly owners = new Map<string, { entity: AnyEntity; contract: Contract<unknown> }>();
  private readonly transfers = new Map<Contract<unknown>, Transfer>();
  private readonly commands: TopicName;
  private readonly deadLetters: TopicName;

  private partitions = 0;

  constructor(
    readonly definition: StageDefinition,
    readonly codec: Codec,
  ) {
    this.fold = definition.fold ?? FIRST_FOLD;
    if (!Number.isSafeInteger(this.fold) || this.fold < FIRST_FOLD)
      throw new Error(`${definition.name}: a fold is a whole number from ${FIRST_FOLD}, not ${this.fold}`);
    const { commands, deadLetters } = topicsOf(definition.name);
    const inputs = new Set<TopicName>([commands]);
    for (const route of deadLetterRoutes) this.routes.set(route.contract, route);
    for (const route of definition.consumes) {
      this.routes.set(route.contract, route);
      if (this.transferredBy(route.contract)) continue;
      if (route.contract.topic === null)
        throw new Error(`${definition.name} consumes ${route.contract.name}, which has no topic`);
      inputs.add(route.contract.topic);
    }
    for (const entity of [...definition.entities, deadLetter as AnyEntity]) {
      if (this.entities.has(entity.kind)) throw new Error(`${definition.name} has two entities ${entity.kind}`);
      this.entities.set(entity.kind, entity);
      for (const contract of entity.events) {
        if (contract.kind !== 'lane' && contract.topic !== definition.output)
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
    this.commands = commands;
    this.deadLetters = deadLetters;
  }

  /** The kinds of which something may be left after their end. */
  get leaving(): readonly string[] {
    return this.definition.entities.filter(({ ending }) => ending?.leaves).map(({ kind }) => kind);
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
      // Whoever put it among the commands waits for an answer; elsewhere, others read what is not for this stage.
      if (topic === this.commands && (!route || (contract.topic !== null && contract.topic !== topic))) {
        return unusable(source, { reason: 'MISROUTED', detail: `${contract.name} does not belong into ${topic}` });
      }
      if (!route) return null;
      const message = value as Incoming<unknown>;
      const commands = route.toCommands(message);
      const own = commands.filter((c) => this.isOfLane(c, partition));
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
        isCommand: 'commandId' in message.meta,
        commands: own,
        failure,
        retries: contract === RetryParked ? contract.keyOf(value) : null,
      };
    } catch (error) {
      const undecodable = error instanceof UndecodableError || error instanceof UnknownSchemaError;
      return unusable(source, { reason: undecodable ? 'UNDECODABLE' : 'DECIDER_FAILED', detail: detailOf(error) });
    }
  }

  /** Where the record stands that a retry is about; null when it names none that this lane can have parked. */
  originalOf({ retries, partition }: Prepared): (Position & { readonly topic: TopicName }) | null {
    const place = retries === null ? null : parkedPlaceOf(retries);
    if (place?.stage !== this.definition.name || place.partition !== partition) return null;
    const topic = this.inputs.find((input) => input === place.topic);
    return topic === undefined ? null : { topic, partition, offset: place.offset };
  }

  /**
   * Prepares a parked record for a retry: it says what it said, but stands where the retry stands, so that no input becomes
   * the cause of two decisions. Where it was forwarded from has been looked at when it was parked.
   * @param original null when it is no longer in the log
   */
  prepareAgain(retry: Prepared, topic: TopicName, original: LogRecord | null): Prepared {
    const { topic: at, partition, record, cause } = retry;
    const place = { topic: at, partition, record, origin: null };
    const prepared = original === null ? null : this.prepare(topic, partition, original);
    if (prepared?.commands.every(({ kind }) => kind !== deadLetter.kind)) return { ...prepared, ...place };
    const failure: Failure | null =
      original === null
        ? { reason: 'ORIGINAL_GONE', detail: `${topic} no longer holds it` }
        : prepared && { reason: 'DECIDER_FAILED', detail: 'A command about a dead letter is sent again, not retried' };
    // Without a failure it is none of this stage's business any more: processing it comes to nothing.
    return { ...place, cause, isCommand: false, commands: [], failure, retries: null };
  }

  /** Makes the subjects of a round. @param stored the entries of these entities in their order, null where there is none */
  subjects(entities: readonly EntityKey[], stored: readonly (Buffer | null)[]): Subjects {
    const subjects = new Subjects();
    entities.forEach(({ kind, id }, i) => subjects.add(this.subject(kind, id, stored[i] ?? null)));
    return subjects;
  }

  /** Makes a subject of a stored entry. */
  subject(kind: string, id: string, bytes: Buffer | null): Subject {
    const entity = this.entities.get(kind);
    if (!entity) throw new Error(`${this.definition.name} knows no ${kind}`);
    return Subject.from(entity, id, bytes, this.codec);
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

  /** The claim that a record holds, of whatever stage, or null when it is none. */
  claimIn(record: LogRecord): LaneClaimed | null {
    try {
      const { contract, value } = this.codec.decode(record.value ?? Buffer.alloc(0));
      return contract === LaneClaimed ? (value as LaneClaimed) : null;
    } catch {
      return null; // somebody else's bytes
    }
  }

  /** Decodes a record of the own output. @throws when it is none of this stage's: the topic has been written to by others */
  readOwn(record: LogRecord): OwnRecord {
    const { contract, value } = this.codec.decode(record.value ?? Buffer.alloc(0));
    if (contract === LaneClaimed) return { kind: 'claimed', claim: value as LaneClaimed };
    if (contract === LaneAdvanced) return { kind: 'advanced', advance: value as LaneAdvanced };
    const owner = this.owners.get(contract.name);
    if (!owner) throw new Error(`${contract.name} at offset ${record.offset} is no event of ${this.definition.name}`);
    const event = value as Incoming<object> & Recorded<object>;
    if (owner.entity.isAnswer?.(event)) return { kind: 'answer', meta: event.meta };
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
  deadLetter(
    eventId: string,
    input: { readonly topic: string; readonly partition: number; readonly record: LogRecord },
    origin: Origin,
  ): Forward {
    const { topic, partition, record } = input;
    return {
      topic: this.deadLetters,
      partition: origin.partition,
      key: record.key ?? Buffer.alloc(0),
      value: record.value ?? Buffer.alloc(0),
      headers: {
        [ORIGIN_HEADER]: formatOrigin(origin),
        cause: `${topic}:${partition}:${record.offset}`,
        eventId,
      },
    };
  }

  /** What an event has to tell other lanes, once it stands at `origin`. */
  forwards(contract: Contract<unknown>, event: object, key: Buffer, value: Buffer, origin: Origin): Forward[] {
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

  /** A dead letter is of the lane that it is looked for in: its id says nothing by its hash. */
  private isOfLane({ kind, id }: Addressed, partition: number): boolean {
    return kind === deadLetter.kind || partitionOf(id, this.partitions) === partition;
  }

  /** An event that a stage consumes of itself reaches the other lanes by the transfer topic alone. */
  private transferredBy(contract: Contract<unknown>): boolean {
    const events = this.definition.transfers?.events ?? [];
    return events.some((t) => t.contract === contract);
  }
}

export const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** An input of which nothing is known but when it was written. */
function unusable(source: Pick<Prepared, 'topic' | 'partition' | 'record' | 'origin'>, failure: Failure): Prepared {
  const cause: CauseOfDecision = { id: '', correlationId: '', actor: '', at: source.record.timestamp };
  return { ...source, cause, isCommand: true, commands: [], failure, retries: null };
}

const causeOf = (meta: EventMeta | CommandMeta): CauseOfDecision =>
  'commandId' in meta
    ? { id: meta.commandId, correlationId: meta.correlationId, actor: meta.actor, at: meta.issuedAt }
    : { id: meta.eventId, correlationId: meta.correlationId, actor: meta.actor, at: meta.recordedAt };
