import type { Logger } from '@alataw/operations';
import type { Centre } from '../api/centre';
import type { Behaviour } from '../behaviour/behaviour';
import { inParallel, pause } from '../api/pace';
import { fateOf } from '../staff/fate';
import { planParcel, type ParcelPlan } from './parcel-plan';
import type { LotProgress } from './lot';
import type { Sender } from './sender';
import { firstUnknown } from './resume';

/** What platforms add to a declaration follows so many parcels later at least, when the declaration is surely in the log. */
const LEAST_LAG = 100;
/** How often parcels are sent, per second: fewer requests cost less, more of them come more evenly. */
const ROUNDS_PER_SECOND = { singles: 10, files: 2 } as const;
const SHORTEST_PAUSE_MS = 20;
const CANCELS_AT_ONCE = 8;

/** Whoever declares the parcels of a run. */
export interface Declarant {
  /** The number of the next parcel: those before it are in the log. */
  readonly next: number;
  readonly isFinished: boolean;
  /** Parcels that the centre will know of in the end; null: no end. */
  readonly expected: number | null;
  /** What has become of a lot; null when parcels come one by one. */
  readonly lot: LotProgress | null;
  /** @throws {Stopped} */
  run(): Promise<void>;
}

export interface DeclaringOptions {
  readonly seed: number;
  /** Parcels per second. */
  readonly rate: number;
  /** How many in all; null: no end. */
  readonly parcels: number | null;
  readonly platforms: readonly [string, ...string[]];
  readonly behaviour: Pick<Behaviour, 'platforms' | 'staff'>;
  /** Told of each parcel that is declared. */
  readonly onDeclared?: (plan: ParcelPlan) => void;
  readonly now: () => number;
  readonly stopping: AbortSignal;
  readonly logger: Logger;
}

/** The platforms: they declare a run's parcels in order, at an even rate, and what they add to some of them. */
export class Declaring implements Declarant {
  next = 0;
  isFinished = false;
  readonly lot = null;
  /** Parcels that something follows, by their number. */
  private readonly toFollow = new Map<number, ParcelPlan>();
  private readonly lag: number;
  private readonly roundSize: number;

  constructor(
    private readonly sender: Pick<Sender, 'isBulk' | 'send' | 'cancel'>,
    private readonly centre: Pick<Centre, 'knowsParcel'>,
    private readonly options: DeclaringOptions,
  ) {
    const { rate } = options;
    this.lag = Math.max(LEAST_LAG, Math.ceil(rate));
    const perSecond = sender.isBulk ? ROUNDS_PER_SECOND.files : ROUNDS_PER_SECOND.singles;
    this.roundSize = Math.max(1, Math.ceil(rate / perSecond));
  }

  get expected(): number | null {
    return this.options.parcels;
  }

  plan(index: number): ParcelPlan {
    const { seed, platforms, behaviour } = this.options;
    return planParcel(seed, index, platforms, behaviour.platforms);
  }

  /** @throws {Stopped} */
  async run(): Promise<void> {
    const { parcels, rate, now, stopping, logger } = this.options;
    const end = parcels ?? Number.MAX_SAFE_INTEGER;
    const known = await firstUnknown((index) => this.centre.knowsParcel(this.plan(index).parcelId), end);
    // The round that a kill interrupted may be in the log in part, and what follows it not at all.
    const start = Math.max(0, known - 2 * this.roundSize);
    for (let index = Math.max(0, start - this.lag); index < start; index += 1)
      this.toFollow.set(index, this.plan(index));
    logger.info({ start, known }, 'platforms begin to declare');
    const begun = now();
    for (let index = start; index < end + this.lag && !stopping.aborted;) {
      const due = index < end ? start + Math.floor(((now() - begun) / 1000) * rate) : end + this.lag;
      const until = Math.min(due, index + 2 * this.roundSize, end + this.lag);
      if (until > index) await this.round(index, until, end);
      index = Math.max(index, until);
      this.next = Math.min(index, end);
      const untilNextMs = index < end ? this.nextRoundMs(index - start, now() - begun) : 0;
      await pause(Math.max(SHORTEST_PAUSE_MS, untilNextMs), stopping);
    }
    this.isFinished = !stopping.aborted;
  }

  /** How long until the next round is due, ms. */
  private nextRoundMs(sent: number, elapsedMs: number): number {
    return ((sent + this.roundSize) / this.options.rate) * 1000 - elapsedMs;
  }

  /** Declares parcels `from` to `until`, and sends what follows earlier ones. */
  private async round(from: number, until: number, end: number): Promise<void> {
    const plans: ParcelPlan[] = [];
    const followed: ParcelPlan[] = [];
    for (let index = from; index < until; index += 1) {
      if (index < end) {
        const plan = this.plan(index);
        plans.push(plan);
        if (plan.later.length > 0 || this.isToCancel(plan)) this.toFollow.set(index, plan);
      }
      const earlier = this.takeToFollow(index - this.lag);
      if (earlier !== undefined) followed.push(earlier);
    }
    await this.sender.send([...plans.flatMap((plan) => plan.first), ...followed.flatMap((plan) => plan.later)]);
    for (const plan of plans) this.options.onDeclared?.(plan);
    const cancelled = followed.filter((plan) => this.isToCancel(plan));
    await inParallel(cancelled, CANCELS_AT_ONCE, (plan) => this.sender.cancel(plan.platform, plan.parcelId));
  }

  private isToCancel({ isDelicate, parcelId }: ParcelPlan): boolean {
    return isDelicate && fateOf(parcelId, this.options.behaviour.staff).isCancelled;
  }

  private takeToFollow(index: number): ParcelPlan | undefined {
    const plan = this.toFollow.get(index);
    this.toFollow.delete(index);
    return plan;
  }
}
