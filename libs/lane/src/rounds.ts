import type { Codec } from '@alataw/contracts';
import type { PartitionAppend } from '@alataw/log';
import type { EntityKey } from '@alataw/projection';
import type { Lane } from './lane';
import type { LaneObserver, LanesLog, LanesProjection, LossReason } from './ports';
import type { LaneDecision, LaneRound, Output, Prepared } from './round';
import type { StageRecords } from './stage-records';
import { Subjects } from './subjects';

export interface RoundsOptions {
  readonly records: StageRecords;
  readonly codec: Codec;
  readonly log: LanesLog;
  readonly projection: LanesProjection;
  readonly clock: () => number;
  /** Decides the lanes of a round, in their order. */
  readonly decide: (round: readonly LaneRound[]) => Promise<readonly LaneDecision[]> | readonly LaneDecision[];
  readonly observer?: LaneObserver;
}

/** Inputs of one lane in one round, so that a round stays short and its scripts small. */
const MAX_INPUTS_PER_ROUND = 1_000;
/** Commands, and so entities, of one lane in one round; an input that is worth more than that goes alone. */
const MAX_COMMANDS_PER_ROUND = 2_000;
/** Parked records read again for one lane in one round: each costs a fetch, for which all lanes of the process wait. */
const MAX_RETRIES_PER_ROUND = 20;
/** Inputs without output after which the progress is written down. */
const ADVANCE_AFTER_INPUTS = 10_000;
/** Outputs after which the forwarded mark is written down, in a stage that forwards. */
const ADVANCE_AFTER_OUTPUTS = 5_000;

/** A lane together with its share of a round. */
interface Work {
  readonly lane: Lane;
  readonly round: LaneRound;
}

/** The round: read the states, decide, append (the commit), project, forward; for all lanes of the process at once. */
export class Rounds {
  constructor(
    private readonly options: RoundsOptions,
    private readonly onLost: (lane: Lane, reason: LossReason, detail: string) => void,
  ) {}

  /** Takes these lanes through one round together. */
  async run(lanes: readonly Lane[]): Promise<void> {
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
      parts.map(async ({ lane, round, outputs }, i) => {
        const outcome = outcomes[i]!;
        if ('refused' in outcome) return this.onLost(lane, 'refused', outcome.refused.message);
        if (outcome.baseOffset !== round.baseOffset) {
          const detail = `appended at ${outcome.baseOffset} instead of ${round.baseOffset}`;
          return this.onLost(lane, 'foreign-append', detail);
        }
        lane.appended(outputs);
        await this.settle(lane, round, outputs);
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
    const { records, projection, clock } = this.options;
    const { partition, producer, mark, progress, heard } = lane;
    const inputs = this.take(lane);
    const originals = await this.readOriginals(inputs);
    const wanted = new Map<string, EntityKey>();
    for (const { commands } of [...inputs, ...originals.values()]) {
      for (const command of commands) wanted.set(Subjects.key(command), command);
    }
    const entities = [...wanted.values()];
    const stored = await projection.load(partition, producer, mark, entities);
    if (!lane.isLive) return null;
    if (stored === 'moved') {
      this.onLost(lane, 'mark-moved', `Redis no longer stands at ${mark}`);
      return null;
    }
    const subjects = records.subjects(entities, stored);
    return { lane, round: { partition, inputs, originals, subjects, progress, heard, baseOffset: mark, now: clock() } };
  }

  /** The next inputs of a lane, as many as one round takes. */
  private take({ pending }: Lane): readonly Prepared[] {
    let commands = 0;
    let retries = 0;
    const end = pending.findIndex((input, i) => {
      commands += input.commands.length;
      if (input.retries !== null) retries++;
      return (
        i > 0 && (i >= MAX_INPUTS_PER_ROUND || commands > MAX_COMMANDS_PER_ROUND || retries > MAX_RETRIES_PER_ROUND)
      );
    });
    return pending.slice(0, end < 0 ? undefined : end);
  }

  /** Reads what retries are about; deciding does not wait for anything. */
  private async readOriginals(inputs: readonly Prepared[]): Promise<ReadonlyMap<Prepared, Prepared>> {
    const { records, log } = this.options;
    const retries = inputs.filter((input) => input.retries !== null);
    const read = retries.map(async (retry): Promise<[Prepared, Prepared][]> => {
      const place = records.originalOf(retry);
      if (place === null) return [];
      const { topic, partition, offset } = place;
      return [[retry, records.prepareAgain(retry, topic, await log.readAt(topic, partition, offset))]];
    });
    return new Map((await Promise.all(read)).flat());
  }

  private taken(lane: Lane, decision: LaneDecision): void {
    const { observer } = this.options;
    for (const { topic, record } of lane.pending.slice(0, decision.taken)) lane.decided.set(topic, record.offset + 1);
    lane.pending = lane.pending.slice(decision.taken);
    lane.noteDecided();
    lane.silentInputs += decision.taken;
    if (decision.parked > 0) observer?.onParked?.(lane.partition, decision.parked);
    if (decision.repeatedTransfers > 0) observer?.onRepeatedTransfers?.(lane.partition, decision.repeatedTransfers);
  }

  /** Whether a lane has read, or forwarded, for so long without saying so that it has to. */
  mustAdvance(lane: Lane): boolean {
    const forwards = this.options.records.definition.transfers !== undefined;
    return lane.silentInputs >= ADVANCE_AFTER_INPUTS || (forwards && lane.unforwardedOutputs >= ADVANCE_AFTER_OUTPUTS);
  }

  private withAdvance(lane: Lane, outputs: readonly Output[], now: number): readonly Output[] {
    if (!this.mustAdvance(lane)) return outputs;
    const { records } = this.options;
    for (const [topic, offset] of lane.decided) lane.progress.readUpTo(topic, offset);
    lane.unforwardedOutputs = 0;
    return [...outputs, records.advanced(lane.partition, lane.decided, lane.progress.forwarded, now)];
  }

  private appendOf(lane: Lane, outputs: readonly Output[]): PartitionAppend {
    const producer = { ...lane.producer, firstSequence: lane.sequence };
    return { topic: this.options.records.definition.output, partition: lane.partition, producer, records: outputs };
  }

  /** The outputs stand in the log: projects them, and sends on what is meant for others. */
  private async settle(lane: Lane, round: LaneRound, outputs: readonly Output[]): Promise<void> {
    const { projection, log, codec } = this.options;
    const to = round.baseOffset + outputs.length;
    const stretch = { from: lane.mark, to, inForce: lane.producer, changed: round.subjects.changed() };
    const change = lane.change(stretch, codec);
    const forwards = outputs.flatMap((output) => output.forwards);
    const [applied] = await Promise.all([
      projection.apply(lane.partition, lane.producer, change),
      forwards.length > 0 ? log.publish(forwards) : undefined,
    ]);
    if (applied === 'moved') return this.onLost(lane, 'mark-moved', `Redis no longer stands at ${lane.mark}`);
    lane.moved(change);
    lane.progress.forwarded = to; // written with the next change: after a crash in between, some go out twice
  }
}
