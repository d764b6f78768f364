import type { Cause } from '@alataw/contracts';
import type { LaneSnapshot } from '@alataw/projection';

/**
 * How far a lane has come, as its own output tells: the fold of the causes of its records. Nothing else is ever asked
 * where to go on.
 */
export class Progress {
  /** Per input topic, the offset after the last input that led to an output. */
  readonly next: Map<string, number>;
  /** Per lane that sends transfers, the offset of the last one answered. */
  readonly origins: Map<number, number>;
  /** The offset of the own output up to which its transfers have been forwarded, exclusive. */
  forwarded: number;

  constructor(from?: Pick<LaneSnapshot, 'next' | 'origins' | 'forwarded'>) {
    this.next = new Map(from?.next);
    this.origins = new Map(from?.origins);
    this.forwarded = from?.forwarded ?? 0;
  }

  /** Takes in the cause of an output. */
  answered(cause: Cause): void {
    this.readUpTo(cause.topic, cause.offset + 1);
    if (cause.originPartition < 0) return;
    const last = this.origins.get(cause.originPartition) ?? -1;
    if (cause.originOffset > last) this.origins.set(cause.originPartition, cause.originOffset);
  }

  /** Takes in that inputs up to this offset need no answer any more. */
  readUpTo(topic: string, offset: number): void {
    if (offset > (this.next.get(topic) ?? 0)) this.next.set(topic, offset);
  }

  /** Takes in that the transfers before this offset of the own output have been forwarded. */
  forwardedUpTo(offset: number): void {
    this.forwarded = Math.max(this.forwarded, offset);
  }

  /** Whether a transfer has been answered before: it is sent again after every claim of its sender. */
  hasAnswered(originPartition: number, originOffset: number): boolean {
    return originOffset <= (this.origins.get(originPartition) ?? -1);
  }
}
