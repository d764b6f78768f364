import type { Codec } from '@alataw/contracts';
import type { Fetched, PartitionAppend, Position } from '@alataw/log';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimLane } from './claim';
import { EpochFilter } from './epoch-filter';
import { Lane } from './lane';
import type { LaneObserver, LanesLog, LanesProjection, LossReason } from './ports';
import type { LaneDecision, LaneRound, Output, StageMachine } from './stage-machine';
import { Subjects } from './subjects';

export interface LaneHostOptions {
  readonly machine: StageMachine;
  readonly codec: Codec;
  readonly log: LanesLog;
  readonly projection: LanesProjection;
  readonly clock: () => number;
  /** The name of this process, for the claim records. */
  readonly instance: string;
  /** Decides the lanes of a round, in their order. */
  readonly decide: (round: readonly LaneRound[]) => Promise<readonly LaneDecision[]> | readonly LaneDecision[];
  readonly observer?: LaneObserver;
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
}

/** Inputs of one lane in one round, so that a round stays short and its scripts small. */
const MAX_INPUTS_PER_ROUND = 1_000;
/** Entities of one lane in one round; an input that names more than that goes alone. */
const MAX_COMMANDS_PER_ROUND = 2_000;
/** A lane with so many inputs waiting is not fetched for. */
const MAX_PENDING = 4_000;
/** Inputs without output after which the progress is written down. */
const ADVANCE_AFTER_INPUTS = 10_000;
/** Outputs after which the forwarded mark is written down, in a stage that forwards. */
const ADVANCE_AFTER_OUTPUTS = 100_000;
const CHECK_INTERVAL_MS = 1_000;
/** The broker forgets the epoch of a partition that was not written to for a day. */
const RECLAIM_AFTER_MS = 20 * 3_600_000;
/** Sequence numbers are 32-bit; a claim starts them anew. */
const RECLAIM_AFTER_SEQUENCE = 2 ** 30;
const RECLAIM_MIN_MS = 10;
const RECLAIM_MAX_MS = 2_000;

/** A lane of a round, with all that the steps of the round add to it. */
interface Work {
  readonly lane: Lane;
  readonly round: LaneRound;
}

/**
 * Runs the lanes that this process owns. All of them share one fetch loop and go through rounds together: read states,
 * decide, append (one request for all), write to Redis, forward. One append is the commit.
 */
export class LaneHost {
  private readonly lanes = new Map<number, Lane>();
  private readonly stopping = new AbortController();
  private readonly filters = new Map<string, EpochFilter>();
  private readonly inRound = new Set<Lane>();
  private working: Promise<void> | null = null;
  private claims = new Set<Promise<void>>();
  private fail: (cause: unknown) => void = () => undefined;

  constructor(private readonly options: LaneHostOptions) {}

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
    const { machine } = this.options;
    for (const { topic, partition, from, next, batches } of fetched) {
      const lane = this.lanes.get(partition);
      // A fetch that was under way while the lane was claimed anew answers an older question.
      if (!lane?.isLive || lane.reads.get(topic) !== from) continue;
      const input = machine.inputs.find((t) => t === topic);
      if (input === undefined) continue;
      const filter = this.filterOf(topic, partition);
      for (const batch of batches) {
        if (!filter.accepts(batch)) {
          this.options.observer?.onStaleSkipped?.(topic, partition, batch.records.length);
          continue;
        }
        for (const record of batch.records) {
          const prepared = machine.prepare(input, partition, record);
          if (prepared) lane.pending.push(prepared);
          else lane.silentInputs++;
        }
      }
      lane.reads.set(topic, next);
    }
    this.working ??= this.work().finally(() => (this.working = null));
    // The next fetch is on its way while this round is decided; a lane with too much to do is left out of it.
    return undefined;
  }

  private filterOf(topic: string, partition: number): EpochFilter {
    const key = `${topic}/${partition}`;
    const known = this.filters.get(key);
    if (known) return known;
    const fresh = new EpochFilter();
    this.filters.set(key, fresh);
    return fresh;
  }

  private async work(): Promise<void> {
    try {
      for (;;) {
        const ready = [...this.lanes.values()].filter((l) => l.isLive && (l.pending.length > 0 || this.mustAdvance(l)));
        if (ready.length === 0 || this.stopping.signal.aborted) return;
        for (const lane of ready) this.inRound.add(lane);
        await this.runRound(ready);
        this.inRound.clear();
      }
    } catch (error) {
      this.fail(error);
    }
  }

  private async runRound(lanes: readonly Lane[]): Promise<void> {
    const { options } = this;
    const started = performance.now();
    const loaded = await Promise.all(lanes.map((lane) => this.load(lane)));
    const works = loaded.filter((work) => work !== null);
    const decisions = await options.decide(works.map((w) => w.round));

    const parts: { lane: Lane; round: LaneRound; decision: LaneDecision; outputs: readonly Output[] }[] = [];
    works.forEach(({ lane, round }, i) => {
      const decision = decisions[i]!;
      if (!lane.isLive) return; // given away or lost while others were read
      this.taken(lane, decision);
      const outputs = this.withAdvance(lane, decision.outputs, round.now);
      if (outputs.length > 0) parts.push({ lane, round, decision, outputs });
    });
    if (parts.length === 0) return;

    const appending = performance.now();
    const outcomes = await options.log.append(parts.map(({ lane, outputs }) => this.appendOf(lane, outputs)));
    const appended = performance.now();
    await Promise.all(
      parts.map(async ({ lane, round, decision, outputs }, i) => {
        const outcome = outcomes[i]!;
        if ('refused' in outcome) return this.lost(lane, 'refused', outcome.refused.message);
        if (outcome.baseOffset !== round.baseOffset) {
          const detail = `appended at ${outcome.baseOffset} instead of ${round.baseOffset}`;
          return this.lost(lane, 'foreign-append', detail);
        }
        lane.appended(outputs);
        await this.settle(lane, round, decision, outputs);
      }),
    );
    options.observer?.onRound?.({
      lanes: parts.length,
      inputs: parts.reduce((sum, p) => sum + p.decision.taken, 0),
      outputs: parts.reduce((sum, p) => sum + p.outputs.length, 0),
      appendMs: appended - appending,
      roundMs: performance.now() - started,
    });
  }

  /** Reads the states that a lane's next inputs are about, under its mark. */
  private async load(lane: Lane): Promise<Work | null> {
    const { machine, projection, clock } = this.options;
    const wanted = new Map<string, { kind: string; id: string }>();
    let count = 0;
    for (const input of lane.pending) {
      if (count >= MAX_INPUTS_PER_ROUND || (count > 0 && wanted.size + input.commands.length > MAX_COMMANDS_PER_ROUND))
        break;
      count++;
      for (const command of input.commands) wanted.set(Subjects.key(command), command);
    }
    const entities = [...wanted.values()];
    const stored = await projection.load(lane.partition, lane.producer, lane.mark, entities);
    if (!lane.isLive) return null;
    if (stored === 'moved') {
      this.lost(lane, 'mark-moved', `Redis no longer stands at ${lane.mark}`);
      return null;
    }
    const subjects = new Subjects();
    entities.forEach(({ kind, id }, i) => subjects.add(machine.subject(kind, id, stored[i] ?? null)));
    const { partition, progress, heard, mark } = lane;
    const inputs = lane.pending.slice(0, count);
    return { lane, round: { partition, inputs, subjects, progress, heard, baseOffset: mark, now: clock() } };
  }

  private taken(lane: Lane, decision: LaneDecision): void {
    const { observer } = this.options;
    for (const { topic, record } of lane.pending.slice(0, decision.taken)) lane.decided.set(topic, record.offset + 1);
    lane.pending = lane.pending.slice(decision.taken);
    if (lane.pending.length === 0) lane.decided = new Map(lane.reads);
    lane.silentInputs += decision.taken;
    if (decision.parked > 0) observer?.onParked?.(lane.partition, decision.parked);
    if (decision.repeatedTransfers > 0) observer?.onRepeatedTransfers?.(lane.partition, decision.repeatedTransfers);
  }

  private mustAdvance(lane: Lane): boolean {
    const forwards = this.options.machine.definition.transfers !== undefined;
    return lane.silentInputs >= ADVANCE_AFTER_INPUTS || (forwards && lane.unforwardedOutputs >= ADVANCE_AFTER_OUTPUTS);
  }

  private withAdvance(lane: Lane, outputs: readonly Output[], now: number): readonly Output[] {
    if (!this.mustAdvance(lane)) return outputs;
    const { machine } = this.options;
    for (const [topic, offset] of lane.decided) lane.progress.readUpTo(topic, offset);
    lane.unforwardedOutputs = 0;
    return [...outputs, machine.advanced(lane.partition, lane.decided, lane.progress.forwarded, now)];
  }

  private appendOf(lane: Lane, outputs: readonly Output[]): PartitionAppend {
    const producer = { ...lane.producer, firstSequence: lane.sequence };
    return { topic: this.options.machine.definition.output, partition: lane.partition, producer, records: outputs };
  }

  /** The outputs stand in the log: projects them, and sends on what is meant for others. */
  private async settle(
    lane: Lane,
    round: LaneRound,
    decision: LaneDecision,
    outputs: readonly Output[],
  ): Promise<void> {
    const { projection, log, codec } = this.options;
    const to = round.baseOffset + outputs.length;
    const { parked } = decision;
    const stretch = { from: lane.mark, to, inForce: lane.producer, changed: round.subjects.changed(), parked };
    const change = lane.change(stretch, codec);
    const forwards = outputs.flatMap((output) => output.forwards);
    const [applied] = await Promise.all([
      projection.apply(lane.partition, lane.producer, change),
      forwards.length > 0 ? log.publish(forwards) : undefined,
    ]);
    if (applied === 'moved') return this.lost(lane, 'mark-moved', `Redis no longer stands at ${lane.mark}`);
    lane.moved(change);
    lane.progress.forwarded = to; // written with the next change: after a crash in between, some go out twice
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
    const { signal } = this.stopping;
    const started = performance.now();
    for (let attempt = 0; !lane.isDropped && !signal.aborted; attempt++) {
      const result = await claimLane(lane, this.options);
      if (lane.isDropped) lane.lose();
      else if (result.outcome === 'live') {
        const { folded, isRebuild } = result;
        observer?.onClaimed?.(lane.partition, { ms: performance.now() - started, folded, isRebuild });
        return;
      } else {
        observer?.onLost?.(lane.partition, 'refused', result.detail);
        // Two processes that both believe to own the lane would otherwise outbid each other without end.
        await this.pause(Math.min(RECLAIM_MAX_MS, RECLAIM_MIN_MS * 2 ** attempt));
      }
    }
  }

  private pause(ms: number): Promise<void> {
    const { signal } = this.stopping;
    return (this.options.pause?.(ms, signal) ?? sleep(ms, undefined, { signal })).catch(() => undefined);
  }

  /** An idle lane does not notice by itself that Redis was lost, or that its epoch grows old. */
  private async checkRegularly(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.pause(CHECK_INTERVAL_MS);
      const idle = [...this.lanes.values()].filter((lane) => lane.isLive && !this.inRound.has(lane));
      if (signal.aborted || idle.length === 0) continue;
      const before = idle.map((lane) => lane.mark);
      const marks = await this.options.projection.marks(idle.map((lane) => lane.partition));
      idle.forEach((lane, i) => {
        // A round that has begun meanwhile compares the mark itself.
        if (!lane.isLive || this.inRound.has(lane) || lane.mark !== before[i]) return;
        const age = this.options.clock() - lane.claimedAt;
        if (marks[i] !== lane.mark)
          this.lost(lane, 'mark-moved', `Redis stands at ${marks[i]} instead of ${lane.mark}`);
        else if (age > RECLAIM_AFTER_MS || lane.sequence > RECLAIM_AFTER_SEQUENCE) {
          this.lost(lane, 'age', 'the epoch is due for renewal');
        }
      });
    }
  }
}
