import type { StageName } from '@alataw/contracts';
import type { ClaimRule } from '../../libs/lane/src/claim-rule';
import type { LaneName } from './lanes';

/** A time in which a lane had something to decide and committed nothing. */
export interface Stall {
  readonly lane: LaneName;
  /** Epoch ms. */
  readonly from: number;
  readonly ms: number;
}

/** Shorter ones are part of the normal course. */
const STALL_MS = 1_000;

/** One lane as its log shows it. Times are those of the reading, epoch ms. */
export class LaneWatch {
  /** Who claimed it last; '' before the first claim. */
  instance = '';
  claimedAt = 0;
  /** The first decision under the last claim; 0 while there is none. */
  firstCommitAt = 0;
  lastCommitAt = 0;
  /** Claims that count so far. */
  claims = 0;
  private readonly stalls: Stall[] = [];
  /** Inputs that must lead to an output and have not yet, in order, per topic. */
  private readonly inputs = new Map<string, { readonly offset: number; readonly at: number }[]>();
  private readonly next = new Map<string, number>();

  constructor(
    readonly name: LaneName,
    readonly stage: StageName,
    /** Judges the batches of the lane's output in order. */
    readonly rule: ClaimRule,
  ) {}

  get waiting(): number {
    let sum = 0;
    for (const queue of this.inputs.values()) sum += queue.length;
    return sum;
  }

  /** When the input that has waited longest arrived; null when none waits. */
  get oldestWaiting(): number | null {
    const heads = [...this.inputs.values()].flatMap((queue) => (queue[0] ? [queue[0].at] : []));
    return heads.length === 0 ? null : Math.min(...heads);
  }

  /** A claim that counts stands. */
  claimed(instance: string, now: number): void {
    this.instance = instance;
    this.claimedAt = now;
    this.firstCommitAt = 0;
    this.claims++;
  }

  /** An input is there. It may be seen after its answer: topics are read independently of each other. */
  arrived(topic: string, offset: number, now: number): void {
    if (offset < (this.next.get(topic) ?? 0)) return;
    const queue = this.inputs.get(topic);
    if (queue) queue.push({ offset, at: now });
    else this.inputs.set(topic, [{ offset, at: now }]);
  }

  /** A decision stands. A lane takes the records of a topic in order, so that all up to its cause are decided. */
  committed(cause: { readonly topic: string; readonly offset: number } | undefined, now: number): void {
    const stall = this.stallUntil(now);
    if (stall) this.stalls.push(stall);
    this.lastCommitAt = now;
    if (this.firstCommitAt === 0) this.firstCommitAt = now;
    if (!cause) return;
    this.next.set(cause.topic, Math.max(this.next.get(cause.topic) ?? 0, cause.offset + 1));
    const queue = this.inputs.get(cause.topic);
    while (queue?.[0] && queue[0].offset <= cause.offset) queue.shift();
  }

  /** All stalls, with the one that lasts. */
  stallsUntil(now: number): Stall[] {
    const last = this.stallUntil(now);
    return last ? [...this.stalls, last] : [...this.stalls];
  }

  /** The stall that lasts now, if there is one. */
  stallUntil(now: number): Stall | null {
    const oldest = this.oldestWaiting;
    if (oldest === null) return null;
    const from = Math.max(oldest, this.lastCommitAt);
    return now - from < STALL_MS ? null : { lane: this.name, from, ms: now - from };
  }
}
