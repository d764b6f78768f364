import type { Centre, Counts } from './api/centre';

/** How often in a row the centre has to look finished: a parcel between two stages stands in no queue for a moment. */
const LOOKS = 3;
const BETWEEN_LOOKS_MS = 300;

/** Whether a run has come to its end: all parcels declared, and each of them rejected, returned, detained, cancelled, gone or left where nobody works. */
export class Completion {
  private looks = 0;

  /**
   * @param parcels how many the centre has to know of; one that has just begun to rebuild its counts shows fewer
   * @param unattended queues at which nobody works: what has come there stays
   * @param isIdle whether nobody of the simulation has anything left to say
   */
  constructor(
    private readonly centre: Pick<Centre, 'counts' | 'queueSizes'>,
    private readonly parcels: () => number,
    private readonly unattended: readonly string[],
    private readonly isIdle: () => boolean = () => true,
  ) {}

  get isReached(): boolean {
    return this.looks >= LOOKS;
  }

  /** @returns how long to wait before the next look, ms; null when the end is reached */
  async look(): Promise<number | null> {
    const counts = await this.centre.counts();
    const left = this.unattended.length === 0 ? 0 : await this.waitingUnattended();
    this.looks = isDrained(counts, this.parcels(), left) && this.isIdle() ? this.looks + 1 : 0;
    return this.isReached ? null : BETWEEN_LOOKS_MS;
  }

  private async waitingUnattended(): Promise<number> {
    const sizes = await this.centre.queueSizes();
    return this.unattended.reduce((sum, queue) => sum + (sizes.get(queue) ?? 0), 0);
  }
}

/**
 * Every parcel has ended and none is in a queue, but for so many that are left where they are, and customs has answered all that was reported.
 */
export function isDrained(counts: Counts, parcels: number, left: number): boolean {
  const { declared, rejected, returned, detained, cancelled, departed, inQueues, reporting } = counts;
  const ended = rejected + returned + detained + cancelled + departed;
  return reporting === 0 && declared >= parcels && inQueues === left && declared === ended + left;
}
