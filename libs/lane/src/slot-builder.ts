import type { Codec } from '@alataw/contracts';
import type { Fetched, Position } from '@alataw/log';
import { CatchUp } from './catch-up';
import { ruleFrom } from './claim-rule';
import { Lane } from './lane';
import type { BuildersLog, BuildersProjection } from './ports';
import type { StageRecords } from './stage-records';

export interface SlotBuilderOptions {
  readonly records: StageRecords;
  readonly codec: Codec;
  readonly log: BuildersLog;
  readonly projection: BuildersProjection;
  /** Records that count were folded. */
  readonly onFolded?: (count: number) => void;
  /** A lane has come to another state. */
  readonly onState?: (partition: number, state: BuildState) => void;
}

/**
 * `building`: behind where the log ended when the building began. `whole`: no longer; it follows the log. `live`: readers
 * follow the slot, or the lane's owner has taken it and is about to show it: nothing is left to do. `overtaken`: another
 * builder has taken it.
 */
export type BuildState = 'building' | 'whole' | 'live' | 'overtaken';

/** How far one lane's slot is built. */
export interface BuildStatus {
  readonly partition: number;
  readonly state: BuildState;
  readonly mark: number;
  /** The offset after the last record of the lane's output, as last seen. */
  readonly end: number;
}

/** A lane as its builder has it; its `producer` is the builder's name in the slot, which the log never sees. */
interface Built {
  readonly lane: Lane;
  state: BuildState;
  catchUp: CatchUp | null;
  /** Where the slot is whole. */
  target: number;
  end: number;
}

/**
 * Builds the slots of a new fold from the log, beside the owners of the lanes, and follows the log. It appends nothing and
 * belongs to no group: owners do not notice it, and the first of them that comes with the new fold takes a slot over as it
 * stands, near the end of the log.
 */
export class SlotBuilder {
  private readonly lanes = new Map<number, Built>();
  private tellBuilt: () => void = () => undefined;
  /** Resolves when no lane is being built any more, for the first time. */
  readonly built = new Promise<void>((resolve) => (this.tellBuilt = resolve));

  constructor(private readonly options: SlotBuilderOptions) {}

  /** Builds, then follows, until the signal. @throws what cannot be waited out */
  async run(signal: AbortSignal): Promise<void> {
    const { log, records } = this.options;
    const ends = await log.endOffsets(records.definition.output);
    for (const [partition, end] of ends.entries()) {
      const lane = new Lane(partition);
      this.lanes.set(partition, { lane, state: 'building', catchUp: null, target: end, end });
    }
    await Promise.all([...this.lanes.values()].map((built) => this.take(built, true)));
    const onFetched = async (fetched: readonly Fetched[]): Promise<void> => {
      await Promise.all(fetched.map((each) => this.fold(each)));
    };
    await log.follow({ positions: () => this.positions(), onFetched }, signal);
  }

  /**
   * Says that this process still builds its slots, or no longer, so that nobody drops them meanwhile. The caller says it every
   * few seconds, and at the end.
   */
  async sayBuilding(isBuilding: boolean): Promise<void> {
    const { projection } = this.options;
    const own = [...this.lanes.values()].filter(({ catchUp }) => catchUp !== null);
    await Promise.all(own.map(({ lane }) => projection.sayBuilding(lane.partition, lane.producer, isBuilding)));
  }

  status(): BuildStatus[] {
    return [...this.lanes.values()].map(({ lane, state, end }) => ({
      ...{ partition: lane.partition, state, mark: lane.mark },
      end: Math.max(end, lane.mark),
    }));
  }

  private positions(): Position[] {
    const topic = this.options.records.definition.output;
    return [...this.lanes.values()]
      .filter((built) => built.catchUp !== null)
      .map(({ lane }) => ({ topic, partition: lane.partition, offset: lane.mark }));
  }

  private async fold(fetched: Fetched): Promise<void> {
    const built = this.lanes.get(fetched.partition);
    // A fetch that was under way while the slot was taken anew answers an older question.
    if (!built?.catchUp || fetched.from !== built.lane.mark) return;
    built.end = fetched.highWatermark;
    const counted = built.catchUp.judge(fetched, fetched.next);
    if (await built.catchUp.project(counted, fetched.next)) {
      this.options.onFolded?.(counted.length);
      if (built.state === 'building' && built.lane.mark >= built.target) this.enter(built, 'whole');
    } else {
      built.catchUp = null;
      built.target = built.end;
      await this.take(built, false);
    }
  }

  /** @param isFirst later on, a slot that another builder has taken is left to it: the two would hinder each other for ever */
  private async take(built: Built, isFirst: boolean): Promise<void> {
    const { records, codec, projection } = this.options;
    const { lane } = built;
    const taken = await projection.takeBeside(lane.partition, isFirst ? null : lane.producer);
    if (typeof taken === 'string') return this.enter(built, taken);
    const { writer, snapshot } = taken;
    lane.producer = writer;
    lane.restore(snapshot);
    built.catchUp = new CatchUp(lane, { records, codec, projection }, ruleFrom(snapshot, records));
    this.enter(built, lane.mark >= built.target ? 'whole' : 'building');
  }

  private enter(built: Built, state: BuildState): void {
    if (built.state !== state) this.options.onState?.(built.lane.partition, state);
    built.state = state;
    if ([...this.lanes.values()].every((each) => each.state !== 'building')) this.tellBuilt();
  }
}
