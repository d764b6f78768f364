// GENERATED from schemas/common/*.avsc by "npm run codegen". Do not edit.

/**
 * The input record that led to an event. It tells how far a lane has read, and makes the event's id the same on a
 * replay.
 */
export interface Cause {
  /** Topic of the input record. */
  readonly topic: string;
  /** Partition of the input record. */
  readonly partition: number;
  /** Offset of the input record. */
  readonly offset: number;
  /** For an input that another lane forwarded: the partition of that lane's own output, else -1. */
  readonly originPartition: number;
  /** For an input that another lane forwarded: its offset in that lane's own output, else -1. */
  readonly originOffset: number;
}

/** What every command carries besides its own fields. */
export interface CommandMeta {
  /** Chosen by the sender, unique; the same command sent twice keeps its id. */
  readonly commandId: string;
  /** Id shared by everything that follows from one request. */
  readonly correlationId: string;
  /** Who asks for it, e.g. `staff:inspector-7` or `platform:TEMU`. */
  readonly actor: string;
  /** When it was asked for, epoch ms UTC. */
  readonly issuedAt: number;
}

/** What every event carries besides its own fields. */
export interface EventMeta {
  /**
   * `<stage>:<cause topic>:<partition>:<offset>:<n>`, n from 0 among the events of one cause: a replay makes the same
   * id.
   */
  readonly eventId: string;
  /** Id of the command or event that led to this one. */
  readonly causeId: string;
  /** Id shared by everything that follows from one request. */
  readonly correlationId: string;
  /** Who caused it, e.g. `staff:inspector-7` or `platform:TEMU`. */
  readonly actor: string;
  /** When the cause happened, epoch ms UTC: a command's issuedAt, an event's recordedAt. */
  readonly occurredAt: number;
  /** When the lane decided, epoch ms UTC. */
  readonly recordedAt: number;
  /**
   * Position among this entity's events of this stage, from 1 without gaps; 0 for a record that belongs to no entity.
   */
  readonly sequence: number;
  /** The input record itself. */
  readonly cause: Cause;
}
