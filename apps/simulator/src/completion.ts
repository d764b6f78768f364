import type { Centre, Counts } from './api/centre';

/** How often in a row the centre has to look finished: a parcel between two stages stands in no queue for a moment. */
const LOOKS = 3;
const BETWEEN_LOOKS_MS = 300;

/** Whether a run has come to its end: all parcels declared, and each of them rejected, returned, detained, cancelled or gone. */
export class Completion {
  private looks = 0;

  /** @param parcels how many the run declares; a centre that has just begun to rebuild its counts shows fewer */
  constructor(
    private readonly centre: Pick<Centre, 'counts'>,
    private readonly parcels: number,
  ) {}

  get isReached(): boolean {
    return this.looks >= LOOKS;
  }

  /** @returns how long to wait before the next look, ms; null when the end is reached */
  async look(): Promise<number | null> {
    this.looks = isDrained(await this.centre.counts(), this.parcels) ? this.looks + 1 : 0;
    return this.isReached ? null : BETWEEN_LOOKS_MS;
  }
}

/** Every parcel has ended and none is in a queue. */
export function isDrained(counts: Counts, parcels: number): boolean {
  const { declared, rejected, returned, detained, cancelled, departed, inQueues } = counts;
  return declared >= parcels && inQueues === 0 && declared === rejected + returned + detained + cancelled + departed;
}
