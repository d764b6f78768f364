import type { Centre } from '../api/centre';
import { isReached, standingOf } from '../scenario/condition';
import type { PlannedAbsence } from '../scenario/intervention';
import type { Customs } from './customs';

/** Between two looks at how far the run has come, ms. */
const LOOK_MS = 100;

/** Lets customs be away while a scenario says so, one absence after the other. Whoever simulates anew after a kill plays them once more. */
export class Absences {
  private readonly left: PlannedAbsence[];

  constructor(
    private readonly centre: Pick<Centre, 'counts' | 'queueSizes'>,
    private readonly customs: Pick<Customs, 'isAway'>,
    planned: readonly PlannedAbsence[],
  ) {
    this.left = [...planned];
  }

  /** Sees whether customs goes or comes back. @returns how long to wait before the next look, ms; null after the last absence */
  async look(): Promise<number | null> {
    const [next] = this.left;
    if (next === undefined) return null;
    const awaited = this.customs.isAway ? next.until : next.after;
    if (!isReached(awaited, await standingOf(this.centre, [awaited]))) return LOOK_MS;
    if (this.customs.isAway) this.left.shift();
    this.customs.isAway = !this.customs.isAway;
    return LOOK_MS;
  }
}
