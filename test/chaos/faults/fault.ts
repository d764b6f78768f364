import type { ChaosCentre } from '../centre';
import type { LaneName } from '../lanes';
import { lanesRecover, type Recovery } from '../recovery';
import type { KindOutline, PlannedFault } from '../plan';

/** What a fault works on. */
export class Scene {
  constructor(
    readonly centre: ChaosCentre,
    /** Whether parcels are still being declared. */
    readonly hasTraffic: () => boolean,
    readonly say: (text: string) => void,
  ) {}

  lanesRecover(lanes: readonly LaneName[], options: Parameters<typeof lanesRecover>[3] = {}): Recovery {
    return lanesRecover(this.centre.monitor, lanes, this.hasTraffic, options);
  }
}

/** Thrown when a fault found nothing to befall, e.g. an instance that appended nothing while it was waited for. */
export class NothingToStrike extends Error {
  override readonly name = 'NothingToStrike';
}

/** One kind of fault. */
export interface FaultKind extends KindOutline {
  /** What is done, how it is undone, and what counts as recovery: for the report. */
  readonly does: string;
  readonly undone: string;
  readonly recovered: string;
  /**
   * Does it, lets it last and undoes it.
   * @returns how the centre recovers, watched from the moment of the fault on
   * @throws {NothingToStrike}
   */
  strike(scene: Scene, planned: PlannedFault): Promise<Recovery>;
}

/** How long a fault looks for something to befall, ms. */
export const STRIKE_WITHIN_MS = 20_000;
