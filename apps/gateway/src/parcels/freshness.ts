import { partitionOf, stages, type StageName } from '@alataw/contracts';
import type { OffsetVector } from '@alataw/http';
import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { AvailableProjections, viewsUnavailable } from '../backends/available-projections';
import { EventTail } from '../live/event-tail';

/** How fresh an answer is. */
export interface Freshness {
  /** Per stage, the offset up to which its events were projected when this was read; -1: none yet. */
  readonly asOf: Readonly<Record<StageName, number>>;
  /** Records that had been written but not projected, over all stages. They need not be about this entity. */
  readonly behind: number;
}

/** What was read, and how fresh it is. */
export interface Read<T> {
  readonly answer: T;
  readonly freshness: Freshness;
}

/** The views follow the log within milliseconds; what takes longer is an outage, or they are being rebuilt. */
const LOOKS = 10;
const BETWEEN_LOOKS_MS = 100;

type Marks = Awaited<ReturnType<AvailableProjections['marks']>>;

/** Compares how far the views have come with how far the stages have. */
@Injectable()
export class FreshnessReader {
  constructor(
    private readonly projections: AvailableProjections,
    private readonly tail: EventTail,
  ) {}

  /**
   * Reads the views, and looks before and after how far they have come: should they be lost, emptied or rebuilt in between,
   * the answer says that it is behind.
   * @param id of the parcel, load unit or application that is read: only its own partition counts; null: all do
   * @param ends how far the log had come when the answer was asked for
   */
  async whileReading<T>(
    id: string | null,
    read: () => Promise<T>,
    ends = this.tail.currentPositions(),
  ): Promise<Read<T>> {
    const before = await this.projections.marks();
    const answer = await read();
    const after = await this.projections.marks();
    const partition = id === null ? null : partitionOf(id, before.declaration.length);
    const behind = Math.max(lagOf(before, ends, partition), lagOf(after, ends, partition));
    const asOf = Object.fromEntries(
      stages.map((stage) => [stage, partition === null ? -1 : (before[stage][partition] ?? -1)]),
    ) as Record<StageName, number>;
    return { answer, freshness: { asOf, behind } };
  }

  /**
   * Reads a parcel or load unit, which is missing only if it is missing from views that have come as far as the log had.
   * @param isWhole tells an answer that lacks something
   * @throws {Problem} 503 while the views have not come so far
   */
  async find<T>(
    id: string,
    read: () => Promise<T | undefined>,
    isWhole: (answer: T) => boolean = () => true,
  ): Promise<Read<T | undefined>> {
    const ends = this.tail.currentPositions();
    for (let look = 1; ; look++) {
      const found = await this.whileReading(id, read, ends);
      const { answer, freshness } = found;
      if (freshness.behind === 0 || (answer !== undefined && isWhole(answer))) return found;
      if (look === LOOKS) throw viewsUnavailable();
      await sleep(BETWEEN_LOOKS_MS);
    }
  }
}

/** Records that stand in the log and are not shown, of one partition or of all. */
function lagOf(marks: Marks, ends: OffsetVector, only: number | null): number {
  let lag = 0;
  stages.forEach((stage, i) => {
    marks[stage].forEach((mark, partition) => {
      if (only === null || only === partition) lag += Math.max(0, (ends[i]?.[partition] ?? 0) - Math.max(0, mark));
    });
  });
  return lag;
}
