import type { AppendOutcome, Fetched, PartitionAppend, Position, Producer, Publication } from '@alataw/log';
import type { BuiltSlot, EntityKey, LaneChange, LaneOwner, LaneSnapshot } from '@alataw/projection';
import type { LogRecord } from '@alataw/log';

/** The log as a lane needs it. Every call waits out outages and resolves when the outcome is known. */
export interface LanesLog {
  claim(transactionalId: string): Promise<Producer>;
  append(appends: readonly PartitionAppend[]): Promise<AppendOutcome[]>;
  publish(publications: readonly Publication[]): Promise<unknown>;
  read(range: { topic: string; partition: number; from: number; to: number }): AsyncIterable<Fetched>;
  readAt(topic: string, partition: number, offset: number): Promise<LogRecord | null>;
  /** Where each partition ends. */
  endOffsets(topic: string): Promise<number[]>;
  follow(
    loop: {
      positions(): readonly Position[];
      onFetched(fetched: readonly Fetched[]): Promise<void> | void;
    },
    signal: AbortSignal,
  ): Promise<void>;
}

/** The projections as a lane needs them. Every call waits out outages. */
export interface LanesProjection {
  take(partition: number, owner: LaneOwner): Promise<LaneSnapshot | 'overtaken'>;
  /** Makes readers follow what this owner has projected; until then they may follow another fold. */
  pointReaders(partition: number, owner: LaneOwner): Promise<'applied' | 'moved'>;
  /** The marks of these lanes, null where there is none, another owner has taken the lane, or readers follow another fold. */
  marks(lanes: readonly { readonly partition: number; readonly owner: LaneOwner }[]): Promise<(number | null)[]>;
  load(
    partition: number,
    owner: LaneOwner,
    mark: number,
    entities: readonly EntityKey[],
  ): Promise<(Buffer | null)[] | 'moved'>;
  apply(partition: number, owner: LaneOwner, change: LaneChange): Promise<'applied' | 'moved'>;
}

/** The log as it is needed by who builds a slot beside the lanes' owners. */
export type BuildersLog = Pick<LanesLog, 'follow' | 'endOffsets'>;

/** The projections as they are needed by who builds a slot beside the lanes' owners. */
export interface BuildersProjection extends Pick<LanesProjection, 'load' | 'apply'> {
  takeBeside(partition: number, earlier: LaneOwner | null): Promise<BuiltSlot | 'live' | 'overtaken'>;
  sayBuilding(partition: number, writer: LaneOwner, isBuilding: boolean): Promise<void>;
}

/** Told of what happens to lanes, for metrics, logs and the counters of fault tests. */
export interface LaneObserver {
  /** A lane is live: it took so long, and that many records of its own output had to be folded. */
  onClaimed?(partition: number, details: { ms: number; folded: number; isRebuild: boolean }): void;
  /** A lane has to be claimed anew. */
  onLost?(partition: number, reason: LossReason, detail: string): void;
  /** A round is done. */
  onRound?(round: { lanes: number; inputs: number; outputs: number; appendMs: number; roundMs: number }): void;
  /** Inputs were put aside. */
  onParked?(partition: number, count: number): void;
  /** Transfers came again and were ignored. */
  onRepeatedTransfers?(partition: number, count: number): void;
  /** Records that nobody's last claim stands behind were passed over, in an input or in the own output. */
  onStaleSkipped?(topic: string, partition: number, count: number): void;
}

/**
 * `refused`: the broker knows a newer epoch. `foreign-append`: somebody else's record stands where ours should.
 * `mark-moved`: Redis was emptied, set back or moved by another owner. `age`: the epoch would be forgotten soon.
 */
export type LossReason = 'refused' | 'foreign-append' | 'mark-moved' | 'age';
