import { LaneClaimed, type Codec } from '@alataw/contracts';
import type { RecordBatch } from '@alataw/log';

const isNewer = (batch: RecordBatch, inForce: RecordBatch | null): boolean =>
  batch.producerId !== inForce?.producerId || batch.producerEpoch > inForce.producerEpoch;

/** Whether a batch holds its writer's claim. */
export function isClaim(codec: Codec, { records, producerId, producerEpoch }: RecordBatch): boolean {
  try {
    const { contract, value } = codec.decode(records[0]!.value!);
    if (contract !== LaneClaimed) return false;
    const claim = value as LaneClaimed;
    return claim.producerId === producerId && claim.producerEpoch === producerEpoch;
  } catch {
    return false;
  }
}

/**
 * Parts the batches of a lane's output by the rule in the log, which it knows by itself. It goes on where it was, since it
 * is asked after every step.
 */
export class Judge {
  readonly counting: RecordBatch[] = [];
  readonly others: RecordBatch[] = [];
  /** Where what counts ends, and says more than who owns the lane. */
  end = 0;
  private inForce: RecordBatch | null = null;
  private seen = 0;

  constructor(private readonly codec: Codec) {}

  /** @param batches all of the partition: those that it has seen, and more */
  read(batches: readonly RecordBatch[]): this {
    for (; this.seen < batches.length; this.seen++) this.judge(batches[this.seen]!);
    return this;
  }

  private judge(batch: RecordBatch): void {
    const isByOwner =
      batch.producerId === this.inForce?.producerId &&
      batch.producerEpoch === this.inForce.producerEpoch &&
      batch.producerId >= 0;
    const isClaimed = isClaim(this.codec, batch);
    const isTakeover = !isByOwner && isClaimed && isNewer(batch, this.inForce);
    if (isTakeover) this.inForce = batch;
    if (!isByOwner && !isTakeover) return void this.others.push(batch);
    this.counting.push(batch);
    if (!isClaimed) this.end = batch.lastOffset + 1;
  }
}
