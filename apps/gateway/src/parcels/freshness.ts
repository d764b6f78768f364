import { partitionOf, stages, type StageName } from '@alataw/contracts';
import { Problem } from '@alataw/http';
import { Injectable } from '@nestjs/common';
import { AvailableProjections } from '../backends/available-projections';
import { EventTail } from '../live/event-tail';

/** How fresh an answer is. */
export interface Freshness {
  /** Per stage, the offset up to which its events were projected when this was read; -1: none yet. */
  readonly asOf: Readonly<Record<StageName, number>>;
  /** Records that had been written but not projected, over all stages. They need not be about this entity. */
  readonly behind: number;
}

/** More than so many records behind, the views are being rebuilt, and what is not in them may well be in the log. */
const REBUILDING_RECORDS = 1_000;

/** Compares how far the views have come with how far the stages have. */
@Injectable()
export class FreshnessReader {
  constructor(
    private readonly projections: AvailableProjections,
    private readonly tail: EventTail,
  ) {}

  /** Of one parcel or truck: only its own partition counts. */
  async of(id: string): Promise<Freshness> {
    const marks = await this.projections.marks();
    const partition = partitionOf(id, marks.declaration.length);
    const asOf = { declaration: -1, inspection: -1, release: -1, loading: -1 };
    let behind = 0;
    for (const stage of stages) {
      asOf[stage] = marks[stage][partition] ?? -1;
      behind += this.lag(stage, partition, asOf[stage]);
    }
    return { asOf, behind };
  }

  /** Records that are not shown yet, over everything. */
  async behind(): Promise<number> {
    const marks = await this.projections.marks();
    return stages.reduce(
      (sum, stage) => sum + marks[stage].reduce((own, mark, partition) => own + this.lag(stage, partition, mark), 0),
      0,
    );
  }

  /** @throws {Problem} 503 while it cannot be said that something does not exist, since the views are being rebuilt */
  async requireWhole(id: string): Promise<void> {
    const { behind } = await this.of(id);
    if (behind <= REBUILDING_RECORDS) return;
    throw new Problem(503, 'VIEWS_UNAVAILABLE', 'What this shows is being rebuilt: try again in a few seconds.', {
      headers: { 'retry-after': '2' },
    });
  }

  private lag(stage: StageName, partition: number, mark: number): number {
    return Math.max(0, this.tail.positionOf(stage, partition) - Math.max(0, mark));
  }
}
