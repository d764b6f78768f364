import type { RecordBatch } from '@alataw/log';

/**
 * Passes over what an owner appended after it had lost its lane. The broker refuses such appends as long as it remembers
 * epochs; should it have forgotten, the rule in the log still holds: an epoch older than one already seen does not count.
 */
export class EpochFilter {
  private readonly newest = new Map<number, number>();

  /** @param lanesOnly for topics that lanes alone write: what has no producer id was put there by somebody else */
  constructor(private readonly lanesOnly: boolean) {}

  /** Whether the batch counts. */
  accepts(batch: Pick<RecordBatch, 'producerId' | 'producerEpoch'>): boolean {
    if (batch.producerId < 0) return !this.lanesOnly;
    const newest = this.newest.get(batch.producerId) ?? -1;
    if (batch.producerEpoch < newest) return false;
    this.newest.set(batch.producerId, batch.producerEpoch);
    return true;
  }
}
