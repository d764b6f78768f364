import { partitionOf } from '@alataw/contracts';
import { randomBytes } from 'node:crypto';

/** Where a batch stands in the intake topic. */
export interface BatchPlace {
  /** The key of its records. */
  readonly batchId: string;
  readonly partition: number;
  /** All its records stand at or after this offset. */
  readonly from: number;
}

const FORM = /^b(\d{1,15})-([0-9a-f]{10})$/;

/**
 * Names a new batch so that the name alone tells where to read: `b<offset>-<chance>`. The offset is the end of the partition
 * that the name itself hashes to, so no index is needed to find a batch, and chance makes the name hard to guess.
 * @param endOffsets of the intake topic, per partition
 */
export function newBatch(endOffsets: readonly number[]): BatchPlace {
  for (;;) {
    const chance = randomBytes(5).toString('hex');
    for (const [partition, from] of endOffsets.entries()) {
      const batchId = `b${from}-${chance}`;
      if (partitionOf(batchId, endOffsets.length) === partition) return { batchId, partition, from };
    }
  }
}

/** @returns undefined for what cannot be the name of a batch */
export function placeOf(batchId: string, partitions: number): BatchPlace | undefined {
  const [, from] = FORM.exec(batchId) ?? [];
  return from === undefined ? undefined : { batchId, partition: partitionOf(batchId, partitions), from: Number(from) };
}

/** What the decision about one line is found by. */
export function correlationOf(batchId: string, line: number): string {
  return `${batchId}:${line}`;
}

/** The line that a correlation id stands for, or undefined when it is not of this batch. */
export function lineOf(batchId: string, correlationId: string): number | undefined {
  if (!correlationId.startsWith(`${batchId}:`)) return undefined;
  const line = Number(correlationId.slice(batchId.length + 1));
  return Number.isSafeInteger(line) && line > 0 ? line : undefined;
}
