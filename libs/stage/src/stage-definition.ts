import type { CommandMeta, Contract, EventMeta, StageName, TopicName } from '@alataw/contracts';
import type { Decider } from './decider';
import type { Ending } from './ending';
import type { Findable } from './findable';

/**
 * A kind of thing that a stage decides about. The record key of its events is its id. No definition names `dead-letter`: the
 * lane gives it to every stage.
 */
export type EntityKind =
  'parcel' | 'unit' | 'document' | 'entry-application' | 'booking' | 'seal' | 'subscription' | 'dead-letter';

/** A place in which an entity waits or is listed: a Redis sorted set, by time of entry. */
export interface Membership {
  /** `queue:<name>` for what somebody has to work off, `index:<name>` for what is only looked up. */
  readonly set: `queue:${string}` | `index:${string}`;
  /** Time of entry, epoch ms UTC. */
  readonly since: number;
}

/** One kind of entity of a stage: its decider, how its state is stored, counted and listed. */
export interface Entity<State = unknown, Command = unknown, Event = unknown> {
  readonly kind: EntityKind;
  readonly decider: Decider<State, Command, Event>;
  /** The Avro contract of the state, as it stands in Redis. */
  readonly state: Contract<State>;
  /** The events that this entity's decider emits; each belongs to one entity of one stage. */
  readonly events: readonly Contract<unknown>[];
  /** The status to count the entity under, or null while it does not exist for this stage. */
  status(state: State): string | null;
  /** The queues and indexes that an entity in this state stands in. */
  memberships(state: State): readonly Membership[];
  /** The numbers that a person may hold in hand when looking for the entity; absent: it is found by its id alone. */
  numbers?(state: State, id: string): Findable;
  /** Absent: it is kept for ever. */
  readonly ending?: Ending<State>;
  /** Whether an event answers a command and is none of the entity's: it changes nothing and carries the number 0. */
  isAnswer?(event: object): boolean;
}

/** A command together with the entity that it is meant for. */
export interface Addressed<Command = unknown> {
  readonly kind: EntityKind;
  readonly id: string;
  readonly command: Command;
}

/** A decoded input: its fields, its `type` and the envelope. */
export type Incoming<T> = T & { readonly type: string; readonly meta: EventMeta | CommandMeta };

/** One contract that a stage consumes, and the command or commands that each such record becomes; none: it is not this stage's business. */
export interface Route<T = unknown> {
  readonly contract: Contract<T>;
  toCommands(message: Incoming<T>): readonly Addressed[];
}

/** An event that has to reach other lanes of the same stage: forwarded to the lane of each of these ids. */
export interface Transfer<T = unknown> {
  readonly contract: Contract<T>;
  destinations(event: T): readonly string[];
}

/** A stage, declared in one place: what it consumes, how it decides, what it tells its other lanes. */
export interface StageDefinition {
  readonly name: StageName;
  readonly output: TopicName;
  /**
   * Which fold of its output this is, from 1 (default 1). Raise it with every change that lets the same events lead to other
   * entries, counts or sets: of `evolve`, `status`, `memberships`, `numbers`, or of a state schema in a way that old entries do not bear.
   * The new fold is built beside the old one; see decision 8.
   */
  readonly fold?: number;
  readonly entities: readonly Entity[];
  readonly consumes: readonly Route[];
  /** Present only for stages whose lanes talk to each other; the topic is an input of the stage as well. */
  readonly transfers?: { readonly topic: TopicName; readonly events: readonly Transfer[] };
}

/** Routes a contract to one entity. Without `toCommand` the record itself is the command. */
export function on<T extends object>(
  contract: Contract<T>,
  kind: EntityKind,
  idOf: (message: Incoming<T>) => string,
  toCommand: (message: Incoming<T>) => unknown = (message) => message,
): Route<T> {
  return { contract, toCommands: (m) => [{ kind, id: idOf(m), command: toCommand(m) }] };
}

/** Routes a contract to any number of entities, none included. */
export function onEach<T extends object>(
  contract: Contract<T>,
  toCommands: (message: Incoming<T>) => readonly Addressed[],
): Route<T> {
  return { contract, toCommands };
}

/** Declares that an event is forwarded to the lanes of these ids. */
export function forward<T extends object>(
  contract: Contract<T>,
  destinations: (event: T) => readonly string[],
): Transfer<T> {
  return { contract, destinations };
}
