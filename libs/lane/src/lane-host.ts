import type { Fetched, Position } from '@alataw/log';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeadLetterStatus } from '@alataw/contracts';
import { claimLane } from './claim';
import { Lane } from './lane';
import type { LossReason } from './ports';
import { Rounds, type RoundsOptions } from './rounds';

export interface LaneHostOptions extends RoundsOptions {
  /** The name of this process, for the claim records. */
  readonly instance: string;
  /** Waits so many milliseconds; simulations wait otherwise. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What one lane does at the moment, for health and metrics. */
export interface LaneStatus {
  readonly partition: number;
  readonly isLive: boolean;
  readonly mark: number;
  /** Inputs fetched and not yet taken into a round. */
  readonly pending: number;
  /** A round with inputs of this lane is under way. */
  readonly isBusy: boolean;
  /** Dead letters that wait for an operator. */
  readonly parked: number;
}

/** A lane with so many inputs waiting is not fetched for. */
const MAX_PENDING = 4_000;
const CHECK_INTERVAL_MS = 1_000;
/** Checks of which one asks the log as well: that takes a connection of its own, and what it finds is rare. */
const CHECKS_PER_LOOK_AT_LOG = 10;
/** The broker forgets the epoch of a partition that was not written to for a day. */
const RECLAIM_AFTER_MS = 20 * 3_600_000;
/** Sequence numbers are 32-bit; a claim starts them anew. */
const RECLAIM_AFTER_SEQUENCE = 2 ** 30;
const RECLAIM_MIN_MS = 10;
const RECLAIM_MAX_MS = 2_000;

/**
 * Runs the lanes that this process owns. All of them share one fetch loop and go through rounds together: read states,
 * decide, append (one request for all), write to Redis, forward. One append is the commit.
 */
export class LaneHost {
  private readonly lanes = new Map<number, Lane>();
  private readonly stopping = new AbortController();
  private readonly inRound = new Set<Lane>();
  private working: Promise<void> | null = null;
  private claims = new Set<Promise<void>>();
  private fail: (cause: unknown) => void = () => undefined;

  private readonly rounds: Rounds;

  constructor(private readonly options: LaneHostOptions) {
    this.rounds = new Rounds(options, (lane, reason, detail) => this.lost(lane, reason, detail));
  }

  /** Runs until `stop`. @throws what cannot be waited out; the process should then end and be started again */
  async run(): Promise<void> {
    const failed = new Promise<never>((_, reject) => (this.fail = reject));
    const { signal } = this.stopping;
    const loop = { positions: () => this.positions(), onFetched: (f: readonly Fetched[]) => this.onFetched(f) };
    try {
      await Promise.race([failed, Promise.all([this.options.log.follow(loop, signal), this.checkRegularly(signal)])]);
    } finally {
      this.stopping.abort();
      await this.working?.catch(() => undefined);
    }
  }

  /** Ends after the round that is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const lane of this.lanes.values()) lane.isDropped = true;
    await this.working?.catch(() => undefined);
    await Promise.allSettled(this.claims);
  }

  /** Takes the group's word for which lanes are ours. Lanes that stay are not interrupted. */
  assign(partitions: readonly number[]): void {
    const owned = new Set(partitions);
    for (const [partition, lane] of this.lanes) {
      if (owned.has(partition)) continue;
      lane.isDropped = true;
      lane.lose();
      this.lanes.delete(partition);
    }
    for (const partition of owned) {
      if (this.lanes.has(partition)) continue;
      const lane = new Lane(partition);
      this.lanes.set(partition, lane);
      this.startClaim(lane);
    }
  }

  status(): LaneStatus[] {
    return [...this.lanes.values()].map((lane) => ({
      partition: lane.partition,
      isLive: lane.isLive,
      mark: lane.mark,
      pending: lane.pending.length,
      isBusy: this.inRound.has(lane),
      parked: lane.counts.get('parked' satisfies DeadLetterStatus) ?? 0,
    }));
  }

  /** Up to where the inputs are decided, for lag displays. */
  progress(): Position[] {
    return [...this.lanes.values()]
      .filter((lane) => lane.isLive)
      .flatMap((lane) => [...lane.decided].map(([topic, offset]) => ({ topic, partition: lane.partition, offset })));
  }

  private positions(): Position[] {
    const positions: Position[] = [];
    for (const lane of this.lanes.values()) {
      if (!lane.isLive || lane.pending.length > MAX_PENDING) continue;
      for (const [topic, offset] of lane.reads) positions.push({ topic, partition: lane.partition, offset });
    }
    return positions;
  }

  private onFetched(fetched: readonly Fetched[]): Promise<void> | void {
    const { records } = this.options;
    for (const { topic, partition, from, next, batches } of fetched) {
      const lane = this.lanes.get(partition);
      // A fetch that was under way while the lane was claimed anew answers an older question.
      if (!lane?.isLive || lane.reads.get(topic) !== from) continue;
      const input = records.inputs.find((t) => t === topic);
      if (input === undefined) continue;
      const rule = lane.rules.get(topic);
      for (const batch of batches) {
        if (rule && !rule.counts(batch)) {
          this.options.observer?.onStaleSkipped?.(topic, partition, batch.records.length);
          continue;
        }
        for (const record of batch.records) {
          const prepared = records.prepare(input, partition, record);
          if (prepared) lane.pending.push(prepared);
          else lane.silentInputs++;
        }
        lane.counted.set(topic, batch.lastOffset + 1);
      }
      lane.reads.set(topic, next);
      lane.noteDecided();
    }
    this.working ??= this.work();
    // The next fetch is on its way while this round is decided; a lane with too much to do is left out of it.
    return undefined;
  }

  private async work(): Promise<void> {
    await Promise.resolve(); // `working` is set before it can be over
    try {
      // Between the last look and the end nobody else gets a turn: what is fetched would find a work that does nothing more.
      for (;;) {
        const ready = [...this.lanes.values()].filter(
          (l) => l.isLive && (l.pending.length > 0 || this.rounds.mustAdvance(l)),
        );
        if (ready.length === 0 || this.stopping.signal.aborted) return;
        for (const lane of ready) this.inRound.add(lane);
        await this.rounds.run(ready);
        this.inRound.clear();
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.working = null;
    }
  }

  private lost(lane: Lane, reason: LossReason, detail: string): void {
    if (!lane.isLive) return;
    lane.lose();
    this.options.observer?.onLost?.(lane.partition, reason, detail);
    this.startClaim(lane);
  }

  private startClaim(lane: Lane): void {
    const claim = this.claim(lane)
      .catch((error: unknown) => {
        if (!this.stopping.signal.aborted) this.fail(error);
      })
      .finally(() => this.claims.delete(claim));
    this.claims.add(claim);
  }

  private async claim(lane: Lane): Promise<void> {
    const { observer } = this.options;
    const started = performance.now();
    while (!lane.isDropped && !this.stopping.signal.aborted) {
      // Two processes that both believe to own the lane would otherwise outbid each other without getting anything done.
      if (lane.fruitless > 1) await this.pause(Math.min(RECLAIM_MAX_MS, RECLAIM_MIN_MS * 2 ** lane.fruitless));
      lane.fruitless++;
      const result = await claimLane(lane, this.options);
      if (lane.isDropped) lane.lose();
      else if (result.outcome === 'live') {
        const { folded, passedOver, isRebuild } = result;
        const { output } = this.options.records.definition;
        if (passedOver > 0) observer?.onStaleSkipped?.(output, lane.partition, passedOver);
        observer?.onClaimed?.(lane.partition, { ms: performance.now() - started, folded, isRebuild });
        return;
      } else observer?.onLost?.(lane.partition, 'refused', result.detail);
    }
  }

  private pause(ms: number): Promise<void> {
    const { signal } = this.stopping;
    return (this.options.pause?.(ms, signal) ?? sleep(ms, undefined, { signal })).catch(() => undefined);
  }

  /**
   * An idle lane does not notice by itself that Redis was lost, that another owner had it for a while, that somebody else
   * has written where only lanes may, or that its epoch grows old.
   */
  private async checkRegularly(signal: AbortSignal): Promise<void> {
    for (let check = 1; !signal.aborted; check++) {
      await this.pause(CHECK_INTERVAL_MS);
      const idle = [...this.lanes.values()].filter((lane) => lane.isLive && !this.inRound.has(lane));
      if (signal.aborted || idle.length === 0) continue;
      const before = idle.map((lane) => lane.mark);
      const held = idle.map(({ partition, producer }) => ({ partition, owner: producer }));
      const { log, projection, records } = this.options;
      const [marks, ends] = await Promise.all([
        projection.marks(held),
        check % CHECKS_PER_LOOK_AT_LOG === 0 ? log.endOffsets(records.definition.output) : [],
      ]);
      idle.forEach((lane, i) => {
        // A round that has begun meanwhile compares the mark itself.
        if (!lane.isLive || this.inRound.has(lane) || lane.mark !== before[i]) return;
        const age = this.options.clock() - lane.claimedAt;
        const end = ends[lane.partition] ?? 0;
        if (marks[i] !== lane.mark) this.lost(lane, 'mark-moved', `Redis no longer stands at ${lane.mark}`);
        else if (end > lane.mark) this.lost(lane, 'foreign-append', `the log ends at ${end} instead of ${lane.mark}`);
        else if (age > RECLAIM_AFTER_MS || lane.sequence > RECLAIM_AFTER_SEQUENCE) {
          this.lost(lane, 'age', 'the epoch is due for renewal');
        }
      });
    }
  }
}
